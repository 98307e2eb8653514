import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { FieldInfo } from '../../src/model/schemaInfo';

/** The fields of a model; of the form's own model when none is named. */
export type FieldsOf = (model?: string) => Promise<readonly FieldInfo[]>;

/** {"  or  , "  */
const atKey = /[{,]\s*"(\w*)$/;

/** Completes field names where the keys of a JSON object stand. */
export function valuesCompletion(fieldsOf: FieldsOf): CompletionSource {
  return async (context) => {
    const key = atKey.exec(context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos));
    if (!key) return null;
    const fields = await fieldsOf();
    return result(context, key[1] ?? '', fields.filter((field) => !field.readonly).map(completionOf));
  };
}

function result(context: CompletionContext, typed: string, options: Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from: context.pos - typed.length, options, validFor: /^\w*$/ };
}

function completionOf(field: FieldInfo): Completion {
  return { label: field.name, detail: `${field.label} · ${field.relation ?? field.type}` };
}

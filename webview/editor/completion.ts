import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import type { FieldInfo } from '../../src/model/schemaInfo';

/** The fields of a model; of the form's own model when none is named. */
export type FieldsOf = (model?: string) => Promise<readonly FieldInfo[]>;

const operators = [
  '=',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'in',
  'not in',
  'like',
  'ilike',
  'not like',
  'not ilike',
  '=like',
  '=ilike',
  'child_of',
  'parent_of',
  'any',
  'not any',
];

/** [("  or  [(  */
const atField = /[([]\s*(?:(["'])([\w.]*))?$/;
/** ("name", "  */
const atOperator = /[([]\s*(["'])[\w.]+\1\s*,\s*(["'])([^"']*)$/;
/** ("state", "=", "   or   ("state", "in", ["a", "  */
const atValue = /[([]\s*(["'])([\w.]+)\1\s*,\s*(["'])[^"']+\3\s*,\s*(?:\[[^\]]*)?(["'])([^"']*)$/;

/** Completes field names (dotted paths too), operators and the choices of selection fields inside a domain. */
export function domainCompletion(fieldsOf: FieldsOf): CompletionSource {
  return async (context) => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 500), context.pos);

    const value = atValue.exec(before);
    if (value) {
      const field = await fieldAt(fieldsOf, value[2] ?? '');
      const choices = (field?.selection ?? []).map(([key, label]) => ({ label: key, detail: label }));
      return result(context, value[5] ?? '', choices);
    }

    const operator = atOperator.exec(before);
    if (operator) {
      const options = operators.map((label, index) => ({ label, boost: -index }));
      return result(context, operator[3] ?? '', options);
    }

    const field = atField.exec(before);
    if (!field) return null;
    const quoted = field[1] !== undefined;
    if (!quoted && !context.explicit) return null;
    const path = (field[2] ?? '').split('.');
    const typed = path.pop() ?? '';
    const fields = await fieldsAt(fieldsOf, path);
    return result(
      context,
      typed,
      fields.map((each) => ({ ...completionOf(each), ...(quoted ? {} : { apply: `'${each.name}'` }) })),
    );
  };
}

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

/** The fields that a dotted path leads to: those of res.country for `country_id`. */
async function fieldsAt(fieldsOf: FieldsOf, path: string[]): Promise<readonly FieldInfo[]> {
  let fields = await fieldsOf();
  for (const step of path) {
    const relation = fields.find((field) => field.name === step)?.relation;
    if (!relation) return [];
    fields = await fieldsOf(relation);
  }
  return fields;
}

async function fieldAt(fieldsOf: FieldsOf, path: string): Promise<FieldInfo | undefined> {
  const steps = path.split('.');
  const name = steps.pop();
  return (await fieldsAt(fieldsOf, steps)).find((field) => field.name === name);
}

import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import { operatorsFor, valueKind } from '../../src/domain/operatorsFor';
import { placeAt, type TypingPlace } from '../../src/domain/placeAt';
import { commonRelativeDates } from '../../src/domain/relativeDates';
import { syntaxOf } from '../../src/domain/syntax';
import type { FieldInfo, RecordName } from '../../src/model/schemaInfo';
import { fieldAt, type KnownFields } from './fieldAt';
import { completionWords } from './words';

/** What the completion asks about the server. */
export interface CompletionSchema {
  /** The model the domain is for. */
  model: string;
  version: number | undefined;
  /** None where they cannot be read. */
  fieldsOf: (model: string) => Promise<readonly FieldInfo[]>;
  /** Records by their names. */
  search: (model: string, text: string, signal: AbortSignal) => Promise<RecordName[]>;
}

/** A longer text is not looked through at every key. */
const longest = 200_000;
/** A server is asked for names when the typing pauses this long. */
const typingPause = 200;

/**
 * Completes a domain where the caret stands: fields along their relations, operators that fit, and values.
 * @param schemaNow what is known at the time of a question
 */
export function domainCompletion(schemaNow: () => CompletionSchema): CompletionSource {
  return async (context) => {
    const schema = schemaNow();
    if (context.state.doc.length > longest) return null;
    const text = context.state.doc.toString();
    const place = placeAt(text, context.pos);
    if (!place) return null;
    const known = await knownFor(schema, place);
    if (context.aborted) return null;
    const model = modelOf(schema, known, place.within);
    switch (place.part) {
      case 'term':
        return context.explicit && place.typed === '' ? terms(context, text, known(model) ?? []) : null;
      case 'field':
        return fields(context, text, place, known, model);
      case 'operator':
        return operators(context, text, place, fieldOf(place, known, model), schema.version);
      case 'value':
        return values(schema, context, text, place, fieldOf(place, known, model));
    }
  };
}

/** Every model that the caret's condition leads through is read before anything is offered. */
async function knownFor(schema: CompletionSchema, place: TypingPlace): Promise<KnownFields> {
  const found = new Map<string, readonly FieldInfo[]>();
  let model: string | undefined = schema.model;
  const path = place.part === 'field' ? place.typed : (place.field ?? '');
  for (const step of [...place.within, path].flatMap((each) => [...each.split('.')])) {
    if (!model) break;
    const fieldsOfModel: readonly FieldInfo[] = found.get(model) ?? (await schema.fieldsOf(model));
    found.set(model, fieldsOfModel);
    model = fieldsOfModel.find((field) => field.name === step)?.relation;
  }
  if (model && !found.has(model)) found.set(model, await schema.fieldsOf(model));
  return (name) => (name === undefined ? undefined : found.get(name));
}

function modelOf(schema: CompletionSchema, known: KnownFields, within: readonly string[]): string {
  let model = schema.model;
  for (const path of within) model = fieldAt(known, model, path).field?.relation ?? '';
  return model;
}

function fieldOf(place: TypingPlace, known: KnownFields, model: string): FieldInfo | undefined {
  return place.field === undefined ? undefined : fieldAt(known, model, place.field).field;
}

/** Where a condition may begin: one for each field, ready for its value. */
function terms(context: CompletionContext, text: string, all: readonly FieldInfo[]): CompletionResult | null {
  const json = syntaxOf(text) === 'json';
  const options = all.map((field): Completion => {
    const apply = json ? `["${field.name}", "=", ]` : `('${field.name}', '=', )`;
    return {
      label: field.name,
      detail: detailOf(field),
      apply: (view, _completion, from, to) => {
        view.dispatch({
          changes: { from, to, insert: apply },
          selection: { anchor: from + apply.length - 1 },
        });
      },
    };
  });
  return offered(context.pos, context.pos, options, /^\w*$/);
}

function fields(
  context: CompletionContext,
  text: string,
  place: TypingPlace,
  known: KnownFields,
  model: string,
): CompletionResult | null {
  if (place.quote === undefined && place.typed === '' && !context.explicit) return null;
  const dot = place.typed.lastIndexOf('.');
  const at = dot < 0 ? model : (fieldAt(known, model, place.typed.slice(0, dot)).field?.relation ?? '');
  // Without a quote the name has to be put into one, with the path before it.
  const path = place.quote === undefined ? place.typed.slice(0, dot + 1) : '';
  const from = place.quote === undefined ? place.from : place.from + dot + 1;
  const options = (known(at) ?? []).map((field) => ({
    label: `${path}${field.name}`,
    detail: detailOf(field),
    ...(place.quote === undefined ? { apply: quoted(text, `${path}${field.name}`) } : {}),
  }));
  const to = context.pos + (/^\w*/.exec(text.slice(context.pos, place.to))?.[0].length ?? 0);
  // A dot leads to another model, whose fields are asked for anew.
  return offered(from, to, options, /^\w*$/);
}

function operators(
  context: CompletionContext,
  text: string,
  place: TypingPlace,
  field: FieldInfo | undefined,
  version: number | undefined,
): CompletionResult | null {
  if (place.quote === undefined && place.typed === '' && !context.explicit) return null;
  const options = operatorsFor(field, version)
    .filter(({ id, operator }) => id === operator)
    .map(({ operator, label }, index) => ({
      label: operator,
      detail: label,
      boost: -index,
      ...(place.quote === undefined ? { apply: quoted(text, operator) } : {}),
    }));
  return offered(place.from, place.to, options, /^[^'"]*$/);
}

async function values(
  schema: CompletionSchema,
  context: CompletionContext,
  text: string,
  place: TypingPlace,
  field: FieldInfo | undefined,
): Promise<CompletionResult | null> {
  if (!field || place.operator === undefined) return null;
  const inText = (value: string, detail: string): Completion => ({
    label: value,
    detail,
    ...(place.quote === undefined ? { apply: quoted(text, value) } : {}),
  });
  const wanted = place.quote !== undefined || context.explicit || place.typed !== '';
  if (field.selection && wanted && !place.operator.endsWith('like')) {
    const options = field.selection.map(([key, label]) => inText(key, label));
    return offered(place.from, place.to, options, /^[^'"]*$/);
  }
  switch (valueKind(field, place.operator)) {
    case 'boolean': {
      if (place.quote !== undefined || !wanted) return null;
      const words = syntaxOf(text) === 'json' ? ['true', 'false'] : ['True', 'False'];
      return offered(
        place.from,
        place.to,
        words.map((label) => ({ label })),
        /^\w*$/,
      );
    }
    case 'date':
    case 'datetime': {
      if (!wanted || (schema.version ?? 0) < 19) return null;
      const dates = commonRelativeDates(field.type === 'date' ? 'date' : 'datetime');
      const options = dates.map(({ value, label }, index) => ({ ...inText(value, label), boost: -index }));
      return offered(place.from, place.to, options, /^[^'"]*$/);
    }
    case 'record':
    case 'records':
      // An id is typed as it is; a name is looked up.
      return wanted && !/^\d+$/.test(place.typed)
        ? records(schema, context, text, place, field.relation)
        : null;
    case 'list':
    case 'text':
    case 'number':
    case 'selection':
    case 'domain':
    case 'none':
      return null;
  }
}

async function records(
  schema: CompletionSchema,
  context: CompletionContext,
  text: string,
  place: TypingPlace,
  model: string | undefined,
): Promise<CompletionResult | null> {
  if (model === undefined) return null;
  const abort = new AbortController();
  context.addEventListener('abort', () => abort.abort());
  await new Promise((resolve) => setTimeout(resolve, typingPause));
  if (context.aborted) return null;
  const found = await schema.search(model, place.typed.trim(), abort.signal).catch(() => []);
  // The id takes the place of the name, and of its quotes.
  const quote = place.quote === undefined ? 0 : 1;
  const from = place.from - quote;
  const closed = quote === 1 && text.charAt(place.to) === place.quote;
  const to = place.to + (closed ? 1 : 0);
  const options = found.map(({ id, name }) => ({
    label: name,
    detail: completionWords.recordId(id),
    apply: String(id),
  }));
  return options.length === 0 ? null : { from, to, options, filter: false };
}

function offered(from: number, to: number, options: Completion[], validFor: RegExp): CompletionResult | null {
  return options.length === 0 ? null : { from, to, options, validFor };
}

function detailOf(field: FieldInfo): string {
  return `${field.label} · ${field.relation ?? field.type}`;
}

function quoted(text: string, value: string): string {
  return syntaxOf(text) === 'json' ? `"${value}"` : `'${value}'`;
}

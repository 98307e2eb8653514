import type { FieldInfo } from '../model/schemaInfo';
import { isRelational } from './operatorsFor';

/** The fields of a model as far as they are known by now; undefined while they are not. */
export type FieldLookup = (model?: string) => readonly FieldInfo[] | undefined;

/** Asks for the request's own model without its name too, where it is only known that way. */
export function lookupOf({ fields, model }: { fields: FieldLookup; model: string }): FieldLookup {
  return (name) => fields(name) ?? (name === model ? fields() : undefined);
}

/** One name of a dotted path, and where it begins in the path. */
export interface PathStep {
  name: string;
  offset: number;
  /** The model it is looked for on; undefined where that is not known. */
  model?: string;
  field?: FieldInfo;
}

/** How a dotted path ends. */
export type PathEnd =
  /** At a field that is known. */
  | { kind: 'field'; field: FieldInfo; steps: PathStep[] }
  /** In something whose fields are not known: a model that is not read yet, a part of a date, a property. */
  | { kind: 'unknown'; steps: PathStep[] }
  /** At a name that the model does not have. */
  | { kind: 'missing'; step: PathStep; known: readonly FieldInfo[]; steps: PathStep[] }
  /** At a name after a field that leads nowhere. */
  | { kind: 'deadEnd'; step: PathStep; field: FieldInfo; steps: PathStep[] };

/** Follows a dotted path from model to model, as far as fields are known. */
export function followPath(path: string, model: string | undefined, fields: FieldLookup): PathEnd {
  const steps: PathStep[] = [];
  let offset = 0;
  let before: FieldInfo | undefined;
  let at = model;
  for (const name of path.split('.')) {
    const step: PathStep = { name, offset, ...(at === undefined ? {} : { model: at }) };
    offset += name.length + 1;
    if (before && !isRelational(before.type)) {
      return partOfValue(before)
        ? { kind: 'unknown', steps }
        : { kind: 'deadEnd', step, field: before, steps };
    }
    const known = at === undefined ? undefined : fields(at);
    if (!known) return { kind: 'unknown', steps };
    before = known.find((field) => field.name === name);
    if (!before) return { kind: 'missing', step, known, steps };
    steps.push({ ...step, field: before });
    at = before.relation;
  }
  return before ? { kind: 'field', field: before, steps } : { kind: 'unknown', steps };
}

/** What a dot may follow without a relation: parts of a date (18 and later), properties (16 and later). */
function partOfValue(field: FieldInfo): boolean {
  return ['date', 'datetime', 'properties', 'reference', 'many2one_reference', 'json'].includes(field.type);
}

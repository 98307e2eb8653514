import type { FieldInfo } from '../../src/model/schemaInfo';

/** The fields of a model as far as they are here; of the request's own model without a name. */
export type KnownFields = (model?: string) => readonly FieldInfo[] | undefined;

export interface FoundField {
  field?: FieldInfo;
  /** The labels on the way to it: "Country", "Country Code". */
  labels: string[];
}

/** The field that a dotted path leads to; none where a step is not known or leads to no other model. */
export function fieldAt(known: KnownFields, model: string | undefined, path: string): FoundField {
  const labels: string[] = [];
  let of = model;
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    if (of === undefined) return { labels: [] };
    const field = known(of)?.find((each) => each.name === step);
    if (!field) return { labels: [] };
    labels.push(field.label);
    if (index === steps.length - 1) return { field, labels };
    of = field.relation;
  }
  return { labels: [] };
}

/** The model that conditions inside these `any` conditions are about; undefined where that is not known. */
export function modelWithin(
  known: KnownFields,
  model: string,
  within: readonly string[],
): string | undefined {
  let of: string | undefined = model || undefined;
  for (const path of within) of = of === undefined ? undefined : fieldAt(known, of, path).field?.relation;
  return of;
}

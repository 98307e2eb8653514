import { isJsonObject, type JsonObject } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import { checkOperator } from './checkOperator';
import { checkPath } from './checkPath';
import { checkValue } from './checkValue';
import * as words from './checkWords';
import { describeText, type DescribedCondition, type DescribedText, type Span } from './describe';
import { followPath, lookupOf, type FieldLookup } from './fieldPath';

export interface DomainFinding extends Span {
  /** `error`: the server refuses it; `warning`: it hardly does what is meant; `info`: worth knowing. */
  severity: 'error' | 'warning' | 'info';
  /** A finding about the domain as a whole has an empty range at its beginning. */
  message: string;
  /** What to write instead, and where. */
  suggestion?: { text: string } & Span;
}

export interface CheckOptions {
  /** The fields of a model as far as they are known by now; of the request's own model without a name. */
  fields: FieldLookup;
  model: string;
  /** 14, 19, …; undefined while it is not known, and then nothing is said that depends on it. */
  version: number | undefined;
  context?: JsonObject;
}

/** A condition that is typed in full, with what is known of the field it is about. */
export interface CheckedCondition {
  condition: DescribedCondition;
  field: NonNullable<DescribedCondition['field']>;
  operator: Omit<NonNullable<DescribedCondition['operator']>, 'value'> & { value: string };
  value: NonNullable<DescribedCondition['value']>;
  /** The path in words of the schema: "country_id.code". */
  name: string;
  /** What the path ends at, where that is known. */
  info: FieldInfo | undefined;
  /** The model the condition is about; undefined where the way to it is not known. */
  model: string | undefined;
  options: CheckOptions;
}

/** More than anyone looks at. */
const mostFindings = 100;

/**
 * What is wrong or noteworthy in a domain, in the order of the text. What is not known, such as the fields of a model that is still to be read, is
 * not judged: the same text may be found faulty once it is. An error is only what the server's version is known to refuse.
 */
export function checkDomain(text: string, options: CheckOptions): DomainFinding[] {
  const described = describeText(text);
  const findings: DomainFinding[] = described.error ? [{ severity: 'error', ...described.error }] : [];
  for (const condition of described.conditions) {
    if (findings.length >= mostFindings) break;
    const checked = readable(condition, options);
    if (!checked) continue;
    const path = checkPath(checked);
    findings.push(...path);
    if (path.some(({ severity }) => severity === 'error')) continue;
    const operator = checkOperator(checked);
    findings.push(...operator);
    if (!operator.some(({ severity }) => severity === 'error')) findings.push(...checkValue(checked));
  }
  if (!described.error) findings.push(...archivedHidden(described, options));
  return findings.sort((one, other) => one.from - other.from).slice(0, mostFindings);
}

function readable(condition: DescribedCondition, options: CheckOptions): CheckedCondition | undefined {
  const { field, operator, value } = condition;
  if (!field || !operator || !value || condition.parts !== 3) return undefined;
  if (typeof field.value !== 'string' || typeof operator.value !== 'string') return undefined;
  const model = modelWithin(condition.within, options);
  const end = model === undefined ? undefined : followPath(field.value, model, lookupOf(options));
  return {
    condition,
    field,
    operator: { ...operator, value: operator.value },
    value,
    name: field.value,
    info: end?.kind === 'field' ? end.field : undefined,
    model,
    options,
  };
}

/** The model that the conditions inside `any` are about. */
function modelWithin(within: readonly string[], options: CheckOptions): string | undefined {
  let model: string | undefined = options.model;
  for (const path of within) {
    if (model === undefined) return undefined;
    const end = followPath(path, model, lookupOf(options));
    if (end.kind !== 'field') return undefined;
    model = end.field.name === 'id' ? end.steps.at(-1)?.model : end.field.relation;
  }
  return model;
}

/** Odoo leaves archived records out unless a condition at the top names `active` (BaseModel._search, every version). */
function archivedHidden({ conditions }: DescribedText, options: CheckOptions): DomainFinding[] {
  const fields = lookupOf(options)(options.model);
  const active = fields?.find(({ name }) => name === 'active' || name === 'x_active');
  if (!active || (isJsonObject(options.context) && options.context['active_test'] === false)) return [];
  const named = conditions.some(({ field, within }) => within.length === 0 && field?.value === active.name);
  return named ? [] : [{ severity: 'info', message: words.archivedHidden(active.name), from: 0, to: 0 }];
}

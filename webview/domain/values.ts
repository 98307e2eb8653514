import { valueKind, type ValueKind } from '../../src/domain/operatorsFor';
import { parseRelativeDate } from '../../src/domain/relativeDates';
import type { Json } from '../../src/model/json';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { readDate, readDatetime } from '../../src/values/datetimes';

/** How a value is shown and edited; `raw` for one that does not fit its field, which is shown as it is written. */
export type EditorKind = ValueKind | 'raw';

/** What a condition starts with; undefined where a person has to say it first, and until then it is not part of the filter. */
export function firstValue(kind: ValueKind): Json | undefined {
  switch (kind) {
    case 'boolean':
      return true;
    case 'none':
      return false;
    case 'text':
    case 'number':
    case 'date':
    case 'datetime':
    case 'selection':
    case 'record':
    case 'records':
    case 'list':
    case 'domain':
      return undefined;
  }
}

/** Whether an editor of this kind can show the value whole. One that is still to be given fits everywhere. */
export function fits(kind: ValueKind, value: Json | undefined): boolean {
  if (value === undefined) return true;
  switch (kind) {
    case 'text':
    case 'selection':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && (isDay(value) || parseRelativeDate(value) !== undefined);
    case 'datetime':
      return (
        typeof value === 'string' &&
        (isDay(value) || isMoment(value) || parseRelativeDate(value) !== undefined)
      );
    case 'record':
      return isRecord(value);
    case 'records':
      return isRecord(value) || (Array.isArray(value) && value.every(isRecord) && areDistinct(value));
    case 'list':
      return Array.isArray(value) && value.every(isItem) && areDistinct(value);
    case 'domain':
    case 'none':
      return true;
  }
}

/** "2026-01-31", which in a datetime's condition stands for the whole day. */
export function isDay(value: string): boolean {
  return value.length === 10 && readDate(value) !== undefined;
}

function isMoment(value: string): boolean {
  return value.length > 10 && readDatetime(value) !== undefined;
}

/** A record is named by its id, or by a name that the server looks up. */
function isRecord(value: Json): value is number | string {
  return typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value));
}

/** The same value twice could not be told apart. */
function areDistinct(values: readonly Json[]): boolean {
  return new Set(values.map(String)).size === values.length;
}

/** What a chip can stand for. */
export type Item = string | number | boolean;

/** The value as a list of one or more; what is no item of a list is none of it. */
export function itemsOf(value: Json | undefined): Item[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) =>
    each !== undefined && isItem(each) ? [each] : [],
  );
}

function isItem(value: Json): value is Item {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** What becomes of a value when the operator of its condition is changed: a list of one and the one itself stand for each other. */
export function fitted(
  value: Json | undefined,
  field: FieldInfo | undefined,
  operator: { from: string; to: string },
): Json | undefined {
  const kind = valueKind(field, operator.to);
  const single = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
  const wasNone = valueKind(field, operator.from) === 'none';
  const candidates = wasNone ? [] : kind === 'list' || kind === 'records' ? asList(value) : [single];
  return candidates.find((each) => each !== undefined && fits(kind, each)) ?? firstValue(kind);
}

/** What a condition compares with when another field was chosen: the value as it was where it fits that field too. */
export function firstValueFor(
  value: Json | undefined,
  field: FieldInfo | undefined,
  operator: string,
): Json | undefined {
  const kind = valueKind(field, operator);
  // A record of another model, or a choice of another field, would mean nothing.
  const means =
    kind === 'text' || kind === 'number' || kind === 'date' || kind === 'datetime' || kind === 'boolean';
  return means && value !== undefined && fits(kind, value) ? value : firstValue(kind);
}

function asList(value: Json | undefined): (Json | undefined)[] {
  return value === undefined || Array.isArray(value) ? [value] : [[value]];
}

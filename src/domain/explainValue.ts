import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import { describeRelativeDate, parseRelativeDate } from './relativeDates';
import { say } from './say';

/** Longer lists are cut: the sentence is to be read at a glance. */
const mostShown = 5;

/** A condition's value in words: a choice by its label, a relative date as what it is, a list as its items. */
export function describeValue(
  value: Json,
  field: FieldInfo | undefined,
  version: number | undefined,
): string {
  if (!Array.isArray(value)) return describeOne(value, field, version);
  if (value.length === 0) return say('nothing');
  const shown = value.slice(0, mostShown).map((item) => describeOne(item, field, version));
  const more = value.length - shown.length;
  return more > 0 ? say('{list} and {more} more', { list: shown.join(', '), more }) : shown.join(', ');
}

function describeOne(value: Json, field: FieldInfo | undefined, version: number | undefined): string {
  if (value === true) return say('yes');
  if (value === false || value === null) return field?.type === 'boolean' ? say('no') : say('nothing');
  if (typeof value !== 'string') return JSON.stringify(value);
  const label = field?.selection?.find(([choice]) => choice === value)?.[1];
  if (label !== undefined) return label;
  const temporal = field?.type === 'date' || field?.type === 'datetime';
  const relative = temporal && (version ?? 0) >= 19 ? parseRelativeDate(value) : undefined;
  if (relative) return describeRelativeDate(relative);
  if (temporal) return value;
  return value === '' ? say('an empty text') : `“${value}”`;
}

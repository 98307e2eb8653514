import type { Draft } from '../../../src/model/draft';
import { isJsonObject, type JsonObject } from '../../../src/model/json';
import { eachRecord } from '../../../src/values/eachRecord';
import { isId, wordsOf } from './recordText';

/** `same`: one object for all records; `each`: a list of objects that each hold their `id`. */
export type UpdateKind = 'same' | 'each';

export function updateKind(values: string): UpdateKind {
  return values.trimStart().startsWith('[') ? 'each' : 'same';
}

/**
 * What changes in a draft when an update is to be written the other way. What was typed is kept for when it comes back; where nothing was
 * typed for the other way yet, it starts with what the present one says.
 */
export function changeUpdateKind(draft: Draft, kind: UpdateKind): Partial<Draft> {
  if (updateKind(draft.values) === kind) return {};
  const other = draft.otherValues;
  if (kind === 'each') {
    const kept = other !== undefined && updateKind(other) === 'each' ? other : undefined;
    return { values: kept ?? eachOf(draft), otherValues: draft.values };
  }
  const kept = other !== undefined && updateKind(other) === 'same' ? other : undefined;
  const list = listOf(draft.values);
  return {
    values: kept ?? commonOf(list),
    otherValues: draft.values,
    ...(draft.ids.trim() === '' ? { ids: list.map(idOf).filter(Boolean).join(', ') } : {}),
  };
}

/** A list with an object for each record, which holds the values that were to be the same for all. */
function eachOf({ ids, values }: Draft): string {
  const known = wordsOf(ids).filter(isId).map(Number);
  const named = known.length === 0 ? [1] : known;
  return eachRecord(values, named) ?? eachRecord('', named) ?? '';
}

/** The values that all of a list's objects share. */
function commonOf(list: JsonObject[]): string {
  const [first, ...others] = list;
  const same = Object.entries(first ?? {}).filter(
    ([key, value]) =>
      key !== 'id' && others.every((each) => JSON.stringify(each[key]) === JSON.stringify(value)),
  );
  return same.length === 0 ? '' : JSON.stringify(Object.fromEntries(same), undefined, 2);
}

function idOf(row: JsonObject): string {
  const id = row['id'];
  return typeof id === 'number' ? String(id) : '';
}

function listOf(text: string): JsonObject[] {
  const value = parsed(text);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

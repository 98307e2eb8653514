import type { Json } from '../model/json';

export type RestId = string | number;

const separators = /[\s,;]+/;

/** "1, 2 3", one on each line; undefined for an empty text. */
export function idWords(text: string): string[] {
  return text.split(separators).filter((word) => word !== '');
}

/**
 * A REST module's record id as typed. One of digits alone is a number, as Odoo's own ids are: it goes as a number into a body and reads
 * the same in a path. Whoever needs such an id as text writes a JSON list: ["12"].
 */
export function restIdOf(word: string): RestId {
  const value = Number(word);
  return /^(0|-?[1-9]\d*)$/.test(word) && Number.isSafeInteger(value) ? value : word;
}

/** Whether a value of a JSON list can be a record's id in a REST module. */
export function isRestId(value: Json): value is RestId {
  return typeof value === 'string' ? value !== '' : typeof value === 'number' && Number.isSafeInteger(value);
}

/** Ids as text that reads back as the same ids: words where they can carry it, else a JSON list. */
export function writeIds(ids: readonly RestId[] | undefined): string {
  const all = ids ?? [];
  const plain = all.every(
    (id) => typeof id === 'number' || (restIdOf(id) === id && !separators.test(id) && !/^\[/.test(id)),
  );
  return plain ? all.join(', ') : JSON.stringify(all);
}

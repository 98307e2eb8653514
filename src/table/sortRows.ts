import type { Json, JsonObject } from '../model/json';
import { cellText, isEmpty } from './cellText';
import { isNumeric, type TableColumn } from './column';
import { fold } from './fold';

export interface SortKey {
  column: string;
  descending: boolean;
}

/**
 * Puts `order`, a list of the rows' indices, into the order that the keys ask for, the first key first. Numbers go by size, dates as
 * written, selections in the order of their choices, x2many by how many records they have, anything else as text without regard to
 * case and accents. Rows that are alike stay as they were, and empty cells come last whichever way is asked for.
 */
export function sortRows(
  order: Uint32Array,
  rows: readonly JsonObject[],
  columns: readonly TableColumn[],
  keys: readonly SortKey[],
): void {
  const ranked = keys.flatMap(({ column: name, descending }) => {
    const column = columns.find((each) => each.name === name);
    return column ? [ranks(order, rows, column, descending)] : [];
  });
  const [first, ...others] = ranked;
  if (!first) return;
  order.sort((one, other) => {
    const a = first[one] ?? 0;
    const b = first[other] ?? 0;
    if (a !== b) return a < b ? -1 : 1;
    for (const next of others) {
      const x = next[one] ?? 0;
      const y = next[other] ?? 0;
      if (x !== y) return x < y ? -1 : 1;
    }
    return one - other;
  });
}

const empty = Number.POSITIVE_INFINITY;

/** A number for each row that is in the order of its cell, so that comparing two rows costs next to nothing. */
function ranks(
  order: Uint32Array,
  rows: readonly JsonObject[],
  column: TableColumn,
  descending: boolean,
): Float64Array {
  const sign = descending ? -1 : 1;
  const ranked = new Float64Array(rows.length).fill(empty);
  const rank = rankOf(column, order, rows);
  if (rank) {
    for (const index of order) {
      const value = rows[index]?.[column.name];
      if (value !== undefined && !isEmpty(value, column)) ranked[index] = sign * rank(value);
    }
    return ranked;
  }
  const texts: string[] = [];
  const filled: number[] = [];
  const written = isWritten(column);
  for (const index of order) {
    const value = rows[index]?.[column.name];
    if (isEmpty(value, column)) continue;
    filled.push(index);
    const text = cellText(value, column);
    texts.push(written ? text : fold(text));
  }
  const places = placesOf(texts);
  filled.forEach((index, at) => (ranked[index] = sign * (places[at] ?? 0)));
  return ranked;
}

/** Dates and times are in order as they are written. */
function isWritten({ type }: TableColumn): boolean {
  return type === 'date' || type === 'datetime';
}

/** How a value of the column becomes a number; undefined where it is a text. */
function rankOf(
  column: TableColumn,
  order: Uint32Array,
  rows: readonly JsonObject[],
): ((value: Json) => number) | undefined {
  const { type, selection } = column;
  if (type === 'boolean') return (value) => (value === true ? 1 : 0);
  if (type === 'one2many' || type === 'many2many') {
    return (value) => (Array.isArray(value) ? value.length : 0);
  }
  if (type === 'selection' && selection && selection.length > 0) {
    const places = new Map(selection.map(([technical], place) => [technical, place]));
    return (value) => places.get(typeof value === 'string' ? value : '') ?? selection.length;
  }
  if (isNumeric(column) || (type === undefined && areNumbers(order, rows, column))) {
    return (value) => (typeof value === 'number' ? value : Number.MAX_VALUE);
  }
  return undefined;
}

/** Whether every cell that has a value holds a number; an opaque id of a REST module is a text. */
function areNumbers(order: Uint32Array, rows: readonly JsonObject[], column: TableColumn): boolean {
  for (const index of order) {
    const value = rows[index]?.[column.name];
    if (typeof value !== 'number' && value !== false && !isEmpty(value, column)) return false;
  }
  return true;
}

/** Each text's place among all of them; equal texts share one. */
function placesOf(texts: readonly string[]): Uint32Array {
  const known = new Map<string, number>();
  for (const text of texts) known.set(text, 0);
  // The engine sorts bare strings several times as fast as it calls a comparison.
  [...known.keys()].sort().forEach((text, place) => known.set(text, place));
  return Uint32Array.from(texts, (text) => known.get(text) ?? 0);
}

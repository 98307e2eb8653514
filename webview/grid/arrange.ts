import type { Column, ColumnFilter, SortKey } from '../../src/contract/request/resultApi';
import { isJsonObject, type Json } from '../../src/model/json';
import { cellText, isEmpty } from '../../src/table/cellText';

/** Ascending, then descending, then not at all. `add`: beside the columns that are sorted by already. */
export function nextSort(sort: readonly SortKey[], column: string, add: boolean): SortKey[] {
  const before = sort.find((key) => key.column === column);
  const next = !before
    ? { column, descending: false }
    : before.descending
      ? undefined
      : { column, descending: true };
  if (!add) {
    // One of several keys becomes the only one as it is.
    if (before && sort.length > 1) return [before];
    return next ? [next] : [];
  }
  if (!before) return [...sort, { column, descending: false }];
  return sort.flatMap((key) => (key.column !== column ? [key] : next ? [next] : []));
}

/** Sorts by one column in one direction; undefined takes the column out of the sorting. */
export function withSort(
  sort: readonly SortKey[],
  column: string,
  descending: boolean | undefined,
): SortKey[] {
  return descending === undefined ? sort.filter((key) => key.column !== column) : [{ column, descending }];
}

/** An empty text takes the filter away. */
export function withFilter(filters: readonly ColumnFilter[], column: string, text: string): ColumnFilter[] {
  const kept = filters.filter((filter) => filter.column !== column);
  return text.trim() === '' ? kept : [...kept, { column, text }];
}

export function filterText(filters: readonly ColumnFilter[], column: string): string {
  return filters.find((filter) => filter.column === column)?.text ?? '';
}

export function sameFilters(a: readonly ColumnFilter[], b: readonly ColumnFilter[]): boolean {
  return a.length === b.length && a.every((filter) => filterText(b, filter.column) === filter.text);
}

/** Longer values are no filter that a person would read. */
const longestFilter = 200;

/** What to type to keep the rows with this very value; undefined for a value that cannot be typed. */
export function filterFor(value: Json | undefined, column: Column): string | undefined {
  if (value === undefined || isEmpty(value, column)) return 'empty';
  if (isJsonObject(value) && typeof value['display_name'] !== 'string') return undefined;
  const text = cellText(value, column);
  return text === '' || text.length > longestFilter || /[\r\n]/.test(text) || text.endsWith('…')
    ? undefined
    : `=${text}`;
}

import type { JsonObject } from '../model/json';
import type { TableColumn } from './column';
import { rowFilter, type ColumnFilter } from './filterRows';
import { sortRows, type SortKey } from './sortRows';

/** The indices of the rows that the filters keep, in the order that is asked for. */
export function arrange(
  rows: readonly JsonObject[],
  columns: readonly TableColumn[],
  sort: readonly SortKey[],
  filters: readonly ColumnFilter[],
): Uint32Array {
  const keeps = rowFilter(columns, filters);
  const order = keeps ? kept(rows, keeps) : Uint32Array.from(rows.keys());
  sortRows(order, rows, columns, sort);
  return order;
}

function kept(rows: readonly JsonObject[], keeps: (row: JsonObject) => boolean): Uint32Array {
  const order = new Uint32Array(rows.length);
  let count = 0;
  rows.forEach((row, index) => {
    if (keeps(row)) order[count++] = index;
  });
  return order.slice(0, count);
}

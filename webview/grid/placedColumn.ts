import type { Column } from '../../src/contract/request/resultApi';
import { isNumeric } from '../../src/table/column';
import type { Geometry } from './geometry';

/** A shown column with everything about its cells that is the same in each row. */
export interface PlacedColumn {
  column: Column;
  /** Its place among the shown columns. */
  index: number;
  style: string;
  class: string;
  /** Values of any language: each finds its own direction. */
  dir: 'auto' | undefined;
  /** Whether a cell's text is a link: `record` opens the row's record, `related` what the cell points at. */
  link: 'record' | 'related' | undefined;
}

/**
 * The columns from `first` to `last`, both included.
 * @param links what can be opened from a cell: the row itself from the column named by `record`
 */
export function place(
  columns: readonly Column[],
  geometry: Geometry,
  first: number,
  last: number,
  links: { record: string | undefined; related: boolean },
): PlacedColumn[] {
  return columns.slice(first, last + 1).map((column, offset) => {
    const index = first + offset;
    return {
      column,
      index,
      style: `left:${geometry.lefts[index] ?? 0}px;width:${geometry.widths[index] ?? 0}px`,
      class: isNumeric(column) ? 'number' : '',
      dir: isNumeric(column) ? undefined : 'auto',
      link: column.name === links.record ? 'record' : links.related ? 'related' : undefined,
    };
  });
}

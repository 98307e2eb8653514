import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import { sameFilters } from './arrange';
import { fittingWidths, narrowest } from './columnWidths';
import type { GridWindow } from './geometry';
import type { GridControl } from './gridControl';
import type { GridProps } from './gridProps';
import { matchCount } from './words';

/** Rows from which a column's first width is taken. */
const widthSample = 50;

/** By the head and the first rows, taken once for a set of columns, so that nothing jumps while rows come and go. */
export function useFittingWidths({ columns, rows }: GridProps): ReadonlyMap<string, number> {
  const kept = useRef<{ columns: readonly Column[]; widths: ReadonlyMap<string, number> } | undefined>(
    undefined,
  );
  if (kept.current?.columns !== columns) {
    const first: JsonObject[] = [];
    for (let row = rows.get(0); row && first.length < widthSample; row = rows.get(first.length))
      first.push(row);
    const widths = fittingWidths(columns, first);
    kept.current = {
      columns,
      widths: new Map(columns.map(({ name }, index) => [name, widths[index] ?? narrowest])),
    };
  }
  return kept.current.widths;
}

/** Another arrangement starts at its first row; how many rows match the filters is said. */
export function useArrangement(props: GridProps, control: GridControl): void {
  const { rows, rowCount, allRows, sort, filters, arranging, onSay } = props;
  const before = useRef({ rows, filters });
  useLayoutEffect(() => {
    if (!arranging) control.arranging.settled();
  }, [control, arranging, sort, filters]);
  useLayoutEffect(() => {
    const { rows: rowsBefore, filters: filtersBefore } = before.current;
    before.current = { rows, filters };
    if (rowsBefore === rows) return;
    control.goToStart();
    const selection = control.selection.peek();
    if (selection) {
      const active = {
        row: Math.min(rowCount - 1, selection.active.row, 0),
        column: selection.active.column,
      };
      control.selection.value = { kind: 'cells', anchor: active, active };
    }
    if (!sameFilters(filtersBefore, filters)) onSay(matchCount(rowCount, allRows ?? rowCount));
  }, [rows, rowCount]);
}

/**
 * The key of each row's element: those of rows that have left are used again for the rows that come. After a jump they stay in their order too, so
 * that none has to be moved.
 */
export function useRowKeys({ firstRow, lastRow, slots }: GridWindow): (row: number) => number | 'apart' {
  const before = useRef({ firstRow, lastRow, origin: 0 });
  const { current } = before;
  const jumped = firstRow > current.lastRow || lastRow < current.firstRow;
  const origin = jumped ? current.origin + firstRow - current.firstRow : current.origin;
  before.current = { firstRow, lastRow, origin };
  return (row) => (row < firstRow || row > lastRow ? 'apart' : (((row - origin) % slots) + slots) % slots);
}

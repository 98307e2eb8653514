/** A place in the grid, both counted from 0; the columns as they are shown, and the row of heads is -1. */
export interface Cell {
  row: number;
  column: number;
}

export const headRow = -1;

/** The active cell and, where more is selected, the corner that the selection started at. */
export interface Selection {
  /** Whether it is of cells, or reaches over whole rows or whole columns. */
  kind: 'cells' | 'rows' | 'columns';
  anchor: Cell;
  active: Cell;
}

export interface Range {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

interface Size {
  rows: number;
  columns: number;
}

/** The cells that are selected. Undefined while a head is active: it is no cell. */
export function rangeOf({ kind, anchor, active }: Selection, size: Size): Range | undefined {
  if (size.rows === 0 || size.columns === 0 || (active.row === headRow && kind !== 'columns'))
    return undefined;
  const across = kind === 'rows';
  const down = kind === 'columns';
  return {
    firstRow: down ? 0 : Math.max(0, Math.min(anchor.row, active.row)),
    lastRow: down ? size.rows - 1 : Math.max(anchor.row, active.row),
    firstColumn: across ? 0 : Math.min(anchor.column, active.column),
    lastColumn: across ? size.columns - 1 : Math.max(anchor.column, active.column),
  };
}

export function isIn(range: Range, row: number, column: number): boolean {
  return (
    row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn
  );
}

export function isOneCell(range: Range): boolean {
  return range.firstRow === range.lastRow && range.firstColumn === range.lastColumn;
}

interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
}

/**
 * Where a key takes the active cell, or undefined when it is no key that moves. Home and End go through the records; among the heads they go
 * through the columns. The heads are above the first row.
 */
export function moved(from: Cell, keys: Keys, size: Size & { page: number }): Cell | undefined {
  const far = keys.ctrlKey || keys.metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const inHead = from.row === headRow;
  const to = ((): Cell | undefined => {
    switch (keys.key) {
      case 'ArrowUp':
        return { ...from, row: far && from.row > 0 ? 0 : from.row - 1 };
      case 'ArrowDown':
        return { ...from, row: far ? last.row : from.row + 1 };
      case 'ArrowLeft':
        return { ...from, column: far ? 0 : from.column - 1 };
      case 'ArrowRight':
        return { ...from, column: far ? last.column : from.column + 1 };
      case 'PageUp':
        return { ...from, row: inHead ? headRow : Math.max(0, from.row - size.page) };
      case 'PageDown':
        return { ...from, row: from.row + size.page };
      case 'Home':
        if (inHead) return { ...from, column: 0 };
        return far ? { row: 0, column: 0 } : { ...from, row: 0 };
      case 'End':
        if (inHead) return { ...from, column: last.column };
        return far ? last : { ...from, row: last.row };
      default:
        return undefined;
    }
  })();
  return to && within(to, size);
}

/** The nearest cell that there is; the head of the column where there is no row. */
export function within(cell: Cell, size: Size): Cell {
  return {
    row: Math.min(size.rows - 1, Math.max(headRow, cell.row)),
    column: Math.min(size.columns - 1, Math.max(0, cell.column)),
  };
}

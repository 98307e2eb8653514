/** A place in the grid, both counted from 0. */
export interface Cell {
  row: number;
  column: number;
}

/** The active cell and, where more is selected, the corner that the selection started at. */
export interface Selection {
  anchor: Cell;
  active: Cell;
}

export interface Range {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

export function rangeOf({ anchor, active }: Selection): Range {
  return {
    firstRow: Math.min(anchor.row, active.row),
    lastRow: Math.max(anchor.row, active.row),
    firstColumn: Math.min(anchor.column, active.column),
    lastColumn: Math.max(anchor.column, active.column),
  };
}

export function isIn(range: Range, row: number, column: number): boolean {
  return (
    row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn
  );
}

interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Where a key takes the active cell, or undefined when it is no key that moves. Home and End go through the records. */
export function moved(
  from: Cell,
  keys: Keys,
  size: { rows: number; columns: number; page: number },
): Cell | undefined {
  const far = keys.ctrlKey || keys.metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to = ((): Cell | undefined => {
    switch (keys.key) {
      case 'ArrowUp':
        return { ...from, row: far ? 0 : from.row - 1 };
      case 'ArrowDown':
        return { ...from, row: far ? last.row : from.row + 1 };
      case 'ArrowLeft':
        return { ...from, column: far ? 0 : from.column - 1 };
      case 'ArrowRight':
        return { ...from, column: far ? last.column : from.column + 1 };
      case 'PageUp':
        return { ...from, row: from.row - size.page };
      case 'PageDown':
        return { ...from, row: from.row + size.page };
      case 'Home':
        return far ? { row: 0, column: 0 } : { ...from, row: 0 };
      case 'End':
        return far ? last : { ...from, row: last.row };
      default:
        return undefined;
    }
  })();
  return (
    to && {
      row: Math.min(last.row, Math.max(0, to.row)),
      column: Math.min(last.column, Math.max(0, to.column)),
    }
  );
}

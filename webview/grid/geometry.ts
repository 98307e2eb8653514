import type { Viewport } from '../virtual/useScrollWindow';

/** Where each shown column stands, in pixels from the left edge of the whole table. */
export interface Geometry {
  lefts: readonly number[];
  widths: readonly number[];
  /** How many columns stay at the left. */
  pinned: number;
  /** Width of what stays at the left: the row numbers and the pinned columns. */
  pinnedWidth: number;
  /** Width of the column of row numbers. */
  numbers: number;
  total: number;
}

export function geometryOf(widths: readonly number[], pinned: number, numbers: number): Geometry {
  const lefts: number[] = [];
  let left = numbers;
  let pinnedWidth = numbers;
  for (const [index, width] of widths.entries()) {
    lefts.push(left);
    left += width;
    if (index < pinned) pinnedWidth = left;
  }
  return { lefts, widths, pinned, pinnedWidth, numbers, total: left };
}

/** As many pinned columns as leave room for the others to be read: never more than six tenths of the visible width. */
export function pinnedThatFit(
  widths: readonly number[],
  pinned: number,
  numbers: number,
  visible: number,
): number {
  let used = numbers;
  for (let index = 0; index < pinned; index++) {
    used += widths[index] ?? 0;
    if (used > visible * 0.6) return index;
  }
  return pinned;
}

/** Pixels of the column of row numbers, by the greatest number in it. */
export function numbersWidth(rowCount: number): number {
  return Math.max(36, String(rowCount).length * 8 + 18);
}

/** The rows and the columns that are made, first and last included; `lastRow` is below `firstRow` where there are none. */
export interface GridWindow {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
  /** How many rows are made where there are enough: the same while the scroller keeps its size. */
  slots: number;
}

export interface Sizes {
  rowCount: number;
  rowHeight: number;
  headHeight: number;
  geometry: Geometry;
}

/** Rows are made some at a time, so that a slow scroll does not make work on each frame. */
const rowStep = 4;
const rowsAhead = 6;
/** Pixels of columns made beside the visible ones. */
const columnsAhead = 120;

export function windowOf(box: Viewport, { rowCount, rowHeight, headHeight, geometry }: Sizes): GridWindow {
  const visible = Math.max(0, box.height - headHeight);
  const slots = Math.ceil((visible / rowHeight + 2 + 2 * rowsAhead) / rowStep + 1) * rowStep;
  const firstSeen = Math.floor(box.top / rowHeight);
  const firstRow = Math.max(0, Math.floor((firstSeen - rowsAhead) / rowStep) * rowStep);
  const lastRow = Math.min(rowCount - 1, firstRow + slots - 1);
  const from = box.left + geometry.pinnedWidth - columnsAhead;
  const to = box.left + box.width + columnsAhead;
  let firstColumn = geometry.pinned;
  const columns = geometry.lefts.length;
  while (firstColumn < columns - 1 && rightOf(geometry, firstColumn) < from) firstColumn++;
  let lastColumn = firstColumn;
  while (lastColumn < columns - 1 && (geometry.lefts[lastColumn + 1] ?? 0) < to) lastColumn++;
  return { firstRow, lastRow, firstColumn, lastColumn: Math.min(lastColumn, columns - 1), slots };
}

function rightOf(geometry: Geometry, column: number): number {
  return (geometry.lefts[column] ?? 0) + (geometry.widths[column] ?? 0);
}

export function sameWindow(a: GridWindow, b: GridWindow): boolean {
  return (
    a.firstRow === b.firstRow &&
    a.lastRow === b.lastRow &&
    a.firstColumn === b.firstColumn &&
    a.lastColumn === b.lastColumn &&
    a.slots === b.slots
  );
}

/** Where to scroll so that a cell is in sight: only as far as needed. */
export function scrollToCell(
  box: Viewport,
  { rowHeight, headHeight, geometry }: Sizes,
  row: number,
  column: number,
): { top: number; left: number } {
  let { top, left } = box;
  if (row >= 0) {
    const cellTop = row * rowHeight;
    const visible = Math.max(rowHeight, box.height - headHeight);
    if (cellTop < top) top = cellTop;
    else if (cellTop + rowHeight > top + visible) top = cellTop + rowHeight - visible;
  }
  if (column >= geometry.pinned) {
    const cellLeft = (geometry.lefts[column] ?? 0) - geometry.pinnedWidth;
    const visible = Math.max(0, box.width - geometry.pinnedWidth);
    const width = Math.min(visible, geometry.widths[column] ?? 0);
    if (cellLeft < left) left = cellLeft;
    else if (cellLeft + width > left + visible) left = cellLeft + width - visible;
  }
  return { top, left };
}

import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import { cellView, tellingLabel, valueAt } from './cell';

export const narrowest = 48;
const widestAtFirst = 320;
/** Pixels of an average character in a cell and in the head, of a cell's padding, and of the head's sign of the type. */
const character = 7;
const headCharacter = 7.8;
/** Digits are wide and of one width. */
const digit = 8;
const ofDigits = new Set(['integer', 'float', 'monetary', 'date', 'datetime']);
/** An opaque id is short, mostly of wide letters, and worth nothing when it is cut. */
const idCharacter = 10;
const padding = 22;
const sign = 28;
/** A picture in a cell, in pixels. */
const picture = 32;

/** Widths that fit the head and the given rows, in pixels. */
export function fittingWidths(columns: readonly Column[], rows: readonly JsonObject[]): number[] {
  return columns.map((column) => fittingWidth(column, rows, widestAtFirst));
}

/** A column's width by its content, in pixels, and not above `limit`. */
export function fittingWidth(column: Column, rows: readonly JsonObject[], limit: number): number {
  const label = tellingLabel(column);
  let widest = column.name.length * headCharacter + (label ? (label.length + 1) * character : 0);
  if (column.type) widest += sign;
  for (const row of rows) {
    const value = valueAt(row, column.name);
    const view = cellView(value, column, row);
    const width =
      column.name === 'id' && typeof value === 'string'
        ? idCharacter
        : ofDigits.has(column.type ?? '')
          ? digit
          : character;
    const letters = view.text.length + (view.dim ? view.dim.length + 1 : 0);
    widest = Math.max(widest, view.image ? picture : letters * width);
  }
  return Math.round(Math.min(limit, Math.max(narrowest, widest + padding)));
}

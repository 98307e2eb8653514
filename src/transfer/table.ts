import type { Json } from '../model/json';

/**
 * Rows as they were read. A cell of a text file is text; XLSX and JSON also give numbers and booleans, JSON lists and objects too.
 * Dates of a spreadsheet are ISO text without a time zone: "2026-01-31", "2026-01-31 08:30:00". null is an empty cell.
 */
export interface Table {
  columns: string[];
  /** Each as long as `columns`. */
  rows: Json[][];
  /** What the person should know about the reading, in whole sentences. */
  remarks: string[];
}

/** What one file may weigh, in bytes: it is read as a whole. */
export const maxFileBytes = 200_000_000;
/** What one table may hold. */
export const maxRows = 1_000_000;
export const maxColumns = 1_000;

/** A cell's text, for samples and messages; cut where it is long. */
export function shown(cell: Json | undefined, length = 80): string {
  if (cell === undefined || cell === null) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Whether a cell holds nothing. */
export function isBlank(cell: Json | undefined): boolean {
  return (
    cell === undefined ||
    cell === null ||
    (typeof cell === 'string' && cell.trim() === '') ||
    (Array.isArray(cell) && cell.length === 0)
  );
}

import { isJsonObject, type Json } from '../model/json';
import type { TableColumn } from './column';

/**
 * Whether a cell holds no value. Odoo answers false where a field that is no boolean has none (odoo/fields.py,
 * convert_to_read); an x2many without records is an empty list.
 */
export function isEmpty(value: Json | undefined, column: TableColumn): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (value === false) return column.type !== 'boolean' && column.type !== undefined;
  return Array.isArray(value) && value.length === 0;
}

/**
 * A cell's value as plain text: whole, and without what is only decoration. A many2one is its name, an x2many its ids, a
 * selection its technical value, dates and times as the server sent them, in UTC.
 */
export function cellText(value: Json | undefined, column: TableColumn): string {
  if (typeof value === 'string') return value;
  if (value === undefined || isEmpty(value, column)) return '';
  if (Array.isArray(value)) {
    if (isNamed(value)) return value[1];
    if (value.every((item) => typeof item === 'number')) return value.join(', ');
  }
  if (isJsonObject(value)) return namedObject(value) ?? JSON.stringify(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A many2one as read() gives it: [15, "Azure Interior"]. */
export function isNamed(value: Json | undefined): value is [number, string] {
  return (
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string'
  );
}

/** A many2one as web_read() gives it: {"id": 15, "display_name": "Azure Interior"} (Odoo 17 and later). */
function namedObject(value: Record<string, Json>): string | undefined {
  const name = value['display_name'];
  return typeof value['id'] === 'number' && typeof name === 'string' ? name : undefined;
}

/** The label of a selection's technical value, where the column knows it. */
export function selectionLabel(value: Json | undefined, column: TableColumn): string | undefined {
  if (typeof value !== 'string') return undefined;
  return column.selection?.find(([technical]) => technical === value)?.[1];
}

/** Cells as a spreadsheet takes them from the clipboard: tabs between, quotes around what holds a tab, a line end or a quote. */
export function tableText(rows: readonly (readonly string[])[]): string {
  if (rows.length === 1 && rows[0]?.length === 1) return rows[0][0] ?? '';
  return rows
    .map((row) =>
      row.map((text) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t'),
    )
    .join('\n');
}

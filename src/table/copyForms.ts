import { printDomain } from '../domain/print';
import type { Json, JsonObject } from '../model/json';
import { cellText, tableText } from './cellText';
import type { TableColumn } from './column';

interface Copied {
  rows: readonly JsonObject[];
  columns: readonly TableColumn[];
  /** Whether the columns' names stand above. */
  withHead: boolean;
}

/**
 * Cells as text for the clipboard. What is copied is exactly what the server sent: no cell is changed against being taken for a
 * formula, which would spoil "-5" and "+32 2 555" where they are pasted into a form or a domain. Files that others open are
 * guarded where they are written.
 * - `tsv`, `csv`: as spreadsheets take them; one cell alone as its bare text,
 * - `json`: a list of objects with the given columns, values as the server sent them,
 * - `ids`: the ids of the rows, "7, 8"; `domain`: "[('id', 'in', [7, 8])]".
 */
export function copyText(form: 'tsv' | 'csv' | 'json' | 'ids' | 'domain', copied: Copied): string {
  switch (form) {
    case 'tsv':
      return tableText(texts(copied));
    case 'csv':
      return csvText(texts(copied));
    case 'json':
      return JSON.stringify(objects(copied), undefined, 2);
    case 'ids':
      return idsOf(copied.rows).join(', ');
    case 'domain':
      return printDomain([['id', 'in', idsOf(copied.rows)]], 'python');
  }
}

function texts({ rows, columns, withHead }: Copied): string[][] {
  const cells = rows.map((row) => columns.map((column) => cellText(row[column.name], column)));
  return withHead ? [columns.map(({ name }) => name), ...cells] : cells;
}

/** RFC 4180, with a line feed between the lines. */
function csvText(rows: readonly (readonly string[])[]): string {
  if (rows.length === 1 && rows[0]?.length === 1) return rows[0][0] ?? '';
  return rows.map((row) => row.map(csvField).join(',')).join('\n');
}

function csvField(text: string): string {
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Built from entries, so that a field called __proto__ is one like any other. */
function objects({ rows, columns }: Copied): JsonObject[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ name }): [string, Json][] => {
        const value = row[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

function idsOf(rows: readonly JsonObject[]): (string | number)[] {
  return rows.flatMap(({ id }) =>
    typeof id === 'number' || (typeof id === 'string' && id !== '') ? [id] : [],
  );
}

import Papa from 'papaparse';
import { cellText } from '../../table/cellText';
import type { ExportColumn, FormatWriter } from './format';

const newline = '\r\n';

/**
 * Comma separated values by RFC 4180, in UTF-8 with a byte order mark, without which Excel takes them for Windows-1252. Cells are
 * the texts of the grid: a many2one's name, an x2many's ids, dates and times in UTC.
 */
export function csvWriter(columns: readonly ExportColumn[]): FormatWriter {
  const lines = (rows: string[][]): string => Papa.unparse(rows, { newline }) + newline;
  return {
    begin: (put) => put(`\uFEFF${lines([columns.map(({ name }) => guarded(name))])}`),
    write: (records, put) =>
      put(
        lines(
          records.map((record) => columns.map((column) => guarded(cellText(record[column.name], column)))),
        ),
      ),
    end: () => Promise.resolve(),
    remarks: () => [],
  };
}

const number = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$/;

/**
 * A text that a spreadsheet would take for a formula, after an apostrophe. Whoever may write into a record could otherwise have a
 * command run on the computer of whoever opens the file. Numbers stay as they are.
 */
export function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !number.test(text) ? `'${text}` : text;
}

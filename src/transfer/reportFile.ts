import Papa from 'papaparse';
import type { BulkReport } from './bulk/report';
import { shown, type Table } from './table';
import { guarded } from './write/csv';
import { FileSink } from './write/fileSink';

/** Rows that are written at once. */
const slice = 5_000;

/**
 * Writes what became of each row as CSV: its number, state, id and reason, then its cells as they were read.
 * @throws OdooError export.failed
 */
export async function writeReport(file: string, table: Table, report: BulkReport): Promise<void> {
  const sink = new FileSink(file);
  const newline = '\r\n';
  const lines = (rows: string[][]): string => Papa.unparse(rows, { newline }) + newline;
  try {
    await sink.write(`\uFEFF${lines([['row', 'state', 'id', 'reason', ...table.columns].map(guarded)])}`);
    for (let at = 0; at < table.rows.length; at += slice) {
      const some = table.rows.slice(at, at + slice).map((cells, index) => {
        const { row, state, id, reason = '' } = report.get(at + index + 1);
        return [
          String(row),
          state,
          id === undefined ? '' : String(id),
          reason,
          ...cells.map((cell) => shown(cell, 100_000)),
        ];
      });
      await sink.write(lines(some.map((cells) => cells.map(guarded))));
    }
    await sink.finish();
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

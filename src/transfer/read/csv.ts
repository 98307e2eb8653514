import Papa from 'papaparse';
import { OdooError } from '../../odoo/error';
import type { Table } from '../table';
import { settle } from './settle';

const delimiters = [',', ';', '\t', '|'];

/**
 * Reads comma separated values; the delimiter is guessed from the first rows.
 * @throws OdooError bulk.empty, bulk.unreadable with the row where a quoted text does not end
 */
export function readCsv(text: string, remarks: readonly string[] = [], delimiter?: string): Table {
  const parsed = Papa.parse<string[]>(text, {
    delimiter: delimiter ?? guess(text),
    skipEmptyLines: false,
  });
  const broken = parsed.errors.find(({ type }) => type === 'Quotes');
  if (broken) {
    throw new OdooError('bulk.unreadable', { reason: 'quotes', ...lineOf(broken.row) });
  }
  if (text.includes('\0')) throw new OdooError('bulk.unreadable', { reason: 'binary' });
  return settle(parsed.data, remarks);
}

/** Papa counts rows from 0, the head included, which is the row of data from 1. */
function lineOf(row: number | undefined): { row?: number } {
  return row === undefined ? {} : { row };
}

/** The delimiter that splits the first rows into the most columns, the same number in nearly all of them. */
function guess(text: string): string {
  const start = text.slice(0, 64_000);
  let best = ',';
  let most = 0;
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(start, { delimiter, preview: 50, skipEmptyLines: 'greedy' });
    const widths = data.map((row) => row.length);
    const width = widths[0] ?? 0;
    const alike = widths.filter((other) => other === width).length / Math.max(1, widths.length);
    const score = width < 2 ? 0 : alike * 1_000 + width;
    if (score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}

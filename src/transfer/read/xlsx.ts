import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import type { Json } from '../../model/json';
import { OdooError } from '../../odoo/error';
import type { Table } from '../table';
import { settle } from './settle';

/** What a workbook may grow to when it is unpacked, in bytes: a small file can hold gigabytes. */
const maxUnpacked = 1_000_000_000;

/**
 * Reads the first sheet of a workbook. Dates come as ISO text, numbers that JavaScript would round (ids of more than 15 digits) as text.
 * @throws OdooError bulk.empty, bulk.unreadable
 */
export async function readXlsx(bytes: Uint8Array, remarks: readonly string[] = []): Promise<Table> {
  const said = [...remarks];
  const [first, ...others] = sheetNames(bytes);
  if (others.length > 0) {
    said.push(
      `Only the first sheet${first ? `, “${first}”,` : ''} was read. Left out: ${others.slice(0, 10).join(', ')}${others.length > 10 ? ', …' : ''}.`,
    );
  }
  let data: readonly (readonly unknown[])[];
  try {
    data = await readSheet(Buffer.from(bytes), 1, { parseNumber, trim: false });
  } catch (error) {
    throw unreadable(error);
  }
  return settle(
    data.map((row) => row.map(cellOf)),
    said,
  );
}

function unreadable(cause: unknown): OdooError {
  return cause instanceof OdooError
    ? cause
    : new OdooError('bulk.unreadable', { reason: 'workbook' }, { cause });
}

function sheetNames(bytes: Uint8Array): string[] {
  let unpacked = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize;
        if (unpacked > maxUnpacked) throw new OdooError('bulk.unreadable', { reason: 'size' });
        return name === 'xl/workbook.xml' && originalSize < 10_000_000;
      },
    });
    const workbook = parts['xl/workbook.xml'];
    if (!workbook) throw new OdooError('bulk.unreadable', { reason: 'workbook' });
    return [...strFromU8(workbook).matchAll(/<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"/g)].map(([, name = '']) =>
      fromXml(name),
    );
  } catch (error) {
    throw unreadable(error);
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function fromXml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}

function parseNumber(text: string): number | string {
  const digits = text.replace(/[^0-9]/g, '').replace(/^0+/, '');
  return /^-?\d+$/.test(text) && digits.length > 15 ? text : Number(text);
}

function cellOf(value: unknown): Json {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // A sum of decimals in a spreadsheet is a hair beside what is shown there: 0.30000000000000004.
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(15)) : null;
  return null;
}

/** The reader gives what the sheet shows as if it were UTC, to the millisecond; a sheet's own fractions are a hair off a whole second. */
function dateText(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const day = text.slice(0, 10);
  const time = text.slice(11, 19);
  return time === '00:00:00' ? day : `${day} ${time}`;
}

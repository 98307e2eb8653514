import { OdooError } from '../../odoo/error';
import { maxFileBytes, type Table } from '../table';
import { readCsv } from './csv';
import { decode } from './decode';
import { looksLikeJson, readJson } from './json';
import { readXlsx } from './xlsx';

/**
 * Reads a table from a file's bytes. What it is, is seen from its content first: files are often called what they are not.
 * @param name the file's name, for its extension
 * @throws OdooError bulk.empty, bulk.unreadable
 */
export async function readTable(name: string, bytes: Uint8Array): Promise<Table> {
  if (bytes.length > maxFileBytes) {
    throw new OdooError('bulk.unreadable', { reason: 'size', file: name });
  }
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  // A zip archive, and the file format of Excel before 2007.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readXlsx(bytes);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw new OdooError('bulk.unreadable', { reason: 'xls' });
  }
  if (extension === 'xlsx') throw new OdooError('bulk.unreadable', { reason: 'workbook' });
  const { text, remark } = decode(bytes);
  const remarks = remark ? [remark] : [];
  const json = ['json', 'jsonl', 'ndjson'].includes(extension) || looksLikeJson(text);
  if (json) return readJson(text, remarks);
  return readCsv(text, remarks, extension === 'tsv' ? '\t' : undefined);
}

/**
 * Reads rows that were pasted. Spreadsheets put cells with tabs between on the clipboard.
 * @throws OdooError bulk.empty, bulk.unreadable
 */
export function readPasted(text: string): Table {
  const plain = text.replace(/^\uFEFF/, '');
  if (!plain.trim()) throw new OdooError('bulk.empty');
  if (looksLikeJson(plain)) return readJson(plain);
  const [first = ''] = plain.split('\n', 1);
  return readCsv(plain, [], first.includes('\t') ? '\t' : undefined);
}

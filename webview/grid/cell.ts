import type { Column } from '../../src/contract/request/resultApi';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json';
import { isEmpty, isNamed, selectionLabel } from '../../src/table/cellText';
import { binaryOver } from './words';
import { decimalsOfCurrency, htmlText, localTimeText, numberText, sizeText } from './formats';

/** How a value is shown: `text` plain, `dim` beside it or alone in the quiet colour. */
export interface CellView {
  text: string;
  dim?: string;
  /** What is shown stands for no value at all, or is the server's false. */
  quiet?: boolean;
  /** The words for a sign that says nothing when it is read aloud. */
  spoken?: string;
  /** A small picture as a data URL, shown in place of the text. */
  image?: string;
}

/** Longer texts are cut in the grid; the row's detail shows them whole. */
const longest = 300;

/** What a row holds in a column; never what every object has by itself. */
export function valueAt(record: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

export function cellView(value: Json | undefined, column: Column, record?: JsonObject): CellView {
  if (value === undefined) return { text: '' };
  if (value === null) return { text: 'null', quiet: true };
  if (typeof value === 'boolean') return booleanView(value, column);
  if (Array.isArray(value)) return listView(value);
  if (isJsonObject(value)) return objectView(value);
  if (typeof value === 'number') return numberView(value, column, record);
  return textView(value, column);
}

function booleanView(value: boolean, column: Column): CellView {
  if (isEmpty(value, column)) return { text: '' };
  return value ? { text: '✓', spoken: 'true' } : { text: '–', spoken: 'false', quiet: true };
}

function numberView(value: number, column: Column, record: JsonObject | undefined): CellView {
  // Ids are no amounts: nothing is grouped in them.
  if (column.name === 'id' || column.name.endsWith('.id')) return { text: String(value) };
  switch (column.type) {
    case 'integer':
      return { text: numberText(value, Number.isSafeInteger(value) ? 0 : undefined) };
    case 'float':
      return { text: numberText(value, column.decimals) };
    case 'monetary': {
      const currency = currencyOf(column, record);
      const text = numberText(value, column.decimals ?? decimalsOfCurrency(currency));
      return currency === undefined ? { text } : { text, dim: currency };
    }
    case 'many2one':
      return { text: '', dim: String(value) };
    default:
      return { text: String(value) };
  }
}

function currencyOf(column: Column, record: JsonObject | undefined): string | undefined {
  if (column.currencyField === undefined || !record) return undefined;
  const value = valueAt(record, column.currencyField);
  if (isNamed(value)) return cut(value[1]);
  const name = isJsonObject(value) ? valueAt(value, 'display_name') : value;
  return typeof name === 'string' && name !== '' ? cut(name) : undefined;
}

function textView(value: string, column: Column): CellView {
  switch (column.type) {
    case 'html':
      return { text: cut(htmlText(value)) };
    case 'datetime':
      return { text: cut(localTimeText(value)) };
    case 'selection': {
      const label = selectionLabel(value, column);
      return label === undefined || label === value
        ? { text: cut(value) }
        : { text: cut(label), dim: cut(value) };
    }
    case 'binary':
    case 'image':
      return binaryView(value);
    default:
      return { text: cut(value) };
  }
}

const pictures: readonly (readonly [start: string, type: string])[] = [
  ['iVBORw0KGgo', 'png'],
  ['/9j/', 'jpeg'],
  ['R0lGOD', 'gif'],
  ['UklGR', 'webp'],
];
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Characters of data up to which a picture is drawn. */
const largestPicture = 40_000;

/**
 * Either the data, or with `bin_size` in the context the size in words: "12.30 Kb" (odoo/tools/misc.py, human_size). Of data that is cut on its way
 * here only the least size is known.
 */
function binaryView(value: string): CellView {
  const isCut = value.endsWith('…');
  const data = isCut ? value.slice(0, -1) : value.trimEnd();
  if (data.length < 16 || !base64.test(data.slice(0, 64).replace(/[\r\n]/g, ''))) return { text: cut(value) };
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  const size = sizeText(Math.floor((data.length * 3) / 4) - padding);
  if (isCut) return { text: binaryOver(size) };
  const type = pictures.find(([start]) => data.startsWith(start))?.[1];
  if (type === undefined || data.length > largestPicture || !base64.test(data)) return { text: size };
  return { text: size, image: `data:image/${type};base64,${data}` };
}

function listView(value: Json[]): CellView {
  if (isNamed(value)) return { text: cut(value[1]), dim: String(value[0]) };
  if (value.length === 0) return { text: '' };
  if (value.every((item) => typeof item === 'number')) {
    return { text: '', dim: cut(`[${value.length}] ${value.slice(0, 100).join(', ')}`) };
  }
  const names = value.slice(0, 30).map(nameOf);
  if (names.every((name) => name !== undefined)) {
    return { text: cut(names.join(', ')), dim: `[${value.length}]` };
  }
  return { text: cut(JSON.stringify(value)) };
}

function objectView(value: JsonObject): CellView {
  const name = nameOf(value);
  return name === undefined
    ? { text: cut(JSON.stringify(value)) }
    : { text: cut(name), dim: String(Number(value['id'])) };
}

/** The name of a record that a list holds: [15, "Azure Interior"] or {"id": 15, "display_name": "Azure Interior"}. */
function nameOf(value: Json): string | undefined {
  if (isNamed(value)) return value[1];
  if (!isJsonObject(value) || typeof valueAt(value, 'id') !== 'number') return undefined;
  const name = valueAt(value, 'display_name');
  return typeof name === 'string' ? name : undefined;
}

const relational = new Set(['many2one', 'one2many', 'many2many', 'reference', 'many2one_reference']);

/** Whether a cell points at records that can be opened. */
export function isRelation(value: Json | undefined, column: Column): boolean {
  if (value === undefined || isEmpty(value, column)) return false;
  return column.type === undefined ? isNamed(value) : relational.has(column.type);
}

/** What the cell does not show: the raw digits, the time in UTC, the rest of a long text. Read on hover only. */
export function cellTitle(value: Json | undefined, column: Column): string {
  if (value === undefined || value === null || isEmpty(value, column)) return '';
  const raw = typeof value === 'string' ? value : JSON.stringify(value);
  if (column.type === 'datetime' && typeof value === 'string') return `${value} UTC`;
  if (column.type === 'binary' || column.type === 'image') return '';
  if (column.type === 'html') return cutTitle(htmlText(raw));
  return cutTitle(raw);
}

const longestTitle = 1000;
const cutTitle = (text: string): string =>
  text.length > longestTitle ? `${text.slice(0, longestTitle)}…` : text;

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The label where it says more than the name: not "Customer Rank" beside customer_rank. */
export function tellingLabel(column: Column): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const name = plain(column.name.replace(/_ids?$/, ''));
  return plain(column.label).startsWith(name) ? '' : column.label;
}

import type { BulkPlan } from '../../model/bulk';
import { isJsonObject, type Json } from '../../model/json';
import type { FieldInfo } from '../../model/schemaInfo';
import { isBlank, shown } from '../table';
import { dateOf, datetimeOf, readMoment } from './moments';
import { readNumber } from './numbers';

/** A cell as the server takes it, or what is wrong with it in a sentence. */
export type Converted = { ok: true; value: Json } | { ok: false; message: string };

export type Writing = Pick<BulkPlan, 'dates' | 'decimal' | 'timeZone'>;

const good = (value: Json): Converted => ({ ok: true, value });
const bad = (message: string): Converted => ({ ok: false, message });

/** What PostgreSQL's int4 holds, which Odoo's integer fields are. */
const maxInteger = 2_147_483_647;

const yes = new Set([
  'true',
  'yes',
  'y',
  'x',
  '1',
  't',
  'on',
  'wahr',
  'ja',
  'j',
  'vrai',
  'oui',
  'o',
  'verdadero',
  'sí',
  'si',
  's',
  'vero',
  'sim',
  'verdadeiro',
  'waar',
  '✓',
  '✔',
]);
const no = new Set([
  'false',
  'no',
  'n',
  '0',
  'f',
  'off',
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'não',
  'nao',
  'nee',
  'onwaar',
  '-',
]);

/** Turns a cell that is not blank into a value of a field that leads to no other record. */
export function convertCell(cell: Json, field: FieldInfo, writing: Writing): Converted {
  switch (field.type) {
    case 'integer':
    case 'many2one_reference':
      return integer(cell, writing);
    case 'float':
    case 'monetary':
      return float(cell, writing);
    case 'boolean':
      return boolean(cell);
    case 'date':
    case 'datetime':
      return moment(cell, field.type, writing);
    case 'selection':
      return selection(cell, field);
    case 'binary':
    case 'image':
      return binary(cell);
    case 'reference':
      return /^[a-z][\w.]*,\d+$/.test(shown(cell, 500))
        ? good(cell)
        : bad(`“${shown(cell)}” is no model and id, as in “res.partner,7”.`);
    case 'char':
    case 'text':
    case 'html':
      return typeof cell === 'object'
        ? bad('A text is needed here, not a list or an object.')
        : good(String(cell));
    default:
      // Properties, JSON fields and what other modules add: as they are.
      return good(cell);
  }
}

function integer(cell: Json, { decimal }: Writing): Converted {
  const value =
    typeof cell === 'number' ? cell : typeof cell === 'string' ? readNumber(cell, decimal) : undefined;
  if (value === undefined || !Number.isInteger(value)) return bad(`“${shown(cell)}” is no whole number.`);
  if (Math.abs(value) > maxInteger)
    return bad(`“${shown(cell)}” is too large: Odoo keeps up to 2,147,483,647 here.`);
  return good(value);
}

function float(cell: Json, { decimal }: Writing): Converted {
  const value =
    typeof cell === 'number' ? cell : typeof cell === 'string' ? readNumber(cell, decimal) : undefined;
  if (value === undefined) {
    return bad(`“${shown(cell)}” is no number with “${decimal}” before the decimals.`);
  }
  return good(value);
}

function boolean(cell: Json): Converted {
  if (typeof cell === 'boolean') return good(cell);
  const word = shown(cell).trim().toLowerCase();
  if (yes.has(word)) return good(true);
  if (no.has(word)) return good(false);
  return bad(`“${shown(cell)}” is neither yes nor no.`);
}

const orders: Record<Writing['dates'], string> = {
  iso: 'year-month-day',
  dmy: 'day, month, year',
  mdy: 'month, day, year',
};

function moment(cell: Json, type: 'date' | 'datetime', { dates, timeZone }: Writing): Converted {
  const read = typeof cell === 'string' ? readMoment(cell, dates) : undefined;
  if (!read)
    return bad(
      `“${shown(cell)}” is no ${type === 'date' ? 'date' : 'date and time'} in the order ${orders[dates]}.`,
    );
  return good(type === 'date' ? dateOf(read) : datetimeOf(read, timeZone));
}

function selection(cell: Json, { selection: choices = [] }: FieldInfo): Converted {
  const text = shown(cell, 500).trim();
  const byValue = choices.find(([value]) => value === text);
  if (byValue) return good(byValue[0]);
  const folded = text.toLowerCase();
  const found =
    only(choices.filter(([, label]) => label === text)) ??
    only(
      choices.filter(([value, label]) => value.toLowerCase() === folded || label.toLowerCase() === folded),
    );
  if (found) return good(found[0]);
  // Values that depend on other modules' settings are not always told.
  if (choices.length === 0) return good(text);
  const some = choices.slice(0, 8).map(([value]) => value);
  return bad(
    `“${shown(cell)}” is none of the choices: ${some.join(', ')}${choices.length > 8 ? ', …' : ''}.`,
  );
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function binary(cell: Json): Converted {
  const text = typeof cell === 'string' ? cell.replace(/\s+/g, '') : '';
  return text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
    ? good(text)
    : bad('The content of a file is given as Base64.');
}

/** What names a record: its id, or a text that is its name or external id. */
export type Reference = { id: number } | { text: string };

/** The records that a cell names. Spreadsheets give lists as a text with commas between; JSON gives lists. */
export function references(cell: Json, many: boolean): Reference[] | undefined {
  if (isBlank(cell)) return [];
  if (Array.isArray(cell)) {
    // A many2one as read() gives it: [15, "Azure Interior"].
    const [id, name] = cell;
    if (!many || (cell.length === 2 && typeof id === 'number' && typeof name === 'string')) {
      return cell.length <= 2 && typeof id === 'number' && Number.isInteger(id) ? [{ id }] : undefined;
    }
    const found = cell.map((item) => (Array.isArray(item) ? undefined : references(item, false)?.[0]));
    return found.every((item) => item !== undefined) ? found : undefined;
  }
  if (isJsonObject(cell)) {
    const id = cell['id'];
    return typeof id === 'number' && Number.isInteger(id) ? [{ id }] : undefined;
  }
  if (typeof cell === 'number') return Number.isInteger(cell) && cell > 0 ? [{ id: cell }] : undefined;
  if (typeof cell !== 'string') return undefined;
  if (!many) return [reference(cell)];
  return cell
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(reference);
}

function reference(text: string): Reference {
  const trimmed = text.trim();
  return /^\d{1,10}$/.test(trimmed) && Number(trimmed) > 0 ? { id: Number(trimmed) } : { text: trimmed };
}

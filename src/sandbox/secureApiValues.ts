import { validationError } from './errors';
import { Hashids } from './hashids';
import { str } from './python';
import type { Dict, Value } from './values';

/** The salt of the module's settings; clients never learn it. */
const hashids = new Hashids('odoo-api-explorer sandbox', 5);

/** Ids as a route writes and reads them: hidden behind texts, or as they are. */
export class IdCode {
  constructor(private readonly hashed: boolean) {}

  out(id: number): number | string {
    return this.hashed ? hashids.encode(id) : id;
  }

  /** The id that stands in an address; undefined where it is none. */
  find(written: string): number | undefined {
    if (!this.hashed) return /^\d+$/.test(written) ? Number(written) : undefined;
    return hashids.decode(written)?.[0];
  }

  /** @throws PythonError ValidationError for what is no id */
  in(written: Value): number {
    if (!this.hashed && typeof written === 'number') return written;
    const id = typeof written === 'string' ? this.find(written) : undefined;
    if (id === undefined) throw validationError('Invalid ID');
    return id;
  }
}

/** What fields_get tells of a field, as far as it is needed here. */
export type FieldTypes = Record<string, { type: string; relation?: string }>;

const emptyTexts = new Set(['char', 'text', 'selection', 'date', 'datetime', 'binary']);

/**
 * A record as the module shows it: empty texts and dates are "", ids are coded.
 * @param record as `read` gives it, relations as [id, name]
 * @param asList whether it is part of a search's answer, where relations have no names from 17 on
 */
export function shownRecord(
  record: Dict,
  types: FieldTypes,
  code: IdCode,
  asList: boolean,
  modern: boolean,
): Dict {
  const shown: Dict = {};
  for (const [name, value] of Object.entries(record)) {
    const type = name === 'id' ? 'id' : (types[name]?.type ?? '');
    shown[name] = shownValue(type, value, code, asList, modern);
  }
  return shown;
}

function shownValue(type: string, value: Value, code: IdCode, asList: boolean, modern: boolean): Value {
  if (type === 'id') return typeof value === 'number' ? code.out(value) : value;
  if (type === 'many2one') {
    const [id, name = ''] = Array.isArray(value) ? value : [];
    if (typeof id !== 'number') return modern ? null : [];
    return asList && modern ? code.out(id) : [code.out(id), name];
  }
  if (type === 'one2many' || type === 'many2many') {
    return Array.isArray(value) ? value.map((id) => (typeof id === 'number' ? code.out(id) : id)) : value;
  }
  return value === false && emptyTexts.has(type) ? '' : value;
}

/** Values to write, their ids read. @throws PythonError ValidationError */
export function writtenValues(values: Dict, types: FieldTypes, code: IdCode): Dict {
  const written: Dict = {};
  for (const [name, value] of Object.entries(values)) {
    const type = types[name]?.type;
    if (type === 'many2one') written[name] = isNone(value) ? false : code.in(value);
    else if (type === 'one2many' || type === 'many2many') written[name] = writtenLines(value, code);
    else written[name] = value;
  }
  return written;
}

function isNone(value: Value): boolean {
  return value === null || value === false || value === '';
}

/** A list of ids, or Odoo's commands with ids in them. */
function writtenLines(value: Value, code: IdCode): Value {
  if (!Array.isArray(value)) return value;
  if (!value.some(Array.isArray)) return [[6, 0, value.map((id) => code.in(id))]];
  return value.map((command) => {
    if (!Array.isArray(command)) return command;
    const [kind = 0, id = 0, more = 0] = command;
    const ids = kind === 6 && Array.isArray(more) ? more.map((one) => code.in(one)) : more;
    return [kind, typeof id === 'string' ? code.in(id) : id, ids];
  });
}

/** A domain with its ids read. @throws PythonError ValidationError */
export function readDomain(domain: Value, types: FieldTypes, code: IdCode): Value {
  if (!Array.isArray(domain)) throw validationError('Invalid domain');
  return domain.map((leaf) => {
    if (!Array.isArray(leaf) || leaf.length !== 3) return leaf;
    const [field = null, operator = null, value = null] = leaf;
    if (typeof field !== 'string' || !holdsIds(field, types)) return leaf;
    return [field, operator, readIds(operator, value, code)];
  });
}

function holdsIds(field: string, types: FieldTypes): boolean {
  const type = types[field]?.type ?? '';
  return /(^|\.)id$/.test(field) || ['many2one', 'one2many', 'many2many'].includes(type);
}

/** Numbers pass: a domain may compare ids, ("id", ">", 0). A text compared like a name is a name. */
function readIds(operator: Value, value: Value, code: IdCode): Value {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? code.in(one) : one));
  if (typeof value !== 'string' || str(operator).includes('like')) return value;
  return code.in(value);
}

import { builtin, PythonError, valueError } from './errors';
import { repr, str, typeName } from './python';
import { readRelative } from './relativeDates';
import type { Value } from './values';
import { since } from './version';
import type { SandboxVersion } from './version';

/** A moment in a domain: its text as a record keeps it, and whether it was a whole day. */
export interface Moment {
  text: string;
  isDate: boolean;
}

const isoMoment =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A date or datetime in a domain: ISO, or relative such as "today -1d" and "now +3H" (Odoo 19, odoo/tools/date_utils.py parse_date and
 * parse_iso_date). Up to Odoo 18 the database reads it, and knows nothing relative.
 * @throws PythonError ValueError, or what PostgreSQL says
 */
export function readMoment(value: Value, type: 'date' | 'datetime', version: SandboxVersion): Moment {
  if (!since(version, 19)) return readByDatabase(value, type);
  if (typeof value !== 'string') throw valueError(`Failed to cast ${repr(value)} into a datetime`);
  const iso = isoMoment.exec(value);
  if (iso === null) {
    const { at, isDate } = readRelative(value);
    const text = writeMoment(at);
    return { text: isDate ? text.slice(0, 10) : text, isDate };
  }
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', zone] = iso;
  if (zone !== undefined) throw valueError(`expecting only datetimes with no timezone: ${repr(value)}`);
  const date = `${year}-${month}-${day}`;
  const text = hour === undefined ? date : `${date} ${hour}:${minute}:${second}`;
  if (!isCalendarDate(date)) throw valueError('day is out of range for month');
  return { text, isDate: hour === undefined };
}

function readByDatabase(value: Value, type: 'date' | 'datetime'): Moment {
  const given = str(value);
  const iso = isoMoment.exec(given);
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00'] = iso ?? [];
  const date = `${year}-${month}-${day}`;
  if (iso !== null && isCalendarDate(date)) {
    return {
      text: hour === undefined ? date : `${date} ${hour}:${minute}:${second}`,
      isDate: hour === undefined,
    };
  }
  // A day is completed to its last second before the database sees it (odoo/osv/expression.py).
  const asked = type === 'datetime' && given.length === 10 ? `${given} 23:59:59` : given;
  const looksLikeDate = /^\d+[-/.]\d+[-/.]\d+/.test(given);
  const [name, words] = looksLikeDate
    ? ['DatetimeFieldOverflow', 'date/time field value out of range']
    : ['InvalidDatetimeFormat', `invalid input syntax for type ${type === 'date' ? 'date' : 'timestamp'}`];
  const hint = looksLikeDate ? 'HINT:  Perhaps you need a different "datestyle" setting.\n' : '';
  throw new PythonError(`psycopg2.errors.${name}`, `${words}: "${asked}"\nLINE 1: ...\n         ^\n${hint}`);
}

export function writeMoment(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

/** The same moment, moved. */
export function plus(text: string, unit: 'day' | 'second'): string {
  const isDate = text.length === 10;
  const at = new Date(`${text.replace(' ', 'T')}${isDate ? 'T00:00:00' : ''}Z`);
  at.setTime(at.getTime() + (unit === 'day' ? 86_400_000 : 1000));
  return isDate ? writeMoment(at).slice(0, 10) : writeMoment(at);
}

function isCalendarDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/**
 * What is written to a date or datetime field, checked as Odoo does (odoo/orm/fields_temporal.py to_date, to_datetime): anything after the
 * date is cut for a date; a datetime has exactly Odoo's format.
 * @throws PythonError ValueError, TypeError
 */
export function checkMoment(value: Value, type: 'date' | 'datetime'): string | false {
  if (value === false || value === null || value === '') return false;
  if (typeof value !== 'string')
    throw builtin('TypeError', `strptime() argument 1 must be str, not ${typeName(value)}`);
  const format = type === 'date' || value.length === 10 ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S';
  const text = type === 'date' ? value.slice(0, 10) : value;
  const pattern =
    format === '%Y-%m-%d' ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{4}-\d{2}-\d{2} [0-2]\d:[0-5]\d:[0-5]\d$/;
  if (!pattern.test(text) || !isCalendarDate(text.slice(0, 10))) {
    throw valueError(`time data ${repr(text)} does not match format ${repr(format)}`);
  }
  return type === 'datetime' && text.length === 10 ? `${text} 00:00:00` : text;
}

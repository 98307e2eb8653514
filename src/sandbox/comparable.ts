import { readMoment } from './dates';
import { notAnInteger, valueError } from './errors';
import type { Cell, Field } from './fields';
import { repr, str } from './python';
import { Float, isFalsy } from './values';
import type { Value } from './values';
import type { SandboxVersion } from './version';

/** A domain's value in the form the field's cells are compared in. @throws PythonError where Odoo or PostgreSQL would */
export function comparable(field: Field, value: Value, version: SandboxVersion): string | number | boolean {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'string'
        ? !['', '0', 'false', 'f', 'no'].includes(value.toLowerCase())
        : !isFalsy(value);
    case 'integer':
    case 'float':
    case 'monetary':
    case 'many2one_reference':
    case 'many2one':
    case 'one2many':
    case 'many2many':
      return comparableNumber(field, value);
    case 'date':
      return isFalsy(value) ? '' : readMoment(value, 'date', version).text.slice(0, 10);
    case 'datetime': {
      if (isFalsy(value)) return '';
      const { text, isDate } = readMoment(value, 'datetime', version);
      return isDate ? `${text} 00:00:00` : text;
    }
    case 'char':
    case 'text':
    case 'html':
    case 'selection':
    case 'reference':
    case 'binary':
      return value === false || value === null ? '' : str(value);
  }
}

function comparableNumber(field: Field, value: Value): number {
  if (value === null || typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  if (value instanceof Float) return value.value;
  const text = str(value);
  if (/^\s*[-+]?\d+(\.\d+)?\s*$/.test(text)) return Number(text);
  if (field.name === 'id' || field.type === 'many2one') throw notAnInteger(value);
  throw valueError(
    field.type === 'integer'
      ? `invalid literal for int() with base 10: ${repr(value)}`
      : `could not convert string to float: ${repr(value)}`,
  );
}

/** A cell in the same form: an empty text and no text are one, as are an empty number and 0. */
export function cellKey(field: Field, cell: Cell): string | number | boolean {
  if (field.type === 'boolean') return cell === true;
  if (Array.isArray(cell)) return cell.length;
  if (cell === false) return isText(field) ? '' : 0;
  return cell;
}

function isText(field: Field): boolean {
  return ['char', 'text', 'html', 'selection', 'date', 'datetime', 'reference', 'binary'].includes(
    field.type,
  );
}

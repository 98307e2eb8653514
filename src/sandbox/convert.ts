import { checkMoment } from './dates';
import type { Env } from './env';
import { notAnInteger, PythonError, valueError } from './errors';
import type { Cell, Field } from './fields';
import type { Model } from './model';
import { relatedModel } from './relations';
import { repr, str } from './python';
import { inUse } from './refusals';
import { Float, isFalsy } from './values';
import type { Value } from './values';

/**
 * What a value becomes in a field that is no x2many (Odoo 19, odoo/orm/fields_*.py convert_to_column and convert_to_cache).
 * @throws PythonError where Odoo refuses it
 */
export function toCell(env: Env, model: Model, field: Field, value: Value): Cell {
  switch (field.type) {
    case 'char':
    case 'text':
    case 'html':
      return textCell(field, value);
    case 'integer':
    case 'many2one_reference':
      return integerCell(value);
    case 'binary':
      return binaryCell(value);
    case 'reference':
      return referenceCell(env, model, field, value);
    case 'float':
    case 'monetary':
      return floatCell(value);
    case 'boolean':
      return !isFalsy(value);
    case 'date':
    case 'datetime':
      return checkMoment(value, field.type);
    case 'selection':
      if (isFalsy(value)) return false;
      if (field.selection?.some(([key]) => key === value) === true) return str(value);
      throw valueError(`Wrong value for ${model.name}.${field.name}: ${repr(value)}`);
    case 'many2one':
      return many2oneCell(env, model, field, value);
    case 'one2many':
    case 'many2many':
      throw new Error(`The lines of ${model.name}.${field.name} are written by commands.`);
  }
}

function textCell(field: Field, value: Value): Cell {
  if (value === false || value === null) return false;
  const written = str(value);
  if (written.includes('\0')) throw valueError('A string literal cannot contain NUL (0x00) characters.');
  const text = field.type === 'html' && !/<\w/.test(written) ? `<p>${escapeHtml(written)}</p>` : written;
  return field.size === undefined ? text : text.slice(0, field.size);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function integerCell(value: Value): number {
  if (isFalsy(value)) return 0;
  if (value instanceof Float) return Math.trunc(value.value);
  if (typeof value === 'string' && !/^\s*[-+]?\d+\s*$/.test(value)) {
    throw valueError(`invalid literal for int() with base 10: ${repr(value)}`);
  }
  return Math.trunc(Number(value));
}

/** @throws PythonError binascii.Error for what is no base64 */
function binaryCell(value: Value): Cell {
  if (isFalsy(value)) return false;
  const text = str(value).replace(/\s/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new PythonError('binascii.Error', 'Incorrect padding');
  }
  return text;
}

/** "res.partner,1" */
function referenceCell(env: Env, model: Model, field: Field, value: Value): Cell {
  if (isFalsy(value)) return false;
  const [relation = '', id = ''] = str(value).split(',');
  if (env.db.models.has(relation) && /^\d+$/.test(id)) return str(value);
  throw valueError(`Wrong value for ${model.name}.${field.name}: ${repr(value)}`);
}

function floatCell(value: Value): number {
  if (isFalsy(value)) return 0;
  const number = value instanceof Float ? value.value : Number(value);
  if (Number.isNaN(number)) throw valueError(`could not convert string to float: ${repr(value)}`);
  return number;
}

/** A foreign key that leads nowhere is refused by PostgreSQL, in the words Odoo has for deleting what is in use. */
function many2oneCell(env: Env, model: Model, field: Field, value: Value): Cell {
  if (isFalsy(value)) return false;
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof id !== 'number') throw notAnInteger(Array.isArray(value) ? (value[1] ?? null) : value);
  const other = relatedModel(env, field);
  if (env.db.row(other.name, id) === undefined) throw inUse(env.version, model, field);
  return id;
}

import { checkMoment } from './dates';
import type { Env } from './env';
import { constraintError, notAnInteger, valueError } from './errors';
import type { Cell, Field } from './fields';
import type { Model } from './model';
import { relatedModel } from './relations';
import { repr, str } from './python';
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
      return integerCell(value);
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
  if (env.db.row(other.name, id) === undefined) throw inUse(model, field);
  return id;
}

export function inUse(model: Model, field: Field): Error {
  return constraintError(
    'Another model is using the record you are trying to delete.\n\n' +
      `The troublemaker is: '${model.label}' (${model.name})\n` +
      `Thanks to the following constraint: '${field.label}' (${field.name})\n` +
      'How about archiving the record instead?',
  );
}

import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import { readCommands, writeCommand } from '../values/commands';

/** What a field will hold after a write, as far as that can be told beforehand. */
export interface Difference {
  /** Whether the write leaves the value as it is. */
  same: boolean;
  /** As read() would give it; records that an x2many command creates stand in it as their values. */
  after: Json;
}

const relational = new Set(['one2many', 'many2many']);

/**
 * Compares a value as read() gave it with one as write() takes it: a many2one is [id, name] in the one and an id in the other, an
 * x2many is ids and commands (Odoo 12–20, odoo/fields.py convert_to_read and convert_to_write).
 */
export function difference(field: FieldInfo | undefined, before: Json, written: Json): Difference {
  const type = field?.type ?? '';
  if (relational.has(type)) return ofCommands(before, written);
  if (type === 'many2one') {
    const id = idOf(written);
    const same = id === idOf(before);
    return { same, after: same ? before : id };
  }
  if (type === 'boolean') return plain(before === true, isTruthy(written));
  const numeric = type === 'integer' || type === 'float' || type === 'monetary';
  if (numeric) return plain(numberOf(before), numberOf(written));
  if (isEmpty(before) && isEmpty(written)) return { same: true, after: before };
  return {
    same: JSON.stringify(before) === JSON.stringify(written),
    after: isEmpty(written) ? false : written,
  };
}

/** The value that write() takes to bring back what read() gave; undefined for one that cannot be written back. */
export function writtenBack(field: FieldInfo, before: Json): Json | undefined {
  const ids = Array.isArray(before) ? before.filter((id) => typeof id === 'number') : undefined;
  switch (field.type) {
    case 'many2one':
      return idOf(before);
    case 'many2many':
      return ids && [writeCommand({ verb: 'set', ids })];
    case 'one2many':
      // Its records are their own: linking back those that were unlinked is all that can be done.
      return ids?.map((id) => writeCommand({ verb: 'link', id }));
    default:
      return before;
  }
}

function plain(before: Json, after: Json): Difference {
  return { same: before === after, after };
}

function ofCommands(before: Json, written: Json): Difference {
  const ids = Array.isArray(before) ? before.filter((id) => typeof id === 'number') : [];
  const commands = readCommands(written);
  if (!commands) return { same: false, after: written };
  let now: Json[] = [...ids];
  let touched = false;
  for (const command of commands) {
    switch (command.verb) {
      case 'create':
        now.push(command.values);
        break;
      case 'update':
        touched = true;
        break;
      case 'remove':
      case 'unlink':
        now = now.filter((each) => each !== command.id);
        break;
      case 'link':
        if (!now.includes(command.id)) now.push(command.id);
        break;
      case 'clear':
        now = [];
        break;
      case 'set':
        now = [...command.ids];
        break;
    }
  }
  const sameIds =
    now.length === ids.length && now.every((each) => typeof each === 'number' && ids.includes(each));
  return { same: sameIds && !touched, after: now };
}

function idOf(value: Json): Json {
  const id = Array.isArray(value) ? (value[0] ?? false) : value;
  return typeof id === 'number' && id !== 0 ? id : typeof id === 'string' && id !== '' ? id : false;
}

function numberOf(value: Json): Json {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value);
  return isEmpty(value) ? 0 : value;
}

function isTruthy(value: Json): boolean {
  return value !== false && value !== null && value !== 0 && value !== '';
}

/** Odoo answers false where a field has no value, and takes false, null and an empty text for none. */
function isEmpty(value: Json): boolean {
  return value === false || value === null || value === '';
}

import type { Env } from './env';
import { accessError, PythonError } from './errors';
import { isX2many } from './fields';
import type { Cell, Field, Row } from './fields';
import type { Model } from './model';
import { relatedModel } from './relations';
import { orderBy } from './order';
import { groupName } from './groups';
import { str } from './python';
import { hiddenField, unknownFieldRead } from './refusals';
import { Float, isFalsy } from './values';
import type { Dict, Value } from './values';
import { since } from './version';

/**
 * Records as `read` gives them: id first, then the fields asked for, a many2one as [id, name] unless `load` is empty.
 * @throws PythonError ValueError for an unknown field, AccessError for lines the user may not read
 */
export function readRecords(env: Env, model: Model, rows: Row[], names: Value, load: Value): Dict[] {
  const fields = chosenFields(env, model, names);
  for (const field of fields) checkLines(env, model, field);
  const classic = load === '_classic_read';
  return rows.map((row) => {
    const record: Dict = { id: row.id };
    for (const field of fields) record[field.name] = shown(env, model, row, field, classic);
    return record;
  });
}

/** The records that exist, in the order asked for. @throws PythonError AccessError for those a rule hides */
export function existing(env: Env, model: Model, ids: number[]): Row[] {
  const rows = ids.map((id) => env.db.row(model.name, id)).filter((row) => row !== undefined);
  env.checkRules(model, rows, 'read');
  return rows;
}

function chosenFields(env: Env, model: Model, names: Value): Field[] {
  if (isFalsy(names)) return [...model.fields.values()].filter((field) => maySee(env, field));
  // Python goes through a text letter by letter; so "name" for ["name"] is refused at its n.
  const list: Value[] =
    typeof names === 'string' ? Array.from(names) : Array.isArray(names) ? names : [names];
  return list.map((name) => {
    const field = typeof name === 'string' ? model.fields.get(name) : undefined;
    if (field === undefined) throw unknownFieldRead(env.version, model.name, str(name));
    checkField(env, model, field, 'read');
    return field;
  });
}

/** Whether the user may see a field at all. */
export function maySee(env: Env, field: Field): boolean {
  return env.su || field.group === undefined || (field.group !== 'nobody' && env.groups().has(field.group));
}

/** @throws PythonError AccessError for a field of a group the user is not in */
export function checkField(env: Env, model: Model, field: Field, operation: 'read' | 'write'): void {
  if (maySee(env, field)) return;
  const { group } = field;
  const allowed =
    group === undefined || group === 'nobody'
      ? 'always forbidden'
      : `allowed for groups '${groupName(group, env.version)}'`;
  throw accessError(hiddenField(env.version, model, field, operation, env.uid, allowed));
}

/** From Odoo 17 on a whole read is refused over one list of lines the user may not see; 19 says which. */
function checkLines(env: Env, model: Model, field: Field): void {
  if (!isX2many(field) || !since(env.version, 17)) return;
  try {
    env.checkAccess(relatedModel(env, field), 'read');
  } catch (error) {
    if (!(error instanceof PythonError) || !since(env.version, 19)) throw error;
    throw accessError(`Failed to read field ${model.name}.${field.name}\n${error.message}`);
  }
}

function shown(env: Env, model: Model, row: Row, field: Field, classic: boolean): Value {
  const cell = env.db.cell(model.name, row, field.name);
  switch (field.type) {
    case 'float':
    case 'monetary':
      return new Float(typeof cell === 'number' ? cell : 0);
    case 'integer':
    case 'many2one_reference':
      return typeof cell === 'number' ? cell : 0;
    case 'many2one':
      return classic ? withName(env, field, cell) : cell;
    case 'one2many':
    case 'many2many':
      return lines(env, field, cell);
    case 'char':
    case 'text':
    case 'html':
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'selection':
    case 'reference':
      return cell;
    case 'binary':
      return shownBinary(env, field, cell);
  }
}

/** base64, or with `bin_size` in the context how large it is: "5.13 Kb" (odoo/tools/misc.py human_size). */
function shownBinary(env: Env, field: Field, cell: Cell): Value {
  if (typeof cell !== 'string') return false;
  const { bin_size: all, [`bin_size_${field.name}`]: one } = env.context;
  return isFalsy(all) && isFalsy(one) ? cell : humanSize(Buffer.byteLength(cell, 'base64'));
}

function humanSize(bytes: number): string {
  const units = ['bytes', 'Kb', 'Mb'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(2)} ${units[unit] ?? ''}`;
}

export function withName(env: Env, field: Field, id: Cell): Value {
  const other = relatedModel(env, field);
  const found = env.db.row(other.name, id);
  return found === undefined ? false : [found.id, env.db.displayName(other.name, found)];
}

/** The ids of related records, in their model's order, without archived ones. */
function lines(env: Env, field: Field, cell: Cell): number[] {
  const other = relatedModel(env, field);
  const found = (Array.isArray(cell) ? cell : [])
    .map((id) => env.db.row(other.name, id))
    .filter((row) => row !== undefined)
    .filter((row) => !env.activeTest || !other.fields.has('active') || row['active'] === true);
  return found.sort(orderBy(env, other, other.order)).map((row) => row.id);
}

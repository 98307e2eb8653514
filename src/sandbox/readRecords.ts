import type { Env } from './env';
import { accessError, PythonError, valueError } from './errors';
import { isX2many } from './fields';
import type { Cell, Field, Row } from './fields';
import type { Model } from './model';
import { relatedModel } from './relations';
import { orderBy } from './order';
import { repr } from './python';
import { Float, isFalsy } from './values';
import type { Dict, Value } from './values';

/**
 * Records as `read` gives them: id first, then the fields asked for, a many2one as [id, name] unless `load` is empty.
 * @throws PythonError ValueError for an unknown field, AccessError for lines the user may not read
 */
export function readRecords(env: Env, model: Model, rows: Row[], names: Value, load: Value): Dict[] {
  const fields = chosenFields(model, names);
  for (const field of fields) checkLines(env, model, field);
  const classic = load === '_classic_read';
  return rows.map((row) => {
    const record: Dict = { id: row.id };
    for (const field of fields) record[field.name] = shown(env, model, row, field, classic);
    return record;
  });
}

function chosenFields(model: Model, names: Value): Field[] {
  if (isFalsy(names)) return [...model.fields.values()];
  // Python goes through a text letter by letter; so "name" for ["name"] is refused at its n.
  const list: Value[] =
    typeof names === 'string' ? Array.from(names) : Array.isArray(names) ? names : [names];
  return list.map((name) => {
    const field = typeof name === 'string' ? model.fields.get(name) : undefined;
    if (field === undefined) throw valueError(`Invalid field ${repr(name)} on ${repr(model.name)}`);
    return field;
  });
}

/** Odoo 19 refuses a whole read over one list of lines the user may not see, and says which. */
function checkLines(env: Env, model: Model, field: Field): void {
  if (!isX2many(field)) return;
  try {
    env.checkAccess(relatedModel(env, field), 'read');
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
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
      return cell;
  }
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

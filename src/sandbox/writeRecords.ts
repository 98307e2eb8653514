import { toCell } from './convert';
import { isColumn } from './database';
import type { Env } from './env';
import { builtin, missingError, valueError } from './errors';
import { isX2many } from './fields';
import type { Cell, Field, Row } from './fields';
import { logFields } from './model';
import type { Model, Right } from './model';
import { relatedModel } from './relations';
import { repr, typeName } from './python';
import { checkField } from './readRecords';
import { inUse, missingRequired, unknownFieldCreated, unknownFieldWritten } from './refusals';
import { isDict } from './values';
import type { Dict, Value } from './values';

/*
 * create, write and unlink, each whole or not at all. Texts of errors: Odoo 19, odoo/orm/models.py and odoo/service/model.py, as seen
 * on the wire.
 */

/** @throws PythonError AccessError, ValueError, ValidationError */
export function create(env: Env, model: Model, valsList: Value): number[] {
  env.checkAccess(model, 'create');
  const list: Value[] = Array.isArray(valsList) ? valsList : [valsList];
  return env.db.transaction(() => {
    const ids = list.map((values) => createOne(env, model, values));
    checkRulesOn(env, model, ids, 'create');
    return ids;
  });
}

function createOne(env: Env, model: Model, given: Value): number {
  if (!isDict(given)) throw builtin('AttributeError', `'${typeName(given)}' object has no attribute 'get'`);
  for (const name of Object.keys(given)) {
    const field = model.fields.get(name);
    if (field === undefined) throw unknownFieldCreated(env.version, model.name, name);
    checkField(env, model, field, 'write');
  }
  const completed = model.onCreate?.(given, env) ?? given;
  const values = { ...defaults(env, model, [...model.fields.keys()]), ...completed };
  const log = env.log();
  const cells: Record<string, Cell> = { ...log, create_uid: log.write_uid, create_date: log.write_date };
  const columns = [...model.fields.values()].filter((field) => isColumn(field) && !logFields.has(field.name));
  for (const field of columns) {
    const value = values[field.name];
    if (value === undefined) continue;
    cells[field.name] =
      field.type === 'many2many' ? linkedIds(env, model, field, [], value) : toCell(env, model, field, value);
  }
  checkRequired(env, model, cells);
  const id = env.db.insert(model.name, cells);
  writeElsewhere(env, model, id, values);
  const made = env.db.row(model.name, id);
  if (made !== undefined) model.afterCreate?.(made, env);
  checkConstraint(env, model, id);
  return id;
}

/** The default of each field that has one (default_get): from the context's default_*, else the field's own. */
export function defaults(env: Env, model: Model, names: string[]): Dict {
  const found: Dict = {};
  for (const name of names) {
    const given = env.context[`default_${name}`];
    const own = model.fields.get(name)?.default;
    if (given !== undefined && model.fields.has(name)) found[name] = given;
    else if (own !== undefined) found[name] = typeof own === 'function' ? own(env) : own;
  }
  return found;
}

/** @throws PythonError AccessError, MissingError, KeyError, ValueError, ValidationError */
export function write(env: Env, model: Model, ids: number[], values: Value): true {
  env.checkAccess(model, 'write');
  if (ids.length === 0) return true;
  if (!isDict(values)) throw builtin('AttributeError', `'${typeName(values)}' object has no attribute 'get'`);
  checkExisting(env, model, ids);
  checkRulesOn(env, model, ids, 'write');
  env.db.transaction(() => {
    for (const id of ids) writeOne(env, model, id, values);
    checkRulesOn(env, model, ids, 'write');
  });
  return true;
}

function writeOne(env: Env, model: Model, id: number, values: Dict): void {
  const row = env.db.row(model.name, id);
  if (row === undefined) return;
  const cells: Record<string, Cell> = { ...env.log() };
  for (const [name, value] of Object.entries(values)) {
    const field = model.fields.get(name);
    if (field === undefined) throw unknownFieldWritten(env.version, model.name, name);
    checkField(env, model, field, 'write');
    if (!isColumn(field) || logFields.has(name)) continue;
    cells[name] =
      field.type === 'many2many'
        ? linkedIds(env, model, field, idsIn(row[name]), value)
        : toCell(env, model, field, value);
  }
  const changed: Row = { ...row, ...cells, id };
  checkRequired(env, model, changed);
  env.db.put(model.name, changed);
  writeElsewhere(env, model, id, values);
  const written = env.db.row(model.name, id);
  if (written !== undefined) model.afterWrite?.(written, env);
  checkConstraint(env, model, id);
}

/** @throws PythonError AccessError, MissingError, ValidationError where another record needs it */
export function unlink(env: Env, model: Model, ids: number[]): true {
  env.checkAccess(model, 'unlink');
  checkExisting(env, model, ids);
  checkRulesOn(env, model, ids, 'unlink');
  env.db.transaction(() => {
    for (const id of ids) unlinkOne(env, model, id);
  });
  return true;
}

function unlinkOne(env: Env, model: Model, id: number): void {
  const row = env.db.row(model.name, id);
  if (row === undefined) return;
  const problem = model.onUnlink?.(row, env.db);
  if (problem !== undefined) throw problem;
  env.db.remove(model.name, id);
  for (const other of env.db.models.values()) {
    for (const field of other.fields.values()) {
      if (field.relation === model.name && isColumn(field)) letGo(env, other, field, id);
    }
  }
}

/** What a deleted record leaves behind in those that point to it. */
function letGo(env: Env, model: Model, field: Field, id: number): void {
  if (field.type === 'many2many') {
    for (const row of env.db.rows(model.name)) {
      const ids = idsIn(row[field.name]);
      if (ids.includes(id)) env.db.put(model.name, { ...row, [field.name]: ids.filter((one) => one !== id) });
    }
    return;
  }
  for (const row of env.db.related(model.name, field.name, id)) {
    const policy = field.onDelete ?? (field.required === true ? 'restrict' : 'set null');
    if (policy === 'restrict') throw inUse(env.version, model, field);
    if (policy === 'cascade') unlinkOne(env, model, row.id);
    else env.db.put(model.name, { ...row, [field.name]: false });
  }
}

/** Values that are kept in other records: lines, and fields shown through a many2one. */
function writeElsewhere(env: Env, model: Model, id: number, values: Dict): void {
  for (const [name, value] of Object.entries(values)) {
    const field = model.fields.get(name);
    if (field === undefined || field.compute !== undefined) continue;
    if (field.type === 'one2many') linkLines(env, model, field, id, value);
    else if (field.related !== undefined) {
      const [through, target] = field.related;
      const relation = model.fields.get(through);
      const found = env.db.row(model.name, id)?.[through];
      if (relation !== undefined && typeof found === 'number') {
        writeOne(env, relatedModel(env, relation), found, { [target]: value });
      }
    }
  }
}

/** x2many commands on a list of ids (Odoo 19, odoo/orm/commands.py). A bare list of ids replaces them. */
function linkedIds(env: Env, model: Model, field: Field, before: number[], value: Value): number[] {
  const other = relatedModel(env, field);
  let ids = [...before];
  for (const { code, id, rest } of commands(model, field, value)) {
    if (code === 0) ids.push(createOne(env, other, rest));
    else if (code === 1) writeOne(env, other, id, isDict(rest) ? rest : {});
    else if (code === 2) {
      ids = ids.filter((one) => one !== id);
      unlinkOne(env, other, id);
    } else if (code === 3) ids = ids.filter((one) => one !== id);
    else if (code === 4) ids.push(id);
    else if (code === 5) ids = [];
    else if (code === 6) ids = idsIn(rest);
  }
  for (const id of ids) if (env.db.row(other.name, id) === undefined) throw inUse(env.version, model, field);
  return [...new Set(ids)];
}

function linkLines(env: Env, model: Model, field: Field, id: number, value: Value): void {
  const other = relatedModel(env, field);
  const inverse = field.inverse ?? '';
  const drop = (line: number): void => {
    const required = other.fields.get(inverse)?.required === true;
    if (required) unlinkOne(env, other, line);
    else writeOne(env, other, line, { [inverse]: false });
  };
  const dropAllBut = (kept: number[]): void => {
    for (const line of env.db.related(other.name, inverse, id)) if (!kept.includes(line.id)) drop(line.id);
  };
  for (const { code, id: line, rest } of commands(model, field, value)) {
    if (code === 0) createOne(env, other, { ...(isDict(rest) ? rest : {}), [inverse]: id });
    else if (code === 1) writeOne(env, other, line, isDict(rest) ? rest : {});
    else if (code === 2) unlinkOne(env, other, line);
    else if (code === 3) drop(line);
    else if (code === 4) writeOne(env, other, line, { [inverse]: id });
    else if (code === 5) dropAllBut([]);
    else if (code === 6) {
      dropAllBut(idsIn(rest));
      for (const kept of idsIn(rest)) writeOne(env, other, kept, { [inverse]: id });
    }
  }
}

function commands(model: Model, field: Field, value: Value): { code: Value; id: number; rest: Value }[] {
  if (value === false || value === null) return [{ code: 5, id: 0, rest: 0 }];
  if (!Array.isArray(value)) {
    throw valueError(`Wrong value for ${model.name}.${field.name}: ${repr(value)}`);
  }
  if (value.length > 0 && value.every((one) => typeof one === 'number')) {
    return [{ code: 6, id: 0, rest: value }];
  }
  return value.map((command) => {
    if (!Array.isArray(command)) {
      throw valueError(`Wrong value for ${model.name}.${field.name}: ${repr(value)}`);
    }
    const [code = null, id, rest = null] = command;
    return { code, id: typeof id === 'number' ? id : 0, rest };
  });
}

function idsIn(value: Value | undefined): number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
}

function checkRequired(env: Env, model: Model, cells: Readonly<Record<string, Cell>>): void {
  for (const field of model.fields.values()) {
    if (field.required !== true || !isColumn(field) || isX2many(field)) continue;
    const cell = cells[field.name];
    const isEmpty = cell === undefined || cell === '' || (cell === false && field.type !== 'boolean');
    if (!isEmpty) continue;
    throw missingRequired(env.version, model, field);
  }
}

function checkConstraint(env: Env, model: Model, id: number): void {
  const row = env.db.row(model.name, id);
  const problem = row === undefined ? undefined : model.constraint?.(row, env.db);
  if (problem !== undefined) throw problem;
}

/** @throws PythonError AccessError where a rule forbids the change, or its outcome */
function checkRulesOn(env: Env, model: Model, ids: number[], right: Right): void {
  const rows = ids.map((id) => env.db.row(model.name, id)).filter((row) => row !== undefined);
  env.checkRules(model, rows, right);
}

function checkExisting(env: Env, model: Model, ids: number[]): void {
  for (const id of ids) {
    if (env.db.row(model.name, id) === undefined) throw missingError(model.name, id, env.uid);
  }
}

import type { Env } from './env';
import { PythonError } from './errors';
import type { Field } from './fields';
import { recordOf } from './externalIds';
import type { Model } from './model';
import { str } from './python';
import { relatedModel } from './relations';
import { search } from './search';
import { unknownFieldRead } from './refusals';
import { isFalsy } from './values';
import type { Dict, Value } from './values';
import { create, write } from './writeRecords';

/** Why a cell cannot be taken. */
class CellProblem extends Error {
  constructor(
    readonly field: Field,
    message: string,
  ) {
    super(message);
  }
}

/**
 * load(): rows of texts become records, all or none (Odoo 14 to 19, odoo/models.py load). Gives their ids, or false and why.
 * @throws PythonError AccessError, ValueError for a field that is not there
 */
export function loadRows(env: Env, model: Model, fields: Value, data: Value): Dict {
  const paths = Array.isArray(fields) ? fields.map((path) => str(path).split('/')) : [];
  const rows = Array.isArray(data) ? data : [];
  const messages: Dict[] = [];
  const ids: Value[] = [];
  env.checkAccess(model, 'create');
  try {
    env.db.transaction(() => {
      for (const [index, row] of rows.entries()) {
        const problems: CellProblem[] = [];
        const found = valuesOf(env, model, paths, Array.isArray(row) ? row : [], problems);
        messages.push(...problems.map((problem) => messageOf(problem, index)));
        if (problems.length > 0) continue;
        try {
          ids.push(save(env, model, found));
        } catch (error) {
          messages.push(messageOf(error, index));
        }
      }
      if (messages.length > 0) throw new Error('not loaded');
    });
  } catch (error) {
    if (messages.length === 0) throw error;
    return { ids: false, messages, nextrow: 0 };
  }
  return { ids, messages: [], nextrow: 0 };
}

/** What a row says: values, and the record it is about where it names one. */
interface Loaded {
  values: Dict;
  target: number | undefined;
  xmlId: string;
}

function valuesOf(env: Env, model: Model, paths: string[][], row: Value[], problems: CellProblem[]): Loaded {
  const loadedRow: Loaded = { values: {}, target: undefined, xmlId: '' };
  for (const [index, [name = '', part]] of paths.entries()) {
    const cell = row[index] ?? '';
    if (name === 'id') loadedRow.xmlId = str(cell);
    else if (name === '.id') loadedRow.target = isFalsy(cell) ? undefined : Number(cell);
    else {
      const field = model.fields.get(name);
      if (field === undefined) throw unknownFieldRead(env.version, model.name, name);
      try {
        loadedRow.values[name] = loaded(env, field, part, cell);
      } catch (error) {
        if (!(error instanceof CellProblem)) throw error;
        problems.push(error);
      }
    }
  }
  return loadedRow;
}

function save(env: Env, model: Model, { values, target, xmlId }: Loaded): number {
  const known = xmlId === '' ? undefined : recordOf(env, xmlId)?.['res_id'];
  const existing = typeof known === 'number' ? known : target;
  if (existing !== undefined) {
    write(env, model, [existing], values);
    return existing;
  }
  const [id = 0] = create(env, model, values);
  if (xmlId !== '') {
    const [module = '', rest = ''] = xmlId.includes('.') ? xmlId.split(/\.(.*)/s) : ['__import__', xmlId];
    env.db.insert('ir.model.data', { module, name: rest, model: model.name, res_id: id });
  }
  return id;
}

/** A text as the field's value: related records by name, by external id (`/id`) or by id (`/.id`). */
function loaded(env: Env, field: Field, part: string | undefined, cell: Value): Value {
  if (field.relation === undefined) return ownValue(field, cell);
  if (isFalsy(cell)) return false;
  const texts = field.type === 'many2one' ? [str(cell)] : str(cell).split(',');
  const ids = texts.map((text) => relatedId(env, field, part, text));
  return field.type === 'many2one' ? (ids[0] ?? false) : [[6, 0, ids]];
}

function ownValue(field: Field, cell: Value): Value {
  if (field.type === 'selection' && !isFalsy(cell)) {
    const found = field.selection?.find(([key, label]) => key === cell || label === cell);
    if (found !== undefined) return found[0];
    throw new CellProblem(field, `Value '${str(cell)}' not found in selection field '${field.label}'`);
  }
  if (field.type === 'boolean') return ['1', 'true', 'yes'].includes(str(cell).toLowerCase());
  const isNumber = field.type === 'integer' || field.type === 'float' || field.type === 'monetary';
  if (isNumber && !isFalsy(cell) && Number.isNaN(Number(str(cell)))) {
    const kind = field.type === 'integer' ? 'an integer' : 'a number';
    throw new CellProblem(field, `'${str(cell)}' does not seem to be ${kind} for field '${field.label}'`);
  }
  return cell === '' ? false : cell;
}

function relatedId(env: Env, field: Field, part: string | undefined, text: string): number {
  const other = relatedModel(env, field);
  const missing = (kind: string): CellProblem =>
    new CellProblem(field, `No matching record found for ${kind} '${text}' in field '${field.label}'`);
  if (part === '.id') {
    const id = env.db.row(other.name, Number(text))?.id;
    if (id === undefined) throw missing('database id');
    return id;
  }
  if (part === 'id') {
    const found = recordOf(env, text)?.['res_id'];
    if (typeof found !== 'number') throw missing('external id');
    return found;
  }
  const [named] = search(env, other, [['display_name', '=', text]], { limit: 1 });
  if (named === undefined) throw missing('name');
  return named.id;
}

function messageOf(error: unknown, record: number): Dict {
  if (!(error instanceof CellProblem) && !(error instanceof PythonError)) throw error;
  const rows: Dict = { from: record, to: record };
  const { message } = error;
  if (error instanceof CellProblem) {
    const { name, label, selection } = error.field;
    const more: Dict = selection === undefined ? {} : { moreinfo: selection.map(([, shown]) => shown) };
    return { rows, type: 'error', record, field: name, message, ...more, field_name: label };
  }
  return { rows, type: 'error', record, message };
}

import type { Env } from './env';
import { externalIds } from './externalIds';
import { isX2many } from './fields';
import type { Row } from './fields';
import { loadRows } from './loadRows';
import type { Model } from './model';
import { existing, withName } from './readRecords';
import { str } from './python';
import { unknownFieldRead } from './refusals';
import { modelMethod, recordMethod } from './signature';
import type { Method } from './signature';
import { relatedModel } from './relations';
import { isFalsy } from './values';
import type { Dict, Value } from './values';
import { since } from './version';

/** What is known about records, and their way out and in: external ids, export and import (Odoo 14 to 19, BaseModel). */
export const dataMethods: Method[] = [
  recordMethod('get_metadata()', ({ env, model, ids }) =>
    existing(env, model, ids).map((row): Dict => {
      const names = externalIds(env, model.name, row.id);
      const [first] = names;
      return {
        id: row.id,
        create_uid: userIn(env, model, row, 'create_uid'),
        create_date: row['create_date'] ?? false,
        write_uid: userIn(env, model, row, 'write_uid'),
        write_date: row['write_date'] ?? false,
        xmlid: first?.xmlid ?? false,
        noupdate: first?.noupdate ?? false,
        ...(since(env.version, 16) ? { xmlids: names.map((name) => ({ ...name })) } : {}),
      };
    }),
  ),
  recordMethod('get_external_id()', ({ env, model, ids }) =>
    Object.fromEntries(ids.map((id) => [String(id), externalIds(env, model.name, id)[0]?.xmlid ?? ''])),
  ),
  recordMethod('export_data(fields_to_export)', ({ env, model, ids, args }) => {
    env.checkAccess(model, 'read');
    const paths = Array.isArray(args['fields_to_export']) ? args['fields_to_export'] : [];
    const rows = existing(env, model, ids);
    return {
      datas: rows.map((row) => paths.map((path) => exported(env, model, row, str(path).split('/')))),
    };
  }),
  modelMethod('load(fields, data)', ({ env, model, args }) =>
    loadRows(env, model, args['fields'] ?? null, args['data'] ?? null),
  ),
];

/** One cell of an export: texts as a person sees them, `id` for external ids, `.id` for the database's. */
function exported(env: Env, model: Model, row: Row, [name = '', ...rest]: string[]): Value {
  if (name === '.id') return String(row.id);
  if (name === 'id') return externalIds(env, model.name, row.id)[0]?.xmlid ?? exportId(env, model, row);
  const field = model.fields.get(name);
  if (field === undefined) throw unknownFieldRead(env.version, model.name, name);
  const cell = env.db.cell(model.name, row, name);
  if (field.relation !== undefined) {
    const other = relatedModel(env, field);
    const ids = Array.isArray(cell) ? cell : typeof cell === 'number' ? [cell] : [];
    const rows = ids.map((id) => env.db.row(other.name, id)).filter((found) => found !== undefined);
    const shown = rows.map((found) =>
      rest.length === 0 ? env.db.displayName(other.name, found) : exported(env, other, found, rest),
    );
    return isX2many(field) ? shown.map(String).join(',') : (shown[0] ?? '');
  }
  if (field.type === 'selection') return field.selection?.find(([key]) => key === cell)?.[1] ?? '';
  if (cell === false) return field.type === 'boolean' ? false : '';
  return Array.isArray(cell) ? '' : cell;
}

/** A record without an external id gets one when it is exported (BaseModel._ensure_xml_id). */
function exportId(env: Env, model: Model, row: Row): string {
  const name = `${model.name.replaceAll('.', '_')}_${row.id}`;
  env.db.insert('ir.model.data', { module: '__export__', name, model: model.name, res_id: row.id });
  return `__export__.${name}`;
}

function userIn(env: Env, model: Model, row: Row, name: string): Value {
  const field = model.fields.get(name);
  return field === undefined || isFalsy(row[name]) ? false : withName(env, field, row[name] ?? false);
}

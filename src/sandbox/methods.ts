import { copyRecords } from './copyRecords';
import type { Env } from './env';
import { accessError, builtin, typeError } from './errors';
import { fieldsGet } from './fieldsGet';
import type { Row } from './fields';
import { formattedReadGroup, readGroup } from './groupRecords';
import type { Model, Right } from './model';
import { readRecords, withName } from './readRecords';
import { search } from './search';
import { modelMethod, recordMethod } from './signature';
import type { Method } from './signature';
import { isDict, isFalsy } from './values';
import type { Value } from './values';
import { create, defaults, unlink, write } from './writeRecords';

/** The ORM's methods that may be called from outside, with Odoo 19's signatures (odoo/orm/models.py). */
const methods: Method[] = [
  modelMethod('search(domain, offset=0, limit=None, order=None)', ({ env, model, args }) =>
    search(env, model, args['domain'] ?? null, args).map((row) => row.id),
  ),
  modelMethod(
    'search_count(domain, limit=None)',
    ({ env, model, args }) => search(env, model, args['domain'] ?? null, { limit: args['limit'] }).length,
  ),
  modelMethod(
    'search_read(domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs)',
    ({ env, model, args }) => {
      const { domain, fields = null, load, ...rest } = args;
      const known = ['offset', 'limit', 'order'];
      const unknown = Object.keys(rest).find((key) => !known.includes(key));
      if (unknown !== undefined) {
        throw typeError(`BaseModel._read_format() got an unexpected keyword argument '${unknown}'`);
      }
      const rows = search(env, model, isFalsy(domain) ? [] : (domain ?? []), rest);
      return readRecords(env, model, rows, fields, load === undefined ? '_classic_read' : load);
    },
  ),
  recordMethod("read(fields=None, load='_classic_read')", ({ env, model, ids, args }) => {
    env.checkAccess(model, 'read');
    const rows = existing(env, model, ids);
    return readRecords(env, model, rows, args['fields'] ?? null, args['load'] ?? null);
  }),
  modelMethod('create(vals_list)', ({ env, model, args }) => create(env, model, args['vals_list'] ?? null)),
  recordMethod('write(vals)', ({ env, model, ids, args }) => write(env, model, ids, args['vals'] ?? null)),
  recordMethod('unlink()', ({ env, model, ids }) => unlink(env, model, ids)),
  recordMethod('copy(default=None)', ({ env, model, ids, args }) =>
    copyRecords(env, model, ids, isDict(args['default']) ? args['default'] : {}),
  ),
  modelMethod('fields_get(allfields=None, attributes=None)', ({ env, model, args }) =>
    fieldsGet(env, model, args['allfields'] ?? null, args['attributes'] ?? null),
  ),
  modelMethod("name_search(name='', domain=None, operator='ilike', limit=100)", ({ env, model, args }) => {
    const { name = '', domain, operator = 'ilike', limit } = args;
    const extra: Value[] = Array.isArray(domain) ? domain : [];
    const rows = search(env, model, [['display_name', operator, name], ...extra], { limit });
    return rows.map((row) => [row.id, env.db.displayName(model.name, row)]);
  }),
  modelMethod('name_create(name)', ({ env, model, args }) => {
    const [id = 0] = create(env, model, { name: args['name'] ?? false });
    const row = env.db.row(model.name, id);
    return [id, row === undefined ? '' : env.db.displayName(model.name, row)];
  }),
  modelMethod('default_get(fields)', ({ env, model, args }) => {
    const fields = Array.isArray(args['fields']) ? args['fields'] : [];
    return defaults(
      env,
      model,
      fields.filter((name) => typeof name === 'string'),
    );
  }),
  recordMethod('has_access(operation)', ({ env, model, args }) =>
    env.hasAccess(model, rightIn(args['operation'])),
  ),
  modelMethod('check_access_rights(operation, raise_exception=True)', ({ env, model, args }) => {
    const right = rightIn(args['operation']);
    if (!isFalsy(args['raise_exception'])) env.checkAccess(model, right);
    return env.hasAccess(model, right);
  }),
  modelMethod(
    'read_group(domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True)',
    ({ env, model, args }) => readGroup(env, model, args),
  ),
  modelMethod(
    'formatted_read_group(domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None)',
    ({ env, model, args }) => formattedReadGroup(env, model, args),
  ),
  recordMethod('get_metadata()', ({ env, model, ids }) =>
    existing(env, model, ids).map((row) => ({
      id: row.id,
      create_uid: userIn(env, model, row, 'create_uid'),
      create_date: row['create_date'] ?? false,
      write_uid: userIn(env, model, row, 'write_uid'),
      write_date: row['write_date'] ?? false,
      xmlid: false,
      noupdate: false,
      xmlids: [],
    })),
  ),
  recordMethod('action_archive()', ({ env, model, ids }) => archive(env, model, ids, false)),
  recordMethod('action_unarchive()', ({ env, model, ids }) => archive(env, model, ids, true)),
];

export const ormMethods: ReadonlyMap<string, Method> = new Map(
  methods.map((method) => [method.name, method]),
);

/** Public by name, and yet not to be called from outside: marked @api.private in Odoo 19 (odoo/orm/models.py). */
export const privateMethods = new Set(
  (
    'search_fetch init fetch check_access exists lock_for_update try_lock_for_update browse ensure_one with_env sudo with_user ' +
    'with_company with_context with_prefetch mapped filtered grouped filtered_domain sorted update flush_model ' +
    'flush_recordset new concat union invalidate_model invalidate_recordset modified'
  ).split(' '),
);

/** The records that exist, in the order asked for; those a rule hides are refused. */
function existing(env: Env, model: Model, ids: number[]): Row[] {
  const rows = ids.map((id) => env.db.row(model.name, id)).filter((row) => row !== undefined);
  if (rows.every((row) => env.sees(model, row))) return rows;
  throw accessError(
    'Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n' +
      `Sorry, ${env.userName()} (id=${env.uid}) doesn't have 'read' access to:\n- ${model.label} (${model.name})\n\n` +
      'If you really, really need access, perhaps you can win over your friendly administrator with a batch of freshly baked cookies.',
  );
}

const rights: readonly Right[] = ['read', 'write', 'create', 'unlink'];

function rightIn(operation: Value | undefined): Right {
  const right = rights.find((one) => one === operation);
  if (right === undefined) throw builtin('AssertionError', 'Invalid access mode');
  return right;
}

function userIn(env: Env, model: Model, row: Row, name: string): Value {
  const field = model.fields.get(name);
  return field === undefined ? false : withName(env, field, row[name] ?? false);
}

/** Archiving gives None, which XML-RPC cannot carry although the work is done. */
function archive(env: Env, model: Model, ids: number[], active: boolean): null {
  if (model.fields.has('active')) write(env, model, ids, { active });
  return null;
}

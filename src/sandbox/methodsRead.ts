import type { Env } from './env';
import { builtin, typeError } from './errors';
import { fieldsGet } from './fieldsGet';
import { formattedGroupingSets, formattedReadGroup, readGroup } from './groupRecords';
import type { Model, Right } from './model';
import { existing, readRecords } from './readRecords';
import { search } from './search';
import { modelMethod, recordMethod } from './signature';
import type { Call, Method } from './signature';
import { callName } from './refusals';
import { isFalsy } from './values';
import type { Dict, Value } from './values';
import { since } from './version';

/** search, read and their kin, with the signatures of each version (Odoo 14 to 18, odoo/models.py; 19, odoo/orm/models.py). */
export const readMethods: Method[] = [
  modelMethod('search(args, offset=0, limit=None, order=None, count=False)', searchOrCount, { until: 15 }),
  modelMethod('search(domain, offset=0, limit=None, order=None, count=False)', searchOrCount, {
    since: 16,
    until: 16,
  }),
  modelMethod('search(domain, offset=0, limit=None, order=None)', searchOrCount, { since: 17 }),
  modelMethod('search_count(args)', count, { until: 15 }),
  modelMethod('search_count(domain, limit=None)', count, { since: 16 }),
  modelMethod('search_read(domain=None, fields=None, offset=0, limit=None, order=None)', searchRead, {
    until: 14,
  }),
  modelMethod(
    'search_read(domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs)',
    searchRead,
    { since: 15 },
  ),
  modelMethod(
    'search_fetch(domain, field_names, offset=0, limit=None, order=None)',
    ({ env, model, args }) => search(env, model, args['domain'] ?? null, args).map((row) => row.id),
    { since: 17, until: 18 },
  ),
  recordMethod("read(fields=None, load='_classic_read')", ({ env, model, ids, args }) => {
    env.checkAccess(model, 'read');
    const rows = existing(env, model, ids);
    return readRecords(env, model, rows, args['fields'] ?? null, args['load'] ?? null);
  }),
  recordMethod(
    'exists()',
    ({ env, model, ids }) => ids.filter((id) => env.db.row(model.name, id) !== undefined),
    { until: 18 },
  ),
  modelMethod('fields_get(allfields=None, attributes=None)', ({ env, model, args }) =>
    fieldsGet(env, model, args['allfields'] ?? null, args['attributes'] ?? null),
  ),
  modelMethod("name_search(name='', args=None, operator='ilike', limit=100)", nameSearch, { until: 18 }),
  modelMethod("name_search(name='', domain=None, operator='ilike', limit=100)", nameSearch, { since: 19 }),
  recordMethod(
    'name_get()',
    ({ env, model, ids }) => {
      env.checkAccess(model, 'read');
      return existing(env, model, ids).map((row) => [row.id, env.db.displayName(model.name, row)]);
    },
    { until: 17 },
  ),
  modelMethod(
    'read_group(domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True)',
    ({ env, model, args }) => readGroup(env, model, args),
    { until: 19 },
  ),
  modelMethod(
    'formatted_read_group(domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None)',
    ({ env, model, args }) => formattedReadGroup(env, model, args),
    { since: 19 },
  ),
  modelMethod(
    'formatted_read_grouping_sets(domain, grouping_sets, aggregates=(), *, order=None)',
    ({ env, model, args }) => formattedGroupingSets(env, model, args),
    { since: 19 },
  ),
  recordMethod('has_access(operation)', hasAccess, { since: 18 }),
  recordMethod(
    'check_access(operation)',
    ({ env, model, ids, args }) => {
      const right = rightIn(args['operation']);
      env.checkAccess(model, right);
      env.checkRules(model, rowsOf(env, model, ids), right);
      return null;
    },
    { since: 18, until: 18 },
  ),
  modelMethod(
    'check_access_rights(operation, raise_exception=True)',
    ({ env, model, args }) => {
      const right = rightIn(args['operation']);
      if (!isFalsy(args['raise_exception'])) env.checkAccess(model, right);
      return env.hasAccess(model, right);
    },
    { until: 19 },
  ),
  recordMethod(
    'check_access_rule(operation)',
    ({ env, model, ids, args }) => {
      env.checkRules(model, rowsOf(env, model, ids), rightIn(args['operation']));
      return null;
    },
    { until: 19 },
  ),
];

/** `domain`, which was `args` up to Odoo 15. */
function domainOf(args: Dict): Value {
  return args['domain'] ?? args['args'] ?? null;
}

function searchOrCount({ env, model, args }: Call): Value {
  if (!isFalsy(args['count'])) return search(env, model, domainOf(args), {}).length;
  return search(env, model, domainOf(args), args).map((row) => row.id);
}

function count({ env, model, args }: Call): Value {
  return search(env, model, domainOf(args), { limit: args['limit'] }).length;
}

function searchRead({ env, model, args }: Call): Value {
  const { domain, fields = null, load, ...rest } = args;
  const known = ['offset', 'limit', 'order'];
  const unknown = Object.keys(rest).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const inner = since(env.version, 17) ? '_read_format' : 'read';
    throw typeError(
      `${callName(env.version, 'BaseModel', inner)} got an unexpected keyword argument '${unknown}'`,
    );
  }
  const rows = search(env, model, isFalsy(domain) ? [] : (domain ?? []), rest);
  return readRecords(env, model, rows, fields, load === undefined ? '_classic_read' : load);
}

function nameSearch({ env, model, args }: Call): Value {
  const { name = '', operator = 'ilike', limit } = args;
  const domain = domainOf(args);
  const extra: Value[] = Array.isArray(domain) ? domain : [];
  const rows = search(env, model, [['display_name', operator, name], ...extra], { limit });
  return rows.map((row) => [row.id, env.db.displayName(model.name, row)]);
}

/** Without records the model's own right; with them the rules count too. */
function hasAccess({ env, model, ids, args }: Call): Value {
  const right = rightIn(args['operation']);
  return env.hasAccess(model, right) && rowsOf(env, model, ids).every((row) => env.sees(model, row, right));
}

function rowsOf(env: Env, model: Model, ids: number[]): ReturnType<typeof existing> {
  return ids.map((id) => env.db.row(model.name, id)).filter((row) => row !== undefined);
}

const rights: readonly Right[] = ['read', 'write', 'create', 'unlink'];

function rightIn(operation: Value | undefined): Right {
  const right = rights.find((one) => one === operation);
  if (right === undefined) throw builtin('AssertionError', 'Invalid access mode');
  return right;
}

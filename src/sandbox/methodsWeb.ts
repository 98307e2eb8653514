import type { Env } from './env';
import type { Field, Row } from './fields';
import { readGroup, formattedReadGroup } from './groupRecords';
import type { Model } from './model';
import { existing, readRecords } from './readRecords';
import { relatedModel } from './relations';
import { search } from './search';
import { modelMethod, recordMethod } from './signature';
import type { Call, Method } from './signature';
import { isDict, isFalsy } from './values';
import type { Dict, Value } from './values';
import { create, defaults, write } from './writeRecords';

/** What the web client calls (Odoo 14 to 19, addons/web/models/models.py). */
export const webMethods: Method[] = [
  modelMethod('web_search_read(domain=None, fields=None, offset=0, limit=None, order=None)', pageOfFields, {
    until: 14,
  }),
  modelMethod(
    'web_search_read(domain=None, fields=None, offset=0, limit=None, order=None, count_limit=None)',
    pageOfFields,
    { since: 15, until: 16 },
  ),
  modelMethod(
    'web_search_read(domain, specification, offset=0, limit=None, order=None, count_limit=None)',
    ({ env, model, args }) =>
      page(env, model, args, (rows) => readSpecified(env, model, rows, args['specification'] ?? null)),
    { since: 17 },
  ),
  recordMethod(
    'web_read(specification)',
    ({ env, model, ids, args }) => {
      env.checkAccess(model, 'read');
      return readSpecified(env, model, existing(env, model, ids), args['specification'] ?? null);
    },
    { since: 17 },
  ),
  recordMethod('web_save(vals, specification, next_id=None)', webSave, { since: 17 }),
  modelMethod(
    "web_name_search(name, specification, domain=None, operator='ilike', limit=100)",
    ({ env, model, args }) => {
      const extra = Array.isArray(args['domain']) ? args['domain'] : [];
      const domain: Value[] = [['display_name', args['operator'] ?? 'ilike', args['name'] ?? ''], ...extra];
      const rows = search(env, model, domain, { limit: args['limit'] });
      return readSpecified(env, model, rows, args['specification'] ?? null);
    },
    { since: 18 },
  ),
  modelMethod(
    'web_read_group(domain, fields, groupby, limit=None, offset=0, orderby=False, lazy=True)',
    ({ env, model, args }) => ({
      groups: readGroup(env, model, args),
      length: readGroup(env, model, { ...args, limit: null, offset: 0 }).length,
    }),
    { until: 18 },
  ),
  modelMethod(
    'web_read_group(domain, groupby, aggregates=(), limit=None, offset=0, order=None)',
    ({ env, model, args }) => {
      const counted: Dict = { ...args, aggregates: [...textsIn(args['aggregates']), '__count'] };
      return {
        groups: formattedReadGroup(env, model, counted),
        length: formattedReadGroup(env, model, { ...counted, limit: null, offset: 0 }).length,
      };
    },
    { since: 19 },
  ),
  recordMethod('onchange(values, field_name, field_onchange)', onchange, { until: 16 }),
  recordMethod('onchange(values, field_names, fields_spec)', onchange, { since: 17 }),
];

function textsIn(value: Value | undefined): string[] {
  return Array.isArray(value)
    ? (value.filter((one) => typeof one === 'string' && one !== '__count') as string[])
    : [];
}

function pageOfFields({ env, model, args }: Call): Value {
  return page(env, model, args, (rows) =>
    readRecords(env, model, rows, args['fields'] ?? null, '_classic_read'),
  );
}

/** One page and how many there are; `count_limit` stops the count. */
function page(env: Env, model: Model, args: Dict, shown: (rows: Row[]) => Dict[]): Dict {
  const domain = isFalsy(args['domain']) ? [] : (args['domain'] ?? []);
  const length = search(env, model, domain, { limit: args['count_limit'] }).length;
  return { length, records: shown(search(env, model, domain, args)) };
}

/** Records in the shape a specification asks for: `{name: {}, country_id: {fields: {display_name: {}}}}`. */
function readSpecified(env: Env, model: Model, rows: Row[], specification: Value): Dict[] {
  const specified = isDict(specification) ? specification : {};
  const names = Object.keys(specified).filter((name) => name !== 'id');
  if (names.length === 0) return rows.map((row) => ({ id: row.id }));
  const records = readRecords(env, model, rows, names, null);
  for (const name of names) {
    const field = model.fields.get(name);
    const inner = specified[name];
    if (field?.relation === undefined || !isDict(inner) || !isDict(inner['fields'])) continue;
    for (const record of records) record[name] = nested(env, field, record[name] ?? false, inner);
  }
  return records;
}

function nested(env: Env, field: Field, value: Value, inner: Dict): Value {
  const other = relatedModel(env, field);
  const scoped = isDict(inner['context']) ? env.withContext({ ...env.context, ...inner['context'] }) : env;
  const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'number');
  const asked = typeof inner['limit'] === 'number' ? ids.slice(0, inner['limit']) : ids;
  const rows = asked.map((id) => scoped.db.row(other.name, id)).filter((row) => row !== undefined);
  // A many2one's name is shown even where its record may not be read.
  const reader = field.type === 'many2one' ? scoped.sudo() : scoped;
  const read = readSpecified(reader, other, rows, inner['fields'] ?? null);
  return field.type === 'many2one' ? (read[0] ?? false) : read;
}

/** Writes the records or, where there is none, creates one; gives them back as specified. */
function webSave({ env, model, ids, args }: Call): Value {
  const { vals = null, specification = null, next_id: next } = args;
  const saved = ids.length > 0 ? ids : create(env, model, vals);
  if (ids.length > 0) write(env, model, ids, vals);
  const shown = typeof next === 'number' ? [next] : saved;
  return readSpecified(env, model, existing(env, model, shown), specification);
}

/** What a form's values become; a new form, for which nothing was changed yet, gets its defaults. */
function onchange({ env, model, ids, args }: Call): Value {
  const specification = args['fields_spec'] ?? args['field_onchange'] ?? null;
  const changed = args['field_names'] ?? args['field_name'];
  if (!isDict(specification) || !isFalsy(changed) || ids.length > 0) return { value: {} };
  const names = Object.keys(specification).filter((name) => model.fields.has(name));
  const given = defaults(env, model, names);
  return {
    value: Object.fromEntries(
      names.map((name) => {
        const field = model.fields.get(name);
        return [
          name,
          given[name] ?? (field?.relation !== undefined && field.type !== 'many2one' ? [] : false),
        ];
      }),
    ),
  };
}

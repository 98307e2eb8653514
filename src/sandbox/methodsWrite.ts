import { copyRecords } from './copyRecords';
import type { Env } from './env';
import { builtin } from './errors';
import type { Model } from './model';
import { str, typeName } from './python';
import { expectOne } from './refusals';
import { modelMethod, recordMethod } from './signature';
import type { Call, Method } from './signature';
import { isDict } from './values';
import type { Dict, Value } from './values';
import { since } from './version';
import { create, defaults, unlink, write } from './writeRecords';

/** create, write and their kin (Odoo 14 to 18, odoo/models.py; 19, odoo/orm/models.py). */
export const writeMethods: Method[] = [
  modelMethod('create(vals_list)', ({ env, model, args }) => create(env, model, args['vals_list'] ?? null)),
  recordMethod('write(vals)', ({ env, model, ids, args }) => write(env, model, ids, args['vals'] ?? null)),
  recordMethod('unlink()', ({ env, model, ids }) => unlink(env, model, ids)),
  recordMethod('copy(default=None)', copy),
  modelMethod('name_create(name)', ({ env, model, args }) => {
    const [id = 0] = create(env, model, nameValues(model, args['name'] ?? false));
    const row = env.db.row(model.name, id);
    return [id, row === undefined ? '' : env.db.displayName(model.name, row)];
  }),
  modelMethod('default_get(fields_list)', defaultGet, { until: 18 }),
  modelMethod('default_get(fields)', defaultGet, { since: 19 }),
  recordMethod('action_archive()', ({ env, model, ids }) => archive(env, model, ids, () => false)),
  recordMethod('action_unarchive()', ({ env, model, ids }) => archive(env, model, ids, () => true)),
  recordMethod('toggle_active()', ({ env, model, ids }) => {
    if (!model.fields.has('active'))
      throw builtin('AssertionError', `No 'active' field on model ${model.name}`);
    return archive(env, model, ids, (active) => !active);
  }),
];

/** One id up to Odoo 17, a list from then on. */
function copy({ env, model, ids, args }: Call): Value {
  const changes = isDict(args['default']) ? args['default'] : {};
  if (since(env.version, 18)) return copyRecords(env, model, ids, changes);
  expectOne(model, ids);
  return copyRecords(env, model, ids, changes)[0] ?? false;
}

export function defaultGet({ env, model, args }: Call): Value {
  const asked = args['fields'] ?? args['fields_list'] ?? args['default_fields'] ?? null;
  if (!Array.isArray(asked)) throw builtin('TypeError', `'${typeName(asked)}' object is not iterable`);
  return defaults(
    env,
    model,
    asked.filter((name) => typeof name === 'string'),
  );
}

/** Archiving gives None, which XML-RPC cannot carry although the work is done. */
function archive(env: Env, model: Model, ids: number[], to: (active: boolean) => boolean): null {
  if (!model.fields.has('active')) return null;
  for (const id of ids)
    write(env, model, [id], { active: to(env.db.row(model.name, id)?.['active'] === true) });
  return null;
}

/** "Ada <ada@example.com>" makes a contact with a name and an address (base/models/res_partner.py name_create). */
function nameValues(model: Model, name: Value): Dict {
  const found = model.name === 'res.partner' ? /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(str(name)) : null;
  const [, given = '', email = ''] = found ?? [];
  return found === null ? { name } : { name: given === '' ? email : given, email };
}

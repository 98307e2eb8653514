import type { Env } from './env';
import { recordOf } from './externalIds';
import { valueError } from './errors';
import { nextOf } from './sequences';
import { modelMethod } from './signature';
import type { Method } from './signature';
import { str } from './python';
import { isFalsy } from './values';
import type { Dict, Value } from './values';
import { create, write } from './writeRecords';

/** ir.model (Odoo 16 to 19, addons/web/models/ir_model.py). */
export const modelListMethods: Method[] = [
  modelMethod(
    'get_available_models()',
    ({ env }) => {
      // A portal user gets none, whatever it may read.
      if (!env.su && !env.groups().has('user')) return [];
      return readable(env).sort((a, b) =>
        str(a['display_name'] ?? '') < str(b['display_name'] ?? '') ? -1 : 1,
      );
    },
    { since: 16 },
  ),
  modelMethod(
    'display_name_for(models)',
    ({ env, args }) => {
      const asked = Array.isArray(args['models']) ? args['models'] : [];
      const known = readable(env);
      const found = known.filter(({ model }) => asked.includes(model ?? null));
      const others = asked.filter((name) => !found.some(({ model }) => model === name));
      return [...found, ...others.map((name): Dict => ({ display_name: name, model: name }))];
    },
    { since: 16 },
  ),
];

function readable(env: Env): Dict[] {
  return [...env.db.models.values()]
    .filter((model) => !model.transient && env.hasAccess(model, 'read'))
    .map((model): Dict => ({ display_name: model.label, model: model.name }));
}

/** ir.config_parameter */
export const parameterMethods: Method[] = [
  modelMethod('get_param(key, default=False)', ({ env, model, args }) => {
    env.checkAccess(model, 'read');
    const found = env.db.rows(model.name).find((row) => row['key'] === args['key']);
    return found?.['value'] ?? args['default'] ?? null;
  }),
  modelMethod('set_param(key, value)', ({ env, model, args }) => {
    const { key = null, value = null } = args;
    const found = env.db.rows(model.name).find((row) => row['key'] === key);
    if (found === undefined) {
      if (!isFalsy(value)) create(env, model, { key, value });
      return false;
    }
    write(env, model, [found.id], { value });
    return found['value'] ?? false;
  }),
];

/** ir.sequence */
export const sequenceMethods: Method[] = [
  modelMethod('next_by_code(sequence_code, sequence_date=None)', ({ env, model, args }): Value => {
    env.checkAccess(model, 'read');
    return nextOf(env.db, str(args['sequence_code'] ?? null), env.today()) ?? false;
  }),
];

/** ir.model.data */
export const externalIdMethods: Method[] = [
  modelMethod(
    'check_object_reference(module, xml_id, raise_on_access_error=False)',
    ({ env, args }): Value => {
      const xmlId = `${str(args['module'] ?? null)}.${str(args['xml_id'] ?? null)}`;
      const row = recordOf(env, xmlId);
      if (row === undefined) throw valueError(`External ID not found in the system: ${xmlId}`);
      return [row['model'] ?? false, row['res_id'] ?? false];
    },
  ),
];

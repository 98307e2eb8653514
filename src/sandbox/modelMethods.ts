import type { Env } from './env';
import { userError, valueError } from './errors';
import { textOf } from './model';
import type { Model } from './model';
import { str } from './python';
import { modelMethod, recordMethod } from './signature';
import type { Method } from './signature';
import { toolMethods } from './tools';
import type { Dict, Value } from './values';
import { write } from './writeRecords';

/** Methods that only some models have, so that "any method" has something to call. */
const methodsOf: Record<string, Method[]> = {
  'res.users': [
    modelMethod('context_get()', ({ env }) => {
      const user = env.db.row('res.users', env.uid);
      const cell = (name: string): Value =>
        user === undefined ? false : env.db.cell('res.users', user, name);
      return { lang: cell('lang'), tz: cell('tz'), uid: env.uid };
    }),
    recordMethod('has_group(group_ext_id)', ({ env, model, ids, args }) => {
      const [id] = ids;
      if (id === undefined || ids.length > 1) {
        throw valueError(
          `Expected singleton: ${model.name}(${ids.join(', ')}${ids.length === 1 ? ',' : ''})`,
        );
      }
      const group = groupIds[str(args['group_ext_id'] ?? null)];
      const groups = env.db.row(model.name, id)?.['group_ids'];
      return Array.isArray(groups) && group !== undefined && groups.includes(group);
    }),
  ],
  'ir.model': [
    modelMethod('get_available_models()', ({ env }) =>
      [...env.db.models.values()]
        .filter((model) => !model.transient && env.hasAccess(model, 'read'))
        .sort((a, b) => (a.label < b.label ? -1 : 1))
        .map((model): Dict => ({ display_name: model.label, model: model.name })),
    ),
  ],
  'sale.order': [
    recordMethod('action_confirm()', ({ env, model, ids }) => {
      const states = ids.map((id) => env.db.row(model.name, id)?.['state']);
      if (!states.every((state) => state === 'draft' || state === 'sent')) {
        throw userError('Some orders are not in a state requiring confirmation.');
      }
      return write(env, model, ids, { state: 'sale', invoice_status: 'to invoice', date_order: env.now() });
    }),
    recordMethod('action_cancel()', ({ env, model, ids }) => write(env, model, ids, { state: 'cancel' })),
    recordMethod('action_draft()', ({ env, model, ids }) => write(env, model, ids, { state: 'draft' })),
  ],
  'account.move': [
    recordMethod('action_post()', ({ env, model, ids }) => {
      env.checkAccess(model, 'write');
      for (const id of ids) post(env, model, id);
      return false;
    }),
  ],
  'sandbox.tools': toolMethods,
};

/** Groups by their external id; the ids are those of data.ts. */
const groupIds: Record<string, number> = {
  'base.group_system': 1,
  'base.group_erp_manager': 2,
  'base.group_user': 3,
  'base.group_partner_manager': 4,
};

export function ownMethod(model: string, name: string): Method | undefined {
  return methodsOf[model]?.find((method) => method.name === name);
}

function post(env: Env, model: Model, id: number): void {
  const row = env.db.row(model.name, id);
  if (row === undefined) return;
  if (row['state'] !== 'draft') {
    throw userError(`The entry ${textOf(row['name'])} (id ${id}) must be in draft.`);
  }
  const year = env.today().slice(0, 4);
  const values: Dict = { state: 'posted', name: `INV/${year}/${String(id).padStart(5, '0')}` };
  if (row['invoice_date'] === false) values['invoice_date'] = env.today();
  write(env, model, [id], values);
}

import type { Env } from './env';
import { userError } from './errors';
import type { Row } from './fields';
import { textOf } from './model';
import type { Model } from './model';
import { existing } from './readRecords';
import { nextOf } from './sequences';
import { recordMethod } from './signature';
import type { Call, Method } from './signature';
import type { Dict, Value } from './values';
import { write } from './writeRecords';

/** sale.order: the buttons of its form (Odoo 14 to 19, addons/sale/models/sale_order.py). */
export const orderMethods: Method[] = [
  recordMethod('action_confirm()', ({ env, model, ids }) => {
    const rows = existing(env, model, ids);
    if (!rows.every((row) => row['state'] === 'draft' || row['state'] === 'sent')) {
      throw userError('Some orders are not in a state requiring confirmation.');
    }
    return write(env, model, ids, { state: 'sale', invoice_status: 'to invoice', date_order: env.now() });
  }),
  recordMethod('action_cancel()', ({ env, model, ids }) => {
    if (existing(env, model, ids).some((row) => row['locked'] === true)) {
      throw userError('You cannot cancel a locked order. Please unlock it first.');
    }
    return write(env, model, ids, { state: 'cancel', invoice_status: 'no' });
  }),
  recordMethod('action_draft()', ({ env, model, ids }) => {
    const back = existing(env, model, ids).filter(
      (row) => row['state'] === 'cancel' || row['state'] === 'sent',
    );
    return write(
      env,
      model,
      back.map((row) => row.id),
      { state: 'draft' },
    );
  }),
  recordMethod('action_quotation_sent()', ({ env, model, ids }) => {
    if (existing(env, model, ids).some((row) => row['state'] !== 'draft')) {
      throw userError('Only draft orders can be marked as sent directly.');
    }
    write(env, model, ids, { state: 'sent' });
    return null;
  }),
];

/** account.move: posting and its undoing (Odoo 14 to 19, addons/account/models/account_move.py). */
export const moveMethods: Method[] = [
  recordMethod('action_post()', ({ env, model, ids }) => {
    env.checkAccess(model, 'write');
    env.db.transaction(() => {
      for (const row of existing(env, model, ids)) post(env, model, row);
    });
    return false;
  }),
  recordMethod('button_draft()', (call) =>
    moved(
      call,
      ['posted', 'cancel'],
      'draft',
      'Only posted/cancelled journal entries can be reset to draft.',
    ),
  ),
  recordMethod('button_cancel()', (call) =>
    moved(call, ['draft'], 'cancel', 'Only draft journal entries can be cancelled.'),
  ),
];

function moved({ env, model, ids }: Call, from: string[], to: string, problem: string): Value {
  const rows = existing(env, model, ids);
  if (!rows.every((row) => from.includes(textOf(row['state'])))) throw userError(problem);
  write(env, model, ids, { state: to });
  return null;
}

function post(env: Env, model: Model, row: Row): void {
  if (row['state'] !== 'draft') {
    throw userError(`The entry ${textOf(row['name'])} (id ${row.id}) must be in draft.`);
  }
  const isInvoice = row['move_type'] !== 'entry';
  if (isInvoice && row['partner_id'] === false) {
    throw userError(
      textOf(row['move_type']).startsWith('out')
        ? "The 'Customer' field is required to validate the invoice.\nYou probably don't want to explain to your auditor that you invoiced an invisible man :)"
        : "The field 'Vendor' is required, please complete it to validate the Vendor Bill.",
    );
  }
  const number = nextOf(env.db, `account.move.${textOf(row['move_type'])}`, env.today());
  const values: Dict = { state: 'posted' };
  if (row['name'] === '/' || row['name'] === false) values['name'] = number ?? '/';
  if (isInvoice && row['invoice_date'] === false) values['invoice_date'] = env.today();
  write(env, model, [row.id], values);
}

import type { Json } from '../../model/json';
import type { OrmCall, Target } from './wire';

/*
 * The positional arguments of Odoo's two RPC services, the same over XML-RPC and JSON-RPC (Odoo 12–19, odoo/service/common.py and
 * model.py).
 */

/** common.authenticate. The last argument tells of the client; leaving it out is an error. */
export function authenticateArguments(target: Target): Json[] {
  return [target.database, target.login, target.secret, {}];
}

/** object.execute_kw */
export function executeKwArguments(target: Target, uid: number, call: OrmCall): Json[] {
  return [target.database, uid, target.secret, call.model, call.method, call.args, call.kwargs];
}

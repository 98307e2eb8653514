import { OdooError } from './error';
import type { Target } from './protocol/wire';
import { NoneOverXmlRpc } from './protocol/xmlRpc';

/**
 * What a sign-in failed with, as told to the person. Some exceptions mean only here what they mean: Odoo 10 and 11 fail over the user that
 * a wrong login does not name (odoo/odoo#24071), and early 16.0 with several databases over a request that is not bound to one
 * (odoo/odoo#104587).
 */
export function signInFailure(error: unknown, target: Target): unknown {
  if (error instanceof NoneOverXmlRpc) return new OdooError('server.noneOverXmlRpc', {}, { cause: error });
  const failure = withoutDatabase(error, target);
  if (!(failure instanceof OdooError) || failure.code !== 'server.exception') return failure;
  const { server } = failure;
  const message = server?.message ?? '';
  // While it says that sign-ins are paused, Odoo 18 and 19 take the login for a number (odoo/addons/base/models/res_users.py).
  if (
    target.login &&
    /^invalid literal for int\(\) with base 10: /.test(message) &&
    message.includes(target.login)
  ) {
    return new OdooError('signIn.cooldown', {}, { server, cause: failure });
  }
  const bug = /^Expected singleton: res\.users\(\)/.test(message)
    ? 'singleton'
    : /^'NoneType' object has no attribute 'user'$/.test(message)
      ? 'multiDatabase'
      : undefined;
  if (bug === undefined) return failure;
  return new OdooError('server.knownBug', { bug }, { server, cause: failure });
}

/** Without a name PostgreSQL looks for the database of Odoo's own role, which is not what is missing (Odoo 12–18, odoo/sql_db.py). */
export function withoutDatabase(error: unknown, target: Target): unknown {
  const named = !(error instanceof OdooError) || error.code !== 'database.notFound' || target.database !== '';
  return named ? error : new OdooError('database.missing', {}, { server: error.server, cause: error });
}

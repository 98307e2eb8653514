import { accessError, builtin, keyError, PythonError, userError, valueError } from './errors';
import type { Site } from './site';

/* Failures of Odoo itself, in the words of its exceptions. */

/** @throws PythonError what opening any database ends with, at the moment */
export function refuseDatabase(site: Site): void {
  switch (site.fault) {
    case 'postgres-down':
      throw new PythonError(
        'psycopg2.OperationalError',
        'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n' +
          '\tIs the server running locally and accepting connections on that socket?\n',
      );
    case 'too-many-clients':
      throw new PythonError(
        'psycopg2.OperationalError',
        'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  sorry, too many clients already\n',
      );
    case 'pool-full':
      throw new PythonError('odoo.sql_db.PoolError', 'The Connection Pool Is Full');
    case 'database-not-odoo':
      throw keyError('res.users');
    default:
  }
}

/** @throws PythonError what a program is told where it may not use the API at all; the text of Odoo Online is not known */
export function refusePrograms(site: Site): void {
  if (site.fault === 'plan-without-api') {
    throw accessError('Access to the external API is not included in the plan of this database.');
  }
}

/** @throws PythonError what every call of a model ends with, at the moment (Odoo 14–19, odoo/api.py; 18+, odoo/addons/base/models/ir_http.py) */
export function refuseCalls(site: Site): void {
  switch (site.fault) {
    case 'companies-not-allowed':
      throw accessError('Access to unauthorized or invalid companies.');
    case 'language-missing':
      throw userError('Invalid language code: xx_XX');
    default:
  }
}

/** Early 16.0 with several databases, addons/web/controllers/session.py: what the request is bound to is not there yet. */
export function multiDatabaseBug(): PythonError {
  return builtin('AttributeError', "'NoneType' object has no attribute 'user'");
}

/** Odoo 10 and 11, odoo/addons/base/res/res_users.py: whom nobody knows is asked for their name. */
export function singletonBug(): PythonError {
  return valueError('Expected singleton: res.users()');
}

/** Sign-in with a key failed on a cookie that no program has, for users with two factors (17.0 before December 2023, addons/auth_totp). */
export class TrustedDeviceBug extends PythonError {
  constructor() {
    super('builtins.RuntimeError', 'object unbound');
  }

  override traceback(): string {
    return [
      'Traceback (most recent call last):\n',
      '  File "/sandbox/odoo/addons/auth_totp_mail/models/res_users.py", line 48, in authenticate\n',
      "    key = request.httprequest.cookies.get('td_id')\n",
      '  File "/sandbox/werkzeug/local.py", line 432, in __get__\n',
      '    obj = instance._get_current_object()\n',
      'RuntimeError: object unbound\n',
    ].join('');
  }
}

/** Odoo's own text while an address must wait (14–19, odoo/addons/base/models/res_users.py _assert_can_auth). */
export function tooManyFailures(): PythonError {
  return new PythonError(
    'odoo.exceptions.AccessDenied',
    'Too many login failures, please wait a bit before trying again.',
    { status: 403, bare: true },
  );
}

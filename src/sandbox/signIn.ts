import { accounts } from './accounts';
import type { Database } from './database';
import { accessDenied, builtin, missingError, typeError, valueError } from './errors';
import { repr, typeName } from './python';
import { Float } from './values';
import type { Value } from './values';

/** common.authenticate: the user's id, or False whatever the reason (Odoo 19, odoo/service/common.py exp_authenticate). */
export function authenticate(db: Database, login: Value, secret: Value): number | false {
  if (typeof secret === 'number') throw typeError(`secret must be unicode or bytes, not ${typeName(secret)}`);
  const account = accounts.find((one) => one.login === login);
  return account !== undefined && accepts(db, account.uid, secret) ? account.uid : false;
}

/**
 * The user an execute call comes from (odoo/service/model.py dispatch).
 * @throws PythonError AccessDenied, MissingError, TypeError or ValueError
 */
export function requireUser(db: Database, uid: number, secret: Value): number {
  if (uid === 0) throw accessDenied();
  if (db.row('res.users', uid) === undefined) throw missingError('res.users', uid, uid);
  if (!accepts(db, uid, secret)) throw accessDenied();
  return uid;
}

/** The user a key belongs to, if it is one that is accepted (ir.http _auth_method_bearer). */
export function userOfKey(db: Database, key: string): number | undefined {
  const account = accounts.find((one) => one.apiKey === key);
  return account !== undefined && isActive(db, account.uid) ? account.uid : undefined;
}

/** A key always, a password where no second factor is asked for (auth_totp: _rpc_api_keys_only). */
function accepts(db: Database, uid: number, secret: Value): boolean {
  const account = accounts.find((one) => one.uid === uid);
  if (account === undefined || typeof secret !== 'string' || !isActive(db, uid)) return false;
  if (secret === account.apiKey) return true;
  return secret === account.password && db.row('res.users', uid)?.['totp_enabled'] !== true;
}

function isActive(db: Database, uid: number): boolean {
  return db.row('res.users', uid)?.['active'] === true;
}

/** Python's int(), which takes numbers and their texts. @throws PythonError TypeError, ValueError */
export function toInt(value: Value): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Math.trunc(Number(value));
  if (value instanceof Float) return Math.trunc(value.value);
  if (typeof value !== 'string') {
    throw builtin(
      'TypeError',
      `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
    );
  }
  if (!/^\s*[-+]?\d+\s*$/.test(value)) {
    throw valueError(`invalid literal for int() with base 10: ${repr(value)}`);
  }
  return Number(value);
}

import { accounts, portalAccount } from './accounts';
import type { Account } from './accounts';
import type { Database } from './database';
import { accessDenied, builtin, missingError, PythonError, typeError, valueError } from './errors';
import { singletonBug, tooManyFailures, TrustedDeviceBug } from './faultOdoo';
import { keysOf, odooTime } from './keys';
import { textOf } from './model';
import { repr, str, typeName } from './python';
import type { Site } from './site';
import { Float } from './values';
import type { Value } from './values';

/** Who asks, and of which server. */
export interface Visitor {
  site: Site;
  address: string;
  /** The path that was asked for. */
  path: string;
}

/**
 * common.authenticate: the user's id, or False whatever the reason (Odoo 14–19, odoo/service/common.py exp_authenticate).
 * @throws PythonError TypeError, AssertionError for what Odoo does not catch
 */
export function authenticate(visitor: Visitor, db: Database, login: Value, secret: Value): number | false {
  return noted(visitor, login, () => authenticated(visitor, db, login, secret));
}

function authenticated(visitor: Visitor, db: Database, login: Value, secret: Value): number | false {
  const { site } = visitor;
  if (typeof secret === 'number') throw typeError(`secret must be unicode or bytes, not ${typeName(secret)}`);
  if (isPausedForPrograms(visitor, db)) return false;
  const account = accounts.find((one) => one.login === login && isActive(db, one.uid));
  if (account !== undefined && secret === '' && site.version === '18') {
    throw builtin('AssertionError', 'scope and key required');
  }
  const uid = account !== undefined && accepts(site, db, account, secret) ? account.uid : false;
  countForPrograms(visitor, db, uid !== false);
  if (uid === false && site.fault === 'singleton-bug') throw singletonBug();
  return uid === false ? false : actingAs(site, uid);
}

/** Does what signs somebody in, and keeps how it went. */
function noted<T>({ site, path }: Visitor, login: Value, signIn: () => T): T {
  let found: T | undefined;
  try {
    found = signIn();
    return found;
  } finally {
    const ok = found !== undefined && found !== false;
    site.signInAttempts.note({ path, login: typeof login === 'string' ? login : '', ok });
  }
}

/** Keeps that a call was refused for the secret it carries. */
export function noteRefusedCall({ site, path }: Pick<Visitor, 'site' | 'path'>, login = ''): void {
  site.signInAttempts.note({ path, login, ok: false });
}

/**
 * The user an execute call comes from (odoo/service/model.py dispatch).
 * @throws PythonError AccessDenied, MissingError, TypeError or ValueError
 */
export function requireUser(visitor: Visitor, db: Database, uid: number, secret: Value): number {
  const { site } = visitor;
  const refused = (error: PythonError): PythonError => {
    noteRefusedCall(visitor, textOf(db.row('res.users', uid)?.['login']));
    return error;
  };
  if (uid === 0) throw refused(accessDenied());
  if (isPausedForPrograms(visitor, db)) throw refused(tooManyFailures());
  const isKnown = db.row('res.users', uid) !== undefined && site.fault !== 'database-restored';
  if (!isKnown) throw refused(missingError('res.users', uid, uid));
  const claims = site.fault === 'portal-user-only' ? accounts : accounts.filter((one) => one.uid === uid);
  const ok = site.fault !== 'secret-changed' && claims.some((account) => accepts(site, db, account, secret));
  countForPrograms(visitor, db, ok);
  if (!ok) throw refused(accessDenied());
  return uid;
}

/** The user a key belongs to, if it is one that is accepted (ir.http _auth_method_bearer). */
export function userOfKey(site: Site, db: Database, secret: string): number | undefined {
  if (site.fault === 'keys-expired' || site.fault === 'keys-revoked') return undefined;
  if (site.fault === 'keys-of-other-database' && db.name === site.names[0]) return undefined;
  const key = keysOf(db).find(secret);
  if (key === undefined || !isActive(db, key.uid)) return undefined;
  if (key.scope !== false && key.scope !== 'rpc') return undefined;
  // Before 18 a key had no end.
  if (site.since(18) && key.expires !== false && key.expires <= odooTime(new Date())) return undefined;
  return actingAs(site, key.uid);
}

/** What a sign-in as a person leads to: someone signed in, or one whose password is right and whose second factor is missing. */
export interface WebSignIn {
  uid: number;
  pending: boolean;
}

/**
 * Sign-in as the web client does it: passwords only, never keys, and failures count (Odoo 14–19, odoo/addons/base/models/res_users.py).
 * @throws PythonError AccessDenied, or ValueError where 18 and 19 stumble over their own pause
 */
export function signInOnWeb(visitor: Visitor, db: Database, login: Value, password: Value): WebSignIn {
  return noted(visitor, login, () => signedInOnWeb(visitor, db, login, password));
}

function signedInOnWeb(visitor: Visitor, db: Database, login: Value, password: Value): WebSignIn {
  const { site, address } = visitor;
  if (isPaused(visitor, db)) {
    // Asking for the user's id while it says so, Odoo finds the login.
    if (site.since(18)) throw valueError(`invalid literal for int() with base 10: ${repr(login)}`);
    throw tooManyFailures();
  }
  const account = accounts.find((one) => one.login === login && isActive(db, one.uid));
  if (account === undefined || !isPassword(site, account, password)) {
    site.cooldown.failed(db.name, address);
    throw accessDenied();
  }
  site.cooldown.succeeded(db.name, address);
  return { uid: actingAs(site, account.uid), pending: hasSecondFactor(site, db, account.uid) };
}

/** Whether someone's login and secret would be taken from a program. */
export function programUser(visitor: Visitor, db: Database, login: Value, secret: Value): number | undefined {
  const uid = authenticate(visitor, db, login, secret);
  return uid === false ? undefined : uid;
}

/** A key always, a password where no second factor is asked for (auth_totp: _rpc_api_keys_only). */
function accepts(site: Site, db: Database, account: Account, secret: Value): boolean {
  if (typeof secret !== 'string' || !isActive(db, account.uid)) return false;
  const second = hasSecondFactor(site, db, account.uid);
  if (keysOf(db).find(secret)?.uid === account.uid && userOfKey(site, db, secret) !== undefined) {
    if (site.fault === 'td-id-cookie' && second) throw new TrustedDeviceBug();
    return true;
  }
  return isPassword(site, account, secret) && !second;
}

/** Whoever signs in through another system has no password here. */
function isPassword(site: Site, account: Account, secret: Value): boolean {
  return secret === account.password && site.fault !== 'sso-only-account';
}

function hasSecondFactor(site: Site, db: Database, uid: number): boolean {
  return site.fault === 'mail-code-enforced' || db.row('res.users', uid)?.['totp_enabled'] === true;
}

function isActive(db: Database, uid: number): boolean {
  return db.row('res.users', uid)?.['active'] === true;
}

function actingAs(site: Site, uid: number): number {
  return site.fault === 'portal-user-only' ? portalAccount.uid : uid;
}

function isPaused({ site, address }: Visitor, db: Database): boolean {
  return site.fault === 'cooldown' || site.cooldown.blocks(db.name, address);
}

/** Up to 15, programs that fail wait like people; later they neither wait nor count. */
function isPausedForPrograms(visitor: Visitor, db: Database): boolean {
  return !visitor.site.since(16) && isPaused(visitor, db);
}

function countForPrograms({ site, address }: Visitor, db: Database, ok: boolean): void {
  if (site.since(16)) return;
  if (ok) site.cooldown.succeeded(db.name, address);
  else site.cooldown.failed(db.name, address);
}

/** Python's int() of a user's id, which takes numbers and their texts. @throws PythonError TypeError, ValueError */
export function toInt(value: Value): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Math.trunc(Number(value));
  if (value instanceof Float) return Math.trunc(value.value);
  if (typeof value !== 'string') {
    throw new PythonError(
      'builtins.TypeError',
      `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
      { line: 'uid = int(uid)' },
    );
  }
  if (!/^\s*[-+]?\d+\s*$/.test(value)) {
    throw valueError(`invalid literal for int() with base 10: ${repr(str(value))}`);
  }
  return Number(value);
}

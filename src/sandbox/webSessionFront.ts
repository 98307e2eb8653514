import { callKw } from './callMethod';
import type { Database } from './database';
import { Env } from './env';
import { accessError, keyError } from './errors';
import type { SandboxRequest } from './exchange';
import { multiDatabaseBug, refuseCalls } from './faultOdoo';
import { notFoundError, sessionExpired } from './jsonRpcFront';
import type { JsonRpcResult } from './jsonRpcFront';
import { textOf } from './model';
import { str } from './python';
import { isFilteredOut, keepsSession, selectedDatabase, sessionOf } from './selection';
import { missingArguments, openDatabase } from './services';
import type { Session } from './sessions';
import { isSystem, sessionInfo } from './sessionInfo';
import { signInOnWeb } from './signIn';
import type { Site } from './site';
import type { Dict, Value } from './values';

/** POST /web/session/authenticate (Odoo 14–19, addons/web/controllers/session.py). Keys are no passwords here. */
export function authenticateOnWeb(params: Dict, request: SandboxRequest): JsonRpcResult {
  const { site, origin } = request;
  expectNamed('Session.authenticate', params, ['db', 'login', 'password']);
  const { db: name = null, login = null, password = null } = params;
  // From 16 on a database must be one that this host may show.
  if (site.since(16) && isFilteredOut(request, name)) throw accessError('Database not found.');
  const db = openDatabase(site, name);
  if (site.fault === 'multi-database-bug') throw multiDatabaseBug();
  const { uid, pending } = signInOnWeb(request, db, login, password);
  site.seen.webSignIns++;
  const session = site.sessions.open(db.name, pending ? undefined : uid);
  if (!pending && isSystem(db, uid)) rewriteBaseUrl(db, origin);
  return {
    result: sessionInfo(site, db, session.uid, origin),
    ...(keepsSession(request) ? { headers: sessionCookie(site, session) } : {}),
  };
}

/** @throws PythonError TypeError */
function expectNamed(name: string, params: Dict, names: string[]): void {
  const missing = names.filter((one) => params[one] === undefined);
  if (missing.length > 0) throw missingArguments(name, missing);
}

/** Sent twice from 16 on, as Odoo does. */
export function sessionCookie(site: Site, { id }: Session): { 'Set-Cookie': string[] } {
  const seconds = Math.max(1, Math.round(site.sessions.lifetimeMs / 1000));
  const expires = new Date(Date.now() + seconds * 1000).toUTCString();
  const written = `session_id=${id}; Expires=${expires}; Max-Age=${seconds}; HttpOnly; Path=/`;
  return { 'Set-Cookie': site.since(16) ? [written, written] : [written] };
}

/** An administrator who signs in on the web changes the address in the links Odoo sends (res.users authenticate), unless it is frozen. */
function rewriteBaseUrl(db: Database, origin: string): void {
  if (!db.models.has('ir.config_parameter')) return;
  const rows = db.rows('ir.config_parameter');
  if (rows.some((row) => row['key'] === 'web.base.url.freeze' && row['value'] !== false)) return;
  const found = rows.find((row) => row['key'] === 'web.base.url');
  if (found === undefined) db.insert('ir.config_parameter', { key: 'web.base.url', value: origin });
  else db.put('ir.config_parameter', { ...found, value: origin });
}

/** The session and database of a route that needs someone signed in. @throws PythonError SessionExpiredException */
export function signedIn(request: SandboxRequest): { db: Database; uid: number; session: Session } {
  const db = selectedDatabase(request);
  const session = sessionOf(request);
  const isActive = db?.row('res.users', session?.uid)?.['active'] === true;
  if (db === undefined || session?.uid === undefined || !isActive) throw sessionExpired();
  return { db, uid: session.uid, session };
}

export function getSessionInfo(_: Dict, request: SandboxRequest): JsonRpcResult {
  const { db, uid } = signedIn(request);
  return { result: sessionInfo(request.site, db, uid, request.origin) };
}

export function checkSession(_: Dict, request: SandboxRequest): JsonRpcResult {
  signedIn(request);
  return { result: null };
}

/** The installed apps: any user may ask. */
export function sessionModules(_: Dict, request: SandboxRequest): JsonRpcResult {
  const { db } = signedIn(request);
  return { result: installedModules(db) };
}

export function installedModules(db: Database): string[] {
  const rows = db.models.has('ir.module.module') ? db.rows('ir.module.module') : [];
  const installed = rows.filter((row) => row['state'] === 'installed').map((row) => textOf(row['name']));
  return installed.length > 0
    ? installed
    : [...new Set([...db.models.values()].map((model) => model.module))];
}

export function destroySession(_: Dict, request: SandboxRequest): JsonRpcResult {
  const { session } = signedIn(request);
  return { result: null, headers: leave(request, session) };
}

/** Ends a session and leaves a cookie that opens nothing. */
export function leave({ site }: SandboxRequest, session: Session): { 'Set-Cookie': string[] } {
  site.sessions.end(session.id);
  const blank = site.sessions.open(session.database, undefined);
  site.sessions.end(blank.id);
  return sessionCookie(site, blank);
}

/** /web/dataset/call_kw[/model/method] (Odoo 14–19, addons/web/controllers/dataset.py): what the web client itself calls. */
export async function callFromWeb(params: Dict, request: SandboxRequest): Promise<JsonRpcResult> {
  const { db, uid } = signedIn(request);
  expectNamed('DataSet.call_kw', params, ['model', 'method', 'args', 'kwargs']);
  const { model = null, method = null, args = null, kwargs = null } = params;
  if (typeof model !== 'string' || !db.models.has(model)) throw unknownModel(request.site, model);
  refuseCalls(request.site);
  const env = new Env(db, uid, {}, request.signal);
  return { result: await callKw(env, model, method, args, kwargs) };
}

function unknownModel(site: Site, model: Value): Error {
  return site.since(18) ? notFoundError() : keyError(str(model));
}

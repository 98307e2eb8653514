import { timingSafeEqual } from 'node:crypto';
import { adminAccount, plainAccount } from './accounts';
import type { Database } from './database';
import { accessDenied, httpError } from './errors';
import { formFields, mediaType, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { sessionExpired } from './jsonRpcFront';
import type { JsonRpcResult } from './jsonRpcFront';
import { errorPage } from './pages';
import { selectedDatabase, sessionOf, visibleDatabases } from './selection';
import { openDatabase } from './services';
import { sessionInfo } from './sessionInfo';
import { programUser } from './signIn';
import type { Site } from './site';
import type { Grant } from './tokens';
import { dumpJson, isDict } from './values';
import type { Dict, Value } from './values';
import { sessionCookie } from './webSessionFront';

/** An application of the Secure API module, which asks for tokens with an id and a secret. */
export interface OAuth2Client {
  clientId: string;
  clientSecret: string;
}

/** The one application there is; it acts as the administrator. */
export const oauth2Client: OAuth2Client = {
  clientId: 'sandbox-explorer',
  clientSecret: 'sandbox-explorer-secret',
};

/** What an application may be allowed to do. */
export type Scope = 'create' | 'read' | 'search' | 'update' | 'delete' | 'rpc';
const everything: readonly Scope[] = ['create', 'read', 'search', 'update', 'delete', 'rpc'];

/** Seconds a token of the module is good for. */
const lifetime = 1800;

/** The database of a route that names none: the selected one, or the first. */
export function anyDatabase(request: SandboxRequest, named?: string): Database | undefined {
  const { site } = request;
  return (
    (named === undefined ? undefined : site.database(named)) ??
    selectedDatabase(request) ??
    site.database(visibleDatabases(request)[0] ?? '')
  );
}

/** POST /api/oauth2/token: a form, multipart or JSON. Another application gets a page (403). */
export function oauth2Token(request: SandboxRequest): SandboxReply {
  const { site } = request;
  const body = tokenBody(request);
  if (body === undefined || !isClient(body['client_id'], body['client_secret'])) {
    return errorPage(site, 403, 'AccessError: the application is not known, or its secret is another one.');
  }
  return granted(request, body, (grant) => site.tokens.opaque(grant, lifetime));
}

/** POST /api/jwt/token: the same with a JWT, and refusals as JSON. */
export function jwtToken(request: SandboxRequest): SandboxReply {
  const { site } = request;
  const body = tokenBody(request);
  const { client_id: id, client_secret: secret } = body ?? {};
  if (typeof id !== 'string' || typeof secret !== 'string') {
    return refused('invalid_request', 'client_id and client_secret are required');
  }
  if (!isClient(id, secret))
    return refused('invalid_client', 'The application is not known, or its secret is another one');
  return granted(request, body ?? {}, (grant) => site.tokens.jwt(grant, lifetime));
}

/** The fields of a request for a token, however they are written. */
export function tokenBody(request: SandboxRequest): Dict | undefined {
  if (request.method !== 'POST') return undefined;
  if (mediaType(request) !== 'application/json') return formFields(request);
  try {
    const body = JSON.parse(request.body.toString('utf8')) as Value;
    return isDict(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

export function isClient(id: Value | undefined, secret: Value | undefined): boolean {
  return isSame(id, oauth2Client.clientId) && isSame(secret, oauth2Client.clientSecret);
}

function isSame(given: Value | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function granted(request: SandboxRequest, body: Dict, token: (grant: Grant) => string): SandboxReply {
  const { site } = request;
  const named = typeof body['db'] === 'string' ? body['db'] : undefined;
  const db = anyDatabase(request, named);
  if (db === undefined) return refused('invalid_request', 'No database is selected');
  site.seen.oauth2Tokens++;
  const asked =
    typeof body['scope'] === 'string' && body['scope'] !== '' ? body['scope'].split(' ') : everything;
  const scopes = everything.filter((scope) => asked.includes(scope));
  const access = token({ database: db.name, uid: adminAccount.uid, scopes });
  const answer = {
    access_token: access,
    token_type: 'Bearer',
    scope: scopes.join(' '),
    expires_in: lifetime,
  };
  return reply(200, 'application/json', dumpJson(answer), { 'Cache-Control': 'no-store' });
}

function refused(error: string, description: string): SandboxReply {
  return reply(400, 'application/json', dumpJson({ error, error_description: description }));
}

/** POST /api/key/authenticate: what the web's own sign-in refuses, an API key opens a session here. @throws PythonError AccessDenied */
export function authenticateByKey(params: Dict, request: SandboxRequest): JsonRpcResult {
  const { site } = request;
  const { db: name = null, login = null, password = null } = params;
  const db = openDatabase(site, name);
  const uid = programUser(request, db, login, password);
  if (uid === undefined) throw accessDenied();
  site.seen.webSignIns++;
  const session = site.sessions.open(db.name, uid);
  return { result: sessionInfo(site, db, uid, request.origin), headers: sessionCookie(site, session) };
}

/**
 * Who calls a route, by token or by session.
 * @throws PythonError Unauthorized, SessionExpiredException, NotFound where no database is known
 */
export function caller(
  request: SandboxRequest,
  isPublic: boolean,
  scope: Scope,
): { db: Database; uid: number } {
  const { site } = request;
  const token = /^bearer\s+(.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  if (token !== undefined) return byToken(site, token, scope);
  const session = sessionOf(request);
  const db = session === undefined ? anyDatabase(request) : site.database(session.database);
  if (db === undefined) throw httpError(404, 'No database is selected');
  if (session?.uid !== undefined) return { db, uid: session.uid };
  if (isPublic) return { db, uid: plainAccount.uid };
  throw sessionExpired();
}

function byToken(site: Site, token: string, scope: Scope): { db: Database; uid: number } {
  const grant = site.tokens.read(token);
  if (grant === 'expired') throw httpError(401, 'The access token has expired');
  if (grant === 'invalid') throw httpError(401, 'The access token is invalid');
  const db = site.database(grant.database);
  if (db === undefined) throw httpError(401, 'The access token is invalid');
  if (grant.scopes?.includes(scope) === false) throw httpError(401, `The access token has no scope ${scope}`);
  return { db, uid: grant.uid };
}

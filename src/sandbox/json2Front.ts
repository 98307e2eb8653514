import { callNamed } from './callMethod';
import type { Database } from './database';
import { Env } from './env';
import { httpError, PythonError } from './errors';
import { mediaType, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { wrongTypePage } from './pages';
import { refuseCalls, refusePrograms } from './faultOdoo';
import { sessionOf } from './selection';
import { noteRefusedCall, userOfKey } from './signIn';
import { dumpJson, isDict } from './values';
import type { Dict, Value } from './values';

/**
 * /json/2/<model>/<method> (Odoo 19, addons/rpc/controllers/json2.py; odoo/http.py Json2Dispatcher). Only errors before a database and a
 * content type are known are pages; all others are JSON with a status of their own.
 */
export async function json2Front(request: SandboxRequest, db: Database): Promise<SandboxReply> {
  if (request.body.length > 0 && mediaType(request) !== 'application/json') {
    const route = '/json/2/<__model__>/<__method__>';
    return wrongTypePage(request.site, route, 'json2', '&#39;http&#39;', 'application/json');
  }
  return asJson2(async () => dumpJson(await answer(request, db)));
}

/** What a route that answers errors as JSON-2 does makes of an exception. */
export async function asJson2(
  body: () => string | Promise<string>,
  headers: Record<string, string> = {},
): Promise<SandboxReply> {
  try {
    return reply(200, 'application/json', await body(), headers);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const challenge: Record<string, string> = error.status === 401 ? { 'WWW-Authenticate': 'Bearer ' } : {};
    return reply(error.status, 'application/json', dumpJson(error.toData()), challenge);
  }
}

async function answer(request: SandboxRequest, db: Database): Promise<Value> {
  const target = /^\/json\/2\/([^/]+)\/([^/]+)$/.exec(request.path);
  if (target === null || request.method !== 'POST') {
    throw httpError(404, 'Did you mean POST /json/2/<model>/<method>?');
  }
  const uid = bearer(request, db);
  refusePrograms(request.site);
  refuseCalls(request.site);
  const [, model = '', method = ''] = target;
  const env = new Env(db, uid, {}, request.signal);
  return callNamed(env, decodeURIComponent(model), decodeURIComponent(method), bodyOf(request));
}

/** ir.http _auth_method_bearer. @throws PythonError Unauthorized, AccessDenied where a session is someone else's */
export function bearer(request: SandboxRequest, db: Database): number {
  const found = /^bearer\s+(.+)$/i.exec(request.headers['authorization'] ?? '');
  const session = sessionOf(request);
  if (found === null) {
    throw httpError(
      401,
      session?.uid === undefined
        ? 'User not authenticated, use an API Key with a Bearer Authorization header.'
        : 'Missing "Authorization" or Sec-headers for interactive usage.',
    );
  }
  const uid = userOfKey(request.site, db, found[1] ?? '');
  if (uid === undefined) {
    noteRefusedCall(request);
    throw httpError(401, 'Invalid apikey');
  }
  if (session?.uid !== undefined && session.uid !== uid) {
    throw new PythonError('odoo.exceptions.AccessDenied', 'Session user does not match the used apikey.', {
      status: 403,
      bare: true,
    });
  }
  return uid;
}

/** What is no object counts as no arguments at all. */
function bodyOf(request: SandboxRequest): Dict {
  const text = request.body.toString('utf8');
  if (text === '') return {};
  try {
    const body = JSON.parse(text) as Value;
    return isDict(body) ? body : {};
  } catch {
    throw httpError(400, `could not parse the body as json: ${whereJsonBreaks(text)}`);
  }
}

/** Near enough to Python's words: it counts to the first letter it cannot take. */
function whereJsonBreaks(text: string): string {
  const before = text.trimEnd().split('\n');
  return `Expecting value: line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1} (char ${text.trimEnd().length})`;
}

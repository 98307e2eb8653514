import { isJsonObject, type Json } from '../../model/json';
import { OdooError } from '../error';
import { parseJson } from '../protocol/jsonRpc';
import { httpProblem } from '../protocol/httpProblem';
import { restMessage } from '../rest/restProblem';
import type { CallContext } from '../protocol/wire';
import type { Token } from '../session';
import type { HttpAnswer, HttpRequest } from '../transport';

/** Where in a token server's answer things stand, as dotted paths: "data.token". */
export interface TokenPlaces {
  accessToken: string;
  refreshToken?: string | undefined;
  expires?: string | undefined;
}

/** The server's word that a grant is no good, as opposed to being out of order (RFC 6749, section 5.2). */
export function isRefusal(error: unknown): boolean {
  return error instanceof OdooError && error.code === 'signIn.tokenRefused';
}

/**
 * Asks for a token.
 * @throws OdooError signIn.tokenRefused, signIn.tokenUnreadable, and what the transport throws
 */
export async function requestToken(
  context: CallContext,
  request: HttpRequest,
  places: TokenPlaces,
): Promise<Token> {
  const answer = await context.exchange(request);
  const host = new URL(request.url).host;
  const facts = { host, status: answer.status, auth: context.target.auth };
  const json = parsed(answer);
  const said = json === undefined ? '' : restMessage(json);
  const server = said ? { server: { name: `HTTP ${answer.status}`, message: said } } : {};
  const good = answer.status >= 200 && answer.status < 300;
  if ([400, 401, 403, 422].includes(answer.status) || (good && isRefusing(json, places))) {
    throw new OdooError('signIn.tokenRefused', facts, server);
  }
  if (!good) throw failure(answer, request.url, said);
  const access = at(json, places.accessToken);
  if (typeof access !== 'string' || !access) {
    const page = json === undefined ? { page: 'no JSON' } : { found: keysOf(json) };
    throw new OdooError('signIn.tokenUnreadable', { ...facts, place: places.accessToken, ...page });
  }
  const refresh = places.refreshToken ? at(json, places.refreshToken) : undefined;
  const renewAt = renewalTime(context, access, places.expires ? at(json, places.expires) : undefined, answer);
  return {
    access,
    ...(typeof refresh === 'string' && refresh ? { refresh } : {}),
    ...(renewAt === undefined ? {} : { renewAt }),
  };
}

function parsed(answer: HttpAnswer): Json | undefined {
  try {
    return parseJson(answer, 'http://answer');
  } catch {
    return undefined;
  }
}

/** What stands at "data.tokens.0.value". Only own members count. */
function at(json: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = json;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** The names of what an answer holds, for the sentence that says what was not found. Values may be secrets. */
function keysOf(json: Json): string {
  return isJsonObject(json) ? Object.keys(json).slice(0, 12).join(', ') : '';
}

/** Names of what an answer says about itself. */
const talk = /^(message|msg|detail|description|reason|status|code|success|ok|jsonrpc|id|error\w*)$/;

/** Whether an answer with a good status says no: it holds an error, or nothing but words, where the token should be. */
function isRefusing(json: Json | undefined, places: TokenPlaces): boolean {
  if (!isJsonObject(json) || at(json, places.accessToken)) return false;
  if (json['error'] || json['errors'] || json['success'] === false) return true;
  const names = Object.keys(json);
  return restMessage(json) !== '' && names.every((name) => talk.test(name));
}

/** An answer that is neither a token nor a refusal. */
function failure(answer: HttpAnswer, url: string, said: string): OdooError {
  const problem =
    httpProblem(answer, url) ??
    new OdooError('http.status', { status: answer.status, host: new URL(url).host });
  const message = said || (problem.server?.message ?? '');
  const server = message ? { server: { name: `HTTP ${answer.status}`, message } } : {};
  return new OdooError(problem.code, problem.facts, server);
}

/**
 * When to get the next token, by our own clock: a little before this one runs out. A moment in time is read against the server's
 * clock, since ours may be wrong; a token that is a JWT tells itself where the answer does not.
 */
function renewalTime(
  context: CallContext,
  access: string,
  told: Json | undefined,
  answer: HttpAnswer,
): number | undefined {
  const lifetime =
    lifetimeOf(told, serverTime(answer) ?? context.wallClock() / 1000) ?? lifetimeInside(access);
  if (lifetime === undefined) return undefined;
  const margin = Math.min(30, lifetime / 10);
  return context.now() + Math.max(0, lifetime - margin) * 1000;
}

/** Seconds that a token lasts, out of `expires_in`, `exp` or a date. */
function lifetimeOf(told: Json | undefined, serverNow: number): number | undefined {
  const number =
    typeof told === 'number'
      ? told
      : typeof told === 'string' && /^\d+(\.\d+)?$/.test(told)
        ? Number(told)
        : undefined;
  if (number !== undefined) {
    // Thirty years of seconds, or a time since 1970; in milliseconds for some.
    if (number > 1e12) return number / 1000 - serverNow;
    return number > 1e9 ? number - serverNow : number;
  }
  if (typeof told !== 'string') return undefined;
  // Odoo, and Python where it is not told otherwise, writes times in UTC without saying so.
  const bare = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(told);
  const time = Date.parse(bare ? `${told.replace(' ', 'T')}Z` : told);
  return Number.isNaN(time) ? undefined : time / 1000 - serverNow;
}

/** Seconds between a JWT's `iat` and `exp`, which are of one clock. */
function lifetimeInside(access: string): number | undefined {
  const [, payload = '', signature] = access.split('.');
  if (signature === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Json;
    const { iat, exp } = isJsonObject(claims) ? claims : {};
    return typeof iat === 'number' && typeof exp === 'number' && exp > iat ? exp - iat : undefined;
  } catch {
    return undefined;
  }
}

function serverTime(answer: HttpAnswer): number | undefined {
  const time = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : time / 1000;
}

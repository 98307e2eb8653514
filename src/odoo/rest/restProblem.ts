import { isJsonObject, type Json } from '../../model/json';
import type { ProblemCode, ProblemFacts, ServerDetail } from '../../model/problem';
import { OdooError } from '../error';
import { parseExactJson } from '../protocol/exactJson';
import { httpProblem, pageWords } from '../protocol/httpProblem';
import { serverError } from '../serverError';
import type { HttpAnswer } from '../transport';
import type { Target } from '../protocol/wire';

/** Who refuses, explains and decodes an answer all look at its body, which may be as long as the person allows: it is read once. */
const read = new WeakMap<HttpAnswer, { json: Json | undefined }>();

/** The body as JSON, or undefined where it is none. The value is shared by all who ask: nobody changes it. */
export function bodyJson(answer: HttpAnswer): Json | undefined {
  const known = read.get(answer);
  if (known) return known.json;
  const json = parsed(answer.body);
  read.set(answer, { json });
  return json;
}

function parsed(body: string): Json | undefined {
  if (!body.trim()) return undefined;
  try {
    return parseExactJson(body);
  } catch {
    return undefined;
  }
}

/** What an error body says, in the forms that REST modules write it; empty where it says nothing. */
export function restMessage(body: Json): string {
  if (typeof body === 'string') return body;
  if (Array.isArray(body)) return body.length === 1 ? restMessage(body[0] ?? '') : '';
  if (!isJsonObject(body)) return '';
  for (const name of [
    'error_description',
    'message',
    'error_descrip',
    'detail',
    'msg',
    'error',
    'errors',
    'title',
    'reason',
  ]) {
    const value = body[name];
    if (value === undefined || value === null || value === false) continue;
    const text = restMessage(value);
    if (text) return text;
  }
  return '';
}

/**
 * A failure inside an answer with a good status: Odoo's JSON-RPC envelope, or an `error` of the module's own (the Secure API module
 * answers 200 for every failure).
 */
export function errorInside(body: Json | undefined): OdooError | undefined {
  if (!isJsonObject(body)) return undefined;
  const error = body['error'];
  if (error === undefined || error === null || error === false || error === '') return undefined;
  if (isJsonObject(error) && isJsonObject(error['data'])) return ofOdoo(error['data'], error['code']);
  // A record may have a field called `error`; such an answer says what else it holds.
  const holdsMore = ['id', 'result', 'results', 'records', 'data', 'items'].some((name) => name in body);
  if (holdsMore && !('jsonrpc' in body)) return undefined;
  return new OdooError('rest.failed', {}, { server: { message: restMessage(body) } });
}

/** An exception of Odoo's, as its JSON-RPC and JSON-2 errors write it. */
function ofOdoo(data: Record<string, Json>, code: Json | undefined): OdooError {
  const name = typeof data['name'] === 'string' ? data['name'] : '';
  const message = typeof data['message'] === 'string' ? data['message'] : '';
  const server = { name, message };
  switch (name.split('.').pop()) {
    case 'Unauthorized': {
      const missing = serverError(server).code === 'signIn.keyMissing';
      return new OdooError(missing ? 'signIn.keyMissing' : 'signIn.notAccepted', {}, { server });
    }
    case 'SessionExpiredException':
      return new OdooError('signIn.sessionExpired', {}, { server });
    case 'NotFound':
      return new OdooError('rest.notFound', {}, { server });
    default:
      break;
  }
  if (code === 100) return new OdooError('signIn.sessionExpired', {}, { server });
  if (code === 404) return new OdooError('rest.notFound', {}, { server });
  return serverError({ ...server, ...(typeof data['debug'] === 'string' ? { debug: data['debug'] } : {}) });
}

const codes: Record<number, ProblemCode> = {
  400: 'rest.refused',
  401: 'signIn.notAccepted',
  403: 'rest.forbidden',
  404: 'rest.notFound',
  405: 'rest.failed',
  409: 'rest.refused',
  422: 'rest.refused',
};

/** Failures that an API tells of in its own words; those of a gateway are the gateway's. */
const ownFailures = new Set([500, 501]);

/** Why an answer is a failure; undefined for one that is not. */
export function restProblem(answer: HttpAnswer, url: string, target: Target): OdooError | undefined {
  const body = bodyJson(answer);
  const facts: ProblemFacts = {
    status: answer.status,
    host: new URL(url).host,
    path: new URL(url).pathname,
    auth: target.auth,
  };
  if (answer.status < 300) {
    const inside = errorInside(body);
    return inside && new OdooError(inside.code, { ...facts, ...inside.facts }, { server: inside.server });
  }
  // Odoo's own words, where the answer has them: JSON-2 and its neighbours, or the JSON-RPC envelope.
  if (isJsonObject(body) && typeof body['name'] === 'string' && 'debug' in body && answer.status !== 401) {
    const error = ofOdoo(body, undefined);
    return new OdooError(error.code, { ...facts, ...error.facts }, { server: error.server });
  }
  const words = isJsonObject(body) ? restMessage(body) : '';
  if (
    answer.status === 401 &&
    serverError({ name: 'Unauthorized', message: words }).code === 'signIn.keyMissing'
  ) {
    return new OdooError('signIn.keyMissing', facts, { server: { name: 'HTTP 401', message: words } });
  }
  const said = (message: string): { server?: ServerDetail } =>
    message ? { server: { name: `HTTP ${answer.status}`, message } } : {};
  const code = codes[answer.status];
  const gate = /basic/i.test(answer.headers['www-authenticate'] ?? '') && target.auth !== 'basic';
  if (body !== undefined && code && !gate) return new OdooError(code, facts, said(restMessage(body)));
  if (body !== undefined && ownFailures.has(answer.status)) {
    return new OdooError('rest.failed', facts, said(restMessage(body)));
  }
  if (answer.status === 401 && !gate) return new OdooError('signIn.notAccepted', facts);
  if (answer.status === 404) return new OdooError('rest.notFound', facts);
  const problem = httpProblem(answer, url);
  // A page that refuses the request, by Odoo or another framework, is not a page of something else.
  if (code && (!problem || problem.code === 'http.notOdoo' || problem.code === 'http.status')) {
    return new OdooError(code, facts, said(pageWords(answer.body)));
  }
  return problem ?? new OdooError('rest.failed', facts);
}

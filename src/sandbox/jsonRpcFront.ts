import { PythonError, valueError } from './errors';
import { mediaType, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { brokenPage, csrfPage, errorPage, escapeHtml, notFoundText, wrongTypePage } from './pages';
import { repr, str } from './python';
import { selectedDatabase } from './selection';
import { dispatch, missingArguments } from './services';
import type { Site } from './site';
import { dumpJson, isDict } from './values';
import type { Dict, Value } from './values';

/** What a JSON-RPC route answers: its result, and headers where it sets any. */
export interface JsonRpcResult {
  result: Value;
  headers?: Record<string, string | string[]>;
}

/**
 * A `type='jsonrpc'` route ('json' up to 18; Odoo 14–19, odoo/http.py). Its errors have HTTP status 200, code 0 (200 up to 18); an answer
 * of None has no `result`.
 */
export async function jsonRpcRoute(
  request: SandboxRequest,
  route: string,
  controller: (params: Dict, request: SandboxRequest) => JsonRpcResult | Promise<JsonRpcResult>,
): Promise<SandboxReply> {
  const { site } = request;
  const read = readEnvelope(request, route);
  if ('refused' in read) return read.refused;
  const { envelope } = read;
  const id = envelope['id'] ?? null;
  try {
    const { result, headers } = await controller(paramsOf(envelope), request);
    return json(site, { jsonrpc: '2.0', id, ...(result === null ? {} : { result }) }, 200, headers);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return errorReply(request, id, error);
  }
}

/** The call in a body, or the page that says why there is none. */
export function readEnvelope(
  request: SandboxRequest,
  route: string,
): { envelope: Dict } | { refused: SandboxReply } {
  const { site } = request;
  if (!isJson(request)) return { refused: notJson(request, route) };
  const text = request.body.toString('utf8');
  let envelope: Value;
  try {
    envelope = JSON.parse(text) as Value;
  } catch {
    return {
      refused: site.since(16)
        ? reply(400, 'text/html', 'Invalid JSON data')
        : errorPage(site, 400, `Invalid JSON data: ${escapeHtml(repr(text))}`),
    };
  }
  return isDict(envelope) ? { envelope } : { refused: reply(400, 'text/html', 'Invalid JSON-RPC data') };
}

export function isJson(request: SandboxRequest): boolean {
  const type = mediaType(request);
  return type === 'application/json' || type === 'application/json-rpc';
}

/** Before 16 a POST of any other type is taken for a form, and a form needs a token. */
function notJson(request: SandboxRequest, route: string): SandboxReply {
  const { site } = request;
  if (!site.since(16)) {
    return request.method === 'POST'
      ? csrfPage(site)
      : errorPage(
          site,
          400,
          `&lt;function route&gt;, ${route}: Function declared as capable of handling request of type 'json' ` +
            "but called with a request of type 'http'",
        );
  }
  const type = site.since(19) ? 'jsonrpc' : 'json';
  const isBare = request.body.length === 0 && site.since(19);
  const compatible = isBare ? '&#39;http&#39;, &#39;json2&#39;' : '&#39;http&#39;';
  return wrongTypePage(site, route, type, compatible, 'application/json, application/json-rpc');
}

/**
 * An exception as JSON-RPC tells it. Where no database is selected, 14 and 15 do not tell it at all but break (odoo/http.py
 * _dispatch_nodb).
 */
export function errorReply(request: SandboxRequest, id: Value, error: PythonError): SandboxReply {
  const { site } = request;
  const notFound = error.className === 'werkzeug.exceptions.NotFound';
  const expired = error.className === 'odoo.http.SessionExpiredException';
  if (!site.since(16) && !notFound && selectedDatabase(request) === undefined) return brokenPage(site);
  const [code, message] = expired
    ? [100, 'Odoo Session Expired']
    : notFound
      ? [404, '404: Not Found']
      : [site.since(19) ? 0 : 200, 'Odoo Server Error'];
  const status = notFound && !site.since(16) ? 404 : 200;
  // From 16 on, what fails before the controller begins does not know the call's id.
  const known = site.since(16) && (expired || notFound) ? null : id;
  return json(site, { jsonrpc: '2.0', id: known, error: { code, message, data: error.toData() } }, status);
}

export function json(
  site: Site,
  value: Dict,
  status = 200,
  headers: SandboxReply['headers'] = {},
): SandboxReply {
  const answer = reply(status, 'application/json', dumpJson(value), headers);
  return site.since(16)
    ? answer
    : { ...answer, headers: { ...answer.headers, 'Content-Type': 'application/json' } };
}

/** "404 Not Found" of werkzeug, as an exception. */
export function notFoundError(): PythonError {
  return new PythonError('werkzeug.exceptions.NotFound', `404 Not Found: ${notFoundText}`, {
    args: [],
    status: 404,
  });
}

export function sessionExpired(): PythonError {
  return new PythonError('odoo.http.SessionExpiredException', 'Session expired', { status: 403 });
}

function paramsOf(envelope: Dict): Dict {
  const { params = {} } = envelope;
  if (isDict(params)) return params;
  if (Array.isArray(params) && params.length > 0) {
    const length = typeof params[0] === 'string' ? params[0].length : 1;
    throw valueError(`dictionary update sequence element #0 has length ${length}; 2 is required`);
  }
  return {};
}

/** /jsonrpc: the three services (Odoo 19, addons/rpc/controllers/jsonrpc.py). */
export async function servicesController(params: Dict, request: SandboxRequest): Promise<JsonRpcResult> {
  const missing = ['service', 'method', 'args'].filter((name) => params[name] === undefined);
  if (missing.length > 0) throw missingArguments('JSONRPC.jsonrpc', missing);
  const { service = null, method = null, args = null } = params;
  return { result: await dispatch(request, service, str(method), Array.isArray(args) ? args : []) };
}

import { isJsonObject, type Json } from '../../model/json';
import { OdooError } from '../error';
import { serverError } from '../serverError';
import type { HttpAnswer, HttpRequest } from '../transport';
import { parseExactJson } from './exactJson';
import { httpProblem, isHtml, pageWords } from './httpProblem';
import { authenticateArguments, executeKwArguments } from './rpcArguments';
import { requireUid } from './uid';
import type { WireProtocol } from './wire';

/** A JSON-RPC 2.0 request as Odoo's controllers expect it; `method` is ignored by Odoo, the path decides. */
export function encodeJsonRpc(url: string, params: Json): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params, id: 1 }),
  };
}

/** Parses a body that should be JSON. @throws OdooError http.notOdoo, http.malformed */
export function parseJson(answer: HttpAnswer, url: string): Json {
  try {
    return parseExactJson(answer.body);
  } catch (cause) {
    const facts = { status: answer.status, host: new URL(url).host, page: pageWords(answer.body) };
    const code =
      isHtml(answer) || answer.body.trimStart().startsWith('<') ? 'http.notOdoo' : 'http.malformed';
    throw new OdooError(code, facts, { cause });
  }
}

/**
 * The result in an answer. Without a `result` key the method returned None. A JSON-RPC error travels with status 200, or 404 for an
 * unknown path (Odoo 12–15).
 * @throws OdooError server.*, http.*, protocol.*
 */
export function decodeJsonRpc(answer: HttpAnswer, url: string): Json {
  const json = (answer.headers['content-type'] ?? '').includes('json');
  const problem = json && answer.status !== 404 ? undefined : httpProblem(answer, url);
  if (problem) throw problem;
  const body = parseJson(answer, url);
  if (
    !isJsonObject(body) ||
    (body['jsonrpc'] === undefined && body['result'] === undefined && body['error'] === undefined)
  ) {
    // A limit in front of Odoo may write JSON too.
    throw (
      httpProblem(answer, url) ??
      new OdooError('http.notOdoo', { status: answer.status, host: new URL(url).host, page: '' })
    );
  }
  const error = body['error'];
  if (!isJsonObject(error)) return body['result'] ?? null;
  const data = isJsonObject(error['data']) ? error['data'] : {};
  throw serverError({
    name: text(data['name']) || text(error['message']),
    message: text(data['message']) || text(error['message']),
    debug: text(data['debug']),
  });
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The call of a service method: `common`, `object` or `db` on /jsonrpc. */
function jsonRpcService(base: string, service: string, method: string, args: Json[]): HttpRequest {
  return encodeJsonRpc(`${base}/jsonrpc`, { service, method, args });
}

/** JSON-RPC on /jsonrpc (every Odoo up to 21; Odoo 19, addons/rpc/controllers/jsonrpc.py). */
export const jsonRpc: WireProtocol = {
  id: 'jsonRpc',
  async signIn({ target, exchange }) {
    const request = jsonRpcService(target.url, 'common', 'authenticate', authenticateArguments(target));
    return requireUid(decodeJsonRpc(await exchange(request), request.url), target);
  },
  async execute({ target, session, exchange }, call) {
    const request = jsonRpcService(
      target.url,
      'object',
      'execute_kw',
      executeKwArguments(target, session.uid ?? 0, call),
    );
    return decodeJsonRpc(await exchange(request), request.url);
  },
};

import Serializer from 'xmlrpc/lib/serializer.js';
import type { Json } from '../../model/json';
import { OdooError } from '../error';
import { lastException, serverError } from '../serverError';
import type { HttpAnswer, HttpRequest } from '../transport';
import { httpProblem, isHtml, pageWords } from './httpProblem';
import { authenticateArguments, executeKwArguments } from './rpcArguments';
import { requireUid } from './uid';
import type { WireProtocol } from './wire';
import { decodeXmlRpc } from './xmlRpcDecoder';
import type { XmlRpcAnswer } from './xmlRpcDecoding';
import { NotForXmlRpc, xmlRpcParams } from './xmlRpcParams';
import { XmlRpcSyntaxError } from './xmlRpcSyntaxError';

/** Thrown when the method ran and returned None, which Odoo cannot put into XML-RPC. Its changes are committed: never repeat it. */
export class NoneOverXmlRpc extends Error {
  override readonly name = 'NoneOverXmlRpc';
}

/** @throws OdooError request.incomplete when the arguments hold what XML has no form for */
export function encodeXmlRpc(url: string, method: string, params: Json[]): HttpRequest {
  let body: string;
  try {
    body = Serializer.serializeMethodCall(method, xmlRpcParams(params), 'utf-8');
  } catch (cause) {
    if (!(cause instanceof NotForXmlRpc)) throw cause;
    throw new OdooError('request.incomplete', { reason: cause.message }, { cause });
  }
  return { method: 'POST', url, headers: { 'content-type': 'text/xml' }, body };
}

/**
 * The value in an answer. A long one is decoded in turns with other work; the signal stops that.
 * @throws OdooError server.*, http.*, call.cancelled; NoneOverXmlRpc
 */
export async function decodeXmlRpcAnswer(
  answer: HttpAnswer,
  url: string,
  signal?: AbortSignal,
): Promise<Json> {
  const problem = isHtml(answer) || answer.status !== 200 ? httpProblem(answer, url) : undefined;
  if (problem) throw problem;
  let decoded: XmlRpcAnswer;
  try {
    decoded = await decodeXmlRpc(answer.body, signal);
  } catch (cause) {
    if (signal?.aborted) throw new OdooError('call.cancelled', {}, { cause });
    if (!(cause instanceof XmlRpcSyntaxError)) throw cause;
    const facts = { status: answer.status, host: new URL(url).host, page: pageWords(answer.body) };
    const xml = answer.body.includes('<methodResponse');
    throw new OdooError(xml ? 'http.malformed' : 'http.notOdoo', facts, { cause });
  }
  if (decoded.ok) return decoded.value;
  throw fault(decoded.faultCode, decoded.faultString);
}

/**
 * What a fault means. /xmlrpc/2 numbers the kind of exception (Odoo 12–19, addons/rpc/controllers/xmlrpc.py): 1 any Python error with its
 * traceback, 2 a warning to the user, 3 access denied, 4 access rights.
 */
function fault(code: number | string, text: string): Error {
  switch (Number(code)) {
    case 2: {
      const missing =
        /^Record does not exist or has been deleted/.test(text) || /\(Records?: .*, User: \d+\)/.test(text);
      return serverError({
        name: missing ? 'odoo.exceptions.MissingError' : 'odoo.exceptions.UserError',
        message: text,
      });
    }
    case 3:
      return serverError({ name: 'odoo.exceptions.AccessDenied', message: text });
    case 4:
      return serverError({ name: 'odoo.exceptions.AccessError', message: text });
    default: {
      const last = lastException(text);
      if (/cannot marshal None/.test(last?.message ?? text)) return new NoneOverXmlRpc();
      return serverError({ name: last?.name ?? '', message: last?.message ?? text, debug: text });
    }
  }
}

/** XML-RPC on /xmlrpc/2 (every Odoo up to 21). */
export const xmlRpc: WireProtocol = {
  id: 'xmlRpc',
  async signIn({ target, exchange, signal }) {
    const request = encodeXmlRpc(
      `${target.url}/xmlrpc/2/common`,
      'authenticate',
      authenticateArguments(target),
    );
    return requireUid(await decodeXmlRpcAnswer(await exchange(request), request.url, signal), target);
  },
  async execute({ target, session, exchange, signal }, call) {
    const request = encodeXmlRpc(
      `${target.url}/xmlrpc/2/object`,
      'execute_kw',
      executeKwArguments(target, session.uid ?? 0, call),
    );
    return decodeXmlRpcAnswer(await exchange(request), request.url, signal);
  },
};

import { isJsonObject, type Json } from '../../model/json';
import { OdooError } from '../error';
import { serverError } from '../serverError';
import type { HttpAnswer, HttpRequest } from '../transport';
import { fitsHeader } from './headerText';
import { httpProblem } from './httpProblem';
import { parseJson } from './jsonRpc';
import { bearer } from '../auth/apiKey';
import { httpSend } from './httpSend';
import { methodDoc, type MethodDoc } from './methodDocs';
import { namedArguments, needsDoc } from './namedArguments';
import { looksLikeKey } from './uid';
import type { OrmCall, Target, WireProtocol } from './wire';

/** The call as JSON-2 takes it: named arguments only; the database in a header; the key as bearer; never a cookie. */
function encodeJson2(target: Target, call: OrmCall, doc?: MethodDoc): HttpRequest {
  refuseUnsendable(target);
  return {
    method: 'POST',
    url: `${target.url}/json/2/${encodeURIComponent(call.model)}/${encodeURIComponent(call.method)}`,
    headers: {
      'content-type': 'application/json',
      authorization: `bearer ${target.secret}`,
      'x-odoo-database': target.database,
    },
    body: JSON.stringify(namedArguments(call, doc)),
  };
}

/** Refuses before it is sent what no header carries. @throws OdooError signIn.keyRejected, signIn.passwordAsKey, database.notFound */
function refuseUnsendable({ url, database, secret }: Target): void {
  if (!fitsHeader(secret)) {
    const key = looksLikeKey(secret.trim());
    const facts = {
      host: new URL(url).hostname,
      database,
      keyShaped: key,
      padded: secret !== secret.trim(),
    };
    throw new OdooError(key ? 'signIn.keyRejected' : 'signIn.passwordAsKey', facts);
  }
  if (database && !fitsHeader(database)) throw new OdooError('database.notFound', { database });
}

/** The bare value, or the error object {name, message, arguments, context, debug} with a status of 400 and up. */
function decodeJson2(answer: HttpAnswer, url: string, target: Target): Json {
  const json = (answer.headers['content-type'] ?? '').includes('json');
  if (answer.status >= 200 && answer.status < 300 && json) return parseJson(answer, url);
  const host = new URL(url).host;
  const body = json ? parseJson(answer, url) : null;
  if (!isJsonObject(body) || typeof body['name'] !== 'string') {
    const problem = httpProblem(answer, url);
    // Odoo 14–18 have no such path: JSON or HTML 404, or a way to the sign-in page (Odoo 18 with one database).
    const toSignInPage = /\/web\/(login|database)/.test(answer.headers['location'] ?? '');
    if (problem?.code === 'protocol.notAvailable' || toSignInPage) {
      throw new OdooError('protocol.json2NotSupported', { host }, { cause: problem });
    }
    if (problem?.code === 'database.notSelected') {
      throw new OdooError(
        'database.notSelected',
        { ...problem.facts, database: target.database },
        { cause: problem },
      );
    }
    throw problem ?? new OdooError('http.notOdoo', { status: answer.status, host, page: '' });
  }
  const fault = {
    name: body['name'],
    message: typeof body['message'] === 'string' ? body['message'] : '',
    ...(typeof body['debug'] === 'string' ? { debug: body['debug'] } : {}),
  };
  if (answer.status === 401) {
    const server = { server: { name: fault.name, message: fault.message } };
    if (/Invalid apikey/i.test(fault.message)) {
      const shaped = looksLikeKey(target.secret);
      // Without the login: a bearer key is looked up by itself.
      const facts = { host: new URL(url).hostname, database: target.database, keyShaped: shaped };
      throw new OdooError(shaped ? 'signIn.keyRejected' : 'signIn.passwordAsKey', facts, server);
    }
    const ofSession = serverError(fault).code === 'signIn.keyMissing';
    throw new OdooError(ofSession ? 'signIn.keyMissing' : 'signIn.keyNotReceived', { host }, server);
  }
  throw serverError(fault);
}

function refusesIds(error: unknown): boolean {
  return error instanceof OdooError && /^cannot call \S+ with ids/.test(error.server?.message ?? '');
}

function isEmpty(ids: Json | undefined): boolean {
  return Array.isArray(ids) && ids.length === 0;
}

/** JSON-2 on /json/2 (Odoo 19 and later, addons/rpc/controllers/json2.py). Takes API keys only. */
export const json2: WireProtocol = {
  id: 'json2',
  async signIn({ target, exchange }) {
    const request = encodeJson2(target, { model: 'res.users', method: 'context_get', args: [], kwargs: {} });
    const context = decodeJson2(await exchange(request), request.url, target);
    const uid = isJsonObject(context) ? context['uid'] : undefined;
    return typeof uid === 'number' ? uid : 0;
  },
  async execute(context, call) {
    const { target, exchange } = context;
    refuseUnsendable(target);
    const doc = needsDoc(call) ? await methodDoc(context, call.model, call.method) : undefined;
    const request = encodeJson2(target, call, doc);
    try {
      return decodeJson2(await exchange(request), request.url, target);
    } catch (error) {
      // Refused before it was carried out: a method of the model takes no records, not even none.
      if (!doc && refusesIds(error) && isEmpty(call.kwargs['ids'])) {
        const kwargs = Object.fromEntries(Object.entries(call.kwargs).filter(([name]) => name !== 'ids'));
        const again = encodeJson2(target, { ...call, kwargs }, { ofModel: true, parameters: [] });
        return decodeJson2(await exchange(again), again.url, target);
      }
      throw error;
    }
  },
  send: (context, spec) => httpSend(context, spec, bearer, () => false),
};

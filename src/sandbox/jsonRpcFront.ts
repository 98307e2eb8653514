import { PythonError, typeError, valueError } from './errors';
import { mediaType, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { wrongTypePage } from './pages';
import { quotedList, str } from './python';
import { dispatch } from './services';
import { dumpJson, isDict } from './values';
import type { Dict, Value } from './values';

type Controller = (params: Dict, request: SandboxRequest) => Value | Promise<Value>;

/**
 * A `type='jsonrpc'` route of Odoo 19 (odoo/http.py JsonRPCDispatcher). Its errors have HTTP status 200 and code 0; an answer of None has
 * no `result`.
 */
export async function jsonRpcRoute(
  request: SandboxRequest,
  route: string,
  controller: Controller,
): Promise<SandboxReply> {
  const type = mediaType(request);
  if (type !== 'application/json' && type !== 'application/json-rpc') {
    const compatible = request.body.length === 0 ? '&#39;http&#39;, &#39;json2&#39;' : '&#39;http&#39;';
    return wrongTypePage(route, 'jsonrpc', compatible, 'application/json, application/json-rpc');
  }
  let envelope: Value;
  try {
    envelope = JSON.parse(request.body.toString('utf8')) as Value;
  } catch {
    return reply(400, 'text/html', 'Invalid JSON data');
  }
  if (!isDict(envelope)) return reply(400, 'text/html', 'Invalid JSON-RPC data');
  const answer: Dict = { jsonrpc: '2.0', id: envelope['id'] ?? null };
  try {
    const result = await controller(paramsOf(envelope), request);
    if (result !== null) answer['result'] = result;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    answer['error'] = { code: 0, message: 'Odoo Server Error', data: error.toData() };
  }
  return reply(200, 'application/json', dumpJson(answer));
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
export async function servicesController(params: Dict, request: SandboxRequest): Promise<Value> {
  const missing = ['service', 'method', 'args'].filter((name) => params[name] === undefined);
  if (missing.length > 0) {
    const argument = `required positional argument${missing.length === 1 ? '' : 's'}`;
    throw typeError(`JSONRPC.jsonrpc() missing ${missing.length} ${argument}: ${quotedList(missing)}`);
  }
  const { service = null, method = null, args = null } = params;
  return dispatch(request, service, str(method), Array.isArray(args) ? args : []);
}

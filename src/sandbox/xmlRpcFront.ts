import { PythonError } from './errors';
import { mediaType, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { methodNotAllowedPage } from './pages';
import { dispatch } from './services';
import { readMethodCall, writeFault, writeResponse } from './xmlRpcWire';

/** POST /xmlrpc/2/<service>, and /xmlrpc/<service> with its old faults (Odoo 19, addons/rpc/controllers/xmlrpc.py). */
export async function xmlRpcFront(
  request: SandboxRequest,
  service: string,
  old: boolean,
): Promise<SandboxReply> {
  if (request.method !== 'POST' && request.method !== 'OPTIONS') return methodNotAllowedPage;
  // A form's body is read as a form before the controller sees it.
  const body =
    mediaType(request) === 'application/x-www-form-urlencoded' ? '' : request.body.toString('utf8');
  try {
    const { method, params } = readMethodCall(body);
    return xml(writeResponse(await dispatch(request, service, method, params)));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return xml(old ? oldFault(error) : fault(error));
  }
}

function xml(body: string): SandboxReply {
  return reply(200, 'text/xml', body);
}

const warnings = ['UserError', 'ValidationError', 'MissingError', 'RedirectWarning'];

function fault(error: PythonError): string {
  const kind = kindOf(error);
  if (kind === 'AccessError') return writeFault(4, error.message);
  if (kind === 'AccessDenied') return writeFault(3, error.message);
  if (kind !== undefined && warnings.includes(kind)) return writeFault(2, error.message);
  return writeFault(1, error.traceback());
}

/** Before version 2 the code was a text, and the text the traceback. */
function oldFault(error: PythonError): string {
  const kind = kindOf(error);
  if (kind === 'AccessDenied') return writeFault('AccessDenied', error.message);
  if (kind === 'AccessError' || kind === 'MissingError') {
    return writeFault(`warning -- ${kind}\n\n${error.message}`, '');
  }
  if (kind !== undefined && warnings.includes(kind)) {
    return writeFault(`warning -- UserError\n\n${error.message}`, '');
  }
  return writeFault(error.message, error.traceback());
}

/** The class of an exception of Odoo's own. */
function kindOf(error: PythonError): string | undefined {
  return /^odoo\.exceptions\.(\w+)$/.exec(error.className)?.[1];
}

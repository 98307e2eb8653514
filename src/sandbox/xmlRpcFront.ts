import { PythonError } from './errors';
import { mediaType, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { errorPage, escapeHtml, methodNotAllowedPage } from './pages';
import { repr } from './python';
import { dispatch } from './services';
import type { Site } from './site';
import { readMethodCall, writeFault, writeResponse } from './xmlRpcWire';

/**
 * POST /xmlrpc/2/<service>, and /xmlrpc/<service> with its old faults (Odoo 14–18,
 * odoo/addons/base/controllers/rpc.py; 19, addons/rpc/controllers/xmlrpc.py).
 */
export async function xmlRpcFront(
  request: SandboxRequest,
  service: string,
  old: boolean,
): Promise<SandboxReply> {
  if (request.method !== 'POST' && request.method !== 'OPTIONS') return methodNotAllowedPage(request.site);
  const { site } = request;
  const type = mediaType(request);
  if (!site.since(16) && /^application\/json(-rpc)?$/.test(type)) {
    // 14 and 15 read such a body before they look for the route.
    return errorPage(site, 400, `Invalid JSON data: ${escapeHtml(repr(request.body.toString('utf8')))}`);
  }
  // A form's body is read as a form before the controller sees it.
  const isForm = type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data';
  const body = isForm ? '' : request.body.toString('utf8');
  try {
    const { method, params } = readMethodCall(body);
    return xml(site, writeResponse(await dispatch(request, service, method, params)));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return xml(site, old ? oldFault(error) : fault(error));
  }
}

/** Up to 17 the answers are those of Python's own library, which quotes and breaks lines in another way. */
function xml(site: Site, body: string): SandboxReply {
  const written = site.since(18)
    ? body
    : body
        .replace('<?xml version="1.0"?>', "<?xml version='1.0'?>")
        .replace('\n\n</methodResponse>', '\n</methodResponse>');
  return reply(200, 'text/xml', written);
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

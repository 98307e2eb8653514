import { httpError, PythonError } from './errors';
import { reply } from './exchange';
import type { SandboxReply } from './exchange';
import type { Site } from './site';
import { dumpJson } from './values';
import type { Value } from './values';

/** Every answer of the Secure API is an envelope of JSON-RPC with status 200, whatever happened. */
export async function enveloped(site: Site, answer: () => Value | Promise<Value>): Promise<SandboxReply> {
  try {
    return reply(200, 'application/json', dumpJson({ jsonrpc: '2.0', id: null, result: await answer() }));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return envelopedError(site, error);
  }
}

function envelopedError(site: Site, error: PythonError): SandboxReply {
  const [code, message] = codeOf(site, error);
  const body = { jsonrpc: '2.0', id: null, error: { code, message, data: error.toData() } };
  return reply(200, 'application/json', dumpJson(body));
}

function codeOf(site: Site, { className }: PythonError): [number, string] {
  switch (className) {
    case 'werkzeug.exceptions.NotFound':
      return [404, '404: Not Found'];
    case 'odoo.http.SessionExpiredException':
      return [100, 'Odoo Session Expired'];
    default:
      return [site.since(19) ? 0 : 200, 'Odoo Server Error'];
  }
}

export function unauthorized(description: string): PythonError {
  return httpError(401, description);
}

import type { Database } from './database';
import { reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { json2Front } from './json2Front';
import { jsonRpcRoute, servicesController } from './jsonRpcFront';
import { noDatabasePage, notFoundPage, welcomePage } from './pages';
import { version } from './services';
import { dumpJson } from './values';
import { xmlRpcFront } from './xmlRpcFront';

/** Which door a path leads to. Another system of the product is another line here and a front of its own. */
export async function route(request: SandboxRequest): Promise<SandboxReply> {
  const { path } = request;
  const xmlRpc = /^\/xmlrpc\/(2\/)?([^/]+)$/.exec(path);
  if (xmlRpc !== null) return xmlRpcFront(request, xmlRpc[2] ?? '', xmlRpc[1] === undefined);
  if (path === '/json/2' || path.startsWith('/json/2/')) {
    const database = selectedDatabase(request);
    return database === undefined ? noDatabasePage : json2Front(request, database);
  }
  switch (path) {
    case '/jsonrpc':
      return jsonRpcRoute(request, path, servicesController);
    case '/web/webclient/version_info':
      return jsonRpcRoute(request, path, () => version);
    case '/web/database/list':
      return jsonRpcRoute(request, path, () => [...request.databases.keys()]);
    case '/web/version':
    case '/json/version':
      return json({ version_info: version.server_version_info, version: version.server_version });
    case '/web/health':
      return { ...json({ status: 'pass' }), headers: { 'Content-Type': 'application/json' } };
    case '/':
    case '/web/login':
      return welcomePage;
    default:
      return selectedDatabase(request) === undefined ? noDatabasePage : notFoundPage;
  }
}

function json(value: Parameters<typeof dumpJson>[0]): SandboxReply {
  return reply(200, 'application/json', dumpJson(value));
}

/** The database a request is for: there are two, so it must be named (Odoo 19, odoo/http.py _get_session_and_dbname). */
function selectedDatabase(request: SandboxRequest): Database | undefined {
  return request.databases.get(request.headers['x-odoo-database'] ?? '');
}

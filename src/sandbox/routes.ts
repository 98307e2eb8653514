import type { Database } from './database';
import { docFront } from './docFront';
import { reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { exportCsv } from './exportFront';
import { json2Front } from './json2Front';
import { jwtFront } from './jwtFront';
import { plainRestFront } from './plainRestFront';
import { secureApiFront } from './secureApiFront';
import {
  errorReply,
  isJson,
  jsonRpcRoute,
  notFoundError,
  readEnvelope,
  servicesController,
} from './jsonRpcFront';
import type { JsonRpcResult } from './jsonRpcFront';
import { brokenPage, errorPage, noDatabasePage, notFoundPage, redirectPage, welcomePage } from './pages';
import { isTornBetweenDatabases, selectedDatabase, visibleDatabases } from './selection';
import { listed, versionOf } from './services';
import type { Site } from './site';
import { dumpJson } from './values';
import type { Dict, Value } from './values';
import { versionInfo } from './version';
import { clientPage, loginPage, logoutPage, selectorPage } from './webPages';
import {
  authenticateOnWeb,
  callFromWeb,
  checkSession,
  destroySession,
  getSessionInfo,
  sessionModules,
} from './webSessionFront';
import { xmlRpcFront } from './xmlRpcFront';

type Answer = SandboxReply | Promise<SandboxReply>;

interface Route {
  path: string | RegExp;
  /** The first version that has it, and the first that has it no more. */
  since?: number;
  until?: number;
  answer: (request: SandboxRequest, found: RegExpExecArray) => Answer;
}

interface DatabaseRoute extends Omit<Route, 'answer'> {
  answer: (request: SandboxRequest, db: Database, found: RegExpExecArray) => Answer;
}

/** The routes that need no database (Odoo: auth none). */
const open: Route[] = [
  { path: '/', answer: ({ site }) => welcomePage(site) },
  {
    path: /^\/xmlrpc\/(2\/)?([^/]+)$/,
    answer: (request, [, two, service = '']) =>
      withRpc(request, () => xmlRpcFront(request, service, two === undefined)),
  },
  {
    path: '/jsonrpc',
    answer: (request) => withRpc(request, () => jsonRpcRoute(request, '/jsonrpc', servicesController)),
  },
  rpc('/web/webclient/version_info', (_, { site }) => ({ result: versionOf(site) })),
  rpc('/web/database/list', (_, request) => ({ result: listed(request.site, visibleDatabases(request)) })),
  rpc('/web/session/authenticate', authenticateOnWeb),
  { path: '/web/database/selector', answer: selectorPage },
  {
    path: /^\/(web|json)\/version$/,
    since: 19,
    answer: (request) => withRpc(request, () => versionAnswer(request.site)),
  },
  { path: '/web/health', since: 15, answer: healthAnswer },
  { path: '/web/login', answer: loginPage },
  { path: '/web/session/logout', answer: logoutPage },
  { path: '/web', answer: clientPage },
  { path: /^\/odoo(\/|$)/, since: 18, answer: clientPage },
  // Before 16 this one looks for the session itself.
  { ...rpc('/web/session/get_session_info', getSessionInfo), until: 16 },
];

/** The routes for which a database has to be known. */
const withDatabase: DatabaseRoute[] = [
  { path: /^\/json\/2(\/|$)/, since: 19, answer: json2Front },
  { path: /^\/json\/2(\/|$)/, since: 18, until: 19, answer: jsonAsAction },
  { path: /^\/doc(-bearer)?\/([^/]+)\.json$/, since: 19, answer: docFront },
  rpc('/web/session/get_session_info', getSessionInfo),
  rpc('/web/session/check', checkSession),
  rpc('/web/session/modules', sessionModules),
  rpc('/web/session/destroy', destroySession),
  rpc(/^\/web\/dataset\/call_kw(\/|$)/, callFromWeb),
  { path: '/web/export/csv', answer: exportCsv },
];

/** Which route answers a path. Another kind of API is another line above and a front of its own. */
export async function route(request: SandboxRequest): Promise<SandboxReply> {
  const { site } = request;
  site.seen.requests++;
  if (site.fault === 'odoo-body-too-large' && request.body.length > 1024) {
    return errorPage(site, 413, 'The data value transmitted exceeds the capacity limit.');
  }
  const ofModules = jwtFront(request) ?? (await plainRestFront(request)) ?? (await secureApiFront(request));
  if (ofModules !== undefined) return ofModules;
  if (isTornBetweenDatabases(request)) {
    return errorPage(site, 403, 'Cannot use both the session_id cookie and the x-odoo-database header.');
  }
  for (const each of open) {
    const found = matched(each, request);
    if (found !== null) return each.answer(request, found);
  }
  const db = selectedDatabase(request);
  if (db === undefined) return nowhere(request, noDatabasePage(site));
  if (site.fault === 'database-not-odoo' || site.fault === 'pool-full') return brokenPage(site);
  for (const each of withDatabase) {
    const found = matched(each, request);
    if (found !== null) return each.answer(request, db, found);
  }
  return nowhere(request, notFoundPage(site));
}

function matched(
  { path, since = 0, until = Infinity }: Omit<Route, 'answer'>,
  request: SandboxRequest,
): RegExpExecArray | null {
  const version = Number(request.site.version);
  if (version < since || version >= until) return null;
  const pattern = typeof path === 'string' ? new RegExp(`^${path.replace(/[.]/g, '\\.')}$`) : path;
  return pattern.exec(request.path);
}

function rpc(
  path: string | RegExp,
  controller: (params: Dict, request: SandboxRequest) => JsonRpcResult | Promise<JsonRpcResult>,
): { path: string | RegExp; answer: (request: SandboxRequest) => Promise<SandboxReply> } {
  return { path, answer: (request) => jsonRpcRoute(request, request.path, controller) };
}

/** The RPC routes, unless the module that has them serves single databases only (server_wide_modules). */
function withRpc(request: SandboxRequest, answer: () => Answer): Answer {
  const { site } = request;
  return site.fault === 'no-rpc-module' && selectedDatabase(request) === undefined
    ? nowhere(request, noDatabasePage(site))
    : answer();
}

/** Before 16 a call in JSON is answered in JSON even where nothing is. */
function nowhere(request: SandboxRequest, page: SandboxReply): SandboxReply {
  if (request.site.since(16) || !isJson(request)) return page;
  const read = readEnvelope(request, request.path);
  return 'refused' in read ? read.refused : errorReply(request, read.envelope['id'] ?? null, notFoundError());
}

function versionAnswer(site: Site): SandboxReply {
  const { server_version, server_version_info } = versionInfo(site.version);
  return jsonPage(200, { version_info: server_version_info, version: server_version });
}

function healthAnswer({ site, query }: SandboxRequest): SandboxReply {
  const headers = { 'Content-Type': 'application/json' };
  const asked = site.since(16) && /^(1|true)$/i.test(query.get('db_server_status') ?? '');
  if (!asked) return { ...jsonPage(200, { status: 'pass' }), headers };
  return site.fault === 'postgres-down' || site.fault === 'too-many-clients'
    ? { ...jsonPage(500, { status: 'fail', db_server_status: false }), headers }
    : { ...jsonPage(200, { status: 'pass', db_server_status: true }), headers };
}

/** 18 takes /json/2 for a web action of that name, and asks a visitor to sign in (addons/web/controllers/json.py). */
function jsonAsAction({ site, path }: SandboxRequest): SandboxReply {
  return redirectPage(site, `/web/login?redirect=${encodeURIComponent(`${path}?`)}`);
}

function jsonPage(status: number, value: Value): SandboxReply {
  return reply(status, 'application/json', dumpJson(value));
}

import type { Database } from './database';
import { cookie } from './exchange';
import type { SandboxRequest } from './exchange';
import type { Session } from './sessions';

/** The web session of a request, if it is one that still runs. */
export function sessionOf(request: SandboxRequest): Session | undefined {
  if (request.site.fault === 'session-lost') return undefined;
  return request.site.sessions.find(cookie(request, 'session_id'));
}

/**
 * The database a request is for: its session's, then the one that its header names (19 and later), then the only one there is (Odoo 14–19,
 * odoo/http.py _get_session_and_dbname).
 */
export function selectedDatabase(request: SandboxRequest): Database | undefined {
  const { site } = request;
  if (!hasDatabaseServer(request)) return undefined;
  const session = sessionOf(request);
  const visible = visibleDatabases(request);
  if (session !== undefined && visible.includes(session.database)) return site.database(session.database);
  const named = headerDatabase(request);
  if (named !== undefined && visible.includes(named)) return site.database(named);
  const [only] = visible;
  return named === undefined && visible.length === 1 && only !== undefined ? site.database(only) : undefined;
}

/** The databases that may be chosen under the name that the caller called this server by (Odoo 14–19, odoo/http.py db_filter). */
export function visibleDatabases({ site, headers }: SandboxRequest): string[] {
  if (site.fault !== 'host-filtered') return site.visible;
  const host = headers['x-forwarded-host'] ?? headers['host'] ?? '';
  const [first] = host.replace(/^www\./, '').split(/[.:]/);
  return site.visible.filter((name) => name === first);
}

/** Whether a database is there and may not be opened under this name. */
export function isFilteredOut(request: SandboxRequest, name: unknown): boolean {
  const { fault } = request.site;
  if (fault === 'database-filtered') return true;
  return fault === 'host-filtered' && !visibleDatabases(request).some((visible) => visible === name);
}

/** PostgreSQL tells an Odoo without connections nothing, and Odoo then knows no database (19, odoo/http.py _serve_db). */
function hasDatabaseServer({ site }: SandboxRequest): boolean {
  return site.fault !== 'postgres-down' && site.fault !== 'too-many-clients';
}

/** Before 19 the header means nothing. */
function headerDatabase(request: SandboxRequest): string | undefined {
  return request.site.since(19) ? request.headers['x-odoo-database'] : undefined;
}

/** Whether a session that begins now is kept: one for which the database is named in a header is not (Odoo 19, odoo/http.py). */
export function keepsSession(request: SandboxRequest): boolean {
  return headerDatabase(request) === undefined || sessionOf(request) !== undefined;
}

/** Whether a cookie of one database meets the name of another (Odoo 19, odoo/http.py: 403). */
export function isTornBetweenDatabases(request: SandboxRequest): boolean {
  const named = headerDatabase(request);
  const session = sessionOf(request);
  return named !== undefined && session !== undefined && session.database !== named;
}

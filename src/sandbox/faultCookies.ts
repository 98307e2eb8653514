import { portalAccount } from './accounts';
import type { SandboxRequest } from './exchange';
import type { FaultId } from './faults';
import type { Site } from './site';

/** The sessions that a careless proxy hands to everyone. */
const shared = new WeakMap<Site, Map<string, string>>();

/** The request with the cookie of a session that is not the caller's: another user's, or one of another database. */
export function withForeignCookie(fault: FaultId, request: SandboxRequest): SandboxRequest {
  const { site, headers } = request;
  const [first = '', second = `${first}_old`] = site.names;
  const database = fault === 'cookie-and-database' ? second : first;
  const cookie = `session_id=${sharedSession(site, database)}`;
  if (fault !== 'cookie-without-key') return { ...request, headers: { ...headers, cookie } };
  return { ...request, headers: { ...headers, cookie, authorization: undefined } };
}

function sharedSession(site: Site, database: string): string {
  const ofSite = shared.get(site) ?? new Map<string, string>();
  shared.set(site, ofSite);
  const known = site.sessions.find(ofSite.get(database));
  const { id } = known ?? site.sessions.open(database, portalAccount.uid);
  ofSite.set(database, id);
  return id;
}

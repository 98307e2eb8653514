import type { Database } from './database';
import type { SandboxReply, SandboxRequest } from './exchange';
import { basicCredentials, failure } from './jwtFront';
import { anyDatabase } from './secureApiSignIn';
import { programUser, userOfKey } from './signIn';

/** Who calls the plain REST API; or the answer that says why nobody is let in. */
export type RestCaller = { db: Database; uid: number } | { refused: SandboxReply };

/** By a bearer token (JWT or OAuth2), by an API key in X-API-Key, or by login and password with basic auth. */
export function restCaller(request: SandboxRequest): RestCaller {
  const { site, headers } = request;
  const bearer = /^bearer\s+(.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) return byToken(request, bearer);
  const db = anyDatabase(request, headers['x-odoo-database']);
  if (db === undefined) return refused('unauthorized', 'No database is selected');
  const key = headers['x-api-key'];
  if (key !== undefined) {
    const uid = userOfKey(site, db, key);
    return uid === undefined ? refused('invalid_key', 'The API key is not valid') : { db, uid };
  }
  const basic = basicCredentials(request);
  if (basic === undefined) return refused('unauthorized', 'Sign in with a token, an API key or basic auth');
  const uid = programUser(request, db, ...basic);
  return uid === undefined ? refused('invalid_credentials', 'Wrong login or password') : { db, uid };
}

function byToken({ site }: SandboxRequest, token: string): RestCaller {
  const grant = site.tokens.read(token);
  if (grant === 'expired') return refused('token_expired', 'The access token has expired');
  const db = grant === 'invalid' ? undefined : site.database(grant.database);
  if (grant === 'invalid' || db === undefined)
    return refused('invalid_token', 'The access token is not valid');
  return { db, uid: grant.uid };
}

function refused(code: string, message: string): RestCaller {
  return { refused: failure(401, code, message) };
}

import { reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { anyDatabase, isClient, tokenBody } from './secureApiSignIn';
import { programUser } from './signIn';
import { adminAccount } from './accounts';
import type { Grant } from './tokens';
import { dumpJson } from './values';
import type { Dict } from './values';

/**
 * Sign-in as modules of one's own do it: a login and password get a JWT and a refresh token, and OAuth2's client credentials a token
 * (RFC 6749, section 4.4).
 * @returns undefined where none of its addresses is meant
 */
export function jwtFront(request: SandboxRequest): SandboxReply | undefined {
  switch (request.path) {
    case '/api/auth/token':
    case '/api/auth/token-form':
      return tokenForPassword(request);
    case '/api/auth/refresh':
      return tokenForRefresh(request);
    case '/oauth2/token':
      return clientCredentials(request);
    default:
      return undefined;
  }
}

function tokenForPassword(request: SandboxRequest): SandboxReply {
  const { site } = request;
  const body = tokenBody(request);
  const { login = body?.['username'], password, db: name } = body ?? {};
  if (typeof login !== 'string' || typeof password !== 'string') {
    return failure(400, 'invalid_request', 'login and password are required');
  }
  site.seen.tokens++;
  const db = anyDatabase(request, typeof name === 'string' ? name : undefined);
  if (db === undefined) return failure(400, 'invalid_request', 'No database is selected');
  const uid = programUser(request, db, login, password);
  if (uid === undefined) return failure(401, 'invalid_credentials', 'Wrong login or password');
  return tokens(request, { database: db.name, uid });
}

/** Each refresh token works once; the answer has the next. */
function tokenForRefresh(request: SandboxRequest): SandboxReply {
  const { site } = request;
  const token = tokenBody(request)?.['refresh_token'];
  if (typeof token !== 'string') return failure(400, 'invalid_request', 'refresh_token is required');
  site.seen.refreshes++;
  const grant = site.tokens.redeem(token);
  if (grant === undefined) return failure(401, 'invalid_grant', 'The refresh token is not valid any more');
  return tokens(request, grant);
}

function tokens({ site }: SandboxRequest, grant: Grant): SandboxReply {
  return answer(200, {
    data: {
      access_token: site.tokens.jwt(grant),
      refresh_token: site.tokens.refreshToken(grant),
      token_type: 'Bearer',
      expires_in: site.tokens.lifetimeSeconds,
    },
  });
}

/** The client names itself in the form or with basic auth; refusals are those of RFC 6749, section 5.2. */
function clientCredentials(request: SandboxRequest): SandboxReply {
  const { site } = request;
  const body = tokenBody(request);
  const basic = basicCredentials(request);
  const [id, secret] = basic?.map(formDecoded) ?? [body?.['client_id'], body?.['client_secret']];
  if (body?.['grant_type'] !== 'client_credentials') {
    return answer(400, { error: 'unsupported_grant_type', error_description: 'Use client_credentials' });
  }
  if (!isClient(id, secret)) {
    const headers: Record<string, string> =
      basic === undefined ? {} : { 'WWW-Authenticate': 'Basic realm="oauth2"' };
    return answer(
      401,
      { error: 'invalid_client', error_description: 'Unknown client or wrong secret' },
      headers,
    );
  }
  const db = anyDatabase(request);
  if (db === undefined)
    return answer(400, { error: 'invalid_request', error_description: 'No database is selected' });
  site.seen.oauth2Tokens++;
  const lifetime = site.tokens.lifetimeSeconds;
  const token = site.tokens.opaque({ database: db.name, uid: adminAccount.uid }, lifetime);
  return answer(200, { access_token: token, token_type: 'Bearer', expires_in: lifetime });
}

/** The parts of an id and secret are form-encoded before they are joined (RFC 6749, section 2.3.1). */
function formDecoded(text: string): string {
  return new URLSearchParams(`x=${text}`).get('x') ?? '';
}

/** Login and password of an Authorization header. */
export function basicCredentials({ headers }: SandboxRequest): [string, string] | undefined {
  const found = /^basic\s+(.+)$/i.exec(headers['authorization'] ?? '');
  if (found === null) return undefined;
  const [login = '', ...password] = Buffer.from(found[1] ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return [login, password.join(':')];
}

/** An error as the plain REST API and its sign-in write it. */
export function failure(status: number, code: string, message: string): SandboxReply {
  const challenge: Record<string, string> =
    status === 401 ? { 'WWW-Authenticate': 'Bearer realm="sandbox"' } : {};
  return answer(status, { error: { code, message } }, challenge);
}

export function answer(status: number, body: Dict, headers: Record<string, string> = {}): SandboxReply {
  return reply(status, 'application/json', dumpJson(body), headers);
}

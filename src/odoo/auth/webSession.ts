import { isJsonObject } from '../../model/json';
import { OdooError } from '../error';
import { decodeJsonRpc, encodeJsonRpc } from '../protocol/jsonRpc';
import { looksLikeKey } from '../protocol/uid';
import type { CallContext } from '../protocol/wire';
import { xmlRpc } from '../protocol/xmlRpc';
import { signInFailure } from '../signInFailure';
import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';

/**
 * Signs in as the web client does and keeps the session's cookie. Odoo answers `uid: null` where the password is right and a second
 * factor is missing (16 and later; 14 with the whole session info), and AccessDenied for everything else (Odoo 12–19,
 * addons/web/controllers/session.py).
 */
export async function openWebSession(context: CallContext, path: string): Promise<void> {
  const { target, session } = context;
  session.uid = undefined;
  session.cookies.clear();
  const request = encodeJsonRpc(target.url + path, {
    db: target.database,
    login: target.login,
    password: target.secret,
  });
  const { url } = request;
  const answer = await context.exchange(request);
  const host = new URL(url).hostname;
  const facts = { login: target.login, database: target.database, host };
  let info;
  try {
    info = decodeJsonRpc(answer, url);
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    if (error.code === 'server.accessDenied') throw rejected(context, error);
    if (error.code === 'server.hiddenReason') throw await hiddenReason(context, error);
    if (error.code === 'database.hidden' || error.code === 'database.notFound') {
      throw new OdooError(error.code, { ...facts, ...error.facts }, { server: error.server, cause: error });
    }
    throw signInFailure(error, target);
  }
  const uid = isJsonObject(info) ? info['uid'] : undefined;
  if (uid === null || uid === false) throw new OdooError('signIn.twoFactor', { ...facts, proven: true });
  session.cookies.learn(url, answer.setCookies, context.wallClock());
  if (typeof uid !== 'number' || !session.cookies.has('session_id')) {
    throw new OdooError('http.notOdoo', { status: answer.status, host: new URL(url).host, page: '' });
  }
  session.uid = uid;
}

/**
 * Odoo 14 with several databases answers every refusal with a page that says nothing; XML-RPC says the reason. A secret that is good
 * there and not here is an API key.
 */
async function hiddenReason(context: CallContext, hidden: OdooError): Promise<OdooError> {
  try {
    await xmlRpc.signIn(context);
  } catch (error) {
    if (error instanceof OdooError) return error;
    throw error;
  }
  return looksLikeKey(context.target.secret.trim()) ? rejected(context, hidden) : hidden;
}

/** An API key never opens a web session (Odoo 14–19), however right it is. */
function rejected({ target }: CallContext, cause: OdooError): OdooError {
  const key = looksLikeKey(target.secret.trim());
  const facts = {
    login: target.login,
    database: target.database,
    host: new URL(target.url).hostname,
    padded: target.secret !== target.secret.trim(),
    keyShaped: key,
  };
  const code =
    target.auth === 'secureApiKey'
      ? 'signIn.keyRejected'
      : key
        ? 'signIn.keyForWebSession'
        : 'signIn.rejected';
  return new OdooError(code, facts, { server: cause.server, cause });
}

/** The session's cookie and nothing else. */
export function cookieHeaders({ session, wallClock }: CallContext, url: string): Record<string, string> {
  const cookie = session.cookies.header(url, wallClock());
  return cookie === undefined ? {} : { cookie };
}

export const webAuthorizer: HttpAuthorizer = {
  async signIn(context) {
    await context.beforeWebSignIn();
    await openWebSession(context, '/web/session/authenticate');
  },
  headers: cookieHeaders,
  renewable: true,
  usesCookies: true,
  async signOut(context) {
    const request = encodeJsonRpc(`${context.target.url}/web/session/destroy`, {});
    const headers = { ...request.headers, ...cookieHeaders(context, request.url) };
    await context.exchange({ ...request, headers });
    context.session.cookies.clear();
  },
};

/** What the web client does: sign in with login and password, then a cookie with every call. */
export const webSession: AuthDescription = {
  id: 'webSession',
  loginLabel: 'Login',
  secretLabel: 'Password',
  since: { web: 0, rest: 0 },
  safety:
    'An administrator who signs in this way rewrites Odoo’s web.base.url to the address used, unless web.base.url.freeze is set.',
  authorizer: webAuthorizer,
};

import { PythonError } from './errors';
import { formFields, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { loginForm } from './loginForm';
import type { Provider } from './loginForm';
import { csrfPage, escapeHtml, redirectPage, webPage } from './pages';
import { keepsSession, selectedDatabase, sessionOf, visibleDatabases } from './selection';
import type { Session } from './sessions';
import { signInOnWeb } from './signIn';
import { leave, sessionCookie } from './webSessionFront';

/* The few pages of the web client that a program meets: they tell whether someone is signed in, and carry the CSRF token of a form. */

/** /web, and /odoo from 18 on. */
export function clientPage(request: SandboxRequest): SandboxReply {
  const session = sessionOf(request);
  if (selectedDatabase(request) === undefined) return redirectPage(request.site, '/web/database/selector');
  if (session?.uid === undefined) {
    return redirectPage(request.site, `/web/login?redirect=${encodeURIComponent(`${request.path}?`)}`);
  }
  const token = request.site.sessions.csrfToken(session.id);
  return webPage('Odoo', token, '        <p>The web client is not part of the sandbox.</p>');
}

/** /web/login: a form, and what it sends. `?db=` chooses the database as in Odoo. */
export function loginPage(request: SandboxRequest): SandboxReply {
  const { site } = request;
  const asked = request.query.get('db');
  if (
    asked !== null &&
    selectedDatabase(request)?.name !== asked &&
    visibleDatabases(request).includes(asked)
  ) {
    const chosen = site.sessions.open(asked, undefined);
    return withCookie(redirectPage(site, '/web/login'), request, chosen);
  }
  const db = selectedDatabase(request);
  if (db === undefined) return redirectPage(site, '/web/database/selector');
  const session = sessionOf(request) ?? site.sessions.open(db.name, undefined);
  if (request.method !== 'POST') return formPage(request, session, '');
  const form = formFields(request);
  if (!site.sessions.acceptsCsrf(session.id, form['csrf_token'] ?? '')) return csrfPage(site);
  try {
    const { uid, pending } = signInOnWeb(request, db, form['login'] ?? '', form['password'] ?? '');
    site.sessions.end(session.id);
    site.seen.webSignIns++;
    const opened = site.sessions.open(db.name, pending ? undefined : uid);
    return withCookie(redirectPage(site, pending ? '/web/login/totp' : home(request)), request, opened);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return formPage(
      request,
      session,
      error.message === 'Access Denied' ? 'Wrong login/password' : error.message,
    );
  }
}

/** GET /web/session/logout */
export function logoutPage(request: SandboxRequest): SandboxReply {
  const session = sessionOf(request);
  const page = redirectPage(request.site, home(request));
  return session === undefined ? page : { ...page, headers: { ...page.headers, ...leave(request, session) } };
}

export function selectorPage(request: SandboxRequest): SandboxReply {
  const items = visibleDatabases(request).map(
    (name) => `<li><a href="/web?db=${escapeHtml(name)}">${escapeHtml(name)}</a></li>`,
  );
  return reply(
    200,
    'text/html',
    `<!DOCTYPE html>\n<html><head><title>Odoo</title></head><body><ul>${items.join('')}</ul></body></html>\n`,
  );
}

function formPage(request: SandboxRequest, session: Session, failure: string): SandboxReply {
  const { site } = request;
  const csrfToken = site.sessions.csrfToken(session.id);
  const several = visibleDatabases(request).length > 1;
  const form = loginForm({
    csrfToken,
    failure,
    database: several ? session.database : undefined,
    providers: site.fault === 'sso-only-account' ? [identityProvider(request)] : [],
    recent: site.since(19),
  });
  return withCookie(webPage('Login | Odoo', csrfToken, form), request, session);
}

/** Where the accounts of those are who have no password here (addons/auth_oauth/controllers/main.py). */
function identityProvider({ origin }: SandboxRequest): Provider {
  const asks = new URLSearchParams({
    response_type: 'token',
    client_id: 'sandbox',
    redirect_uri: `${origin}/auth_oauth/signin`,
  });
  return { label: 'Sign in with Example ID', link: `https://id.example.com/oauth2/auth?${asks.toString()}` };
}

function withCookie(page: SandboxReply, request: SandboxRequest, session: Session): SandboxReply {
  if (!keepsSession(request)) return page;
  return { ...page, headers: { ...page.headers, ...sessionCookie(request.site, session) } };
}

function home({ site }: SandboxRequest): string {
  return site.since(18) ? '/odoo' : '/web';
}

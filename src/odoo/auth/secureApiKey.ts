import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';
import { cookieHeaders, openWebSession, webAuthorizer } from './webSession';

const authorizer: HttpAuthorizer = {
  signIn: (context) => openWebSession(context, '/api/key/authenticate'),
  headers: cookieHeaders,
  renewable: true,
  usesCookies: true,
  ...(webAuthorizer.signOut ? { signOut: webAuthorizer.signOut } : {}),
};

/** The Secure API module's own sign-in (14–19): an API key opens a session, which Odoo's own sign-in refuses. */
export const secureApiKey: AuthDescription = {
  id: 'secureApiKey',
  loginLabel: 'Login',
  secretLabel: 'API key',
  since: { rest: 14 },
  safety:
    'The key is sent once and exchanged for a session; it can be revoked without changing the password.',
  authorizer,
};

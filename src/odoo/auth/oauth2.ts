import { resolveUrl } from '../../model/connection';
import { OdooError } from '../error';
import type { HttpRequest } from '../transport';
import type { CallContext } from '../protocol/wire';
import type { HttpAuthorizer } from './authorizer';
import { basicAuthorization } from './basic';
import { bearerToken, tokenOutdated } from './jwt';
import type { AuthDescription } from './methods';
import { requestToken } from './tokenAnswer';

const places = { accessToken: 'access_token', expires: 'expires_in' };

/** The request of RFC 6749, section 4.4.2. Its answer has no refresh token: the client asks again. */
function tokenRequest({ target }: CallContext): HttpRequest {
  const settings = target.oauth2;
  if (!settings) throw new OdooError('connection.incomplete', { part: 'oauth2' });
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (settings.scope) form.set('scope', settings.scope);
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (settings.clientAuth === 'basic') {
    // The parts are form-encoded before they are joined (section 2.3.1).
    headers['authorization'] = basicAuthorization(formEncoded(target.login), formEncoded(target.secret));
  } else {
    form.set('client_id', target.login);
    form.set('client_secret', target.secret);
  }
  return { method: 'POST', url: resolveUrl(target.url, settings.tokenUrl), headers, body: form.toString() };
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

const authorizer: HttpAuthorizer = {
  async signIn(context) {
    context.session.token = await requestToken(context, tokenRequest(context), places);
  },
  headers: bearerToken,
  outdated: tokenOutdated,
  renewable: true,
};

/** OAuth 2.0 client credentials: an application's id and secret get a token. */
export const oauth2: AuthDescription = {
  id: 'oauth2',
  loginLabel: 'Client ID',
  secretLabel: 'Client secret',
  since: { rest: 0 },
  safety:
    'The client’s secret is sent only to get a token, which carries the rights of the application, not of a person.',
  authorizer,
};

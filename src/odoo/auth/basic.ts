import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';

const authorizer: HttpAuthorizer = {
  signIn: () => Promise.resolve(),
  headers: ({ target }) => ({ authorization: basicAuthorization(target.login, target.secret) }),
  renewable: false,
};

/** A basic Authorization header, in UTF-8 (RFC 7617). */
export function basicAuthorization(user: string, secret: string): string {
  return `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`;
}

/** Name and password in an Authorization header. */
export const basic: AuthDescription = {
  id: 'basic',
  loginLabel: 'User name',
  secretLabel: 'Password',
  since: { rest: 0 },
  safety: 'Name and password are sent with every call, only lightly disguised: use it over https alone.',
  authorizer,
};

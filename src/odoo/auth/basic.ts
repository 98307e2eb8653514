import { OdooError } from '../error';
import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';

const authorizer: HttpAuthorizer = {
  signIn: () => Promise.resolve(),
  headers({ target: { login, secret } }) {
    // The server would end the name at its first colon and take the rest for a part of the password (RFC 7617, section 2).
    if (login.includes(':')) throw new OdooError('connection.incomplete', { part: 'login', reason: 'colon' });
    return { authorization: basicAuthorization(login, secret) };
  },
  renewable: false,
};

/** Name and secret as basic authentication carries them, which is as good as the secret itself. */
export function basicCredentials(user: string, secret: string): string {
  return Buffer.from(`${user}:${secret}`, 'utf8').toString('base64');
}

/** A basic Authorization header, in UTF-8 (RFC 7617). */
export function basicAuthorization(user: string, secret: string): string {
  return `Basic ${basicCredentials(user, secret)}`;
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

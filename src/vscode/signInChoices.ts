import type { SignInChoice } from '../contract/connectionSummary';
import type { SignInMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import { authMethods, offeredSignIns, offers, versionsOf } from '../odoo/auth/methods';
import { readVersion } from '../odoo/version';

/** Every way to sign in, the connection's own first, each with what the connection lacks for it. */
export function signInChoices(connection: Connection): SignInChoice[] {
  const all = offeredSignIns(undefined).map(({ method, group, versions, safety }) => {
    const missing = missingFor(connection, method);
    return { ...method, group, versions, safety, ...(missing === undefined ? {} : { missing }) };
  });
  const isOwn = ({ auth, protocol }: SignInMethod): boolean =>
    auth === connection.auth && protocol === connection.protocol;
  return [...all.filter(isOwn), ...all.filter((each) => !isOwn(each))];
}

/** What a connection lacks to sign in another way than its own, in a few words. A secret is asked for when it is needed. */
function missingFor(connection: Connection, method: SignInMethod): string | undefined {
  if (method.auth === connection.auth && method.protocol === connection.protocol) return undefined;
  const { serverVersion } = connection;
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  if (!offers(version, method)) return versionsOf(method);
  if (method.protocol === 'rest' && !connection.rest) return 'REST settings';
  if (method.auth === 'jwt' && !connection.token) return 'a token request';
  if (method.auth === 'oauth2' && !connection.oauth2) return 'the token’s address';
  if (method.auth === 'header' && !connection.header) return 'the header’s name';
  if (authMethods[method.auth].loginLabel !== undefined && connection.login === '') {
    return 'a login';
  }
  if (method.protocol !== 'rest' && connection.database === '') return 'a database';
  return undefined;
}

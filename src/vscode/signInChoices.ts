import type { SignInChoice } from '../contract/connectionSummary';
import type { SignInMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import { authMethods, offeredSignIns, offers } from '../odoo/auth/methods';
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

/** What keeps a connection from signing in another way than its own, in a sentence. A secret is asked for when it is needed. */
function missingFor(connection: Connection, method: SignInMethod): string | undefined {
  if (method.auth === connection.auth && method.protocol === connection.protocol) return undefined;
  const { serverVersion } = connection;
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  if (!offers(version, method)) return `Odoo ${serverVersion ?? ''} does not take it.`;
  if (method.protocol === 'rest' && !connection.rest) {
    return 'The connection does not say where the REST module’s paths begin.';
  }
  if (method.auth === 'jwt' && !connection.token) return 'The connection does not say how to get a token.';
  if (method.auth === 'oauth2' && !connection.oauth2) {
    return 'The connection does not say where to get a token.';
  }
  if (method.auth === 'header' && !connection.header) {
    return 'The connection does not say which header carries the key.';
  }
  if (authMethods[method.auth].loginLabel !== undefined && connection.login === '') {
    return 'The connection names no user.';
  }
  if (method.protocol !== 'rest' && connection.database === '') return 'The connection names no database.';
  return undefined;
}

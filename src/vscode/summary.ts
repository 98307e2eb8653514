import type { ConnectionSummary } from '../contract/connectionSummary';
import { hostOf, type Connection } from '../model/connection';
import { signInChoices } from './signInChoices';

/** A connection as a page shows it. */
export function summarise(connection: Connection): ConnectionSummary {
  const { auth, protocol, serverVersion, rest, tls } = connection;
  return {
    id: connection.id,
    name: connection.name,
    host: hostOf(connection.url),
    database: connection.database,
    ...(serverVersion ? { version: serverVersion } : {}),
    production: connection.production,
    readOnly: connection.readOnly,
    ...(tls?.acceptUntrusted ? { unchecked: true } : {}),
    signIn: { auth, protocol },
    signInMethods: signInChoices(connection),
    ...(rest ? { rest } : {}),
  };
}

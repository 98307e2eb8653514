import type { ConnectionSummary } from '../contract/connectionSummary';
import { hostOf, type Connection } from '../model/connection';
import { offeredSignIns } from '../odoo/auth/methods';
import { readVersion } from '../odoo/version';

/** A connection as a page shows it. */
export function summarise(connection: Connection): ConnectionSummary {
  const { auth, protocol, serverVersion } = connection;
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  const others = offeredSignIns(version)
    .map(({ method }) => method)
    .filter((method) => method.auth !== auth || method.protocol !== protocol);
  return {
    id: connection.id,
    name: connection.name,
    host: hostOf(connection.url),
    database: connection.database,
    ...(serverVersion ? { version: serverVersion } : {}),
    production: connection.production,
    readOnly: connection.readOnly,
    signIn: { auth, protocol },
    signInMethods: [{ auth, protocol }, ...others],
  };
}

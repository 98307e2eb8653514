import type { Connection } from '../model/connection';
import { looksLikeKey } from '../odoo/protocol/uid';
import { readVersion } from '../odoo/version';

/** The same server as another user: over JSON-2 with a key where the server has that, else as RPC takes either. */
export function asAdministrator(connection: Connection, login: string, secret: string): Connection {
  const { name, url, database, serverVersion, tls, databaseHeader } = connection;
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  const key = looksLikeKey(secret.trim());
  const json2 = key && (connection.protocol === 'json2' || (version?.major ?? 0) >= 19);
  return {
    id: 'administrator',
    name,
    url,
    database,
    login,
    auth: key ? 'apiKey' : 'password',
    protocol: json2 ? 'json2' : connection.protocol === 'xmlRpc' ? 'xmlRpc' : 'jsonRpc',
    production: false,
    readOnly: true,
    ...(serverVersion ? { serverVersion } : {}),
    ...(tls ? { tls } : {}),
    ...(databaseHeader ? { databaseHeader } : {}),
  };
}

import * as v from 'valibot';
import { AuthMethodSchema, ProtocolSchema } from '../model/authMethod';
import { hostOf, type Connection } from '../model/connection';
import { parseAddress } from '../odoo/address';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';

const environmentConnectionId = 'environment';

/**
 * A ready-made connection out of the environment VS Code was started in: ODOO_URL, ODOO_DB, ODOO_LOGIN, ODOO_AUTH, ODOO_PROTOCOL, ODOO_NAME and
 * ODOO_PASSWORD or ODOO_API_KEY; the same variables that the terminal command reads.
 * @throws OdooError address.invalid
 */
export async function takeEnvironmentConnection(
  environment: Readonly<Record<string, string | undefined>>,
  store: ConnectionStore,
  vault: SecretVault,
): Promise<Connection | undefined> {
  const address = environment['ODOO_URL'];
  if (!address) return undefined;
  const { url, database } = parseAddress(address);
  const key = environment['ODOO_API_KEY'];
  const password = environment['ODOO_PASSWORD'];
  const auth = v.safeParse(AuthMethodSchema, environment['ODOO_AUTH']);
  const protocol = v.safeParse(ProtocolSchema, environment['ODOO_PROTOCOL']);
  const existing = store.find(environmentConnectionId);
  const connection: Connection = {
    id: environmentConnectionId,
    name: environment['ODOO_NAME'] ?? existing?.name ?? hostOf(url),
    url,
    database: environment['ODOO_DB'] ?? database ?? '',
    login: environment['ODOO_LOGIN'] ?? '',
    auth: auth.success ? auth.output : key ? 'apiKey' : 'password',
    protocol: protocol.success ? protocol.output : 'jsonRpc',
    production: existing?.production ?? false,
    readOnly: existing?.readOnly ?? false,
  };
  await store.save(connection);
  if (password) await vault.save(connection, 'password', password);
  if (key) await vault.save(connection, 'apiKey', key);
  if (!store.active()) await store.setActive(connection.id);
  return connection;
}

import * as v from 'valibot';
import {
  AuthMethodSchema,
  ProtocolSchema,
  type AuthMethod,
  type Protocol,
  type SignInMethod,
} from '../model/authMethod';
import { hostOf, type Connection } from '../model/connection';
import { parseAddress } from '../odoo/address';
import { authMethods } from '../odoo/auth/methods';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';
import { defaultBasePaths, emptyInput, settingsOf } from './wizard/connectionInput';

const environmentConnectionId = 'environment';

/**
 * A ready-made connection out of the environment VS Code was started in: ODOO_URL, ODOO_DB, ODOO_LOGIN, ODOO_AUTH, ODOO_PROTOCOL,
 * ODOO_NAME, and ODOO_PASSWORD, ODOO_API_KEY or, for any other secret, ODOO_SECRET; the same variables that the terminal command reads.
 * What a REST module needs beside them starts at the wizard's own defaults; what was changed there stays.
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
  const other = environment['ODOO_SECRET'];
  const method = methodIn(environment, Boolean(key));
  const existing = store.find(environmentConnectionId);
  const input = emptyInput(environmentConnectionId);
  // As in the wizard: this key is of one module, whose paths are known.
  if (method.auth === 'secureApiKey') {
    input.rest = { dialect: 'secureApi', basePath: defaultBasePaths.secureApi };
  }
  const connection: Connection = {
    ...settingsOf(input, method),
    ...(existing?.tls ? { tls: existing.tls } : {}),
    ...(existing?.auth === method.auth && existing.protocol === method.protocol ? existing : {}),
    id: environmentConnectionId,
    name: environment['ODOO_NAME'] ?? existing?.name ?? hostOf(url),
    url,
    database: environment['ODOO_DB'] ?? database ?? '',
    login: environment['ODOO_LOGIN'] ?? '',
    ...method,
    production: existing?.production ?? false,
    readOnly: existing?.readOnly ?? false,
  };
  await store.save(connection);
  if (password) await vault.save(connection, 'password', password);
  if (key) await vault.save(connection, 'apiKey', key);
  if (other) await vault.save(connection, connection.auth, other);
  if (!store.active()) await store.setActive(connection.id);
  return connection;
}

/** How to sign in: as told, whether or not it can work; else by which secret there is, over the usual protocol for it. */
function methodIn(environment: Readonly<Record<string, string | undefined>>, hasKey: boolean): SignInMethod {
  const toldAuth = v.safeParse(AuthMethodSchema, environment['ODOO_AUTH']);
  const toldProtocol = v.safeParse(ProtocolSchema, environment['ODOO_PROTOCOL']);
  const auth: AuthMethod = toldAuth.success ? toldAuth.output : hasKey ? 'apiKey' : 'password';
  if (toldProtocol.success) return { auth, protocol: toldProtocol.output };
  const { since } = authMethods[auth];
  const order: Protocol[] = ['jsonRpc', 'web', 'rest', 'xmlRpc', 'json2'];
  return { auth, protocol: order.find((protocol) => since[protocol] !== undefined) ?? 'jsonRpc' };
}

import { listed } from '../diagnosis/inquiry';
import { hostOf, type Connection, type TlsSettings } from '../model/connection';
import { parseAddress } from '../odoo/address';
import { authMethods, offeredSignIns } from '../odoo/auth/methods';
import { assertFailed, OdooError } from '../odoo/error';
import type { Exchange } from '../odoo/protocol/wire';
import { listDatabases, readServerVersion } from '../odoo/server';
import { ProtocolSchema, type AuthMethod, type Protocol } from '../model/authMethod';
import { readAuth, readProtocol, unusable, type CommandLine } from './commandLine';
import { findSecret } from './secret';
import { readSettings, type ConnectionSettings } from './settingsFile';
import type { Terminal } from './terminal';

export interface ChosenConnection {
  connection: Connection;
  secret: string | undefined;
}

/** How to send what is asked before there is a connection. */
type ExchangeWith = (tls: TlsSettings | undefined) => Exchange;

/** What flags and environment say, a flag first; empty variables count as absent. */
interface Told {
  address: string;
  database: string;
  login: string;
  auth: AuthMethod | undefined;
  protocol: Protocol | undefined;
  settings: ConnectionSettings;
}

async function told(line: CommandLine, { environment }: Terminal): Promise<Told> {
  const auth = environment['ODOO_AUTH'];
  const protocol = environment['ODOO_PROTOCOL'];
  return {
    address: line.url ?? environment['ODOO_URL'] ?? '',
    database: line.database ?? environment['ODOO_DB'] ?? '',
    login: line.login ?? environment['ODOO_LOGIN'] ?? '',
    auth: line.auth ?? (auth ? readAuth(auth, 'ODOO_AUTH') : undefined),
    protocol: line.protocol ?? (protocol ? readProtocol(protocol, 'ODOO_PROTOCOL') : undefined),
    settings: await readSettings(line.settings ?? environment['ODOO_SETTINGS']),
  };
}

/**
 * The connection to use. What was left out is asked of the server: the recommended protocol of its version, and its only database.
 * @throws OdooError address.*, database.missing, signIn.noSecret, request.incomplete, and what stands between here and the server
 */
export async function chooseConnection(
  line: CommandLine,
  terminal: Terminal,
  exchangeWith: ExchangeWith,
): Promise<ChosenConnection & { secret: string }> {
  const asked = await told(line, terminal);
  const exchange = exchangeWith(asked.settings.tls);
  const { url, database: inAddress } = parseAddress(asked.address);
  const { auth, secret } = await findSecret(line, asked.auth, terminal);
  if (secret === undefined) throw new OdooError('signIn.noSecret', { auth });
  const protocol = asked.protocol ?? (await recommended(url, auth, exchange, asked.settings));
  const { loginLabel } = authMethods[auth];
  if (!asked.login && loginLabel && protocol !== 'json2') {
    const name = loginLabel.charAt(0).toLowerCase() + loginLabel.slice(1);
    throw unusable('login', `Name the ${name}: --login LOGIN, or the variable ODOO_LOGIN.`);
  }
  const named = asked.database || inAddress;
  const database = named || (protocol === 'rest' ? '' : await onlyDatabase(url, exchange));
  return { connection: toConnection({ ...asked, url, database, auth, protocol }), secret };
}

/** The connection to diagnose: as told, whether or not it can work. What cannot be asked of the server is left as it is. */
export async function connectionToDiagnose(
  line: CommandLine,
  terminal: Terminal,
  exchangeWith: ExchangeWith,
): Promise<ChosenConnection> {
  const asked = await told(line, terminal);
  const exchange = exchangeWith(asked.settings.tls);
  const { auth, secret } = await findSecret(line, asked.auth, terminal);
  let { protocol, database } = asked;
  try {
    const { url, database: inAddress } = parseAddress(asked.address);
    protocol ??= await recommended(url, auth, exchange, asked.settings);
    database ||= inAddress || (await onlyDatabase(url, exchange));
  } catch (error) {
    // The checks will come to it, and say more.
    assertFailed(error);
  }
  return {
    connection: toConnection({
      ...asked,
      url: asked.address,
      database,
      auth,
      protocol: protocol ?? 'jsonRpc',
    }),
    secret,
  };
}

async function recommended(
  url: string,
  auth: AuthMethod,
  exchange: Exchange,
  settings: ConnectionSettings,
): Promise<Protocol> {
  // A method that travels one way only needs no question.
  const [only, ...others] = ProtocolSchema.options.filter((each) => each in authMethods[auth].since);
  if (only && (others.length === 0 || settings.rest)) return settings.rest ? 'rest' : only;
  const version = await readServerVersion(url, exchange);
  const offered = offeredSignIns(version).filter(({ method }) => method.auth === auth);
  return offered[0]?.method.protocol ?? 'jsonRpc';
}

async function onlyDatabase(url: string, exchange: Exchange): Promise<string> {
  const databases = await listDatabases(url, exchange);
  if (databases?.length === 1 && databases[0]) return databases[0];
  throw new OdooError('database.missing', databases?.length ? { databases: listed(databases) } : {});
}

function toConnection({
  url,
  database,
  login,
  auth,
  protocol,
  settings,
}: Pick<Connection, 'url' | 'database' | 'login' | 'auth' | 'protocol'> & {
  settings: ConnectionSettings;
}): Connection {
  return {
    ...settings,
    id: 'terminal',
    name: nameOf(url),
    url,
    database,
    login,
    auth,
    protocol,
    production: false,
    readOnly: false,
  };
}

/** What a report calls the connection: its host. */
function nameOf(url: string): string {
  try {
    return hostOf(parseAddress(url).url);
  } catch (error) {
    if (error instanceof OdooError) return 'an address that is none';
    throw error;
  }
}

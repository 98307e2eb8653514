import { listed } from '../diagnosis/inquiry';
import type { Connection } from '../model/connection';
import { parseAddress } from '../odoo/address';
import { offeredSignIns } from '../odoo/auth/methods';
import { OdooError } from '../odoo/error';
import type { Exchange } from '../odoo/protocol/wire';
import { listDatabases, readServerVersion } from '../odoo/server';
import type { AuthMethod, Protocol } from '../model/authMethod';
import { readAuth, readProtocol, unusable, type CommandLine } from './commandLine';
import { findSecret } from './secret';
import type { Terminal } from './terminal';

export interface ChosenConnection {
  connection: Connection;
  secret: string | undefined;
}

/** What flags and environment say, a flag first; empty variables count as absent. */
interface Told {
  address: string;
  database: string;
  login: string;
  auth: AuthMethod | undefined;
  protocol: Protocol | undefined;
}

function told(line: CommandLine, { environment }: Terminal): Told {
  const auth = environment['ODOO_AUTH'];
  const protocol = environment['ODOO_PROTOCOL'];
  return {
    address: line.url ?? environment['ODOO_URL'] ?? '',
    database: line.database ?? environment['ODOO_DB'] ?? '',
    login: line.login ?? environment['ODOO_LOGIN'] ?? '',
    auth: line.auth ?? (auth ? readAuth(auth, 'ODOO_AUTH') : undefined),
    protocol: line.protocol ?? (protocol ? readProtocol(protocol, 'ODOO_PROTOCOL') : undefined),
  };
}

/**
 * The connection to use. What was left out is asked of the server: the recommended protocol of its version, and its only database.
 * @throws OdooError address.*, database.missing, signIn.noSecret, request.incomplete, and what stands between here and the server
 */
export async function chooseConnection(
  line: CommandLine,
  terminal: Terminal,
  exchange: Exchange,
): Promise<ChosenConnection & { secret: string }> {
  const asked = told(line, terminal);
  const { url, database: inAddress } = parseAddress(asked.address);
  const { auth, secret } = await findSecret(line, asked.auth, terminal);
  if (!secret) throw new OdooError('signIn.noSecret', { auth });
  const protocol = asked.protocol ?? (await recommended(url, auth, exchange));
  if (!asked.login && protocol !== 'json2') {
    throw unusable('login', 'Name the login: --login LOGIN, or the variable ODOO_LOGIN.');
  }
  const database = asked.database || inAddress || (await onlyDatabase(url, exchange));
  return { connection: toConnection(url, database, asked.login, auth, protocol), secret };
}

/** The connection to diagnose: as told, whether or not it can work. What cannot be asked of the server is left as it is. */
export async function connectionToDiagnose(
  line: CommandLine,
  terminal: Terminal,
  exchange: Exchange,
): Promise<ChosenConnection> {
  const asked = told(line, terminal);
  const { auth, secret } = await findSecret(line, asked.auth, terminal);
  let { protocol, database } = asked;
  try {
    const { url, database: inAddress } = parseAddress(asked.address);
    protocol ??= await recommended(url, auth, exchange);
    database ||= inAddress || (await onlyDatabase(url, exchange));
  } catch (error) {
    // The checks will come to it, and say more.
    if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
  }
  return {
    connection: toConnection(asked.address, database, asked.login, auth, protocol ?? 'jsonRpc'),
    secret,
  };
}

async function recommended(url: string, auth: AuthMethod, exchange: Exchange): Promise<Protocol> {
  const version = await readServerVersion(url, exchange);
  const offered = offeredSignIns(version).filter(({ method }) => method.auth === auth);
  return offered[0]?.method.protocol ?? 'jsonRpc';
}

async function onlyDatabase(url: string, exchange: Exchange): Promise<string> {
  const databases = await listDatabases(url, exchange);
  if (databases?.length === 1 && databases[0]) return databases[0];
  throw new OdooError('database.missing', databases?.length ? { databases: listed(databases) } : {});
}

function toConnection(
  url: string,
  database: string,
  login: string,
  auth: AuthMethod,
  protocol: Protocol,
): Connection {
  return {
    id: 'terminal',
    name: 'The terminal’s connection',
    url,
    database,
    login,
    auth,
    protocol,
    production: false,
    readOnly: false,
  };
}

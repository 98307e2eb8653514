import { describe } from 'vitest';
import type { AuthMethod, Protocol, SecretKind, SignInMethod } from '../../src/model/authMethod';
import type { Connection } from '../../src/model/connection';
import type { JsonObject } from '../../src/model/json';
import type { RequestSpec } from '../../src/model/requestSpec';
import { parseAddress } from '../../src/odoo/address';
import { OdooClient, type ClientOptions } from '../../src/odoo/client';
import { OdooError } from '../../src/odoo/error';
import type { NetworkSettings } from '../../src/odoo/proxy';
import { listDatabases, readServerVersion } from '../../src/odoo/server';
import { systemCertificates } from '../../src/odoo/systemCertificates';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import { readServer, type OdooServer } from '../support/odooServer';

/** The server these tests run on: one of the lab's, or any other that the environment names. */
export interface Target {
  url: string;
  database: string;
  login: string;
  password: string | undefined;
  apiKey: string | undefined;
  /** Where the tests brought the server up themselves and know its users, keys and demo data. */
  lab: OdooServer | undefined;
}

function readTarget(): Target {
  const name = process.env['TEST_ODOO_TARGET'] ?? '19';
  if (name === 'env') {
    const { ODOO_URL = '', ODOO_DB = '', ODOO_LOGIN = '', ODOO_PASSWORD, ODOO_API_KEY } = process.env;
    const { url, database = '' } = parseAddress(ODOO_URL);
    return {
      url,
      database: ODOO_DB || database,
      login: ODOO_LOGIN,
      password: ODOO_PASSWORD || undefined,
      apiKey: ODOO_API_KEY || undefined,
      lab: undefined,
    };
  }
  const lab = name === '14' || name === '19' ? readServer(name) : undefined;
  if (!lab) throw new Error(`Odoo ${name} is not up. Run: npm run test:odoo, or npm run odoo -- up ${name}`);
  const { url, database, admin } = lab;
  return { url, database, login: admin.login, password: admin.password, apiKey: admin.apiKey, lab };
}

export const target = readTarget();

export const network: NetworkSettings = { verifyCertificates: true, certificates: systemCertificates() };
export const transport = new UndiciTransport(() => network);

export const limits = { timeoutMs: 60_000, maxBytes: 200_000_000 };

/** 14, 19, … of the server the tests run on. */
export const { major } = await readServerVersion(target.url, (request) => transport.send(request, limits));

const databases = await listDatabases(target.url, (request) => transport.send(request, limits));

/** Odoo 14 with several databases hides the reason of every error over JSON-RPC. */
export const hidesReasons = major === 14 && databases?.length !== 1;

/** Every way to sign in that this server takes and a secret is there for. */
export const ways: (SignInMethod & { auth: 'password' | 'apiKey' })[] = (
  ['jsonRpc', 'xmlRpc', 'json2'] as const
).flatMap((protocol) =>
  (['password', 'apiKey'] as const)
    .filter((auth) => secretOf(auth) !== undefined)
    .filter((auth) => (protocol === 'json2' ? auth === 'apiKey' && major >= 19 : true))
    .map((auth) => ({ auth, protocol })),
);

export function secretOf(kind: SecretKind): string | undefined {
  return kind === 'apiKey' ? target.apiKey : kind === 'password' ? target.password : undefined;
}

/**
 * And the web client's own way, in the lab alone: an administrator who signs in that way changes a setting of the server
 * (web.base.url).
 */
export const waysOfCalls: SignInMethod[] = [
  ...ways,
  ...(target.lab ? [{ auth: 'webSession', protocol: 'web' } as const] : []),
];

/** Tests that need the lab's own users, keys and demo data. */
export const describeInLab = describe.skipIf(!target.lab);

/** The lab's server, in tests that run only there. */
export function lab(): OdooServer {
  if (!target.lab) throw new Error('This test runs only on the servers that the tests bring up themselves.');
  return target.lab;
}

export function connection(changes: Partial<Connection> = {}): Connection {
  const way = ways[0] ?? { auth: 'password', protocol: 'jsonRpc' };
  return {
    id: 'test',
    name: 'Test',
    url: target.url,
    database: target.database,
    login: target.login,
    ...way,
    production: false,
    readOnly: false,
    ...changes,
  };
}

/** A client whose secret is the target's own, or the one given. */
export function clientWith(secret?: string, options: Partial<ClientOptions> = {}): OdooClient {
  return new OdooClient({
    transport,
    secrets: {
      read: (_connection, kind, { auth }) => {
        const found = secret ?? secretOf(kind);
        return found === undefined
          ? Promise.reject(new OdooError('signIn.noSecret', { auth }))
          : Promise.resolve(found);
      },
    },
    guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
    now: () => performance.now(),
    limits: () => limits,
    ...options,
  });
}

/** The code of what went wrong; fails the test when nothing did. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await problemOf(promise);
  return error.code;
}

export async function problemOf(promise: Promise<unknown>): Promise<OdooError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof OdooError) return error;
    throw error;
  }
  throw new Error('This was expected to fail, and it did not.');
}

/** Signing in well in between keeps Odoo 14 from shutting this address out after the wrong passwords of these tests. */
export async function signInWell(): Promise<void> {
  await clientWith().signIn(connection());
}

/** One call and its value. */
export async function value(
  client: OdooClient,
  spec: RequestSpec,
  changes: Partial<Connection> = {},
): Promise<unknown> {
  return (await client.run(connection(changes), spec)).value;
}

export type Row = JsonObject & { id: number };

export function wayName(way: { auth: AuthMethod; protocol: Protocol }): string {
  return `${way.auth} over ${way.protocol}`;
}

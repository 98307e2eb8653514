import type { AuthMethod, SecretKind, SignInMethod } from '../../src/model/authMethod';
import { signInLabel } from '../../src/model/authMethod';
import type { Connection } from '../../src/model/connection';
import type { ServerVersion } from '../../src/model/schemaInfo';
import { parseAddress } from '../../src/odoo/address';
import { offers } from '../../src/odoo/auth/methods';
import { OdooClient } from '../../src/odoo/client';
import { OdooError } from '../../src/odoo/error';
import { readServerVersion } from '../../src/odoo/server';
import { systemCertificates } from '../../src/odoo/systemCertificates';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import type { SandboxVersion } from '../../src/sandbox/version';
import { readServer } from '../support/odooServer';
import { SecretWatch } from './secretWatch';

/** A server the suite is run on, and the secrets there are for it. */
interface Target {
  name: string;
  url: string;
  database: string;
  login: string;
  secrets: Partial<Record<SecretKind, string>>;
  /** Ways to sign in that need a module on the server, and what each needs to be told. */
  modules: ModuleWay[];
  close: () => Promise<void>;
}

export interface ModuleWay {
  method: SignInMethod;
  settings: Partial<Connection>;
  secret?: string;
}

async function readTarget(): Promise<Target> {
  const name = process.env['TEST_CONFORMANCE_TARGET'] ?? 'sandbox';
  const sandbox = /^sandbox(?:-(\d+))?$/.exec(name);
  if (sandbox) return onSandbox(name, (sandbox[1] ?? '19') as SandboxVersion);
  if (name === 'env') {
    const { ODOO_URL = '', ODOO_DB = '', ODOO_LOGIN = '', ODOO_PASSWORD, ODOO_API_KEY } = process.env;
    const { url, database = '' } = parseAddress(ODOO_URL);
    const secrets = {
      ...(ODOO_PASSWORD ? { password: ODOO_PASSWORD } : {}),
      ...(ODOO_API_KEY ? { apiKey: ODOO_API_KEY } : {}),
    };
    const close = (): Promise<void> => Promise.resolve();
    return { name: url, url, database: ODOO_DB || database, login: ODOO_LOGIN, secrets, modules: [], close };
  }
  const lab = name === '14' || name === '19' ? readServer(name) : undefined;
  if (!lab) throw new Error(`Odoo ${name} is not up. Run: npm run odoo -- up ${name}`);
  const { url, database, admin } = lab;
  return {
    name: `Odoo ${name}`,
    url,
    database,
    login: admin.login,
    secrets: { password: admin.password, apiKey: admin.apiKey },
    modules: [],
    close: () => Promise.resolve(),
  };
}

async function onSandbox(name: string, version: SandboxVersion): Promise<Target> {
  const sandbox = await startSandbox({ version });
  return {
    name,
    url: sandbox.url,
    database: sandbox.database,
    login: sandbox.login,
    secrets: { password: sandbox.password, apiKey: sandbox.apiKey },
    modules: sandboxModules(sandbox),
    close: () => sandbox.close(),
  };
}

/** The REST modules that the sandbox imitates, each with every way to sign in that it takes. */
function sandboxModules(sandbox: Sandbox): ModuleWay[] {
  const secureApi = { rest: { dialect: 'secureApi' as const, basePath: '/api' } };
  const plain = { rest: { dialect: 'plain' as const, basePath: '/api/v1' } };
  const token = {
    url: '/api/auth/token',
    method: 'POST' as const,
    format: 'json' as const,
    body: '{"login": "{{login}}", "password": "{{secret}}", "db": "{{database}}"}',
    accessToken: 'data.access_token',
    refreshToken: 'data.refresh_token',
    expires: 'data.expires_in',
    refresh: {
      url: '/api/auth/refresh',
      format: 'json' as const,
      body: '{"refresh_token": "{{refreshToken}}"}',
    },
  };
  const oauth2 = { tokenUrl: '/api/oauth2/token', clientAuth: 'body' as const };
  const client = { login: sandbox.oauth2.clientId, ...secureApi, oauth2 };
  const ways: ModuleWay[] = [
    { method: { auth: 'jwt', protocol: 'rest' }, settings: { ...plain, token }, secret: sandbox.password },
    { method: { auth: 'basic', protocol: 'rest' }, settings: plain, secret: sandbox.password },
    {
      method: { auth: 'header', protocol: 'rest' },
      settings: { ...plain, header: { name: 'X-API-Key', prefix: '' } },
      secret: sandbox.apiKey,
    },
  ];
  if (Number(sandbox.version) <= 19) {
    ways.push(
      { method: { auth: 'oauth2', protocol: 'rest' }, settings: client, secret: sandbox.oauth2.clientSecret },
      { method: { auth: 'secureApiKey', protocol: 'rest' }, settings: secureApi },
      { method: { auth: 'webSession', protocol: 'rest' }, settings: secureApi },
      { method: { auth: 'public', protocol: 'rest' }, settings: secureApi },
    );
  }
  return ways;
}

export const target = await readTarget();
const undici = new UndiciTransport(() => ({
  verifyCertificates: true,
  certificates: systemCertificates(),
}));
/** Between the client and the network; knows every cookie and token the server gave out. */
export const transport = new SecretWatch(undici);
for (const secret of Object.values(target.secrets)) transport.learn(secret);
for (const { secret } of target.modules) transport.learn(secret);

export async function close(): Promise<void> {
  await undici.close();
  await target.close();
}
const limits = { timeoutMs: 60_000, maxBytes: 200_000_000 };
export const version: ServerVersion = await readServerVersion(target.url, (request) =>
  transport.send(request, limits),
);

/** Whether the server hides the reason of every failure over JSON-RPC behind a page: Odoo 14 with several databases does. */
export const hidesReasons = await (async (): Promise<boolean> => {
  const unknown = { service: 'no_such_service', method: 'x', args: [] };
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'call', params: unknown, id: 1 });
  const headers = { 'content-type': 'application/json' };
  const answer = await transport.send(
    { method: 'POST', url: `${target.url}/jsonrpc`, headers, body },
    limits,
  );
  return answer.status === 500 && (answer.headers['content-type'] ?? '').includes('html');
})();

/** One way to sign in, over one protocol: a column of the table. */
export interface Way {
  name: string;
  method: SignInMethod;
  connection: Connection;
}

const odooMethods: SignInMethod[] = [
  { auth: 'password', protocol: 'jsonRpc' },
  { auth: 'apiKey', protocol: 'jsonRpc' },
  { auth: 'password', protocol: 'xmlRpc' },
  { auth: 'apiKey', protocol: 'xmlRpc' },
  { auth: 'webSession', protocol: 'web' },
  { auth: 'apiKey', protocol: 'json2' },
];

function way(method: SignInMethod, settings: Partial<Connection> = {}): Way {
  const name = signInLabel(method);
  const { url, database, login } = target;
  const connection = {
    id: name,
    name,
    url,
    database,
    login,
    ...method,
    production: false,
    readOnly: false,
    ...settings,
  };
  return { name, method, connection };
}

/** Odoo's own ways that this server takes and a secret is there for. The first is the one the others are compared with. */
export const ormWays: Way[] = odooMethods
  .filter((method) => offers(version, method) && secretOf(method.auth) !== undefined)
  .map((method) => way(method));

export const restWays: Way[] = target.modules.map(({ method, settings }) => way(method, settings));

/** Ways that carry any path on every server, without a module. */
export const pathWays: Way[] = [
  ...ormWays.filter(({ method }) => method.protocol === 'web' || method.protocol === 'json2'),
  ...(target.modules.length > 0 ? [] : [way({ auth: 'public', protocol: 'rest' })]),
  ...restWays,
];

export const ways: Way[] = [...new Set([...ormWays, ...pathWays])];

function secretOf(auth: AuthMethod): string | undefined {
  return auth === 'password' || auth === 'webSession' ? target.secrets.password : target.secrets.apiKey;
}

export const client = new OdooClient({
  transport,
  secrets: {
    read(connection, kind, { auth, protocol }) {
      const own = target.modules.find(
        ({ method }) => method.auth === auth && method.protocol === protocol,
      )?.secret;
      const secret = own ?? target.secrets[kind];
      if (secret !== undefined) return Promise.resolve(secret);
      return Promise.reject(new OdooError('signIn.noSecret', { connection: connection.name, secret: kind }));
    },
  },
  guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
  now: () => performance.now(),
  limits: () => limits,
});

import { startSandbox } from '../../src/sandbox/server';
import { isUp, readServer, type OdooVersion } from '../support/odooServer';

/** The server a journey goes to. */
export interface Target {
  name: string;
  /** 14, 19: what the server can do. */
  major: number;
  url: string;
  database: string;
  login: string;
  password: string;
  apiKey: string;
  /** A user who may do little. */
  plain: { login: string; password: string; apiKey: string };
  close: () => Promise<void>;
}

/** The real Odoo that `npm run test:vscode -- --odoo` was told, else the sandbox; says which. */
export async function findTarget(): Promise<Target> {
  const version = process.env['JOURNEYS_ON'];
  if (version === '14' || version === '19') return realOdoo(version);
  console.log('On the sandbox.');
  const sandbox = await startSandbox();
  const { url, database, login, password, apiKey, plain } = sandbox;
  const server = { url, database, login, password, apiKey, plain };
  return { name: 'Sandbox', major: 19, ...server, close: () => sandbox.close() };
}

async function realOdoo(version: OdooVersion): Promise<Target> {
  const real = readServer(version);
  if (!real || !(await isUp(real)))
    throw new Error(`Odoo ${version} is not up: npm run odoo -- up ${version}`);
  console.log(`On the real Odoo ${version}.`);
  const { url, database, admin, plain } = real;
  const server = { url, database, ...admin, plain };
  return { name: `Odoo ${version}`, major: Number(version), ...server, close: () => Promise.resolve() };
}

/**
 * The environment in which VS Code starts with a connection to the server, by API key.
 * @param more another name, address, or user
 */
export function connectionEnv(
  target: Target,
  more: { name?: string; url?: string; login?: string; apiKey?: string } = {},
): Record<string, string> {
  return {
    ODOO_URL: more.url ?? target.url,
    ODOO_DB: target.database,
    ODOO_LOGIN: more.login ?? target.login,
    ODOO_API_KEY: more.apiKey ?? target.apiKey,
    ODOO_NAME: more.name ?? 'Odoo',
    ODOO_AUTH: 'apiKey',
    // Over JSON-RPC, Odoo 14 with several databases hides why it refuses.
    ODOO_PROTOCOL: target.major >= 19 ? 'json2' : 'xmlRpc',
  };
}

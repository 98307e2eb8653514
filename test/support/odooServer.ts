import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { locked, tail, until } from './odoo/commands';
import {
  configFile,
  database,
  makeDatabases,
  masterPassword,
  readSeeded,
  secondDatabase,
  type SeededKeys,
  writeWhole,
} from './odoo/databases';
import { whyNot } from './odoo/host';
import { install, isInstalled } from './odoo/install';
import { isIn, processesIn, programOf, startIn, stop } from './odoo/jail';
import { freePort } from './odoo/ports';
import { postgresPid, startPostgres, stopPostgres } from './odoo/postgres';
import { type OdooVersion, type Places, placesOf, releases } from './odoo/releases';

export { type OdooVersion, odooVersions } from './odoo/releases';

interface SignIn {
  login: string;
  password: string;
}

interface SignInWithKey extends SignIn {
  apiKey: string;
}

/** A running server and everything a test needs to sign in to it. */
export interface OdooServer {
  version: OdooVersion;
  url: string;
  /** The database with the users and keys below, and demo data. */
  database: string;
  /** A copy of it from before those users and keys: only the administrator's password works there. */
  secondDatabase: string;
  masterPassword: string;
  admin: SignInWithKey;
  /** An internal user without any right beyond that. */
  plain: SignInWithKey;
  twoFactor: SignIn;
  archived: SignIn;
  portal: SignIn;
  /** A key of the administrator that is past its date (Odoo 18 and newer). */
  expiredApiKey?: string;
  /** A key of the administrator that was deleted. */
  revokedApiKey: string;
  odooPid: number;
  postgresPid: number;
}

type Log = (line: string) => void;

/** What the last `up` wrote down and no `down` removed since. Whether it answers is for isUp to say. */
export function readServer(version: OdooVersion): OdooServer | undefined {
  const file = placesOf(version).server;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OdooServer) : undefined;
}

/** Whether this very server runs and answers. */
export async function isUp(server: OdooServer): Promise<boolean> {
  const { root } = placesOf(server.version);
  if (!isIn(root, server.odooPid) || !isIn(root, server.postgresPid)) return false;
  const told = await call(server.url, '/web/webclient/version_info', {});
  return (
    (told as { server_version?: string } | undefined)?.server_version?.startsWith(server.version) ?? false
  );
}

/** Brings the server up, building whatever is missing first, and returns how to reach it. */
export async function up(version: OdooVersion, log: Log): Promise<OdooServer> {
  const obstacle = whyNot();
  if (obstacle) throw new Error(obstacle);
  const places = placesOf(version);
  return locked(places.lock, waitingFor(places, log), async () => {
    const known = readServer(version);
    const seeded = isInstalled(places, releases[version]) ? readSeeded(places) : undefined;
    if (known && seeded && (await isUp(known))) {
      log(`already up at ${known.url}`);
      return known;
    }
    // Only for us: the seed's log holds the keys.
    mkdirSync(places.logs, { recursive: true, mode: 0o700 });
    // What a crash, a restart of the machine or an older version of these scripts left.
    await stopAll(places);
    if (!isInstalled(places, releases[version])) await install(places, releases[version], log);
    const postgres = await startPostgres(places);
    const keys = readSeeded(places) ?? (await makeDatabases(places, releases[version], log));
    return startOdoo(version, postgres, keys, log);
  });
}

/** Stops the server with everything that belongs to it. Says whether there was anything to stop. */
export async function down(version: OdooVersion): Promise<boolean> {
  const places = placesOf(version);
  if (!existsSync(places.root)) return false;
  return locked(places.lock, waitingFor(places, console.error), () => stopAll(places));
}

/**
 * Runs one more Odoo of this version beside the server that is up, on the same databases and on a port of its own,
 * with further options (`--no-database-list`, `--db-filter`, `-d` …), for as long as the given function takes.
 */
export async function withExtraServer<T>(
  version: OdooVersion,
  extraArgs: string[],
  use: (url: string) => Promise<T>,
): Promise<T> {
  const places = placesOf(version);
  if (postgresPid(places) === undefined) {
    throw new Error(`Odoo ${version} is not up. Run: npm run odoo -- up ${version}`);
  }
  const port = await freePort();
  const logFile = join(places.logs, `extra-${port}.log`);
  const pid = await launch(version, port, extraArgs, { logFile, tied: true });
  try {
    const url = `http://127.0.0.1:${port}`;
    await answering(pid, logFile, () => answersAtAll(url));
    return await use(url);
  } finally {
    await stop(places.root, [pid], 'SIGTERM', 10_000);
    rmSync(logFile, { force: true });
  }
}

async function startOdoo(
  version: OdooVersion,
  postgres: number,
  keys: SeededKeys,
  log: Log,
): Promise<OdooServer> {
  log('starting');
  const places = placesOf(version);
  const port = await freePort(releases[version].port);
  const logFile = join(places.logs, 'odoo.log');
  const server: OdooServer = {
    version,
    url: `http://127.0.0.1:${port}`,
    database,
    secondDatabase,
    masterPassword,
    admin: { login: 'admin', password: 'admin', apiKey: keys.admin },
    plain: { login: 'plain', password: 'plain-password-1', apiKey: keys.plain },
    twoFactor: { login: 'twofactor', password: 'twofactor-password-1' },
    archived: { login: 'archived', password: 'archived-password-1' },
    portal: { login: 'portal', password: 'portal-password-1' },
    ...(keys.expired === undefined ? {} : { expiredApiKey: keys.expired }),
    revokedApiKey: keys.revoked,
    odooPid: await launch(version, port, [], { logFile }),
    postgresPid: postgres,
  };
  await answering(server.odooPid, logFile, () => isUp(server));
  // The first sign-in loads the database, which takes seconds: better here than in somebody's first test.
  await answering(server.odooPid, logFile, () => adminSignsIn(server));
  writeWhole(places.server, server);
  log(`up at ${server.url}`);
  return server;
}

async function launch(
  version: OdooVersion,
  port: number,
  extraArgs: readonly string[],
  options: { logFile: string; tied?: boolean },
): Promise<number> {
  const second = await freePort();
  const ports = ['--http-port', String(port), releases[version].secondPortOption, String(second)];
  return startIn(placesOf(version).root, 'odoo', ['odoo', '-c', configFile, ...ports, ...extraArgs], options);
}

/** Waits for a yes from a server that was just started; fails with its log when it ends or takes too long. */
async function answering(pid: number, logFile: string, yes: () => Promise<boolean>): Promise<void> {
  const gone = (): boolean => !existsSync(`/proc/${pid}`);
  const reached = await until(async () => gone() || (await yes()), 120_000);
  if (gone()) throw new Error(`Odoo ended by itself.\n${tail(logFile)}`);
  if (!reached) {
    process.kill(pid);
    throw new Error(`Odoo does not answer.\n${tail(logFile)}`);
  }
}

async function adminSignsIn(server: OdooServer): Promise<boolean> {
  const { login, password } = server.admin;
  const args = [server.database, login, password, {}];
  const uid = await call(server.url, '/jsonrpc', { service: 'common', method: 'authenticate', args });
  return typeof uid === 'number';
}

/** The result of a JSON-RPC call, or undefined for whatever else comes back. */
async function call(url: string, path: string, params: object): Promise<unknown> {
  try {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params }),
      signal: AbortSignal.timeout(30_000),
    });
    return ((await answer.json()) as { result?: unknown }).result;
  } catch {
    return undefined;
  }
}

async function answersAtAll(url: string): Promise<boolean> {
  return fetch(`${url}/web/webclient/version_info`, { signal: AbortSignal.timeout(30_000) }).then(
    () => true,
    () => false,
  );
}

async function stopAll(places: Places): Promise<boolean> {
  rmSync(places.server, { force: true });
  if (!existsSync(places.root)) return false;
  const all = processesIn(places.root);
  const odoos = all.filter((pid) => programOf(pid) !== 'postgres');
  await stop(places.root, odoos, 'SIGTERM', 10_000);
  await stopPostgres(places);
  await stop(places.root, processesIn(places.root), 'SIGTERM', 5000);
  return all.length > 0;
}

function waitingFor(places: Places, log: Log): () => void {
  return () => log(`waiting for another process that holds ${places.lock}`);
}

import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runIn } from './jail';
import { sql } from './postgres';
import type { Places, Release } from './releases';

export const database = 'explorer';
export const secondDatabase = 'explorer_second';
/** The password of Odoo's database manager. It guards nothing: the server is for tests and on loopback only. */
export const masterPassword = 'master-password-1';

/** The configuration file, as the installed system sees it. */
export const configFile = '/etc/odoo/explorer.conf';

const DATA = '/var/lib/odoo/explorer';
const MODULES = 'base,contacts,product,auth_totp';
const CONFIG = `[options]
admin_passwd = ${masterPassword}
data_dir = ${DATA}
db_host = False
db_port = False
db_user = odoo
db_password = False
http_interface = 127.0.0.1
max_cron_threads = 0
`;
// The keys of Odoo 18 and newer are made for a year.
const MAX_AGE_DAYS = 300;

export interface SeededKeys {
  admin: string;
  plain: string;
  revoked: string;
  /** Only where keys can expire (Odoo 18 and newer). */
  expired?: string;
}

interface Seeded {
  recipe: string;
  madeAt: string;
  keys: SeededKeys;
}

function seedText(): string {
  return readFileSync(join(import.meta.dirname, 'seed.py'), 'utf8');
}

function recipe(): string {
  const parts = JSON.stringify([CONFIG, MODULES, database, secondDatabase, seedText()]);
  return createHash('sha256').update(parts).digest('hex');
}

/** The keys in the complete databases; undefined when the databases have to be made first. */
export function readSeeded(places: Places): SeededKeys | undefined {
  if (!existsSync(places.seeded)) return undefined;
  const seeded = JSON.parse(readFileSync(places.seeded, 'utf8')) as Seeded;
  const ageDays = (Date.now() - Date.parse(seeded.madeAt)) / 86_400_000;
  return seeded.recipe === recipe() && ageDays >= 0 && ageDays < MAX_AGE_DAYS ? seeded.keys : undefined;
}

/** Makes both databases from nothing. PostgreSQL must be running and Odoo must not. */
export async function makeDatabases(
  places: Places,
  release: Release,
  log: (line: string) => void,
): Promise<SeededKeys> {
  const { root } = places;
  const logFile = join(places.logs, 'databases.log');
  rmSync(logFile, { force: true });
  rmSync(places.seeded, { force: true });
  await sql(
    places,
    'postgres',
    `DROP DATABASE IF EXISTS ${database};
     DROP DATABASE IF EXISTS ${secondDatabase};
     DROP ROLE IF EXISTS odoo;
     CREATE ROLE odoo SUPERUSER LOGIN;`,
  );
  writeFileSync(join(root, configFile), CONFIG);
  rmSync(join(root, DATA), { recursive: true, force: true });
  mkdirSync(join(root, DATA));
  const { uid, gid } = statSync(join(root, 'var/lib/odoo'));
  chownSync(join(root, DATA), uid, gid);

  log(`making database ${database} with demo data (about half a minute)`);
  const odoo = ['odoo', '-c', configFile, '-d', database];
  await runIn(root, 'odoo', [...odoo, '-i', MODULES, ...release.demoOptions, '--stop-after-init'], {
    logFile,
  });

  log(`copying it to ${secondDatabase}, then adding users and keys`);
  // Copied before the keys exist: like on any other database, a key of the first means nothing to the second.
  await sql(places, 'postgres', `CREATE DATABASE ${secondDatabase} TEMPLATE ${database} OWNER odoo;`);
  const files = `${DATA}/filestore`;
  await runIn(root, 'odoo', ['cp', '-a', `${files}/${database}`, `${files}/${secondDatabase}`], { logFile });
  const shell = ['odoo', 'shell', '-c', configFile, '-d', database, '--no-http'];
  const printed = await runIn(root, 'odoo', shell, { logFile, input: seedText() });
  const keys = /^SEEDED (.*)$/m.exec(printed)?.[1];
  if (!keys) throw new Error(`Users and keys could not be made; ${logFile} tells more.`);
  const seeded: Seeded = {
    recipe: recipe(),
    madeAt: new Date().toISOString(),
    keys: JSON.parse(keys) as SeededKeys,
  };
  writeWhole(places.seeded, seeded);
  return seeded.keys;
}

/** Writes a file that others read: only we may, and never half of it. */
export function writeWhole(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

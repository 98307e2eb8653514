import { join } from 'node:path';
import { cacheRoot } from '../cache';

export type OdooVersion = '14' | '19';
export const odooVersions: readonly OdooVersion[] = ['14', '19'];

/** What has to be known of a version to install and run it. */
export interface Release {
  /** The Debian suite it is installed on. */
  suite: string;
  /** Further suites that packages may come from when the first has none. */
  otherSuites: readonly string[];
  packages: readonly string[];
  /** The port it gets when nothing else has it. */
  port: number;
  /** How this version calls the second port, the one for long polling and websockets. */
  secondPortOption: string;
  /** Options that make a new database with demo data. */
  demoOptions: readonly string[];
}

export const releases: Record<OdooVersion, Release> = {
  '14': {
    suite: 'bullseye',
    otherSuites: [],
    packages: ['postgresql', 'odoo-14'],
    port: 8014,
    secondPortOption: '--longpolling-port',
    demoOptions: [],
  },
  // Odoo 19 is only in sid, but sid's Python 3.14 cannot run it; on trixie's 3.13 the same package works.
  '19': {
    suite: 'trixie',
    otherSuites: ['sid'],
    packages: ['postgresql', 'tzdata', 'odoo-19'],
    port: 8019,
    secondPortOption: '--gevent-port',
    demoOptions: ['--with-demo'],
  },
};

/** The files of one version's server, all below one folder of the cache. */
export interface Places {
  folder: string;
  /** The Debian system the server runs in. */
  root: string;
  logs: string;
  /** What the seed left behind; there only when the databases are complete. */
  seeded: string;
  /** How to reach the running server; there only while it is up (or was when the machine went down). */
  server: string;
  /** Held by whoever builds, starts or stops the server. */
  lock: string;
}

export function placesOf(version: OdooVersion): Places {
  const folder = join(cacheRoot(), 'odoo', version);
  return {
    folder,
    root: join(folder, 'root'),
    logs: join(folder, 'log'),
    seeded: join(folder, 'seeded.json'),
    server: join(folder, 'server.json'),
    lock: join(folder, 'lock'),
  };
}

import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from './commands';
import { aptReachSettings, debianMirror, needDebootstrap, proxyVariables } from './host';
import { runIn } from './jail';
import type { Places, Release } from './releases';

/** Raised when the steps below change what is installed: an older system in the cache is then built anew. */
const STEPS = 1;

function recipeOf(release: Release): string {
  return JSON.stringify([STEPS, release.suite, release.otherSuites, release.packages]);
}

const recipeFile = (root: string): string => join(root, 'etc', 'odoo-api-explorer-recipe');

/** Whether the system is there, complete, and made by these steps. A half-built one never carries this name. */
export function isInstalled(places: Places, release: Release): boolean {
  const file = recipeFile(places.root);
  return existsSync(file) && readFileSync(file, 'utf8') === recipeOf(release);
}

/** Builds the Debian system with PostgreSQL and Odoo in it, from nothing. */
export async function install(places: Places, release: Release, log: (line: string) => void): Promise<void> {
  const logFile = join(places.logs, 'install.log');
  const building = `${places.root}.building`;
  rmSync(logFile, { force: true });
  for (const old of [places.seeded, places.server, places.root, building]) {
    rmSync(old, { recursive: true, force: true });
  }
  const mirror = debianMirror();
  const env = proxyVariables();
  await needDebootstrap(logFile);

  log(`installing Debian ${release.suite} in ${places.folder} (about half a minute)`);
  mkdirSync(building, { mode: 0o755 });
  const known = existsSync(`/usr/share/debootstrap/scripts/${release.suite}`);
  const include = '--include=ca-certificates,locales,adduser';
  await run(
    'debootstrap',
    // A debootstrap older than the suite has no script for it; sid's is the one they all share.
    ['--variant=minbase', include, release.suite, building, mirror, ...(known ? [] : ['sid'])],
    { logFile, env },
  );
  settle(building, release, mirror);

  log(`installing ${release.packages.join(', ')} (1 to 2 minutes)`);
  const apt = { logFile, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  await runIn(building, 'root', ['apt-get', 'update', '-q'], apt);
  await runIn(building, 'root', ['apt-get', 'install', '-yq', ...release.packages], apt);
  await runIn(building, 'root', ['apt-get', 'clean'], apt);
  writeFileSync(recipeFile(building), recipeOf(release));
  renameSync(building, places.root);
}

/** What the new system needs to reach the mirror as the host does, and to start nothing by itself. */
function settle(root: string, release: Release, mirror: string): void {
  const put = (path: string, text: string, mode = 0o644): void => {
    writeFileSync(join(root, path), text, { mode });
  };
  put('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755);
  // The system can be thrown away at any time, so dpkg need not wait for the disk.
  put('etc/dpkg/dpkg.cfg.d/lab', 'force-unsafe-io\n');
  const own = [
    // A mirror's index of sid, or of an old suite, can be past its date.
    'Acquire::Check-Valid-Until "false";',
    'Acquire::Languages "none";',
    'APT::Install-Recommends "false";',
    `APT::Default-Release "${release.suite}";`,
  ];
  put('etc/apt/apt.conf.d/90lab', `${aptReachSettings()}\n${own.join('\n')}\n`);
  const suites = [release.suite, ...release.otherSuites];
  put('etc/apt/sources.list', suites.map((suite) => `deb ${mirror} ${suite} main\n`).join(''));
  for (const file of ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl/certs/ca-certificates.crt']) {
    if (existsSync(file)) copyFileSync(file, join(root, file));
  }
  const certificates = '/usr/local/share/ca-certificates';
  if (existsSync(certificates)) cpSync(certificates, join(root, certificates), { recursive: true });
}

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from './cache';

/** What the suite needs of Debian, and the packages that a program may be in: it moved between releases. */
const packages = {
  nginx: ['nginx', 'nginx-light', 'nginx-core'],
  tinyproxy: ['tinyproxy-bin'],
} as const;
export type Program = keyof typeof packages;

const places = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin'];
const limitMs = 240_000;

/**
 * The path of a program: the installed one, or else one unpacked from Debian's package into the cache. Nothing is installed, so no
 * service starts on this machine, and it needs no root.
 * @throws Error with a sentence that says what to install
 */
export function program(name: Program): string {
  const cache = join(cacheRoot(), 'proxy', name);
  const known = find(name, [...places, ...unpackedPlaces(cache)]);
  if (known) return known;
  const refused: string[] = [];
  if (existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-deb')) {
    for (const candidate of packages[name]) {
      const reason = unpack(candidate, cache);
      const found = find(name, unpackedPlaces(cache));
      if (found) return found;
      if (reason) refused.push(reason);
    }
  }
  throw new Error(
    `These tests need ${name}, which is not on this machine and could not be fetched from a Debian mirror. ` +
      `Install it (Debian and Ubuntu: apt-get install ${packages[name][0]}; elsewhere with the system's own packages) and run them again.` +
      refused.map((reason) => `\n${reason}`).join(''),
  );
}

function unpackedPlaces(root: string): string[] {
  return ['usr/sbin', 'usr/bin'].map((folder) => join(root, folder));
}

/** A program that is there but does not start, for want of a library, is none. */
function find(name: Program, folders: string[]): string | undefined {
  return folders
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path) && spawnSync(path, ['-v'], { timeout: 20_000 }).status === 0);
}

/** Fetches a package and unpacks it beside the cache, and moves it there when it is whole. Says what went wrong, if anything did. */
function unpack(name: string, into: string): string | undefined {
  mkdirSync(join(into, '..'), { recursive: true });
  const folder = mkdtempSync(`${into}.building-`);
  try {
    const failed = run('apt-get', ['download', '-q', name], folder);
    if (failed) {
      // A fresh machine has no list of packages yet; only root may get one.
      if (process.getuid?.() !== 0) return failed;
      run('apt-get', ['update', '-q'], folder);
      const again = run('apt-get', ['download', '-q', name], folder);
      if (again) return again;
    }
    const file = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
    if (!file) return `apt-get download ${name} gave no package.`;
    const unpacked = run('dpkg-deb', ['-x', file, 'root'], folder);
    if (unpacked) return unpacked;
    rmSync(into, { recursive: true, force: true });
    renameSync(join(folder, 'root'), into);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command to its end; undefined, or why it failed. */
function run(command: string, args: string[], cwd: string): string | undefined {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: limitMs });
  if (done.status === 0) return undefined;
  return `${command} ${args.join(' ')}: ${(done.stderr || done.error?.message || 'failed').trim().slice(-400)}`;
}

import { existsSync, readFileSync } from 'node:fs';
import { output, run } from './commands';

/** Says in a sentence why this machine cannot have the servers; undefined when it can. */
export function whyNot(): string | undefined {
  const needs =
    'Real Odoo servers need a Debian or Ubuntu machine and root: they are built from Debian packages in a folder of their own.';
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) {
    return `${needs} This machine is not Debian or Ubuntu.`;
  }
  if (process.getuid?.() !== 0) return `${needs} This user is not root.`;
  if (output('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']) === undefined) {
    return `${needs} Here root may not mount file systems (a container without that right?).`;
  }
  return undefined;
}

/** Installs debootstrap, and the keys Debian signs with, when one of them is missing. */
export async function needDebootstrap(logFile: string): Promise<void> {
  if (existsSync('/usr/sbin/debootstrap') && existsSync('/usr/share/keyrings/debian-archive-keyring.gpg'))
    return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { logFile, env });
  await run('apt-get', ['install', '-yq', 'debootstrap', 'debian-archive-keyring'], { logFile, env });
}

/** The Debian mirror this machine itself installs from, or the one ODOO_API_EXPLORER_DEBIAN_MIRROR names. */
export function debianMirror(): string {
  const chosen = process.env['ODOO_API_EXPLORER_DEBIAN_MIRROR'];
  if (chosen) return chosen;
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const listed = output('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']) ?? '';
  const sources = listed.split('\n').map((line) => line.split(' '));
  // The archive itself: not security, updates or backports (their suites have a dash), and nobody else's repository.
  const archive = sources.find(
    ([uri = '', suite = '', component]) =>
      component === 'main' && !suite.includes('-') && /\/debian\/?$|^mirror\+file:/.test(uri),
  )?.[0];
  if (!archive) {
    throw new Error(
      "This machine's apt sources name no Debian mirror. Set ODOO_API_EXPLORER_DEBIAN_MIRROR to the address of one and try again.",
    );
  }
  return archive.startsWith('mirror+file:') ? firstOfMirrorFile(archive) : archive;
}

function firstOfMirrorFile(uri: string): string {
  const path = uri.replace(/^mirror\+file:(\/\/)?/, '').replace(/(?<=.)\/$/, '');
  const first = /^\s*(https?:\S+)/m.exec(readFileSync(path, 'utf8'))?.[1];
  if (!first) throw new Error(`${path}, which apt's sources point to, lists no mirror.`);
  return first;
}

/** The host's apt settings that decide how a mirror is reached: proxies, certificates, whether dates are checked. */
export function aptReachSettings(): string {
  const settings = output('apt-config', ['dump']) ?? '';
  return settings
    .split('\n')
    .filter((line) => /^Acquire::(https?::|Check-|Retries)/.test(line) && !/Auto-Detect/i.test(line))
    .join('\n');
}

/** The proxy variables of this process, for the commands that download. */
export function proxyVariables(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (/^(https?|ftp|no|all)_proxy$/i.test(name) && value) found[name] = value;
  }
  return found;
}

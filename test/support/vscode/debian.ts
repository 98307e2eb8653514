import { existsSync } from 'node:fs';
import { findOnPath, runToEnd } from './process';

/** True where this process may install Debian packages: root on a system with apt-get. */
export function mayInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
}

/** Which of these Debian packages are missing; none where dpkg does not know (another system). */
export async function missingPackages(names: readonly string[]): Promise<string[]> {
  if (!existsSync('/var/lib/dpkg/status')) return [];
  const missing: string[] = [];
  for (const name of names) {
    const { output } = await runToEnd('dpkg-query', ['-W', '-f', '${Status}', name]);
    if (!output.includes('install ok installed')) missing.push(name);
  }
  return missing;
}

/** Installs Debian packages, or says what to install by hand. */
export async function installPackages(names: readonly string[], what: string): Promise<void> {
  if (names.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!mayInstallPackages())
    throw new Error(`${what} needs packages that are missing. Install them: sudo ${command}`);
  console.error(`${what}: installing ${names.join(', ')} with apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runToEnd('apt-get', ['update', '-q'], { env });
  const install = await runToEnd('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], {
    env,
  });
  if (install.exitCode === 0) return;
  const said = (update.exitCode === 0 ? '' : update.output) + install.output;
  throw new Error(`${what}: "${command}" failed. It said:\n${said.slice(-3000)}`);
}

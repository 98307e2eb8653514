import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../cache';
import { quietSettings, startCodeServer, workbenchEnv } from './codeServer';
import { installCodeServer } from './install';
import { vsixPath } from './packaging';
import { findOnPath, isFree, runToEnd } from './process';

export interface StartWindow {
  /** Resolves when the person closed VS Code, or it stopped by itself. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Secrets belong to the page's address, so it should be the same at the next start. */
const preferredPort = 8470;

/** Opens a VS Code of its own with the packaged extension: the desktop one where it is installed, else code-server. */
export async function openWindow(env: Readonly<Record<string, string>>): Promise<StartWindow> {
  const home = join(cacheRoot(), 'start');
  const folder = join(home, 'workspace');
  mkdirSync(folder, { recursive: true });
  const code = hasDisplay() ? findOnPath('code') : undefined;
  return code === undefined ? openCodeServer(home, folder, env) : openDesktop(code, home, folder, env);
}

async function openDesktop(
  code: string,
  home: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<StartWindow> {
  const own = [
    '--user-data-dir',
    join(home, 'desktop'),
    '--extensions-dir',
    join(home, 'desktop-extensions'),
  ];
  const install = await runToEnd(code, [...own, '--install-extension', vsixPath, '--force'], {
    env: workbenchEnv(),
  });
  if (install.exitCode !== 0)
    throw new Error(`VS Code did not install ${vsixPath}:\n${install.output.slice(-3000)}`);
  const options = [
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
  ];
  const window = spawn(code, [...own, ...options, folder], { env: workbenchEnv(env), stdio: 'ignore' });
  console.log(
    'VS Code is opening. Choose Odoo API Explorer in its activity bar. Ctrl+C here, or closing it, ends all.',
  );
  const ended = new Promise((resolve) => {
    window.once('error', resolve);
    window.once('close', resolve);
  });
  return {
    ended,
    stop: async () => {
      window.kill();
      await ended;
    },
  };
}

async function openCodeServer(
  home: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<StartWindow> {
  const codeServer = await installCodeServer('current');
  const server = await startCodeServer({
    codeServer,
    extensionVsix: vsixPath,
    folder,
    userDataDir: join(home, 'code-server'),
    // Here a person works: only what would distract from a first look is off.
    settings: { ...quietSettings, 'window.confirmBeforeClose': 'never' },
    env,
    ...((await isFree(preferredPort)) && { port: preferredPort }),
  });
  console.log(
    `VS Code ${codeServer.vscode} is running. Open this address in a browser:\n\n  ${server.url}\n`,
  );
  console.log('Choose Odoo API Explorer in its activity bar. Ctrl+C ends it.');
  if (hasDisplay()) openBrowser(server.url);
  return { ended: server.ended, stop: () => server.stop() };
}

function hasDisplay(): boolean {
  if (process.env['CI']) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function openBrowser(url: string): void {
  const [command, args] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', url]]
      : process.platform === 'darwin'
        ? ['open', [url]]
        : ['xdg-open', [url]];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .once('error', () => undefined) // No such program: the address is printed.
    .unref();
}

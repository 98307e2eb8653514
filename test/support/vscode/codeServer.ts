import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeServer } from './install';
import { freePort, runToEnd, startLeashed, waitForAnswer } from './process';
import type { Leashed } from './process';

/** Keeps the workbench still: no welcome page, no chat, no toasts of its own, nothing fetched. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

export interface CodeServerStart {
  codeServer: CodeServer;
  /** The packaged extension to install first. */
  extensionVsix?: string;
  /** The folder that the page opens. */
  folder: string;
  /** Settings, state and extensions of this VS Code; kept between two starts with the same folder. */
  userDataDir: string;
  /** User settings on top of the quiet ones. */
  settings?: Readonly<Record<string, unknown>>;
  port?: number;
  /** More environment variables; the extension host has them too. */
  env?: Readonly<Record<string, string>>;
}

export interface RunningCodeServer {
  /** The address to open in a browser: the workbench with the folder open. */
  readonly url: string;
  /** Resolves when the server ended, wanted or not. */
  readonly ended: Promise<number>;
  lastOutput(): string;
  stop(): Promise<void>;
}

/** Starts a VS Code in which a person (or Playwright as one) works with the packaged extension. */
export async function startCodeServer(start: CodeServerStart): Promise<RunningCodeServer> {
  const { codeServer, userDataDir } = start;
  const extensions = join(userDataDir, 'extensions');
  const config = join(userDataDir, 'code-server.yaml');
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  // An own, empty configuration: otherwise code-server reads, or writes, the one in the user's home folder.
  writeFileSync(config, '');
  const settings = { ...quietSettings, ...start.settings };
  writeFileSync(join(userDataDir, 'User', 'settings.json'), JSON.stringify(settings, null, 2));

  const env = workbenchEnv(start.env);
  const folders = ['--config', config, '--user-data-dir', userDataDir, '--extensions-dir', extensions];
  if (start.extensionVsix !== undefined)
    await installExtension(codeServer, folders, start.extensionVsix, env);

  const port = start.port ?? (await freePort());
  const options = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...quietOptions];
  const server: Leashed = startLeashed(codeServer.node, [codeServer.entry, ...folders, ...options], env);
  try {
    await waitForAnswer(`http://127.0.0.1:${port}/healthz`, 'code-server', server, 60_000);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}/?folder=${encodeURI(pathToFileURL(start.folder).pathname)}`,
    ended: server.ended,
    lastOutput: () => server.lastOutput(),
    stop: () => server.stop(),
  };
}

const quietOptions = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
  '--ignore-last-opened',
];

async function installExtension(
  codeServer: CodeServer,
  folders: readonly string[],
  vsix: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const args = [codeServer.entry, ...folders, '--install-extension', vsix, '--force'];
  const { exitCode, output } = await runToEnd(codeServer.node, args, { env, timeoutMs: 120_000 });
  if (exitCode !== 0) throw new Error(`VS Code did not install ${vsix}. It said:\n${output.slice(-3000)}`);
}

/**
 * This process's environment without what would change how VS Code starts: started from a VS Code terminal, a second
 * VS Code would take itself for a part of the first.
 */
export function workbenchEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [key, value] of Object.entries(process.env)) {
    if (
      /^(VSCODE_|CODE_SERVER_|ELECTRON_|VITEST)|^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS|NODE_ENV|TEST|MODE|DEV|PROD)$/.test(
        key,
      )
    )
      continue;
    env[key] = value;
  }
  return { ...env, ...more };
}

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { fetchStableVersions } from '@vscode/test-electron/out/download';
import { cacheRoot } from '../cache';
import { quietSettings, workbenchEnv } from './codeServer';
import type { HostResult, HostRun } from './extensionHost';
import type { CodeServerChoice } from './install';
import { findOnPath, runToEnd } from './process';
import { testsMark } from './testsMark';

export type FoundDesktop = { program: string; name: string } | { program: undefined; reason: string };

/**
 * A desktop VS Code for the tests: downloaded where that is possible, else (for the current version) the one installed
 * here. `reason` says why there is none.
 */
export async function findDesktop(choice: CodeServerChoice): Promise<FoundDesktop> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return {
      program: undefined,
      reason: 'there is no display (start the tests under "xvfb-run -a" to give them one)',
    };
  }
  const version = choice === 'minimum' ? '1.100.0' : 'stable';
  let reason: string;
  try {
    await fetchStableVersions(true, 4000); // Answers at once, or the download would not work either.
    const reporter = new SilentReporter();
    const program = await downloadAndUnzipVSCode({
      version,
      cachePath: join(cacheRoot(), 'vscode'),
      reporter,
    });
    return { program, name: `desktop VS Code ${version}` };
  } catch (error) {
    reason = `it cannot be downloaded (${error instanceof Error ? error.message : String(error)})`;
  }
  const installed = choice === 'current' ? installedProgram() : undefined;
  if (installed) return { program: installed, name: `the desktop VS Code installed here (${installed})` };
  return { program: undefined, reason };
}

/** The program behind the `code` command, which itself is only a script that hands over and returns. */
function installedProgram(): string | undefined {
  const command = findOnPath('code');
  if (command === undefined) return undefined;
  const folder = join(realpathSync(command), '..');
  const places = [
    join(folder, '..', 'code'),
    join(folder, '..', '..', '..', 'MacOS', 'Electron'),
    join(folder, '..', 'Code.exe'),
  ];
  return places.find((place) => existsSync(place));
}

/** Runs the tests in the extension host of a desktop VS Code with an empty profile. */
export async function runOnDesktop(program: string, run: Omit<HostRun, 'codeServer'>): Promise<HostResult> {
  const data = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-desktop-'));
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(quietSettings));
  const args = [
    run.folder,
    `--user-data-dir=${data}`,
    `--extensions-dir=${join(data, 'extensions')}`,
    `--extensionDevelopmentPath=${run.extensionFolder}`,
    `--extensionTestsPath=${run.testsEntry}`,
    ...[
      '--no-sandbox',
      '--disable-gpu',
      '--disable-gpu-sandbox',
      '--disable-updates',
      '--disable-workspace-trust',
    ],
    ...['--skip-welcome', '--skip-release-notes', '--password-store=basic'],
  ];
  try {
    const env = workbenchEnv(run.env);
    const { exitCode, output } = await runToEnd(program, args, { env, timeoutMs: run.timeoutMs ?? 180_000 });
    const lines = output.split(/\r?\n/);
    const ours = lines
      .filter((line) => line.startsWith(testsMark))
      .map((line) => line.slice(testsMark.length));
    return { exitCode, log: ours.join('\n'), all: output };
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

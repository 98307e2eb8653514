import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Counts } from '../counts';
import { findDesktop, runOnDesktop } from './desktop';
import { runInExtensionHost } from './extensionHost';
import type { HostResult } from './extensionHost';
import { installCodeServer } from './install';
import type { CodeServerChoice } from './install';
import { root } from './packaging';

/** Bundles test/integration for the extension host, one file per test file; gives the entry's path. */
export async function buildHostTests(): Promise<string> {
  const from = join(root, 'test', 'integration');
  const to = join(root, 'out', 'integration');
  rmSync(to, { recursive: true, force: true });
  const tests = readdirSync(from).filter((file) => file.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((file) => join(from, file)),
    outdir: to,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(to, 'index.js');
}

/**
 * Runs the in-host tests in a desktop VS Code where one can be had, else in code-server. Where neither works they count
 * as skipped, and in CI as failed: nobody may take "did not run" for a pass.
 */
export async function runHostTests(
  choice: CodeServerChoice,
  testsEntry: string,
  grep?: string,
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-workspace-'));
  const result = join(root, 'out', `host-${choice}.json`);
  mkdirSync(join(root, 'out'), { recursive: true });
  rmSync(result, { force: true });
  const run = {
    extensionFolder: root,
    testsEntry,
    folder,
    env: { VSCODE_TESTS_RESULT: result, ...(grep !== undefined && { VSCODE_TESTS_GREP: grep }) },
  };
  try {
    const start = await findPlace(choice);
    if (start.run === undefined) {
      console.error(`NOT RUN: the tests inside VS Code (${choice} version).\n${start.reason}`);
      return process.env['CI'] ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
    }
    console.log(`Tests inside the extension host of ${start.name}`);
    return count(await start.run(run), result);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Run = Parameters<typeof runOnDesktop>[1];
type Place = { name: string; run: (run: Run) => Promise<HostResult> } | { run: undefined; reason: string };

async function findPlace(choice: CodeServerChoice): Promise<Place> {
  const desktop = await findDesktop(choice);
  if (desktop.program !== undefined) {
    const { name, program } = desktop;
    return { name, run: (run) => runOnDesktop(program, run) };
  }
  try {
    const codeServer = await installCodeServer(choice);
    return {
      name: `VS Code ${codeServer.vscode} (code-server ${codeServer.version}; not the desktop VS Code: ${desktop.reason})`,
      run: (run) => runInExtensionHost({ ...run, codeServer }),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { run: undefined, reason: `Desktop VS Code: ${desktop.reason}.\ncode-server: ${why}` };
  }
}

function count(host: HostResult, resultFile: string): Counts {
  console.log(host.log);
  let counts: Counts | undefined;
  try {
    counts = JSON.parse(readFileSync(resultFile, 'utf8')) as Counts;
  } catch {
    counts = undefined;
  }
  if (counts !== undefined && (host.exitCode === 0 || counts.failed > 0)) return counts;
  console.error(
    `The tests broke down (exit code ${host.exitCode}). VS Code printed last:\n${host.all.slice(-5000)}`,
  );
  return { ...(counts ?? { passed: 0, skipped: 0 }), failed: 1 };
}

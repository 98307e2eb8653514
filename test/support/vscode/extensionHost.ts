import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumOptions, findChromium } from './chromium';
import { quietSettings, workbenchEnv } from './codeServer';
import type { CodeServer } from './install';
import { freePort, startLeashed, waitForAnswer } from './process';
import type { Leashed } from './process';
import { testsMark } from './testsMark';

export interface HostRun {
  codeServer: CodeServer;
  /** The folder with the extension's package.json. */
  extensionFolder: string;
  /** A CommonJS file that exports `run(): Promise<void>`; a rejection is a failure. */
  testsEntry: string;
  /** The folder open in the workbench. */
  folder: string;
  env?: Readonly<Record<string, string>>;
  timeoutMs?: number;
}

export interface HostResult {
  /** 0 when the tests' run() resolved. */
  exitCode: number;
  /** What the tests printed in lines that begin with `testsMark`. */
  log: string;
  /** Everything the workbench and the extensions printed: long, for when the tests broke down. */
  all: string;
}

/**
 * Runs tests inside a real extension host. The host lives in VS Code's server, but only starts for a workbench, and that
 * is a web page: so a headless Chromium opens it and is told the tests' exit code.
 */
export async function runInExtensionHost(run: HostRun): Promise<HostResult> {
  const found = await findChromium();
  if (found.path === undefined) throw new Error(found.reason);
  const data = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-host-'));
  mkdirSync(join(data, 'data', 'User'), { recursive: true });
  writeFileSync(join(data, 'data', 'User', 'settings.json'), JSON.stringify(quietSettings));
  const port = await freePort();
  const server = startLeashed(
    run.codeServer.node,
    [run.codeServer.server, ...serverOptions(port, data)],
    workbenchEnv(run.env),
  );
  try {
    await waitForAnswer(`http://127.0.0.1:${port}/version`, 'VS Code’s server', server, 60_000);
    const browser = await chromium.launch(chromiumOptions(found.path));
    try {
      const page = await browser.newPage();
      const log: string[] = [];
      await page.exposeFunction('codeAutomationLog', (type: unknown, args: unknown) => {
        log.push(`${type === 'error' ? '! ' : ''}${asText(args)}`);
      });
      const exit = new Promise<number>((resolve) => {
        void page.exposeFunction('codeAutomationExit', (code: unknown) =>
          resolve(typeof code === 'number' ? code : 1),
        );
      });
      await page.goto(address(port, run), { timeout: 60_000 });
      const exitCode = await firstOf(exit, server, run.timeoutMs ?? 180_000, log);
      return { exitCode, log: log.filter(isFromTests).map(withoutMark).join('\n'), all: log.join('\n') };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

function serverOptions(port: number, data: string): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    '--without-connection-token',
    '--accept-server-license-terms',
    '--enable-smoke-test-driver', // gives the page codeAutomationExit and codeAutomationLog
    ...['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')],
    ...['--telemetry-level', 'off'],
    '--disable-workspace-trust', // else the tests run in VS Code's restricted mode
    '--disable-experiments',
  ];
}

function address(port: number, run: HostRun): string {
  const remote = `vscode-remote://127.0.0.1:${port}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote + asUriPath(run.extensionFolder)],
    ['extensionTestsPath', remote + asUriPath(run.testsEntry)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]);
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(run.folder)}&payload=${encodeURIComponent(payload)}`;
}

function asUriPath(path: string): string {
  return pathToFileURL(path).pathname;
}

async function firstOf(
  exit: Promise<number>,
  server: Leashed,
  timeoutMs: number,
  log: string[],
): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const fail = (why: string): void =>
      reject(
        new Error(`The tests in the extension host ${why}. They printed:\n${log.slice(-60).join('\n')}`),
      );
    timer = setTimeout(() => fail(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
    void server.ended.then(() => fail(`lost their server, which said: ${server.lastOutput()}`));
  });
  try {
    return await Promise.race([exit, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function asText(args: unknown): string {
  const parts = Array.isArray(args) ? (args as unknown[]) : [args];
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
}

function isFromTests(line: string): boolean {
  return line.startsWith(testsMark);
}

function withoutMark(line: string): string {
  return line.slice(testsMark.length);
}

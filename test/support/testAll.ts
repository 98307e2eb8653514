// npm test: every suite that needs no Odoo server, then the counts of each and their sum.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sandboxVersions } from '../../src/sandbox/version';
import { addCounts, clearCounts, line, readCounts } from './counts';

/** The suites in the order they run, with the runners that each one must report. */
const suites: { args: string[]; runners: string[] }[] = [
  { args: ['suite.ts', 'unit'], runners: ['unit'] },
  {
    args: ['conformanceSuite.ts', '--target', 'sandbox', '--all-versions'],
    runners: sandboxVersions.map((version) => `conformance-sandbox-${version}`),
  },
  { args: ['suite.ts', 'webview'], runners: ['webview'] },
  { args: ['vscodeSuite.ts'], runners: ['vscode-host', 'vscode-host-minimum', 'vscode-journeys'] },
];

async function runSuite([script = '', ...args]: string[]): Promise<number> {
  console.log(`\n── ${script} ${args.join(' ')}`);
  const path = join(import.meta.dirname, script);
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

void (async (): Promise<void> => {
  clearCounts();
  for (const suite of suites) if ((await runSuite(suite.args)) !== 0) process.exitCode = 1;
  const counts = readCounts();
  console.log('\n── all suites');
  for (const runner of suites.flatMap((suite) => suite.runners)) {
    // A suite that broke down before it counted anything must not look like one without tests.
    const known = (counts[runner] ??= { passed: 0, failed: 1, skipped: 0 });
    console.log(`${runner}: ${line(known)}`);
  }
  const sum = addCounts(Object.values(counts));
  if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1;
  console.log(line(sum));
})();

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from './counts';

const root = join(import.meta.dirname, '..', '..');

export interface VitestRun {
  /** The folder with the tests, from the repository's root. */
  folder: string;
  /** A name for the report file. */
  name: string;
  /** What the person added: file filters, `-t name`. */
  extra: readonly string[];
  options?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

/** Runs Vitest on one folder, showing its output, and counts. What could not even be loaded counts as failed. */
export async function runVitest(run: VitestRun): Promise<Counts> {
  const report = join(root, 'out', 'vitest', `${run.name}.json`);
  mkdirSync(join(root, 'out', 'vitest'), { recursive: true });
  rmSync(report, { force: true });
  const args = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--root', root, '--dir', run.folder],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ...(run.options ?? []),
    ...run.extra,
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: run.env ?? process.env });
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const counts = readReport(report);
  if (counts === undefined) {
    console.error(`Vitest wrote no report for ${run.folder}: it broke down before running a test.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // An error outside any test, such as an unhandled rejection, is in no test's result.
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

function readReport(path: string): Counts | undefined {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

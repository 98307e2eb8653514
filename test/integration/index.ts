// The entry that VS Code calls inside its extension host: runs every *.test.js beside it with Mocha and writes the counts
// to the file named by VSCODE_TESTS_RESULT.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { testsMark } from '../support/vscode/testsMark';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Report });
  const only = process.env['VSCODE_TESTS_GREP'];
  if (only) mocha.grep(only);
  for (const file of readdirSync(__dirname))
    if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => (counts.passed += 1))
      .on('fail', () => (counts.failed += 1))
      .on('pending', () => (counts.skipped += 1));
  });
  const result = process.env['VSCODE_TESTS_RESULT'];
  if (result) writeFileSync(result, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed in the extension host.`);
}

/** One marked line per test: the workbench prints much else through the same channel. */
class Report extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => say(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('pending', (test) => say(`  - ${test.fullTitle()} (skipped)`));
    runner.on('fail', (test, error: unknown) => {
      say(`  ✗ ${test.fullTitle()}`);
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      for (const part of text.split('\n')) say(`      ${part}`);
    });
  }
}

function say(text: string): void {
  console.log(testsMark + text);
}

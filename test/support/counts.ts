import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const folder = join(import.meta.dirname, '..', '..', 'out', 'counts');

/** Prints one runner's counts, keeps them for the sum, and sets the exit code: a run of no test at all has failed. */
export function reportCounts(runner: string, counts: Counts): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${runner}.json`), JSON.stringify(counts));
  console.log(`${runner}: ${line(counts)}`);
  if (counts.failed > 0 || counts.passed + counts.skipped === 0) process.exitCode = 1;
}

/** Forgets the counts of earlier runs. */
export function clearCounts(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Every runner's counts since the last clearCounts(), by runner. */
export function readCounts(): Record<string, Counts> {
  const all: Record<string, Counts> = {};
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    if (!file.name.endsWith('.json')) continue;
    all[file.name.slice(0, -5)] = JSON.parse(readFileSync(join(folder, file.name), 'utf8')) as Counts;
  }
  return all;
}

/** The sum of several runners' counts. */
export function addCounts(all: Iterable<Counts>): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/** The closing line that CI reads. */
export function line(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

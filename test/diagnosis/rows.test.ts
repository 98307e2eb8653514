import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { probeNames, type Diagnosis } from '../../src/model/diagnosis';
import { lastRow, nameOf, type Expected, type Ran, type Reproduction, type Row } from './catalogue';
import { everything, isWanted, obstacleTo } from './grounds';
import { rows } from './rows';
import { signInWell } from './signInWell';

const ran: Ran[] = [];

let real = false;
afterEach(async () => {
  if (real) await signInWell();
  real = false;
});

afterAll(() => {
  const folder = join(import.meta.dirname, '..', '..', 'out', 'diagnosis');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(ran));
});

/** In CI every ground must be there; elsewhere a failure may be reproduced on those that are. */
function isSkipped({ on }: Reproduction): boolean {
  const obstacle = obstacleTo(on);
  if (obstacle && !process.env['CI']) console.error(`NOT TESTED on this ground: ${on}. ${obstacle}`);
  return obstacle !== undefined && !process.env['CI'];
}

/** What was expected, found in the diagnosis: what it says first, or the note that says so. */
function told(diagnosis: Diagnosis, { code, note, amongOthers }: Expected) {
  if (amongOthers) return diagnosis.others.find((one) => one.code === code);
  return note ? diagnosis.notes.find((one) => one.code === code) : diagnosis.cause;
}

/** What a failed test shows of a diagnosis. */
function summaryOf({ ok, cause, others, excluded, notes, evidence, problem, steps }: Diagnosis): string {
  const named = (one?: { code: string; certainty: string }): string =>
    one ? `${one.code} ${one.certainty}` : '';
  const failedAt = steps.find(({ verdict }) => verdict === 'failed');
  return JSON.stringify({
    ok,
    cause: named(cause),
    others: others.map(named),
    notes: notes.map(named),
    excluded: excluded.map(({ title }) => title),
    evidence,
    problem,
    failedAt,
  });
}

function assertSteps(diagnosis: Diagnosis, { at, note }: Expected): void {
  const { steps } = diagnosis;
  expect(steps.map(({ probe }) => probe)).toEqual([...probeNames]);
  const failedAt = steps.findIndex(({ verdict }) => verdict === 'failed');
  if (note) expect(steps[failedAt]).toBeUndefined();
  if (at === undefined) return;
  expect(steps[failedAt]?.probe, JSON.stringify(steps[failedAt])).toBe(at);
  for (const { probe, verdict } of steps.slice(0, failedAt)) {
    expect(['ok', 'warning', 'skipped'], probe).toContain(verdict);
  }
  // Only the other APIs are still worth asking after a refused sign-in.
  const later = at === 'signIn' ? ['ok', 'warning', 'skipped'] : ['skipped'];
  for (const { probe, verdict } of steps.slice(failedAt + 1)) expect(later, probe).toContain(verdict);
}

function describeRow(row: Row): void {
  for (const reproduction of row.reproductions.filter(({ on }) => isWanted(on))) {
    const expected = reproduction.expected ?? row.expected;
    const what = expected.note ? 'noted' : expected.amongOthers ? 'named' : 'named first';
    it.skipIf(isSkipped(reproduction))(`is ${what} on ${nameOf(reproduction)}`, async () => {
      real = reproduction.on === '14' || reproduction.on === '19';
      const diagnosis = await reproduction.run();
      const found = told(diagnosis, expected);
      const summary = summaryOf(diagnosis);
      expect(found?.code, summary).toBe(expected.code);
      expect(found?.certainty, summary).toBe(expected.certainty);
      const evidence = expected.note ? diagnosis.notes.flatMap((note) => note.evidence) : diagnosis.evidence;
      expect(evidence.join(' ').trim()).not.toBe('');
      expect([found?.title, found?.sentence].join(' ')).not.toMatch(/\{\w+\}|undefined/);
      if (!expected.note) expect(diagnosis.ok).toBe(false);
      assertSteps(diagnosis, expected);
      ran.push({
        number: row.number,
        failure: row.failure,
        cause: expected.code,
        certainty: expected.certainty,
        how: nameOf(reproduction),
      });
    });
  }
}

/** What can be reproduced on the grounds that were asked for. */
const due = rows.filter(({ reproductions }) => everything || reproductions.some(({ on }) => isWanted(on)));

for (const row of due) describe(`${row.number}. ${row.failure}`, () => describeRow(row));

describe('the catalogue', () => {
  it('has every failure once', () => {
    const numbers = rows.map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: lastRow }, (_, index) => index + 1));
  });

  it('was reproduced row by row', () => {
    const reproduced = new Set(ran.map(({ number }) => number));
    expect(due.filter(({ number }) => !reproduced.has(number)).map(({ number }) => number)).toEqual([]);
  });
});

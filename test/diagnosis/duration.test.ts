import { describe, expect, it } from 'vitest';
import { examined, clientWith, connectionOf, transportFor, type Wish } from './engine';
import { isWanted, odoo, sandbox, versions } from './grounds';
import { toOdoo, toSandbox } from './wishes';

const rounds = 7;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

/** Prints how long a whole run takes, beside a sign-in and one call by the same engine; asserts no time. */
async function measure(name: string, wish: Wish, secret: string): Promise<void> {
  const connection = connectionOf(wish);
  const runs: number[] = [];
  const peers: number[] = [];
  // The first round opens the database.
  for (let round = 0; round <= rounds; round++) {
    const run = await timed(async () => {
      const diagnosis = await examined(wish, secret);
      expect(diagnosis.ok, JSON.stringify(diagnosis.cause)).toBe(true);
      expect(diagnosis.steps.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    });
    const peer = await timed(() =>
      clientWith(secret, transportFor()).run(connection, { operation: 'count', model: 'res.partner' }),
    );
    if (round === 0) continue;
    runs.push(run);
    peers.push(peer);
  }
  const ms = (value: number): string => `${Math.round(value)} ms`;
  console.log(
    `A whole diagnosis on ${name}: median ${ms(median(runs))}, worst ${ms(Math.max(...runs))}; ` +
      `a sign-in and one call: median ${ms(median(peers))}; ratio ${(median(runs) / median(peers)).toFixed(1)}.`,
  );
}

describe('a whole run where nothing has to time out', () => {
  it.each(isWanted('sandbox') ? ['the sandbox'] : [])('is measured on %s', async () => {
    const server = await sandbox();
    await measure('the sandbox', toSandbox(server), server.plain.password);
  });

  it.each(versions)('is measured on real Odoo %s', async (version) => {
    await measure(`real Odoo ${version}`, toOdoo(version), odoo(version).plain.password);
  });
});

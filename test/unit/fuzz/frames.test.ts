import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { returns, serve, type Frame } from '../../../src/contract/rpc';
import type { ExplainedProblem } from '../../../src/model/problem';
import { fuzz } from './fuzz';
import { anyJson, anyText } from './texts';

const api = { double: returns<number>()(v.object({ count: v.number() })) };
const problem: ExplainedProblem = { code: 'internal', facts: {}, title: 'No', sentence: 'No.', remedies: [] };

/** The frames that a message leads to. */
async function repliesTo(messages: readonly unknown[]): Promise<Frame[]> {
  const replies: Frame[] = [];
  const { receive, dispose } = serve(
    api,
    { double: ({ count }) => count * 2 },
    (frame) => replies.push(frame),
    () => problem,
  );
  for (const message of messages) receive(message);
  await new Promise(setImmediate);
  dispose();
  return replies;
}

describe('messages of a page', () => {
  fuzz('that are no calls lead to nothing', async (random) => {
    const message = random.pick<unknown>([
      anyJson(random),
      anyText(random),
      undefined,
      { kind: 'call', id: String(random.below(9)), method: 'double', params: { count: 1 } },
      { kind: 'cancel', id: random.below(9) },
      { kind: 'reply', id: 1, ok: true, value: anyJson(random) },
      { kind: anyText(random, 3), id: 1, method: 'double', params: { count: 1 } },
    ]);
    expect(await repliesTo([message])).toEqual([]);
  });

  fuzz('that call get one reply: the answer, or a problem', async (random) => {
    const method = random.pick([
      'double',
      'double',
      'constructor',
      '__proto__',
      'toString',
      anyText(random, 2),
    ]);
    const params = random.pick<unknown>([
      { count: 3 },
      { count: 3, more: anyJson(random) },
      anyJson(random),
      undefined,
    ]);
    const fits = method === 'double' && (params as { count?: unknown } | undefined | null)?.count === 3;
    const reply = fits
      ? { kind: 'reply', id: 5, ok: true, value: 6 }
      : { kind: 'reply', id: 5, ok: false, problem };
    expect(await repliesTo([{ kind: 'call', id: 5, method, params }])).toEqual([reply]);
  });

  it('that are nested without end lead to nothing or to a problem', async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(await repliesTo([deep, { kind: 'call', id: 5, method: 'double', params: deep }])).toEqual([
      { kind: 'reply', id: 5, ok: false, problem },
    ]);
  });
});

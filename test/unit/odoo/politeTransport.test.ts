import { describe, expect, it } from 'vitest';
import { OdooError } from '../../../src/odoo/error';
import { isOdooOnline, PoliteTransport, type Clock } from '../../../src/odoo/politeTransport';
import type { HttpAnswer, SendOptions } from '../../../src/odoo/transport';
import { ScriptedTransport } from '../../support/scriptedTransport';

const limits: SendOptions = { timeoutMs: 1000, maxBytes: 1000 };

/** Time that passes only when somebody sleeps, or when a test says so. */
class StoppedClock implements Clock {
  time = 0;
  readonly slept: number[] = [];
  now = (): number => this.time;
  sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> => {
    if (signal?.aborted) return Promise.reject(new Error('aborted'));
    this.slept.push(ms);
    this.time += ms;
    return Promise.resolve();
  };
}

interface Held {
  url: string;
  answer: (answer?: Partial<HttpAnswer>) => void;
  fail: () => void;
}

/** A transport whose answers the test gives, one by one. */
function held(): { inner: ScriptedTransport; calls: Held[] } {
  const calls: Held[] = [];
  const inner = new ScriptedTransport(
    ({ url }) =>
      new Promise((resolve, reject) => {
        calls.push({
          url,
          answer: (answer = {}) => resolve(answer),
          fail: () => reject(new OdooError('tcp.closed')),
        });
      }),
  );
  return { inner, calls };
}

const turns = async (): Promise<void> => {
  for (let index = 0; index < 20; index++) await Promise.resolve();
};

const get = (url: string) => ({ method: 'GET', url }) as const;
const acme = 'https://acme.odoo.com';

describe('PoliteTransport', () => {
  it('sends calls to Odoo Online one after the other, in the order they came', async () => {
    const { inner, calls } = held();
    const polite = new PoliteTransport(inner, () => 1000, new StoppedClock());
    const sending = ['/1', '/2', '/3'].map((path) => polite.send(get(acme + path), limits));
    for (const [index, path] of ['/1', '/2', '/3'].entries()) {
      await turns();
      expect(calls.map(({ url }) => url.slice(acme.length))).toEqual(['/1', '/2', '/3'].slice(0, index + 1));
      expect(calls[index]?.url).toBe(acme + path);
      calls[index]?.answer();
    }
    expect(await Promise.all(sending)).toHaveLength(3);
  });

  it('lets the interval pass from the start of one call to the next', async () => {
    const clock = new StoppedClock();
    const inner = new ScriptedTransport(() => {
      clock.time += 300;
      return {};
    });
    const polite = new PoliteTransport(inner, () => 1000, clock);
    await polite.send(get(acme), limits);
    await polite.send(get(acme), limits);
    expect(clock.slept).toEqual([700]);
    clock.time += 5000;
    await polite.send(get(acme), limits);
    expect(clock.slept).toEqual([700]);
  });

  it('says how long a call waited, beside what the transport itself measured', async () => {
    const clock = new StoppedClock();
    const inner = new ScriptedTransport(() => ({ timings: { firstByte: 5, transfer: 1, queued: 2 } }));
    const polite = new PoliteTransport(inner, () => 1000, clock);
    expect((await polite.send(get(acme), limits)).timings).toEqual({ firstByte: 5, transfer: 1, queued: 2 });
    expect((await polite.send(get(acme), limits)).timings).toEqual({
      firstByte: 5,
      transfer: 1,
      queued: 1002,
    });
  });

  it('does not hold up other servers, another database of Odoo Online, or anything when the interval is 0', async () => {
    const { inner, calls } = held();
    const polite = new PoliteTransport(inner, () => 1000, new StoppedClock());
    const off = new PoliteTransport(inner, () => 0, new StoppedClock());
    const both = [
      ...['https://erp.example.com', 'https://erp.example.com', acme, 'https://other.odoo.com'].map((url) =>
        polite.send(get(url), limits),
      ),
      off.send(get(acme), limits),
      off.send(get(acme), limits),
    ];
    await turns();
    expect(calls).toHaveLength(6);
    for (const call of calls) call.answer();
    await Promise.all(both);
  });

  it('forgets a cancelled call at once, and keeps the order of the others', async () => {
    const { inner, calls } = held();
    const polite = new PoliteTransport(inner, () => 1000, new StoppedClock());
    const abort = new AbortController();
    const first = polite.send(get(`${acme}/1`), limits);
    const second = polite.send(get(`${acme}/2`), { ...limits, signal: abort.signal });
    const third = polite.send(get(`${acme}/3`), limits);
    await turns();
    abort.abort();
    await expect(second).rejects.toMatchObject({ code: 'call.cancelled' });
    calls[0]?.answer();
    await first;
    await turns();
    expect(calls.map(({ url }) => url)).toEqual([`${acme}/1`, `${acme}/3`]);
    calls[1]?.answer();
    await third;
  });

  it('passes the turn on when a call is cancelled while the interval passes, fails, or was cancelled before', async () => {
    const clock = new StoppedClock();
    const { inner, calls } = held();
    const abort = new AbortController();
    const sleeping: Clock = {
      now: clock.now,
      sleep: (ms, signal) => {
        if (!signal) return clock.sleep(ms, signal);
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      },
    };
    const polite = new PoliteTransport(inner, () => 1000, sleeping);
    const failing = polite.send(get(`${acme}/1`), limits);
    await turns();
    calls[0]?.fail();
    await expect(failing).rejects.toMatchObject({ code: 'tcp.closed' });
    const cancelled = polite.send(get(`${acme}/2`), { ...limits, signal: abort.signal });
    const last = polite.send(get(`${acme}/3`), limits);
    await turns();
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'call.cancelled' });
    await expect(polite.send(get(acme), { ...limits, signal: abort.signal })).rejects.toMatchObject({
      code: 'call.cancelled',
    });
    await turns();
    expect(calls.map(({ url }) => url)).toEqual([`${acme}/1`, `${acme}/3`]);
    calls[1]?.answer();
    await last;
  });
});

describe('isOdooOnline', () => {
  it.each([
    ['acme.odoo.com', true],
    ['odoo.com', true],
    ['acme.dev.odoo.com', true],
    ['odoo.com.example.org', false],
    ['myodoo.com', false],
    ['localhost', false],
  ])('%s: %s', (host, expected) => {
    expect(isOdooOnline(host)).toBe(expected);
  });
});

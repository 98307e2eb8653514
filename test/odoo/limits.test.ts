import * as net from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../src/model/requestSpec';
import { parseAddress } from '../../src/odoo/address';
import { serveTcp, type LocalServer } from '../support/faultyServers';
import { RecordingTransport } from '../support/scriptedTransport';
import {
  clientWith,
  codeOf,
  connection,
  limits,
  problemOf,
  target,
  transport,
  wayName,
  waysOfCalls,
  type Row,
} from './target';

const opened: LocalServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
afterAll(() => transport.close());

const client = clientWith();
const everyField: RequestSpec = { operation: 'searchRead', model: 'ir.model.fields' };

describe.each(waysOfCalls)('limits, $auth over $protocol', (way) => {
  const self = connection({ ...way, id: wayName(way) });

  it('brings an answer of many megabytes whole', async () => {
    const expected = (await client.run(self, { operation: 'count', model: 'ir.model.fields' }))
      .value as number;
    const outcome = await client.run(self, everyField);
    const rows = outcome.value as Row[];
    expect(rows).toHaveLength(expected);
    expect(new Set(rows.map((row) => row.id)).size).toBe(expected);
    expect(outcome.bytes).toBeGreaterThan(way.protocol === 'xmlRpc' ? 5_000_000 : 1_500_000);
    expect(rows.some((row) => row['model'] === 'res.partner' && row['name'] === 'email')).toBe(true);
  });

  it('gives up an answer that is larger than allowed', async () => {
    const strict = clientWith(undefined, { limits: () => ({ ...limits, maxBytes: 500_000 }) });
    expect(await codeOf(strict.run(self, everyField))).toBe('http.tooLarge');
  });

  it.skipIf(!target.lab)(
    'ends a call at once when it is cancelled, and says whether it may still have an effect',
    async () => {
      await client.signIn(self);
      for (const [spec, write] of [
        [everyField, false],
        [{ operation: 'call', model: 'res.country', method: 'message_post' }, true],
      ] as [RequestSpec, boolean][]) {
        const held = await holding();
        const abort = new AbortController();
        const url = held.server.url;
        const running = problemOf(client.run({ ...self, url }, spec, { signal: abort.signal }));
        await held.asked;
        abort.abort();
        const error = await running;
        expect(error.code).toBe('call.cancelled');
        expect(error.facts).toMatchObject({ write });
        // The connection is closed, not left behind: the server can notice and stop.
        await held.closed;
      }
    },
  );

  it.skipIf(!target.lab)('gives a call up after its time', async () => {
    const held = await holding();
    const hasty = clientWith(undefined, { limits: () => ({ ...limits, timeoutMs: 300 }) });
    const error = await problemOf(hasty.run({ ...self, url: held.server.url }, everyField));
    expect(error).toMatchObject({ code: 'call.timeout', facts: { seconds: 0.3 } });
    await held.closed;
  });

  it('sends nothing through a read-only connection but reads', async () => {
    const recording = new RecordingTransport(transport);
    const careful = clientWith(undefined, { transport: recording });
    const readOnly = { ...self, readOnly: true };
    const writes: RequestSpec[] = [
      { operation: 'create', model: 'res.partner', values: { name: 'never' } },
      { operation: 'update', model: 'res.partner', ids: [1], values: { name: 'never' } },
      { operation: 'delete', model: 'res.partner', ids: [1] },
      { operation: 'call', model: 'res.partner', method: 'toggle_active', args: [[1]] },
    ];
    for (const spec of writes) expect(await codeOf(careful.run(readOnly, spec))).toBe('connection.readOnly');
    expect(recording.requests).toHaveLength(0);
    expect((await careful.run(readOnly, { operation: 'count', model: 'res.country' })).value).toBeGreaterThan(
      200,
    );
  });

  it('asks before a write on a production connection, and sends nothing when the answer is no', async () => {
    const recording = new RecordingTransport(transport);
    const asked: string[] = [];
    const careful = clientWith(undefined, {
      transport: recording,
      guard: {
        confirm: (_connection, spec) => {
          asked.push(spec.operation);
          return Promise.resolve(false);
        },
        webSignIn: () => Promise.resolve(true),
      },
    });
    const production = { ...self, production: true };
    const spec: RequestSpec = { operation: 'delete', model: 'res.partner', ids: [1] };
    expect(await codeOf(careful.run(production, spec))).toBe('call.declined');
    expect(recording.requests).toHaveLength(0);
    await careful.run(production, { operation: 'count', model: 'res.country' });
    expect(asked).toEqual(['delete']);
  });

  it
    .skipIf(!target.lab)
    .each(['/', '//', '/web', '/web/login?redirect=%2Fodoo', '/odoo/contacts/7', '/web#action=1'])(
    'finds the server behind an address that ends in %s',
    async (ending) => {
      const { url } = parseAddress(target.url + ending);
      expect(await client.signIn({ ...self, url })).toBeGreaterThan(0);
    },
  );
});

interface Holding {
  server: LocalServer;
  /** When a question has been passed on. */
  asked: Promise<void>;
  /** When whoever asked has closed the connection. */
  closed: Promise<void>;
}

/** Lets questions through to Odoo and keeps its answers to itself, so that a call lasts until somebody ends it. */
async function holding(): Promise<Holding> {
  const { hostname, port } = new URL(target.url);
  const asked = deferred();
  const closed = deferred();
  const server = await serveTcp((socket) => {
    socket.once('data', () => asked.resolve());
    socket.once('close', () => closed.resolve());
    const onward = net.connect(Number(port || 80), hostname);
    onward.on('error', () => undefined);
    socket.pipe(onward);
    onward.resume();
  });
  opened.push(server);
  return { server, asked: asked.promise, closed: closed.promise };
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

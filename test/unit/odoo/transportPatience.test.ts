import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HttpRequest, SendOptions } from '../../../src/odoo/transport';
import { serveHttp, serveTcp, type LocalServer } from '../../support/faultyServers';
import { failure, limits, started, strict, transport } from './transportBench';

interface Stalling extends LocalServer {
  /** Resolves as soon as a connection has got so far that nothing more comes. */
  stalled: Promise<void>;
  /** Resolves as soon as the other side has closed that connection. */
  closed: Promise<void>;
}

/** Takes a connection, sends these bytes after the first that come, and then nothing more. */
async function stall(sent?: string | Buffer): Promise<Stalling> {
  let stalled = (): void => undefined;
  let closed = (): void => undefined;
  const promises = {
    stalled: new Promise<void>((resolve) => (stalled = resolve)),
    closed: new Promise<void>((resolve) => (closed = resolve)),
  };
  const server = await started(
    serveTcp((socket: Socket) => {
      socket.on('close', () => closed());
      socket.once('data', () => {
        if (sent === undefined) stalled();
        else socket.write(sent, () => stalled());
      });
      socket.resume();
    }),
  );
  return { ...server, ...promises };
}

const half = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf';
const halfPacked = Buffer.concat([
  Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 1000\r\n\r\n'),
  gzipSync('half a text that is long enough to be cut').subarray(0, 30),
]);

/** How far a call gets before nothing more happens, and what the call is. */
const phases: [
  string,
  'connect' | 'headers' | 'body',
  () => Promise<{ at: Stalling; request: HttpRequest }>,
][] = [
  ['the TLS handshake', 'connect', async () => toSecure(await stall())],
  ['the headers', 'headers', async () => to(await stall())],
  ['the body', 'body', async () => to(await stall(half))],
  ['a packed body', 'body', async () => to(await stall(halfPacked))],
];

function to(at: Stalling): { at: Stalling; request: HttpRequest } {
  return { at, request: { method: 'POST', url: at.url, body: '{}' } };
}

function toSecure(at: Stalling): { at: Stalling; request: HttpRequest } {
  return { at, request: { method: 'POST', url: at.url.replace('http:', 'https:'), body: '{}' } };
}

describe('UndiciTransport and servers that stop', () => {
  it.each(phases)('gives up in %s, says so, and closes the connection', async (_name, phase, make) => {
    const { at, request } = await make();
    const error = await failure(transport().send(request, { ...limits, timeoutMs: 1000 }));
    expect(error).toMatchObject({ code: 'call.timeout', facts: { seconds: 1, phase } });
    await at.closed;
  });

  it.each(phases)('cancels in %s, and closes the connection', async (_name, _phase, make) => {
    const { at, request } = await make();
    const abort = new AbortController();
    const sending = failure(transport().send(request, { ...limits, signal: abort.signal }));
    await at.stalled;
    abort.abort();
    expect((await sending).code).toBe('call.cancelled');
    await at.closed;
  });

  it('does not give up on an answer that keeps coming, however long it takes in all', async () => {
    const server = await started(
      serveHttp((_request, response) => {
        response.write('.');
        let left = 12;
        const timer = setInterval(() => {
          response.write('.');
          if (--left > 0) return;
          clearInterval(timer);
          response.end();
        }, 100);
      }),
    );
    const answer = await transport().send({ method: 'GET', url: server.url }, { ...limits, timeoutMs: 1000 });
    expect(answer.body).toBe('.'.repeat(13));
  });

  it('cancels before anything is sent, while the name is looked up, and while the connection is opened', async () => {
    let connections = 0;
    const server = await started(serveTcp(() => connections++));
    const before = new AbortController();
    before.abort();
    const url = `http://localhost:${server.port}/`;
    const sent = transport();
    const options = { ...limits, signal: before.signal };
    expect((await failure(sent.send({ method: 'GET', url }, options))).code).toBe('call.cancelled');
    for (const address of [url, server.url]) {
      const during = new AbortController();
      const sending = failure(
        sent.send({ method: 'GET', url: address }, { ...limits, signal: during.signal }),
      );
      during.abort();
      expect((await sending).code).toBe('call.cancelled');
    }
    expect(connections).toBe(0);
  });

  it('cancels a call that waits for a connection, and leaves the others alone', async () => {
    const seen: string[] = [];
    const answers: (() => void)[] = [];
    let allBusy = (): void => undefined;
    const busy = new Promise<void>((resolve) => (allBusy = resolve));
    const server = await started(
      serveHttp((request, response) => {
        seen.push(request.url ?? '');
        answers.push(() => response.end('ok'));
        if (answers.length === 8) allBusy();
      }),
    );
    const sent = transport();
    const get = (path: string, more: Partial<SendOptions> = {}): Promise<unknown> =>
      sent.send({ method: 'GET', url: server.url + path }, { ...limits, ...more });
    const running = Array.from({ length: 8 }, (_, index) => get(`/${index}`));
    await busy;
    const abort = new AbortController();
    const waiting = failure(get('/cancelled', { signal: abort.signal }));
    abort.abort();
    expect((await waiting).code).toBe('call.cancelled');
    for (const answer of answers.splice(0)) answer();
    await Promise.all(running);
    const last = get('/last');
    while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const answer of answers.splice(0)) answer();
    await last;
    expect(seen).not.toContain('/cancelled');
    expect(seen).toContain('/last');
  });

  it('lets the next ones have their turn when those before them never got a connection', async () => {
    const at = toSecure(await stall());
    const abort = new AbortController();
    const sent = transport();
    const stuck = Array.from({ length: 8 }, () =>
      failure(sent.send(at.request, { ...limits, signal: abort.signal })),
    );
    const waiting = failure(sent.send(at.request, { ...limits, timeoutMs: 1000 }));
    await at.at.stalled;
    abort.abort();
    for (const error of await Promise.all(stuck)) expect(error.code).toBe('call.cancelled');
    expect(await waiting).toMatchObject({ code: 'call.timeout', facts: { phase: 'connect' } });
  });

  it('cancels while a proxy keeps it waiting for a tunnel', async () => {
    const proxy = await stall();
    const abort = new AbortController();
    const sent = transport({ ...strict, proxy: proxy.url });
    const request = { method: 'GET', url: 'https://erp.example.invalid/' } as const;
    const sending = failure(sent.send(request, { ...limits, signal: abort.signal }));
    await proxy.stalled;
    abort.abort();
    expect((await sending).code).toBe('call.cancelled');
    await proxy.closed;
  });

  it('takes no notice of a signal that is aborted afterwards', async () => {
    const server = await started(serveHttp((_request, response) => response.end('ok')));
    const abort = new AbortController();
    const sent = transport();
    const options = { ...limits, signal: abort.signal };
    await sent.send({ method: 'GET', url: server.url }, options);
    abort.abort();
    expect((await sent.send({ method: 'GET', url: server.url }, limits)).body).toBe('ok');
  });
});

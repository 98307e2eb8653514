import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../../src/odoo/transport';
import { certificate, serveHttp, serveHttps, serveTcp, type LocalServer } from '../../support/faultyServers';
import { limits, started, strict, transport } from './transportBench';

/** Answers by hand: each text that a connection is sent becomes an answer, or the end of the connection. */
function serveByHand(
  seen: { connections: number; requests: string[] },
  answer: (head: string, socket: Socket, place: { connection: number; request: number }) => void,
): Promise<LocalServer> {
  return serveTcp((socket) => {
    const connection = ++seen.connections;
    let request = 0;
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
        const head = text.slice(0, end);
        text = text.slice(end + 4 + length);
        seen.requests.push(head.split(' HTTP/', 1)[0] ?? '');
        answer(head, socket, { connection, request: ++request });
      }
    });
  });
}

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

describe('UndiciTransport and its connections', () => {
  it('keeps one connection for calls that follow each other, and opens more for calls at once', async () => {
    const sockets = new Set<Socket>();
    const server = await started(
      serveHttp((request, response) => {
        sockets.add(request.socket);
        response.end('ok');
      }),
    );
    const kept = transport();
    const get = (): Promise<HttpAnswer> => kept.send({ method: 'GET', url: server.url }, limits);
    for (let index = 0; index < 5; index++) await get();
    expect(sockets.size).toBe(1);
    await Promise.all([get(), get(), get()]);
    expect(sockets.size).toBe(3);
  });

  it('keeps no more than eight connections to a server busy at once', async () => {
    const seen = { connections: 0, requests: [] as string[] };
    const waiting: (() => void)[] = [];
    let allWaiting = (): void => undefined;
    const eight = new Promise<void>((resolve) => (allWaiting = resolve));
    const server = await started(
      serveByHand(seen, (_head, socket) => {
        waiting.push(() => socket.write(ok));
        if (waiting.length === 8) allWaiting();
      }),
    );
    const busy = transport();
    const sending = Array.from({ length: 10 }, (_, index) =>
      busy.send({ method: 'POST', url: `${server.url}/${index}`, body: 'x' }, limits),
    );
    await eight;
    expect(seen.requests).toHaveLength(8);
    for (let index = 0; index < 10; index++) {
      while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
      waiting.shift()?.();
    }
    const answers = await Promise.all(sending);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(seen.connections).toBe(8);
    expect(answers.map(({ timings }) => timings?.queued !== undefined)).toEqual([
      ...Array.from({ length: 8 }, () => false),
      ...[true, true],
    ]);
  });

  it('measures DNS, connect and TLS for the call that opened a connection, and not for the next one on it', async () => {
    const server = await started(serveHttps('otherName', (_request, response) => response.end('secure')));
    // The certificate is of another name, so that this connection must be accepted as it is.
    const named = { method: 'GET', url: `https://localhost:${server.port}/` } as const;
    const kept = transport({ ...strict, certificates: [certificate('otherName').pem] });
    const options = { ...limits, tls: { acceptUntrusted: true } };
    const first = (await kept.send(named, options)).timings;
    expect(Object.keys(first ?? {}).sort()).toEqual(['connect', 'dns', 'firstByte', 'tls', 'transfer']);
    for (const time of Object.values(first ?? {})) expect(time).toBeGreaterThanOrEqual(0);
    const second = (await kept.send(named, options)).timings;
    expect(Object.keys(second ?? {}).sort()).toEqual(['firstByte', 'transfer']);
  });

  it('measures no DNS for an address and no TLS for plain http', async () => {
    const server = await started(serveHttp((_request, response) => response.end('plain')));
    const { timings } = await transport().send({ method: 'GET', url: server.url }, limits);
    expect(Object.keys(timings ?? {}).sort()).toEqual(['connect', 'firstByte', 'transfer']);
  });

  it('counts the phases of each connection for one call only when several are opened at once', async () => {
    const server = await started(serveHttp((_request, response) => response.end('plain')));
    const kept = transport();
    const get = (): Promise<HttpAnswer> => kept.send({ method: 'GET', url: server.url }, limits);
    const openings = (answers: HttpAnswer[]): number =>
      answers.filter(({ timings }) => timings?.connect !== undefined).length;
    expect(openings(await Promise.all([get(), get(), get()]))).toBe(3);
    expect(openings(await Promise.all([get(), get(), get()]))).toBe(0);
  });

  it('measures with the clock it is given', async () => {
    let time = 0;
    const server = await started(serveHttp((_request, response) => response.end('plain')));
    const timed = transport(strict, () => (time += 10));
    const { timings } = await timed.send({ method: 'GET', url: server.url }, limits);
    for (const ms of Object.values(timings ?? {})) expect(ms % 10).toBe(0);
    expect(timings?.connect).toBeGreaterThan(0);
  });
});

describe('UndiciTransport on a kept connection that the server closes', () => {
  /** Answers the first request of every connection; hangs up on the second as soon as it is there. */
  async function hangsUpOnSecond(): Promise<{ server: LocalServer; requests: string[] }> {
    const seen = { connections: 0, requests: [] as string[] };
    const server = await started(
      serveByHand(seen, (_head, socket, { request }) => {
        if (request === 1) socket.write(ok);
        else socket.destroy();
      }),
    );
    return { server, requests: seen.requests };
  }

  it.each(['GET', 'HEAD'] as const)('sends a %s once more', async (method) => {
    const { server, requests } = await hangsUpOnSecond();
    const kept = transport();
    await kept.send({ method: 'GET', url: `${server.url}/1` }, limits);
    expect((await kept.send({ method, url: `${server.url}/2` }, limits)).status).toBe(200);
    expect(requests).toEqual(['GET /1', `${method} /2`, `${method} /2`]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('never repeats a %s', async (method) => {
    const { server, requests } = await hangsUpOnSecond();
    const kept = transport();
    await kept.send({ method: 'GET', url: `${server.url}/1` }, limits);
    const sending = kept.send({ method, url: `${server.url}/2`, body: '{}' }, limits);
    await expect(sending).rejects.toMatchObject({ code: 'tcp.closed', facts: { reused: true } });
    expect(requests).toEqual(['GET /1', `${method} /2`]);
  });

  it('repeats once and no more, and nothing that left on a new connection', async () => {
    const seen = { connections: 0, requests: [] as string[] };
    const server = await started(
      serveByHand(seen, (_head, socket, { connection, request }) => {
        if (connection === 1 && request === 1) socket.write(ok);
        else socket.destroy();
      }),
    );
    const kept = transport();
    const get = (path: string): HttpRequest => ({ method: 'GET', url: server.url + path });
    await kept.send(get('/1'), limits);
    await expect(kept.send(get('/2'), limits)).rejects.toMatchObject({ code: 'tcp.closed' });
    await expect(kept.send(get('/3'), limits)).rejects.toMatchObject({ code: 'tcp.closed' });
    expect(seen.requests).toEqual(['GET /1', 'GET /2', 'GET /2', 'GET /3']);
  });

  it('does not repeat what was answered in part', async () => {
    const seen = { connections: 0, requests: [] as string[] };
    const server = await started(
      serveByHand(seen, (_head, socket, { request }) => {
        if (request === 1) socket.write(ok);
        else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
      }),
    );
    const kept = transport();
    await kept.send({ method: 'GET', url: `${server.url}/1` }, limits);
    const sending = kept.send({ method: 'GET', url: `${server.url}/2` }, limits);
    await expect(sending).rejects.toMatchObject({ code: 'tcp.closed' });
    expect(seen.requests).toEqual(['GET /1', 'GET /2']);
  });

  it('opens another connection where the server closed this one while it was idle', async () => {
    const seen = { connections: 0, requests: [] as string[] };
    let closed = (): void => undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const server = await started(
      serveByHand(seen, (_head, socket, { connection }) => {
        socket.write(ok);
        if (connection > 1) return;
        socket.on('close', () => closed());
        setImmediate(() => socket.end());
      }),
    );
    const kept = transport();
    const post = { method: 'POST', url: server.url, body: '{}' } as const;
    await kept.send(post, limits);
    await gone;
    expect((await kept.send(post, limits)).status).toBe(200);
    expect(seen.connections).toBe(2);
  });
});

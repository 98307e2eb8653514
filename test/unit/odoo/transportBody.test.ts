import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../../src/odoo/transport';
import { serveHttp, serveTcp, type LocalServer } from '../../support/faultyServers';
import { failure, limits, started, transport } from './transportBench';

const text = JSON.stringify({ name: 'Azure Interior, 4557 De Silva St – “é🧪”'.repeat(20) });

const packers: [string, (bytes: Buffer) => Buffer][] = [
  ['gzip', (bytes) => gzipSync(bytes)],
  ['x-gzip', (bytes) => gzipSync(bytes)],
  ['GZIP', (bytes) => gzipSync(bytes)],
  ['deflate', (bytes) => deflateSync(bytes)],
  ['br', (bytes) => brotliCompressSync(bytes)],
  ['identity', (bytes) => bytes],
];

/** Answers with just these bytes. */
function packed(encoding: string, body: Buffer, status = 200): Promise<LocalServer> {
  return serveHttp((_request, response) => {
    response.writeHead(status, { 'content-encoding': encoding, 'content-length': body.length });
    response.end(body);
  });
}

async function get(
  server: LocalServer,
  request: Partial<HttpRequest> = {},
  maxBytes = 10_000,
): Promise<HttpAnswer> {
  return transport().send({ method: 'GET', url: server.url, ...request }, { ...limits, maxBytes });
}

describe('UndiciTransport and packed answers', () => {
  it.each(packers)('unpacks %s, and counts the unpacked bytes', async (encoding, pack) => {
    const server = await started(packed(encoding, pack(Buffer.from(text))));
    expect(await get(server)).toMatchObject({ body: text, bytes: Buffer.byteLength(text) });
  });

  it('unpacks a deflate stream that lacks the wrapping it should have', async () => {
    const server = await started(packed('deflate', deflateRawSync(text)));
    expect((await get(server)).body).toBe(text);
  });

  it('unpacks what comes in single bytes', async () => {
    const body = gzipSync(text);
    const server = await started(
      serveHttp((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        for (const byte of body) response.write(Buffer.from([byte]));
        response.end();
      }),
    );
    expect((await get(server)).body).toBe(text);
  });

  it('asks for what it can unpack, unless the caller asks for something else', async () => {
    const server = await started(
      serveHttp((request, response) => response.end(request.headers['accept-encoding'])),
    );
    expect((await get(server)).body).toBe('gzip, deflate, br');
    expect((await get(server, { headers: { 'Accept-Encoding': 'identity' } })).body).toBe('identity');
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const)('refuses a bomb in %s after the allowed bytes', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(20_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const server = await started(packed(encoding, bomb));
    const error = await failure(get(server, {}, 1_000_000));
    expect(error).toMatchObject({ code: 'http.tooLarge', facts: { megabytes: 1 } });
  });

  it('refuses an announced size at once, and takes one that is just allowed', async () => {
    const server = await started(
      serveTcp((socket) => {
        // Nothing but the head ever comes.
        socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10001\r\n\r\n'));
      }),
    );
    expect((await failure(get(server))).code).toBe('http.tooLarge');
    const just = await started(serveHttp((_request, response) => response.end('x'.repeat(10_000))));
    expect((await get(just)).bytes).toBe(10_000);
  });

  it.each(['gzip', 'deflate', 'br'])('says that a damaged %s answer cannot be read', async (encoding) => {
    const server = await started(packed(encoding, Buffer.from([0x78, 0x9c, 0xff, 0xff, 0xff, 0xff, 0xff])));
    expect(await failure(get(server))).toMatchObject({ code: 'http.malformed', facts: { encoding } });
  });

  it.each(packers.slice(0, 5))('says that a truncated %s answer cannot be read', async (encoding, pack) => {
    const whole = pack(Buffer.from(text));
    const server = await started(packed(encoding, whole.subarray(0, whole.length - 4)));
    expect((await failure(get(server))).code).toBe('http.malformed');
  });

  it('says that an encoding nobody asked for cannot be read', async () => {
    for (const encoding of ['zstd', 'gzip, br']) {
      const server = await started(packed(encoding, Buffer.from('x')));
      expect(await failure(get(server))).toMatchObject({
        code: 'http.malformed',
        facts: { encoding, status: 200, host: `127.0.0.1:${server.port}` },
      });
    }
  });

  it.each([204, 304])('expects no body of a %d, whatever its headers say', async (status) => {
    const server = await started(
      serveHttp((_request, response) => {
        response.writeHead(status, { 'content-encoding': 'gzip' });
        response.end();
      }),
    );
    expect(await get(server)).toMatchObject({ status, body: '', bytes: 0 });
  });

  it('takes a packed answer without a single byte for an empty one', async () => {
    const server = await started(packed('gzip', Buffer.alloc(0)));
    expect(await get(server)).toMatchObject({ status: 200, body: '', bytes: 0 });
  });

  it('unpacks more than fits into the buffers on the way', async () => {
    const large = Buffer.from(Array.from({ length: 300_000 }, (_, index) => `${index}\n`).join(''));
    const server = await started(packed('gzip', gzipSync(large, { level: 0 })));
    expect((await get(server, {}, 10_000_000)).bytes).toBe(large.length);
  });
});

import * as net from 'node:net';
import { constants } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  certificate,
  closedPort,
  page,
  redirectTo,
  serveHttp,
  serveHttps,
  serveTcp,
  type LocalServer,
} from '../../support/faultyServers';
import { failure, limits, started, strict, transport } from './transportBench';

const codeOf = async (promise: Promise<unknown>): Promise<string> => (await failure(promise)).code;

describe('UndiciTransport', () => {
  it('sends method, headers and body, and gives status, headers and body', async () => {
    const server = await started(
      serveHttp((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          response.writeHead(418, {
            'X-Seen': `${request.method} ${request.url} ${String(request.headers['x-odoo-database'])}`,
          });
          response.end(`<${body}>`);
        });
      }),
    );
    const request = {
      method: 'POST',
      url: `${server.url}/a/b?c=d`,
      headers: { 'x-odoo-database': 'acme' },
      body: 'é🧪',
    } as const;
    const answer = await transport().send(request, limits);
    expect(answer).toMatchObject({ status: 418, body: '<é🧪>', bytes: 8 });
    expect(answer.headers['x-seen']).toBe('POST /a/b?c=d acme');
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
    'sends %s with a body',
    async (method) => {
      const server = await started(
        serveHttp((request, response) => {
          let body = '';
          request.on('data', (chunk: Buffer) => (body += chunk.toString()));
          request.on('end', () => response.end(`${request.method} ${body}`));
        }),
      );
      const kept = transport();
      for (const body of ['{"a":1}', '{"b":2}']) {
        expect((await kept.send({ method, url: server.url, body }, limits)).body).toBe(`${method} ${body}`);
      }
      expect((await kept.send({ method, url: server.url }, limits)).body).toBe(`${method} `);
    },
  );

  it('sends HEAD and reads no body, whatever its headers announce', async () => {
    const server = await started(
      serveHttp((request, response) => {
        response.writeHead(200, {
          'content-length': 50_000,
          'content-encoding': 'gzip',
          'x-seen': request.method,
        });
        response.end();
      }),
    );
    const answer = await transport().send({ method: 'HEAD', url: server.url }, limits);
    expect(answer).toMatchObject({ status: 200, body: '', bytes: 0, headers: { 'x-seen': 'HEAD' } });
  });

  it('gives every cookie by itself, and repeated headers joined', async () => {
    const cookies = ['session_id=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT; HttpOnly', 'lang=en_US'];
    const server = await started(
      serveHttp((request, response) => {
        if (request.url === '/') response.setHeader('Set-Cookie', cookies);
        response.setHeader('X-Several', ['a', 'b']);
        response.setHeader('Retry-After', '7');
        response.statusCode = 429;
        response.end();
      }),
    );
    const answer = await transport().send({ method: 'GET', url: `${server.url}/` }, limits);
    expect(answer).toMatchObject({
      status: 429,
      setCookies: cookies,
      headers: { 'x-several': 'a, b', 'retry-after': '7' },
    });
    expect(
      (await transport().send({ method: 'GET', url: `${server.url}/x` }, limits)).setCookies,
    ).toBeUndefined();
  });

  it('replaces what is no UTF-8', async () => {
    const server = await started(
      serveHttp((_request, response) => response.end(Buffer.from([0x61, 0xff, 0x62]))),
    );
    expect(await transport().send({ method: 'GET', url: server.url }, limits)).toMatchObject({
      body: 'a\ufffdb',
      bytes: 3,
    });
  });

  it('does not follow a redirect', async () => {
    let followed = false;
    const target = await started(
      serveHttp((_request, response) => {
        followed = true;
        response.end();
      }),
    );
    const server = await started(serveHttp(redirectTo(target.url, 307)));
    const answer = await transport().send({ method: 'POST', url: `${server.url}/x`, body: 'secret' }, limits);
    expect(answer).toMatchObject({ status: 307, headers: { location: `${target.url}/x` } });
    expect(followed).toBe(false);
  });

  it('gives an answer up that no text can hold, however much is allowed', async () => {
    const announcing = serveHttp((_request, response) => {
      response.writeHead(200, { 'content-length': constants.MAX_STRING_LENGTH + 1 });
      response.write('x');
    });
    const server = await started(announcing);
    const generous = { ...limits, maxBytes: 2 * constants.MAX_STRING_LENGTH };
    expect(await codeOf(transport().send({ method: 'GET', url: server.url }, generous))).toBe(
      'http.tooLarge',
    );
  });

  it('gives an answer up that is too large', async () => {
    const server = await started(serveHttp((_request, response) => response.end('x'.repeat(20_000))));
    expect(await codeOf(transport().send({ method: 'GET', url: server.url }, limits))).toBe('http.tooLarge');
  });

  it('names a port that nothing listens on', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(await codeOf(transport().send({ method: 'GET', url }, limits))).toBe('tcp.refused');
  });

  it('verifies certificates unless it was told not to, and trusts those it was given', async () => {
    const server = await started(serveHttps('selfSigned', page('Odoo')));
    const request = { method: 'GET', url: server.url } as const;
    expect(await codeOf(transport().send(request, limits))).toBe('tls.untrusted');
    const trusting = transport({ ...strict, certificates: [certificate('selfSigned').pem] });
    expect((await trusting.send(request, limits)).status).toBe(200);
    const lax = transport({ ...strict, verifyCertificates: false });
    expect((await lax.send(request, limits)).status).toBe(200);
  });

  it('reaches http and https through a proxy where one is set', async () => {
    const plain = await started(
      serveHttp((request, response) => response.end(`plain ${request.headers.host}`)),
    );
    const secure = await started(serveHttps('otherName', (_request, response) => response.end('secure')));
    const proxy = await started(serveProxy({ plain: plain.port, secure: secure.port }));
    const certificates = [certificate('otherName').pem];
    const proxied = transport({ ...strict, certificates, proxy: proxy.url });
    const get = async (url: string): Promise<string> =>
      (await proxied.send({ method: 'GET', url }, limits)).body;
    // Names that exist nowhere: only the proxy can have led there.
    expect(await get('http://erp.example.invalid/')).toBe('plain erp.example.invalid');
    expect(await get('https://other.example.com/')).toBe('secure');
    expect(await codeOf(get('https://erp.example.invalid/'))).toBe('tls.nameMismatch');
  });

  it('names a proxy that refuses, and one that is not there', async () => {
    const proxy = await started(serveProxy('refuse'));
    for (const url of ['https://erp.example.invalid/', 'http://erp.example.invalid/']) {
      const proxied = transport({ ...strict, proxy: proxy.url });
      expect(await codeOf(proxied.send({ method: 'GET', url }, limits))).toBe('http.forbidden');
    }
    const missing = transport({ ...strict, proxy: `http://127.0.0.1:${await closedPort()}` });
    expect(await codeOf(missing.send({ method: 'GET', url: 'https://erp.example.invalid/' }, limits))).toBe(
      'tcp.refused',
    );
  });
});

/** A proxy that leads every http request to one local server and every tunnel to another, or refuses all of it. */
function serveProxy(to: { plain: number; secure: number } | 'refuse'): Promise<LocalServer> {
  return serveTcp((socket) => {
    socket.once('data', (first: Buffer) => {
      if (to === 'refuse') {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const tunnel = first.toString('latin1').startsWith('CONNECT ');
      const onward = net.connect(tunnel ? to.secure : to.plain, '127.0.0.1');
      onward.on('error', () => socket.destroy());
      if (tunnel) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      else onward.write(first);
      socket.pipe(onward).pipe(socket);
    });
  });
}

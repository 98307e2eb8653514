import * as net from 'node:net';
import { describe, expect, it } from 'vitest';
import { certificate, serveHttp, serveHttps, serveTcp, type LocalServer } from '../../support/faultyServers';
import { failure, limits, started, strict, transport } from './transportBench';

const certificates = [certificate('otherName').pem];

function get(url: string, proxy: string): Promise<string> {
  const sent = transport({ ...strict, certificates, proxy });
  return sent.send({ method: 'GET', url }, limits).then(({ body }) => body);
}

const secure = (): Promise<LocalServer> =>
  started(serveHttps('otherName', (_request, response) => response.end('secure')));

/** Answers the wish for a tunnel with these pieces, one at a time, and leads to a port where one is given. */
function tunnel(pieces: string[], to?: number): Promise<LocalServer> {
  return started(
    serveTcp((socket) => {
      socket.once('data', () => {
        const onward = to === undefined ? undefined : net.connect(to, '127.0.0.1');
        onward?.on('error', () => socket.destroy());
        const next = (): void => {
          const piece = pieces.shift();
          if (piece !== undefined) {
            socket.write(piece, () => setImmediate(next));
          } else if (onward) {
            socket.pipe(onward).pipe(socket);
          } else {
            socket.end();
          }
        };
        next();
      });
    }),
  );
}

describe('tunnels through an HTTP proxy', () => {
  it('are found however the proxy’s answer is cut into pieces', async () => {
    const { port } = await secure();
    const answer = 'HTTP/1.1 200 Connection established\r\nVia: somebody\r\n\r\n';
    const proxy = await tunnel(Array.from(answer), port);
    expect(await get('https://other.example.com/', proxy.url)).toBe('secure');
  });

  it.each([
    [
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      'http.forbidden',
      { status: 407, reason: 'proxy' },
    ],
    ['HTTP/1.1 403 Forbidden\r\n\r\nblocked', 'http.forbidden', { status: 403, reason: 'proxy' }],
    ['HTTP/1.0 503 Service Unavailable\r\n\r\n', 'http.gateway', { status: 503, reason: 'proxy' }],
    ['SSH-2.0-OpenSSH_9.2\r\n\r\n', 'http.malformed', { reason: 'proxy' }],
    ['x'.repeat(100_000), 'http.malformed', { reason: 'proxy' }],
    ['HTTP/1.1 200 OK\r\n', 'tcp.closed', { host: '127.0.0.1', through: 'other.example.com' }],
  ])('are not opened by “%.30s”: %s', async (answer, code, facts) => {
    const proxy = await tunnel([answer]);
    expect(await failure(get('https://other.example.com/', proxy.url))).toMatchObject({ code, facts });
  });

  it('are asked for by name and port, with the login of the proxy’s address', async () => {
    let asked = '';
    const proxy = await started(
      serveTcp((socket) => {
        socket.once('data', (bytes: Buffer) => {
          asked = bytes.toString('latin1');
          socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
        });
      }),
    );
    await failure(get('https://[2001:db8::1]:8443/', proxy.url.replace('//', '//me:p%40ss@')));
    expect(asked.split('\r\n')).toEqual([
      'CONNECT [2001:db8::1]:8443 HTTP/1.1',
      'Host: [2001:db8::1]:8443',
      `Proxy-Authorization: Basic ${Buffer.from('me:p@ss').toString('base64')}`,
      '',
      '',
    ]);
  });
});

interface Socks {
  /** Asks for a name and password, and takes only these. */
  login?: string;
  /** What it says to the wish for a connection; 0 grants it. */
  reply?: number;
  to?: number;
}

/** A SOCKS5 proxy for one connection at a time, which notes where it was asked to lead. */
function socks({ login, reply = 0, to }: Socks, asked: string[] = []): Promise<LocalServer> {
  return started(
    serveTcp((socket) => {
      let step: 'greeting' | 'login' | 'wish' = 'greeting';
      const hear = (bytes: Buffer): void => {
        switch (step) {
          case 'greeting': {
            const method = login === undefined ? 0 : bytes.subarray(2).includes(2) ? 2 : 255;
            socket.write(Buffer.from([5, method]));
            step = method === 2 ? 'login' : 'wish';
            return;
          }
          case 'login': {
            const nameEnd = 2 + (bytes[1] ?? 0);
            const given = `${bytes.toString('utf8', 2, nameEnd)}:${bytes.toString('utf8', nameEnd + 1)}`;
            socket.write(Buffer.from([1, given === login ? 0 : 1]));
            step = 'wish';
            return;
          }
          case 'wish': {
            const name =
              bytes[3] === 1
                ? [...bytes.subarray(4, 8)].join('.')
                : bytes.toString('utf8', 5, 5 + (bytes[4] ?? 0));
            asked.push(`${name}:${bytes.readUInt16BE(bytes.length - 2)}`);
            socket.off('data', hear);
            const answer = Buffer.from([5, reply, 0, 1, 127, 0, 0, 1, 0, 80]);
            // In two pieces, as a network may deliver it.
            socket.write(answer.subarray(0, 6));
            setImmediate(() => {
              socket.write(answer.subarray(6));
              if (to === undefined) return;
              const onward = net.connect(to, '127.0.0.1');
              onward.on('error', () => socket.destroy());
              socket.pipe(onward).pipe(socket);
            });
          }
        }
      };
      socket.on('data', hear);
    }),
  );
}

const socksUrl = ({ port }: LocalServer, login = ''): string => `socks5://${login}127.0.0.1:${port}`;

describe('connections through a SOCKS5 proxy', () => {
  it('lead to https and to plain http, with the name looked up by the proxy', async () => {
    const asked: string[] = [];
    const plain = await started(serveHttp((_request, response) => response.end('plain')));
    const toPlain = await socks({ to: plain.port }, asked);
    const toSecure = await socks({ to: (await secure()).port }, asked);
    expect(await get('http://erp.example.invalid/', socksUrl(toPlain))).toBe('plain');
    expect(await get('https://other.example.com/', socksUrl(toSecure))).toBe('secure');
    expect(await get('http://192.0.2.1:8069/', socksUrl(toPlain))).toBe('plain');
    expect(asked).toEqual(['erp.example.invalid:80', 'other.example.com:443', '192.0.2.1:8069']);
  });

  it('are opened with the name and password in its address', async () => {
    const proxy = await socks({ login: 'me:p@ss', to: (await secure()).port });
    expect(await get('https://other.example.com/', socksUrl(proxy, 'me:p%40ss@'))).toBe('secure');
    for (const login of ['me:wrong@', '']) {
      expect(await failure(get('https://other.example.com/', socksUrl(proxy, login)))).toMatchObject({
        code: 'http.forbidden',
        facts: { reason: 'proxy', host: 'other.example.com' },
      });
    }
  });

  it.each([
    [2, 'http.forbidden'],
    [4, 'http.gateway'],
    [5, 'http.gateway'],
  ])('are not opened by the answer %d: %s', async (reply, code) => {
    const proxy = await socks({ reply });
    const error = await failure(get('https://other.example.com/', socksUrl(proxy)));
    expect(error).toMatchObject({ code, facts: { reason: 'proxy' } });
  });

  it('are not opened by something that is no SOCKS proxy, and not by one of another kind', async () => {
    const web = await tunnel(['HTTP/1.1 400 Bad Request\r\n\r\n']);
    expect((await failure(get('https://other.example.com/', socksUrl(web)))).code).toBe('http.malformed');
    const other = await failure(get('https://other.example.com/', 'socks4://me:p4ss@127.0.0.1:1'));
    expect(other.code).toBe('internal');
    expect(JSON.stringify(other.facts)).not.toContain('p4ss');
  });
});

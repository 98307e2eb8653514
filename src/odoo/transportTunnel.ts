import { isIPv4, isIPv6, type Socket } from 'node:net';
import { OdooError } from './error';

/** Where a tunnel shall lead. */
export interface TunnelEnd {
  /** A name or an address, without brackets. */
  host: string;
  port: number;
}

/** No proxy's answer to the wish for a tunnel is longer. */
const maxHead = 64 * 1024;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110, 9.3.6), in which the socket then is.
 * @param authorization the Proxy-Authorization header
 * @throws OdooError http.forbidden or http.gateway, with the facts `status` and `reason: 'proxy'`; what the socket says
 */
export async function askHttpProxy(socket: Socket, end: TunnelEnd, authorization?: string): Promise<void> {
  const authority = `${isIPv6(end.host) ? `[${end.host}]` : end.host}:${end.port}`;
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(authorization ? [`Proxy-Authorization: ${authorization}`] : []),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const head = await take(socket, (bytes) => {
    const at = bytes.indexOf('\r\n\r\n');
    return at < 0 ? undefined : at + 4;
  });
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1]);
  if (status >= 200 && status < 300) return;
  if (Number.isNaN(status)) throw new OdooError('http.malformed', { host: end.host, reason: 'proxy' });
  throw proxyRefusal(end.host, status);
}

/** A proxy that says no for itself, or that it did not get through. */
export function proxyRefusal(host: string, status: number): OdooError {
  return new OdooError(status >= 500 ? 'http.gateway' : 'http.forbidden', { host, status, reason: 'proxy' });
}

/**
 * Asks a SOCKS5 proxy for a connection (RFC 1928, RFC 1929). The proxy looks the name up.
 * @throws OdooError http.forbidden or http.gateway, with the fact `reason: 'proxy'`; what the socket says
 */
export async function askSocksProxy(
  socket: Socket,
  end: TunnelEnd,
  login?: { name: string; password: string },
): Promise<void> {
  const refused = (code: 'http.forbidden' | 'http.gateway'): OdooError =>
    new OdooError(code, { host: end.host, reason: 'proxy' });
  socket.write(login ? Buffer.from([5, 2, 0, 2]) : Buffer.from([5, 1, 0]));
  const method = await take(socket, () => 2);
  if (method[0] !== 5) throw new OdooError('http.malformed', { host: end.host, reason: 'proxy' });
  if (method[1] === 2 && login) {
    const [name, password] = [Buffer.from(login.name), Buffer.from(login.password)];
    if (name.length > 255 || password.length > 255) throw refused('http.forbidden');
    socket.write(
      Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([password.length]), password]),
    );
    if ((await take(socket, () => 2))[1] !== 0) throw refused('http.forbidden');
  } else if (method[1] !== 0) {
    throw refused('http.forbidden');
  }
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), socksAddress(end)]));
  const reply = await take(socket, (bytes) => {
    if (bytes.length < 5) return undefined;
    const length = bytes[3] === 1 ? 4 : bytes[3] === 4 ? 16 : 1 + (bytes[4] ?? 0);
    return 4 + length + 2;
  });
  // 2 is "not allowed by ruleset"; the others say that the proxy did not get through.
  if (reply[1] !== 0) throw refused(reply[1] === 2 ? 'http.forbidden' : 'http.gateway');
}

function socksAddress({ host, port }: TunnelEnd): Buffer {
  const tail = Buffer.from([port >> 8, port & 0xff]);
  if (isIPv4(host)) return Buffer.concat([Buffer.from([1, ...host.split('.').map(Number)]), tail]);
  // An IPv6 address goes as a name: every proxy that knows the one knows the other, and a name needs no parser.
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.from([3, name.length]), name, tail]);
}

/**
 * Reads just as much as the caller wants and leaves the rest in the socket.
 * @param wanted how many bytes that is, once what has come tells
 */
function take(socket: Socket, wanted: (bytes: Buffer) => number | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const stop = (): void => {
      socket.off('readable', read).off('end', ended).off('close', ended).off('error', failed);
    };
    const failed = (error: Error): void => {
      stop();
      reject(error);
    };
    const ended = (): void => failed(Object.assign(new Error('The proxy hung up.'), { code: 'ECONNRESET' }));
    const read = (): void => {
      for (let chunk = piece(socket); chunk !== null; chunk = piece(socket)) {
        bytes = Buffer.concat([bytes, chunk]);
        const length = wanted(bytes);
        if (length !== undefined && bytes.length >= length) {
          stop();
          if (bytes.length > length) socket.unshift(bytes.subarray(length));
          resolve(bytes.subarray(0, length));
          return;
        }
        if (bytes.length > maxHead) {
          failed(new OdooError('http.malformed', { reason: 'proxy' }));
          return;
        }
      }
    };
    socket.on('readable', read).on('end', ended).on('close', ended).on('error', failed);
    read();
  });
}

function piece(socket: Socket): Buffer | null {
  return socket.read() as Buffer | null;
}

import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import buildConnector, { type BuiltConnector, type ConnectOptions } from 'undici/lib/core/connect.js';
import type { Opening } from './connectTimings';
import { OdooError } from './error';
import { networkError, proxyError } from './networkError';
import { proxyLogin } from './proxy';
import { askHttpProxy, askSocksProxy, type TunnelEnd } from './transportTunnel';

/** To a name's address, a connection and a TLS handshake together; and as much again for each step through a proxy. */
export const connectTimeoutMs = 10_000;

/** How the other end of a TLS connection is judged, and what is shown to it. */
export interface TlsOptions {
  rejectUnauthorized: boolean;
  secureContext?: SecureContext;
}

/** A proxy that connections are tunnelled through. */
export interface TunnelProxy {
  /** http:, https:, socks5:, socks5h: or socks: */
  url: URL;
  tls: TlsOptions;
  /** The Proxy-Authorization header of an HTTP proxy. */
  authorization?: string;
}

/** Opens connections, with their times kept and an end to each try. */
export class Connector {
  readonly #toServer: BuiltConnector;
  readonly #toProxy: BuiltConnector | undefined;
  readonly #proxy: TunnelProxy | undefined;

  constructor(tls: TlsOptions, proxy?: TunnelProxy) {
    this.#toServer = buildConnector({ ...tls, timeout: connectTimeoutMs });
    this.#proxy = proxy;
    this.#toProxy = proxy ? buildConnector({ ...proxy.tls, timeout: connectTimeoutMs }) : undefined;
  }

  /** @throws OdooError of the groups dns, tcp, tls and http; call.cancelled when the opening was given up */
  async open(asked: ConnectOptions, opening: Opening): Promise<Socket> {
    // undici would look for the name of the Host header in the certificate; it is the address that names the server.
    const options: ConnectOptions = { ...asked };
    delete options.servername;
    const url = `${options.protocol}//${options.host ?? options.hostname}`;
    try {
      if (!this.#proxy || !this.#toProxy) return await connected(this.#toServer, options, opening, 'tls');
      const tunnel = await this.#tunnel(this.#proxy, this.#toProxy, options, opening, url);
      if (options.protocol !== 'https:') return tunnel;
      return await connected(this.#toServer, { ...options, httpSocket: tunnel }, opening, 'tls');
    } catch (error) {
      throw networkError(error, url);
    }
  }

  async #tunnel(
    proxy: TunnelProxy,
    connect: BuiltConnector,
    { hostname, port, protocol }: ConnectOptions,
    opening: Opening,
    url: string,
  ): Promise<Socket> {
    const end = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
    let socket: Socket | undefined;
    try {
      socket = await connected(connect, addressOf(proxy.url), opening, 'connect');
      await withinLimit(socket, askForTunnel(proxy, socket, end));
      opening.mark('connect');
      opening.throwIfGivenUp();
      return socket;
    } catch (error) {
      socket?.destroy();
      throw proxyError(error, proxy.url.href, url);
    }
  }
}

function connected(
  connect: BuiltConnector,
  options: ConnectOptions,
  opening: Opening,
  secured: 'connect' | 'tls',
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(options, (error, open) => {
      if (!open) {
        reject(error ?? new OdooError('tcp.closed'));
        return;
      }
      // A TLS alert after the handshake (TLS 1.3 refuses a client's certificate so late) is followed by the end of the stream. Were
      // the socket not ended by the alert, undici would report that end in its place.
      open.once('error', (reason: Error) => open.destroy(reason));
      resolve(open);
    });
    opening.follow(socket, secured);
  });
}

function addressOf(proxy: URL): ConnectOptions {
  const socks = proxy.protocol.startsWith('socks');
  return {
    hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
    host: proxy.host,
    protocol: proxy.protocol === 'https:' ? 'https:' : 'http:',
    port: proxy.port || (socks ? '1080' : ''),
  };
}

function askForTunnel(proxy: TunnelProxy, socket: Socket, end: TunnelEnd): Promise<void> {
  if (!proxy.url.protocol.startsWith('socks')) return askHttpProxy(socket, end, proxy.authorization);
  return askSocksProxy(socket, end, proxyLogin(proxy.url));
}

/** A proxy that takes the connection and then says nothing must not hold a call up for ever. */
async function withinLimit(socket: Socket, asking: Promise<void>): Promise<void> {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('The proxy gives no answer.'), { code: 'ETIMEDOUT' }));
  }, connectTimeoutMs);
  try {
    await asking;
  } finally {
    clearTimeout(timer);
  }
}

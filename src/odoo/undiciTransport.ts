import { OdooError } from './error';
import { networkError, proxyError } from './networkError';
import { proxyFor, type NetworkSettings } from './proxy';
import { noFiles, TlsFiles } from './tlsFiles';
import type { HttpAnswer, HttpRequest, SendOptions, Transport } from './transport';
import { TransportExchange } from './transportExchange';
import { ConnectionPool } from './transportPool';
import { proxyRefusal } from './transportTunnel';
import { relays, Ways, type Way } from './transportWay';

/**
 * The only place that sends HTTP. Keeps connections alive between calls, apart for every way of trusting a server; close() ends them.
 *
 * A server may close a kept connection just as the next call leaves on it. Such a GET or HEAD is sent once more; anything else fails as
 * tcp.closed with the fact `reused`, because nobody can tell whether it was carried out.
 */
export class UndiciTransport implements Transport {
  readonly #settings: () => NetworkSettings;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #now: () => number;
  readonly #files = new TlsFiles();
  readonly #pools = new Map<string, ConnectionPool>();
  readonly #ways = new Ways();

  /**
   * @param settings is asked before every request, so that a changed setting counts at once
   * @param now milliseconds, from any fixed point
   */
  constructor(
    settings: () => NetworkSettings,
    environment: Readonly<Record<string, string | undefined>> = process.env,
    now: () => number = () => performance.now(),
  ) {
    this.#settings = settings;
    this.#environment = environment;
    this.#now = now;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    const settings = this.#settings();
    const proxy = proxyFor(request.url, settings, this.#environment);
    try {
      const files = options.tls ? await this.#files.identity(options.tls) : noFiles;
      const accepting = options.tls?.acceptUntrusted ?? false;
      const way = this.#ways.of(request, { settings, files, accepting }, proxy);
      const exchange = this.#exchange(request, options, way);
      try {
        return await settled(exchange, way);
      } catch (error) {
        if (!exchange.reused || exchange.answered || !isHangUp(error)) throw error;
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          const { code, facts, server } = this.#failure(error, request.url, proxy);
          throw new OdooError(code, { ...facts, reused: true }, { server, cause: error });
        }
        return await settled(this.#exchange(request, options, way), way);
      }
    } catch (error) {
      throw this.#failure(error, request.url, proxy);
    }
  }

  async close(): Promise<void> {
    const open = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(open.map((pool) => pool.destroy()));
  }

  #exchange(request: HttpRequest, options: SendOptions, way: Way): TransportExchange {
    const exchange = new TransportExchange(request, options, this.#now);
    const limit = Math.max(1, Math.ceil(options.timeoutMs));
    if (!exchange.settled) {
      this.#pool(way).dispatch(
        {
          path: way.path,
          method: request.method,
          headers: way.headers,
          body: request.body ?? null,
          headersTimeout: limit,
          bodyTimeout: limit,
        },
        exchange,
      );
    }
    return exchange;
  }

  #pool(way: Way): ConnectionPool {
    const existing = this.#pools.get(way.key);
    if (existing) return existing;
    const pool = new ConnectionPool(way.origin, way.connector(), this.#now, () => {
      if (this.#pools.get(way.key) === pool) this.#pools.delete(way.key);
    });
    this.#pools.set(way.key, pool);
    return pool;
  }

  /** With a proxy on the way, it is the proxy that a name or a connection is missing of. */
  #failure(error: unknown, url: string, proxy: string | undefined): OdooError {
    const failure = networkError(error, url);
    if (proxy === undefined || !/^(dns|tcp)\./.test(failure.code)) return failure;
    if (!(error instanceof OdooError)) return proxyError(error, proxy, url);
    if (!relays(proxy, url) || 'through' in failure.facts) return failure;
    const facts = { ...failure.facts, through: new URL(url).host };
    return new OdooError(failure.code, facts, { server: failure.server, cause: error });
  }
}

async function settled(exchange: TransportExchange, way: Way): Promise<HttpAnswer> {
  const answer = await exchange.answer;
  if (way.relayed !== undefined && answer.status === 407) throw proxyRefusal(way.relayed, answer.status);
  return answer;
}

/** A kept connection turned out to be closed. */
function isHangUp(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}

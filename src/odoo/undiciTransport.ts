import type { Dispatcher } from 'undici';
import connect from 'undici/lib/api/api-connect.js';
import sendRequest from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import { OdooError } from './error';
import { networkError } from './networkError';
import { proxyFor, type NetworkSettings } from './proxy';
import type { HttpAnswer, HttpRequest, SendOptions, Transport } from './transport';

const connectTimeoutMs = 10_000;

/** The only place that sends HTTP. Keeps connections alive between calls; close() ends them. */
export class UndiciTransport implements Transport {
  readonly #settings: () => NetworkSettings;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #dispatchers = new Map<string, Dispatcher>();

  /** @param settings is asked before every request, so that a changed setting counts at once */
  constructor(
    settings: () => NetworkSettings,
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.#settings = settings;
    this.#environment = environment;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    try {
      signal.throwIfAborted();
      const { origin, pathname, search } = new URL(request.url);
      const answer = await sendRequest.call(this.#dispatcher(request.url), {
        origin,
        path: pathname + search,
        method: request.method,
        signal,
        headers: request.headers ?? {},
        body: request.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > options.maxBytes) {
          answer.body.destroy();
          throw new OdooError('http.tooLarge', { megabytes: Math.round(options.maxBytes / 1_000_000) });
        }
        chunks.push(chunk);
      }
      return {
        status: answer.statusCode,
        headers: flatten(answer.headers),
        body: Buffer.concat(chunks).toString('utf8'),
        bytes,
      };
    } catch (error) {
      if (options.signal?.aborted) throw new OdooError('call.cancelled', {}, { cause: error });
      if (timeout.aborted) {
        throw new OdooError('call.timeout', { seconds: options.timeoutMs / 1000 }, { cause: error });
      }
      throw this.#failure(error, request.url);
    }
  }

  /** With a proxy on the way, it is the proxy that a name or a connection is missing of. */
  #failure(error: unknown, url: string): OdooError {
    const failure = networkError(error, url);
    const proxy = proxyFor(url, this.#settings(), this.#environment);
    if (!proxy || !/^(dns|tcp)\./.test(failure.code)) return failure;
    const facts = { ...networkError(error, proxy).facts, through: new URL(url).host };
    return new OdooError(failure.code, facts, { server: failure.server, cause: error });
  }

  async close(): Promise<void> {
    const open = [...this.#dispatchers.values()];
    this.#dispatchers.clear();
    await Promise.all(open.map((dispatcher) => dispatcher.destroy()));
  }

  #dispatcher(url: string): Dispatcher {
    const settings = this.#settings();
    const proxy = proxyFor(url, settings, this.#environment);
    const key = JSON.stringify([proxy, settings.verifyCertificates, settings.certificates.length]);
    const existing = this.#dispatchers.get(key);
    if (existing) return existing;
    const tls = {
      rejectUnauthorized: settings.verifyCertificates,
      ...(settings.certificates.length > 0 ? { ca: settings.certificates } : {}),
    };
    const dispatcher = proxy
      ? new ProxyAgent({
          uri: proxy,
          requestTls: { ...tls, timeout: connectTimeoutMs },
          proxyTls: tls,
          // Plain http goes through as it is: proxies often open tunnels to port 443 only.
          proxyTunnel: false,
          // ProxyAgent opens its tunnels with a method that undici's index would have added.
          clientFactory: (origin, options) => Object.assign(new Pool(origin, options), { connect }),
        })
      : new Agent({ connect: { ...tls, timeout: connectTimeoutMs } });
    this.#dispatchers.set(key, dispatcher);
    return dispatcher;
  }
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

import { createSecureContext, type SecureContext } from 'node:tls';
import { OdooError } from './error';
import { proxyAuthorization, type NetworkSettings } from './proxy';
import { defaultCertificates } from './systemCertificates';
import { noFiles, type TlsIdentity } from './tlsFiles';
import type { HttpRequest } from './transport';
import { acceptedEncodings } from './transportBody';
import { Connector, type TlsOptions } from './transportConnect';

/** The way of one request: which connections it may use, and how it is written on them. */
export interface Way {
  /** Two requests with the same key may share a connection. */
  key: string;
  origin: string;
  path: string;
  headers: Record<string, string>;
  connector: () => Connector;
  /** The server's name, where a proxy takes the request itself and not a tunnel. */
  relayed?: string;
}

/** Whom a request trusts, and as whom it shows itself. */
export interface Trust {
  settings: NetworkSettings;
  files: TlsIdentity;
  /** The connection's own choice to accept a certificate that nobody vouches for. */
  accepting: boolean;
}

/** Plain http goes to an HTTP proxy as it is: proxies often open tunnels to port 443 only. */
export function relays(proxy: string, url: string): boolean {
  return new URL(url).protocol === 'http:' && /^https?:/i.test(proxy);
}

/** @throws OdooError internal, for a setting that no proxy can be found by; its text may hold a password and is not repeated */
function parseProxy(address: string): URL {
  const proxy = URL.canParse(address) ? new URL(address) : undefined;
  if (proxy && /^(https?|socks|socks5h?):$/.test(proxy.protocol)) return proxy;
  throw new OdooError('internal', { reason: 'the address of the proxy is not one of http, https or socks5' });
}

/** Finds the way of each request, and keeps what is slow to make: the lists of whom to trust. */
export class Ways {
  readonly #contexts = new Map<string, SecureContext>();

  /** @param proxyAddress of the proxy to go through; absent for the direct way */
  of(request: HttpRequest, trust: Trust, proxyAddress: string | undefined): Way {
    const url = new URL(request.url);
    const headers = withDefault(request.headers, 'accept-encoding', acceptedEncodings);
    const way = { origin: url.origin, path: url.pathname + url.search, headers };
    const stamp = stampOf(trust);
    const toServer = (): TlsOptions => this.#tls(url.protocol, trust);
    if (proxyAddress === undefined) {
      return { ...way, key: JSON.stringify([url.origin, stamp]), connector: () => new Connector(toServer()) };
    }
    const proxy = parseProxy(proxyAddress);
    const authorization = proxyAuthorization(proxy, trust.settings);
    const key = JSON.stringify([url.origin, stamp, proxy.href, authorization]);
    // What a connection says about its server is not said about a proxy.
    const toProxy = (): TlsOptions =>
      this.#tls(proxy.protocol, { settings: trust.settings, files: noFiles, accepting: false });
    if (relays(proxyAddress, request.url)) {
      const named = withDefault(headers, 'host', url.host);
      return {
        key,
        origin: proxy.origin,
        path: url.origin + way.path,
        headers: authorization ? { ...named, 'proxy-authorization': authorization } : named,
        connector: () => new Connector(toProxy()),
        relayed: url.hostname,
      };
    }
    const tunnel = { url: proxy, ...(authorization ? { authorization } : {}) };
    return { ...way, key, connector: () => new Connector(toServer(), { ...tunnel, tls: toProxy() }) };
  }

  #tls(protocol: string, trust: Trust): TlsOptions {
    return {
      rejectUnauthorized: trust.settings.verifyCertificates && !trust.accepting,
      ...(protocol === 'https:' ? { secureContext: this.#context(trust) } : {}),
    };
  }

  /** Reading a list of some hundred authorities takes a while, so all that have the same list share what came of it. */
  #context({ settings, files }: Trust): SecureContext {
    const key = stampOf({ settings, files, accepting: false });
    const existing = this.#contexts.get(key);
    if (existing) return existing;
    const { authority, certificate, key: privateKey } = files;
    const listed = settings.certificates;
    // A list given by hand replaces Node's own, so one that only adds to it begins with it.
    const ca = authority ? [...(listed.length > 0 ? listed : defaultCertificates()), authority] : listed;
    const context = createSecureContext({
      ...(ca.length > 0 ? { ca } : {}),
      ...(certificate && privateKey ? { cert: certificate, key: privateKey } : {}),
    });
    this.#contexts.set(key, context);
    return context;
  }
}

/** Differs wherever a connection opened under one trust must not serve the other. */
function stampOf({ settings, files, accepting }: Trust): string {
  const size = settings.certificates.reduce((sum, { length }) => sum + length, 0);
  return JSON.stringify([
    settings.verifyCertificates,
    settings.certificates.length,
    size,
    files.stamp,
    accepting,
  ]);
}

function withDefault(
  headers: Record<string, string> = {},
  name: string,
  value: string,
): Record<string, string> {
  return Object.keys(headers).some((given) => given.toLowerCase() === name)
    ? headers
    : { ...headers, [name]: value };
}

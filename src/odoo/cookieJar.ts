import { parseSetCookie } from 'undici/lib/web/cookies/parse.js';

interface Cookie {
  value: string;
  path: string;
  secure: boolean;
  /** Milliseconds since 1970; absent for a cookie that lasts as long as the session. */
  expires?: number;
}

/** Browsers keep at least fifty of a server (RFC 6265, section 6.1); the oldest makes room for a further one. */
const mostCookies = 50;

/** The cookies of one server, which are only ever sent back to the origin that set them. */
export class CookieJar {
  #origin = '';
  readonly #cookies = new Map<string, Cookie>();

  /**
   * Takes what an answer set.
   * @param now milliseconds since 1970
   */
  learn(url: string, setCookies: readonly string[] = [], now: number): void {
    const { origin, hostname, pathname } = new URL(url);
    if (origin !== this.#origin) {
      this.#cookies.clear();
      this.#origin = origin;
    }
    for (const header of setCookies) {
      const parsed = parseSetCookie(header);
      if (!parsed?.name) continue;
      // A cookie meant for another host is none of ours.
      if (parsed.domain && !matches(hostname, parsed.domain)) continue;
      const expires = parsed.maxAge !== undefined ? now + parsed.maxAge * 1000 : expiryOf(parsed.expires);
      if (expires !== undefined && expires <= now) {
        this.#cookies.delete(parsed.name);
        continue;
      }
      this.#cookies.delete(parsed.name);
      this.#cookies.set(parsed.name, {
        value: parsed.value,
        path: parsed.path?.startsWith('/') ? parsed.path : pathname.replace(/\/[^/]*$/, '') || '/',
        secure: parsed.secure === true,
        ...(expires === undefined ? {} : { expires }),
      });
      const [oldest] = this.#cookies.keys();
      if (this.#cookies.size > mostCookies && oldest !== undefined) this.#cookies.delete(oldest);
    }
  }

  /** The Cookie header for an address; undefined where there is nothing to send. */
  header(url: string, now: number): string | undefined {
    const { origin, pathname, protocol } = new URL(url);
    if (origin !== this.#origin) return undefined;
    const pairs: string[] = [];
    for (const [name, cookie] of this.#cookies) {
      if (cookie.expires !== undefined && cookie.expires <= now) continue;
      if (cookie.secure && protocol !== 'https:') continue;
      const below = pathname === cookie.path || pathname.startsWith(cookie.path.replace(/\/?$/, '/'));
      if (below) pairs.push(`${name}=${cookie.value}`);
    }
    return pairs.length > 0 ? pairs.join('; ') : undefined;
  }

  has(name: string): boolean {
    return this.#cookies.has(name);
  }

  /** What the cookies hold, which is as good as a secret. */
  get values(): string[] {
    return [...this.#cookies.values()].map(({ value }) => value);
  }

  get isEmpty(): boolean {
    return this.#cookies.size === 0;
  }

  clear(): void {
    this.#cookies.clear();
  }
}

function matches(host: string, domain: string): boolean {
  const wanted = domain.replace(/^\./, '').toLowerCase();
  return host === wanted || host.endsWith(`.${wanted}`);
}

function expiryOf(expires: Date | number | undefined): number | undefined {
  if (expires === undefined) return undefined;
  const time = typeof expires === 'number' ? expires : expires.getTime();
  return Number.isFinite(time) ? time : undefined;
}

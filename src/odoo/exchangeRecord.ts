import type { WireExchange } from '../model/outcome';
import type { Exchange } from './protocol/wire';
import type { HttpAnswer, HttpRequest } from './transport';
import { cleaner, longestForm, withoutValuesOf } from './withoutSecrets';

/** What stands in a secret's place. */
export const secretMark = '•••';

/** Characters of a body that are told. */
const toldLength = 1_000_000;

/** Names of values that let somebody go on as this user, in what is not an answer of Odoo's own API. */
const telling = 'token|session_?id|csrf|secret|password|api_?key|jwt|bearer';

/** Values of a cookie that are long enough to lead to a session; others are settings such as a language. */
const cookieLength = 16;

interface Entry {
  request: HttpRequest;
  answer?: HttpAnswer;
  ms: number;
}

/**
 * Keeps every HTTP request of one call with its answer, and tells them when the call has ended: only then it is known which tokens and
 * cookies came on the way, so that none of them stands in what is told.
 */
export class ExchangeRecord {
  readonly #now: () => number;
  readonly #entries: Entry[] = [];
  readonly #secrets = new Set<string>();

  /** @param now milliseconds, from any fixed point */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Adds what must not be told. */
  learn(secrets: Iterable<string | undefined>): void {
    for (const secret of secrets) if (secret) this.#secrets.add(secret);
  }

  /** The same exchange, kept. @param current what is secret right now; a token may be replaced while the call goes on */
  around(exchange: Exchange, current: () => Iterable<string | undefined>): Exchange {
    return async (request) => {
      const entry: Entry = { request, ms: 0 };
      this.#entries.push(entry);
      this.learn(current());
      this.learn(secretsOfRequest(request));
      const started = this.#now();
      try {
        entry.answer = await exchange(request);
        this.learn(secretsOfAnswer(entry.answer));
        return entry.answer;
      } finally {
        entry.ms = this.#now() - started;
      }
    };
  }

  /** Tells what was kept, in the order it was sent. */
  tell(onExchange: (exchange: WireExchange) => void): void {
    const secrets = [...this.#secrets];
    const clean = cleaner(secrets, secretMark);
    const margin = longestForm(secrets);
    for (const entry of this.#entries.splice(0)) onExchange(told(entry, clean, margin));
  }
}

function told({ request, answer, ms }: Entry, clean: (text: string) => string, margin: number): WireExchange {
  const ofOdoo = isOrmAddress(request.url);
  const text = (body: string): string =>
    ofOdoo ? clean(body) : withoutValuesOf(telling, clean(body), secretMark);
  const sent = request.body === undefined ? undefined : cutBody(request.body, text, margin);
  const came = answer === undefined ? undefined : cutBody(answer.body, text, margin);
  const cookies = answer?.setCookies ?? [];
  return {
    method: request.method,
    url: text(request.url),
    requestHeaders: headersTold(request.headers ?? {}, clean),
    ...(sent === undefined ? {} : { requestBody: sent.text }),
    ...(sent?.length === undefined ? {} : { requestLength: sent.length }),
    ...(answer === undefined || came === undefined
      ? {}
      : {
          status: answer.status,
          responseHeaders: headersTold(
            { ...answer.headers, ...(cookies.length === 0 ? {} : { 'set-cookie': cookies.join('\n') }) },
            clean,
          ),
          responseBody: came.text,
          ...(came.length === undefined ? {} : { responseLength: came.length }),
        }),
    ms,
  };
}

/** A secret that the cut would leave half of is cut with it: what is cleaned reaches further, and its end is left out. */
function cutBody(
  body: string,
  clean: (text: string) => string,
  margin: number,
): { text: string; length?: number } {
  if (body.length <= toldLength) return { text: clean(body) };
  const start = clean(body.slice(0, toldLength + 2 * margin));
  return { text: start.slice(0, Math.min(toldLength, start.length - margin)), length: body.length };
}

function headersTold(
  headers: Readonly<Record<string, string>>,
  clean: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, headerTold(name.toLowerCase(), value, clean)]),
  );
}

function headerTold(name: string, value: string, clean: (text: string) => string): string {
  if (name === 'cookie') {
    return value
      .split(';')
      .map((cookie) => cookie.replace(/=.*$/s, `=${secretMark}`).trim())
      .join('; ');
  }
  if (name === 'set-cookie') {
    return value
      .split('\n')
      .map((cookie) => cookie.replace(/=[^;]*/, `=${secretMark}`))
      .join('\n');
  }
  if (name.endsWith('authorization')) return value.replace(/^(\S+\s+)?.*$/s, `$1${secretMark}`);
  if (name !== 'www-authenticate' && /token|api-?key|secret|password/.test(name)) return secretMark;
  return clean(value);
}

function secretsOfRequest({ headers = {}, body = '' }: HttpRequest): string[] {
  const authorization = (headers['authorization'] ?? '').replace(/^\S+\s+/, '');
  const csrf = /(?:^|&)csrf_token=([^&]+)/.exec(body)?.[1];
  return [
    ...(authorization === '' ? [] : [authorization]),
    ...(csrf === undefined ? [] : [csrf, decoded(csrf)]),
    ...cookieValues((headers['cookie'] ?? '').split(';')),
  ];
}

function secretsOfAnswer({ setCookies = [], body }: HttpAnswer): string[] {
  const csrf = /csrf_token["']?\s*[:=]\s*["']([^"']+)["']/.exec(body)?.[1];
  return [...cookieValues(setCookies), ...(csrf === undefined ? [] : [csrf])];
}

/** "session_id=abc; Path=/" holds abc. */
function cookieValues(cookies: readonly string[]): string[] {
  return cookies
    .map((cookie) => cookie.split(';')[0]?.split('=').slice(1).join('=').trim() ?? '')
    .filter((value) => value.length >= cookieLength && !value.includes('/'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Odoo's own APIs: what is in their answers is data, but for the secrets that are known. */
function isOrmAddress(url: string): boolean {
  return /\/(jsonrpc|xmlrpc\/2\/\w+|json\/2\/.+|web\/dataset\/.+|doc-bearer\/.+)$/.test(
    new URL(url).pathname,
  );
}

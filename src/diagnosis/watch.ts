import { isJsonObject, type Json } from '../model/json';
import type { Asked, ProbeName, ProbeProgress } from '../model/diagnosis';
import { OdooError } from '../odoo/error';
import { isHtml, pageWords } from '../odoo/protocol/httpProblem';
import { cleaner, withoutValuesOf } from '../odoo/withoutSecrets';
import type { HttpAnswer, HttpRequest, SendOptions, Transport } from '../odoo/transport';
import { explain } from './explain';

/** As much of an answer as is worth looking at. */
const shownLength = 300;
/** More questions than this of one check are counted, not told. */
const mostQuestions = 40;

/** Notes every question that a diagnosis asks, and what came back, without secrets. It stands before the transport. */
export class Watch implements Transport {
  readonly #transport: Transport;
  readonly #secrets: string[];
  #clean: (text: string) => string;
  readonly #onProgress: ((progress: ProbeProgress) => void) | undefined;
  #probe: ProbeName = 'address';
  #asked: Asked[] = [];

  constructor(
    transport: Transport,
    secrets: readonly (string | undefined)[],
    onProgress?: (progress: ProbeProgress) => void,
  ) {
    this.#transport = transport;
    this.#secrets = secrets.filter((secret) => secret !== undefined);
    this.#clean = cleaner(this.#secrets);
    this.#onProgress = onProgress;
  }

  /** From now on what is asked belongs to this check. */
  begin(probe: ProbeName): void {
    this.#probe = probe;
    this.#asked = [];
  }

  /** What was asked since the check began. */
  get asked(): Asked[] {
    return [...this.#asked];
  }

  clean(text: string): string {
    return this.#clean(text);
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    const { authorization = '', cookie = '' } = request.headers ?? {};
    this.#learn([authorization.replace(/^\w+ /, ''), ...valuesOf(cookie.split(';'))]);
    const answering = this.#transport.send(request, options).then((answer) => {
      this.#learn(valuesOf(answer.setCookies ?? []));
      return answer;
    });
    // Whatever a token comes back in is the server's own business, and is not shown.
    const told = this.#carriesSecret(request) && !ofOdoo(request.url) ? firstLine : answerText;
    return this.note(questionOf(request), options.timeoutMs, answering, told);
  }

  /** What lets somebody go on as this user is as good as the secret. */
  #learn(values: readonly string[]): void {
    const fresh = values.filter((value) => value.length >= 8 && !this.#secrets.includes(value));
    if (fresh.length === 0) return;
    this.#secrets.push(...fresh);
    this.#clean = cleaner(this.#secrets);
  }

  #carriesSecret(request: HttpRequest): boolean {
    const sent = `${request.url} ${JSON.stringify(request.headers ?? {})} ${request.body ?? ''}`;
    return this.#clean(sent) !== sent;
  }

  /** Notes one question that is under way. @param told what its answer is, in a line */
  async note<T>(
    question: string,
    limitMs: number,
    answer: Promise<T>,
    told: (value: T) => string,
  ): Promise<T> {
    const started = performance.now();
    const asking = this.#clean(question);
    this.#onProgress?.({ probe: this.#probe, asking, limitMs });
    const keep = (text: string): void => {
      if (this.#asked.length >= mostQuestions) return;
      const ms = Math.round(performance.now() - started);
      const clean = this.#clean(text);
      const answer = clean.length > shownLength ? `${clean.slice(0, shownLength)}…` : clean;
      this.#asked.push({ question: asking, answer, ms });
    };
    try {
      const value = await answer;
      keep(told(value));
      return value;
    } catch (error) {
      keep(failureText(error));
      throw error;
    }
  }
}

/** "POST http://localhost:8069/jsonrpc, common.authenticate": never the body, which holds the secret. */
function questionOf({ method, url, body = '' }: HttpRequest): string {
  const { origin, pathname } = new URL(url);
  const called = calledIn(body);
  return `${method} ${origin}${pathname}${called ? `, ${called}` : ''}`;
}

/** The service and method that a call is for. */
function calledIn(body: string): string {
  const method = /<methodName>([\w.]+)<\/methodName>/.exec(body)?.[1];
  if (method) {
    if (method !== 'execute_kw') return method;
    // Database, secret, model, method; the user's id between them is a number.
    const strings = [...body.matchAll(/<string>([^<]*)<\/string>/g)].map((found) => found[1] ?? '');
    return `${method} ${strings[2] ?? ''}.${strings[3] ?? ''}`;
  }
  let params: Json | undefined;
  try {
    const parsed = JSON.parse(body) as Json;
    params = isJsonObject(parsed) ? parsed['params'] : undefined;
  } catch {
    return '';
  }
  if (!isJsonObject(params)) return '';
  const { service, args } = params;
  const name = params['method'];
  if (typeof service !== 'string' || typeof name !== 'string') return '';
  const [, , , model, called] = Array.isArray(args) ? args : [];
  const of = typeof model === 'string' && typeof called === 'string' ? ` ${model}.${called}` : '';
  return `${service}.${name}${of}`;
}

/** Odoo's own APIs, whose answers hold no tokens but those that presentable() knows. */
function ofOdoo(url: string): boolean {
  return /\/(jsonrpc|xmlrpc\/2\/\w+|json\/2\/.+|web\/.+|doc-bearer\/.+)$/.test(new URL(url).pathname);
}

/** "session_id=abc; Path=/" holds abc. */
function valuesOf(cookies: readonly string[]): string[] {
  return cookies.map((cookie) => cookie.split(';')[0]?.split('=').slice(1).join('=').trim() ?? '');
}

/** "HTTP 200, application/json, from nginx/1.22.1" */
function firstLine({ status, headers }: HttpAnswer): string {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  // What is behind a path may be a token.
  const to = headers['location'] ? `, to ${headers['location'].replace(/[?#].*$/s, '?…')}` : '';
  const server = headers['server'] ? `, from ${headers['server']}` : '';
  return `HTTP ${status}${type ? `, ${type}` : ''}${to}${server}`;
}

/** The same, with what the body says: {"result": 2}, or a page's title and first words. */
function answerText(answer: HttpAnswer): string {
  const { body } = answer;
  const words = isHtml(answer) ? ofPage(body) : presentable(body.slice(0, 20_000));
  const told = words.replace(/\s+/g, ' ').trim();
  return `${firstLine(answer)}${told ? `: ${told}` : ''}`;
}

/** A page's title and first words. */
function ofPage(page: string): string {
  const words = pageWords(page.replace(/<title[^<>]*>[^<]*<\/title>/i, ''));
  return [...new Set([pageWords(page), words])].filter(Boolean).join(': ');
}

const telling = 'token|session|csrf|secret|password|key|sid|cookie|authorization|jwt|bearer';

/**
 * Without what would let somebody else go on as this user, session ids and tokens in an answer, and without tracebacks, which name the
 * server's files; a traceback's last line says what happened.
 */
function presentable(body: string): string {
  const told = body
    .replace(/("debug"\s*:\s*")(?:[^"\\]|\\.)*("|$)/g, '$1…$2')
    .replace(/Traceback \(most recent call last\):[\s\S]*?\n(?=\w[^\n]*\s*(?:<|$))/g, '… ');
  return withoutValuesOf(telling, told);
}

function failureText(error: unknown): string {
  if (!(error instanceof OdooError)) return String(error);
  const { title } = explain({ code: error.code, facts: error.facts });
  const technical = error.server?.name;
  return technical && /^[A-Z_]+$/.test(technical) ? `${title} (${technical})` : title;
}

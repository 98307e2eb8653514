import { constants } from 'node:buffer';
import type { Dispatcher } from 'undici';
import type { Timings } from '../model/outcome';
import type { ConnectTimes, Opening } from './connectTimings';
import { OdooError } from './error';
import type { HttpAnswer, HttpRequest, SendOptions } from './transport';
import { tooLarge, TransportBody } from './transportBody';

/** No longer body fits into a text, whatever the person allows. */
const longestText = constants.MAX_STRING_LENGTH;

type Headers = Record<string, string | string[] | undefined>;

/** What the pool knows at the moment a request goes out on one of its connections. */
export interface Departure {
  /** Of the connection, where this request is the first on it. */
  opened: ConnectTimes | undefined;
}

/**
 * One request on its way: collects the answer, keeps the time, and ends at once when it is cancelled or too large, wherever it is.
 * Fails with an OdooError, or with what Node or undici said, which networkError() names.
 */
export class TransportExchange {
  /** Whether it had to wait for its turn, because enough others were under way. */
  queued = false;
  /** Whether the request left on a connection that had been open before. */
  reused = false;
  /** Whether anything of an answer came. */
  answered = false;
  readonly answer: Promise<HttpAnswer>;

  readonly #request: HttpRequest;
  readonly #options: SendOptions;
  readonly #now: () => number;
  readonly #asked: number;
  #resolve: (answer: HttpAnswer) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #settled = false;
  #controller: Dispatcher.DispatchController | undefined;
  #opening: Opening | undefined;
  #openingTimer: NodeJS.Timeout | undefined;
  #opened: ConnectTimes | undefined;
  /** When it left the queue: its connection was begun, or was there. */
  #turn: number | undefined;
  #left = 0;
  #firstByte = 0;
  #body: TransportBody | undefined;
  #head: { status: number; headers: Headers } = { status: 0, headers: {} };

  /** @param now milliseconds, from any fixed point */
  constructor(request: HttpRequest, options: SendOptions, now: () => number) {
    this.#request = request;
    this.#options = options;
    this.#now = now;
    this.#asked = now();
    this.answer = new Promise<HttpAnswer>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (options.signal?.aborted) this.#cancel();
    else options.signal?.addEventListener('abort', this.#cancel, { once: true });
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** A connection is being opened for this request. @param ownLimitMs what opening it may take in any case */
  opens(opening: Opening, ownLimitMs: number): void {
    this.#turn ??= this.#now();
    this.#opening = opening;
    if (this.#options.timeoutMs >= ownLimitMs) return;
    clearTimeout(this.#openingTimer);
    this.#openingTimer = setTimeout(() => this.fail(this.#tooSlow('connect')), this.#options.timeoutMs);
  }

  /** What undici calls as the exchange goes on. @param departs asked at the moment the request goes out */
  handler(departs: () => Departure): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (controller) => {
        const { opened } = departs();
        if (this.#settled) {
          controller.abort(new OdooError('call.cancelled'));
          return;
        }
        clearTimeout(this.#openingTimer);
        this.#opening = undefined;
        this.#controller = controller;
        this.#opened = opened;
        this.reused = opened === undefined;
        this.#left = this.#now();
        this.#turn ??= this.#left;
      },
      onResponseStart: (_controller, status, headers) => {
        this.answered = true;
        if (status >= 200 && !this.#settled) this.#begin(status, headers);
      },
      onResponseData: (_controller, chunk) => this.#body?.write(chunk),
      onResponseEnd: () => {
        if (!this.#settled) this.#body?.end((body) => this.#finish(body));
      },
      onResponseError: (_controller, error) => this.fail(this.#named(error)),
    };
  }

  /** Ends the exchange, and closes its connection if it has one. */
  fail(error: unknown): void {
    if (this.#settled) return;
    this.#settle();
    this.#body?.destroy();
    const reason = error instanceof OdooError ? error : new OdooError('call.cancelled');
    this.#opening?.giveUp(reason);
    this.#controller?.abort(reason);
    this.#reject(error);
  }

  readonly #cancel = (): void => this.fail(new OdooError('call.cancelled'));

  #settle(): void {
    this.#settled = true;
    clearTimeout(this.#openingTimer);
    this.#options.signal?.removeEventListener('abort', this.#cancel);
  }

  #begin(status: number, headers: Headers): void {
    this.#firstByte = this.#now();
    this.#head = { status, headers };
    const maxBytes = Math.min(this.#options.maxBytes, longestText);
    const encoding = first(headers['content-encoding']);
    // A HEAD's headers are those of a body that does not come.
    const bodiless = this.#request.method === 'HEAD' || status === 204 || status === 304;
    if (!bodiless && Number(first(headers['content-length'])) > maxBytes) {
      this.fail(tooLarge(maxBytes));
      return;
    }
    try {
      this.#body = new TransportBody({
        encoding: bodiless ? undefined : encoding,
        maxBytes,
        facts: { status, host: new URL(this.#request.url).host },
        pause: () => this.#controller?.pause(),
        resume: () => this.#controller?.resume(),
        failed: (error) => this.fail(error),
      });
    } catch (error) {
      this.fail(error);
    }
  }

  #finish(body: Buffer): void {
    if (this.#settled) return;
    this.#settle();
    const { status, headers } = this.#head;
    const cookies = headers['set-cookie'];
    const answer: HttpAnswer = {
      status,
      headers: flatten(headers),
      ...(cookies === undefined ? {} : { setCookies: [cookies].flat() }),
      body: body.toString('utf8'),
      bytes: body.length,
      timings: this.#timings(),
    };
    // undici frees the connection with an immediate of its own, which it is about to ask for. After that the next call finds it,
    // instead of opening another.
    queueMicrotask(() => setImmediate(() => this.#resolve(answer)));
  }

  #timings(): Timings {
    return {
      ...this.#opened,
      firstByte: this.#firstByte - this.#left,
      transfer: this.#now() - this.#firstByte,
      ...(this.queued ? { queued: (this.#turn ?? this.#asked) - this.#asked } : {}),
    };
  }

  #named(error: Error & { code?: string }): unknown {
    if (error.code === 'UND_ERR_HEADERS_TIMEOUT') return this.#tooSlow('headers', error);
    if (error.code === 'UND_ERR_BODY_TIMEOUT') return this.#tooSlow('body', error);
    return error;
  }

  #tooSlow(phase: 'connect' | 'headers' | 'body', cause?: unknown): OdooError {
    return new OdooError('call.timeout', { seconds: this.#options.timeoutMs / 1000, phase }, { cause });
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

function flatten(headers: Headers): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

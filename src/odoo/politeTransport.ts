import { setTimeout as delay } from 'node:timers/promises';
import { OdooError } from './error';
import type { HttpAnswer, HttpRequest, SendOptions, Transport } from './transport';

/** Milliseconds between two calls that Odoo Online asks for. */
export const onlineIntervalMs = 1000;

/** Time, for tests to replace. */
export interface Clock {
  /** Milliseconds, from any fixed point. */
  now: () => number;
  /** Rejects as soon as the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { ...(signal ? { signal } : {}) }),
};

/** The calls to one host: at most one under way, the others in the order they came. */
interface Lane {
  busy: boolean;
  waiting: (() => void)[];
  /** When the last call was sent. */
  last: number | undefined;
}

/**
 * Keeps to what Odoo Online asks for: "1 call/second, with no parallel calls" (Odoo's acceptable use policy). Every other server is
 * reached at once. What a call has waited is added to its `timings.queued`.
 */
export class PoliteTransport implements Transport {
  readonly #inner: Transport;
  readonly #intervalMs: () => number;
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane>();

  /** @param intervalMs milliseconds from the start of one call to the next, asked before each; 0 lets every call through at once */
  constructor(inner: Transport, intervalMs: () => number, clock: Clock = realClock) {
    this.#inner = inner;
    this.#intervalMs = intervalMs;
    this.#clock = clock;
  }

  /** @throws OdooError call.cancelled, while it waits too */
  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    const host = new URL(request.url).hostname.toLowerCase();
    if (!isOdooOnline(host) || this.#intervalMs() <= 0) return this.#inner.send(request, options);
    const lane = this.#lane(host);
    const asked = this.#clock.now();
    await turn(lane, options.signal);
    try {
      await this.#pause(lane, options.signal);
      lane.last = this.#clock.now();
      const queued = lane.last - asked;
      const answer = await this.#inner.send(request, options);
      const { timings } = answer;
      if (!timings || queued <= 0) return answer;
      return { ...answer, timings: { ...timings, queued: (timings.queued ?? 0) + queued } };
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else lane.busy = false;
    }
  }

  async #pause(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    if (lane.last === undefined) return;
    const left = lane.last + this.#intervalMs() - this.#clock.now();
    if (left <= 0) return;
    try {
      await this.#clock.sleep(left, signal);
    } catch (error) {
      throw new OdooError('call.cancelled', {}, { cause: error });
    }
  }

  #lane(host: string): Lane {
    const existing = this.#lanes.get(host);
    if (existing) return existing;
    const lane: Lane = { busy: false, waiting: [], last: undefined };
    this.#lanes.set(host, lane);
    return lane;
  }
}

/** Whether a host is one of Odoo's own, where its policy counts. */
export function isOdooOnline(host: string): boolean {
  return host === 'odoo.com' || host.endsWith('.odoo.com');
}

/** Waits until nobody is before. The lane is busy then, and whoever has the turn passes it on. */
function turn(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.reject(new OdooError('call.cancelled'));
  if (!lane.busy) {
    lane.busy = true;
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const go = (): void => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      const place = lane.waiting.indexOf(go);
      if (place < 0) return;
      lane.waiting.splice(place, 1);
      reject(new OdooError('call.cancelled'));
    };
    lane.waiting.push(go);
    signal?.addEventListener('abort', leave, { once: true });
  });
}

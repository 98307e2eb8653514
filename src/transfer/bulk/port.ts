import type { Json } from '../../model/json';
import type { RequestSpec } from '../../model/requestSpec';

/** How a bulk run reaches the server and the time. */
export interface BulkPort {
  /** @throws OdooError */
  run: (spec: RequestSpec, signal: AbortSignal) => Promise<Json>;
  /** The own user's id; 0 where the way to sign in does not tell it. @throws OdooError */
  uid: (signal: AbortSignal) => Promise<number>;
  /** A failure in a person's words. */
  explain: (error: unknown) => string;
  /** Milliseconds, from any fixed point. */
  now: () => number;
  /** Waits some milliseconds, or until the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Waits with the computer's own timers. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

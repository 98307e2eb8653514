import { CookieJar } from './cookieJar';
import { OdooError } from './error';
import type { HttpAnswer } from './transport';

/** A token for the secret, and when it runs out, by the clock of CallContext.now. */
export interface Token {
  access: string;
  refresh?: string;
  /** Milliseconds; absent where the server does not tell. */
  renewAt?: number;
}

/**
 * What signing in left behind on one connection over one protocol. Kept in memory only, and gone with the window. Calls made while a
 * sign-in is going on wait for it instead of starting their own.
 */
export class Session {
  /** The user's id, where the protocol has one. */
  uid: number | undefined;
  token: Token | undefined;
  readonly cookies = new CookieJar();
  /** What is known of methods' arguments, by model; see protocol/methodDocs. */
  readonly methodDocs = new Map<string, Promise<unknown>>();
  /** Whether the proof is there and, as far as one knows, still accepted. */
  #signedIn = false;
  /** Counts the sign-ins, so that a refused call can tell whether its proof has been replaced meanwhile. */
  #generation = 0;
  #signingIn: Promise<void> | undefined;

  get signedIn(): boolean {
    return this.#signedIn;
  }

  get generation(): number {
    return this.#generation;
  }

  /**
   * Signs in unless that is done. Concurrent callers share one attempt and its failure, but not its cancellation; whoever is cancelled
   * while waiting for another's attempt leaves at once.
   */
  async ensure(signIn: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    while (!this.#signedIn) {
      const own = this.#signingIn === undefined;
      this.#signingIn ??= signIn()
        .then(() => {
          this.#signedIn = true;
          this.#generation++;
        })
        .finally(() => {
          this.#signingIn = undefined;
        });
      try {
        await (own ? this.#signingIn : unlessAborted(this.#signingIn, signal));
      } catch (error) {
        const cancelled = error instanceof OdooError && error.code === 'call.cancelled';
        if (own || !cancelled || signal?.aborted) throw error;
      }
    }
  }

  /**
   * Keeps the cookies that came with an answer. Odoo 14 answers a session that is over with the cookie of an empty one, which must not
   * take the place of a newer session's.
   * @param generation when the request was sent
   * @param now milliseconds since 1970
   */
  learn(generation: number, url: string, answer: HttpAnswer, now: number): void {
    if (!this.#signedIn || this.#generation !== generation) return;
    this.cookies.learn(url, answer.setCookies, now);
  }

  /** Says that the proof of a generation is no longer accepted. */
  expire(generation: number): void {
    if (generation === this.#generation) this.#signedIn = false;
  }
}

/** What a promise gives, or call.cancelled as soon as the signal is aborted. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  const left = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const leave = (): void => reject(new OdooError('call.cancelled'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true, signal: left.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    left.abort();
  }
}

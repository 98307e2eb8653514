/** One attempt to prove who one is, as the server saw it. */
export interface SignInAttempt {
  /** Where it came in: "/jsonrpc", "/xmlrpc/2/common", "/web/session/authenticate". */
  path: string;
  /** As it was sent; of a call, the login of the user it names; empty where there is none. */
  login: string;
  ok: boolean;
}

/** More than a test can need; the oldest goes for a new one. */
const mostKept = 10_000;

/**
 * The sign-ins of a server, for tests that count them. Every sign-in is here, and of the calls that carry a secret themselves (execute_kw,
 * JSON-2) those that were refused for it.
 */
export class SignInAttempts {
  readonly #kept: SignInAttempt[] = [];

  note(attempt: SignInAttempt): void {
    this.#kept.push(attempt);
    if (this.#kept.length > mostKept) this.#kept.shift();
  }

  /** Oldest first. */
  list(): SignInAttempt[] {
    return this.#kept.map((attempt) => ({ ...attempt }));
  }
}

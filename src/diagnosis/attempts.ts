import type { SignInMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import type { Json } from '../model/json';
import type { RequestSpec } from '../model/requestSpec';
import { OdooClient } from '../odoo/client';
import { accessKey, type Attempt, type Inquiry } from './inquiry';
import { proveSignIn } from './signInProof';

/** An answer larger than this many bytes is none that a diagnosis asks for. */
export const maxAnswerBytes = 5_000_000;

/** The sign-ins of one diagnosis, by the client that every other call uses. The secret goes nowhere but to the address diagnosed. */
export class Attempts {
  readonly #inquiry: Inquiry;
  readonly #client: OdooClient;
  readonly #connection: Connection;

  /** @param consented whether a sign-in as the web client's was agreed to, beside that of a connection which signs in so by itself */
  constructor(inquiry: Inquiry, secret: string, consented = false) {
    this.#inquiry = inquiry;
    const { connection } = inquiry;
    this.#connection = {
      ...connection,
      id: 'diagnosis',
      name: 'diagnosis',
      url: inquiry.url,
      production: false,
      // Diagnosis looks and never writes.
      readOnly: true,
    };
    const own = connection.auth === 'webSession' && !connection.webSignInDeclined;
    this.#client = clientFor(inquiry, secret, consented || own);
  }

  /** The user's id, 0 where the way has none. A success is noted. @throws OdooError */
  async signIn(method: SignInMethod): Promise<number> {
    const uid = await proveSignIn(this.#client, this.#connection, {
      signal: this.#inquiry.signal,
      signIn: method,
    });
    this.note(method, { state: 'works', uid });
    return uid;
  }

  /** Whether another database of the server knows the secret; it is not noted, since the connection is not to that one. @throws OdooError */
  async inDatabase(database: string, method: SignInMethod): Promise<number> {
    const { signal } = this.#inquiry;
    return this.#client.signIn({ ...this.#connection, database }, { signal, signIn: method });
  }

  /** Ends the web sessions that were opened. A server that does not answer ends them by itself. */
  async end(): Promise<void> {
    await endSessions(this.#client, this.#connection);
  }

  /** Reads something over one way of signing in. @throws OdooError */
  async read(spec: RequestSpec, method: SignInMethod): Promise<Json> {
    const outcome = await this.#client.run(this.#connection, spec, {
      signal: this.#inquiry.signal,
      signIn: method,
    });
    return outcome.value;
  }

  note({ auth, protocol }: SignInMethod, attempt: Attempt): void {
    this.#inquiry.attempts.set(accessKey(auth, protocol), attempt);
  }
}

/** Whoever stopped the checks wants no session left open; it is waited for a short while only, in milliseconds. */
const patienceMs = 2000;

/** Signs out wherever a session was opened. A server that does not answer ends it by itself. */
export async function endSessions(client: OdooClient, connection: Connection): Promise<void> {
  await client.signOut(connection, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
}

/** A client that answers every question of the guard by itself: a diagnosis has asked the person before. */
export function clientFor(inquiry: Inquiry, secret: string, webSignIn: boolean): OdooClient {
  return new OdooClient({
    transport: inquiry.transport,
    secrets: { read: () => Promise.resolve(secret) },
    guard: { confirm: () => Promise.resolve(false), webSignIn: () => Promise.resolve(webSignIn) },
    now: () => performance.now(),
    limits: () => ({ timeoutMs: inquiry.timeoutMs, maxBytes: maxAnswerBytes }),
  });
}

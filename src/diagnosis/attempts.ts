import type { AuthMethod, Protocol, SignInMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import type { Access } from '../model/diagnosis';
import type { Json } from '../model/json';
import type { RequestSpec } from '../model/requestSpec';
import { OdooClient } from '../odoo/client';
import { OdooError } from '../odoo/error';
import { decodeXmlRpcAnswer, encodeXmlRpc } from '../odoo/protocol/xmlRpc';
import type { Inquiry } from './inquiry';
import { proveSignIn } from './signInProof';

/** An answer larger than this many bytes is none that a diagnosis asks for. */
export const maxAnswerBytes = 5_000_000;

/** The sign-ins of one diagnosis, by the client that every other call uses. The secret goes nowhere but to the address diagnosed. */
export class Attempts {
  readonly #inquiry: Inquiry;
  readonly #client: OdooClient;
  readonly #connection: Connection;
  readonly #secret: string;

  constructor(inquiry: Inquiry, secret: string) {
    this.#inquiry = inquiry;
    this.#secret = secret;
    const { webSignInDeclined = false, ...connection } = inquiry.connection;
    this.#connection = {
      ...connection,
      id: 'diagnosis',
      name: 'diagnosis',
      url: inquiry.url,
      production: false,
      // Diagnosis looks and never writes.
      readOnly: true,
    };
    this.#client = new OdooClient({
      transport: inquiry.transport,
      secrets: { read: () => Promise.resolve(secret) },
      guard: {
        confirm: () => Promise.resolve(false),
        // Only where it is the connection's own way, which the person chose knowing what it does.
        webSignIn: () => Promise.resolve(connection.auth === 'webSession' && !webSignInDeclined),
      },
      now: () => performance.now(),
      limits: () => ({ timeoutMs: inquiry.timeoutMs, maxBytes: maxAnswerBytes }),
    });
  }

  /** The user's id, 0 where the way has none. A success is noted as proven. @throws OdooError */
  async signIn(method: SignInMethod): Promise<number> {
    const uid = await proveSignIn(this.#client, this.#connection, {
      signal: this.#inquiry.signal,
      signIn: method,
    });
    this.note(method, 'works', 'Signed in just now.');
    return uid;
  }

  /** Ends the web sessions that were opened. A server that does not answer ends them by itself. */
  async end(): Promise<void> {
    const { signal } = this.#inquiry;
    await this.#client.signOut(this.#connection, { signal }).catch(() => undefined);
  }

  /** Reads something over one way of signing in. @throws OdooError */
  async read(spec: RequestSpec, method: SignInMethod): Promise<Json> {
    const outcome = await this.#client.run(this.#connection, spec, {
      signal: this.#inquiry.signal,
      signIn: method,
    });
    return outcome.value;
  }

  /**
   * What Odoo says to a harmless call in the name of user 2, the first administrator. Odoo 12–15 name a pause after too many
   * failures only here, before they look at the user or the secret.
   */
  async saidToCall(): Promise<OdooError | undefined> {
    const { url, database } = this.#connection;
    const args = [database, 2, this.#secret, 'res.users', 'context_get', [], {}];
    try {
      const request = encodeXmlRpc(`${url}/xmlrpc/2/object`, 'execute_kw', args);
      await decodeXmlRpcAnswer(await this.#inquiry.exchange(request), request.url);
      return undefined;
    } catch (error) {
      if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
      return error;
    }
  }

  note(method: SignInMethod, state: Access['state'], reason: string): void {
    this.#inquiry.proven.set(accessKey(method.auth, method.protocol), { state, reason });
  }
}

export function accessKey(auth: AuthMethod, protocol: Protocol): string {
  return `${auth} ${protocol}`;
}

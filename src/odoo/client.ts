import type { AuthMethod, Protocol, SignInMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import type { Json } from '../model/json';
import type { Outcome } from '../model/outcome';
import { isWrite, type RequestSpec } from '../model/requestSpec';
import { OdooError } from './error';
import { normalise, ormCall } from './ormCall';
import { json2 } from './protocol/json2';
import { jsonRpc } from './protocol/jsonRpc';
import type { Exchange, OrmCall, Target, WireProtocol } from './protocol/wire';
import { NoneOverXmlRpc, xmlRpc } from './protocol/xmlRpc';
import type { Transport } from './transport';

/** Every protocol. Adding one is a file in protocol/ and a row here. */
const protocols: Record<Protocol, WireProtocol> = { jsonRpc, xmlRpc, json2 };

/**
 * Where secrets come from. The reader never gives a secret that was saved for another origin.
 * @throws OdooError signIn.noSecret, signIn.addressChanged
 */
export interface SecretReader {
  read(connection: Connection, auth: AuthMethod): Promise<string>;
}

/** Asks before a write on a connection marked as production. */
export interface WriteGuard {
  /** Whether to go on. */
  confirm(connection: Connection, spec: RequestSpec): Promise<boolean>;
}

export interface ClientOptions {
  transport: Transport;
  secrets: SecretReader;
  guard: WriteGuard;
  /** Milliseconds, from any fixed point. */
  now: () => number;
  /** Limits of one call; asked before each. */
  limits: () => { timeoutMs: number; maxBytes: number };
}

export interface RunOptions {
  signal?: AbortSignal;
  /** Another way to sign in than the connection's own. */
  signIn?: SignInMethod;
}

/** The one way a request reaches a server: the builder, files, palette, tree, status bar, terminal and tests all come here. */
export class OdooClient {
  readonly #options: ClientOptions;
  /** The user's id by everything it depends on. */
  readonly #uids = new Map<string, number>();

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Signs in afresh and returns the user's id.
   * @throws OdooError
   */
  async signIn(connection: Connection, options: RunOptions = {}): Promise<number> {
    const { target, protocol } = await this.#target(connection, options.signIn);
    const uid = await this.#authenticate(protocol, target, this.exchange(options.signal));
    this.#uids.set(uidKey(connection, protocol.id, target), uid);
    return uid;
  }

  /**
   * Carries out one request. Writes are refused on a read-only connection and asked about on a production one before anything is
   * sent.
   * @throws OdooError
   */
  async run(connection: Connection, spec: RequestSpec, options: RunOptions = {}): Promise<Outcome> {
    const call = ormCall(spec);
    const write = isWrite(spec);
    if (write && connection.readOnly) {
      throw new OdooError('connection.readOnly', { connection: connection.name });
    }
    // The secret first: nobody is asked whether to write before it is known that one can sign in.
    const { target, protocol } = await this.#target(connection, options.signIn);
    if (write && connection.production && !(await this.#options.guard.confirm(connection, spec))) {
      throw new OdooError('call.declined', { connection: connection.name });
    }
    const started = this.#options.now();
    let bytes = 0;
    const send = this.exchange(options.signal);
    const counting: Exchange = async (request) => {
      const answer = await send(request);
      bytes = answer.bytes;
      return answer;
    };
    try {
      const value = await this.#execute(connection, protocol, target, call, counting, !write);
      return {
        value: normalise(spec, value),
        method: call.method,
        protocol: protocol.id,
        ms: this.#options.now() - started,
        bytes,
      };
    } catch (error) {
      if (error instanceof NoneOverXmlRpc) {
        const ms = this.#options.now() - started;
        return { value: null, method: call.method, protocol: protocol.id, ms, bytes, note: 'noneOverXmlRpc' };
      }
      if (error instanceof OdooError && error.code === 'server.exception') throw misspeltField(error, spec);
      if (error instanceof OdooError && error.code === 'call.cancelled') {
        const seconds = Math.round((this.#options.now() - started) / 100) / 10;
        throw new OdooError('call.cancelled', { seconds, write }, { cause: error });
      }
      throw error;
    }
  }

  /** Forgets who is signed in on a connection, for when its secret or address changed. */
  forget(connectionId: string): void {
    for (const key of this.#uids.keys()) {
      if (key.startsWith(`${connectionId}\n`)) this.#uids.delete(key);
    }
  }

  /** Sends within the limits of one call. For questions that need no sign-in, and for diagnosis. */
  exchange(signal?: AbortSignal): Exchange {
    const { timeoutMs, maxBytes } = this.#options.limits();
    const options = { timeoutMs, maxBytes, ...(signal ? { signal } : {}) };
    return (request) => this.#options.transport.send(request, options);
  }

  async #target(
    connection: Connection,
    override: SignInMethod | undefined,
  ): Promise<{ target: Target; protocol: WireProtocol }> {
    const auth = override?.auth ?? connection.auth;
    const protocol = protocols[override?.protocol ?? connection.protocol];
    const secret = await this.#options.secrets.read(connection, auth);
    const { url, database, login } = connection;
    return { target: { url, database, login, auth, secret }, protocol };
  }

  async #authenticate(protocol: WireProtocol, target: Target, exchange: Exchange): Promise<number> {
    try {
      return await protocol.signIn(target, exchange);
    } catch (error) {
      // Odoo 14 with several databases answers every JSON-RPC error with a page that says nothing; XML-RPC says the reason.
      if (isHidden(error) && protocol.id === 'jsonRpc') return xmlRpc.signIn(target, exchange);
      throw error;
    }
  }

  async #execute(
    connection: Connection,
    protocol: WireProtocol,
    target: Target,
    call: OrmCall,
    exchange: Exchange,
    repeatable: boolean,
  ): Promise<Json> {
    const key = uidKey(connection, protocol.id, target);
    const known = this.#uids.get(key);
    // JSON-2 names the user by the key alone, so there is nothing to ask for first.
    const uid = known ?? (protocol.id === 'json2' ? 0 : await this.#authenticate(protocol, target, exchange));
    this.#uids.set(key, uid);
    try {
      return await protocol.execute(target, uid, call, exchange);
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      if (error.code === 'server.accessDenied' && known !== undefined) {
        // The remembered user is no longer accepted. Nothing was carried out, so signing in again tells why, or helps.
        this.#uids.delete(key);
        return this.#execute(connection, protocol, target, call, exchange, repeatable);
      }
      if (isHidden(error) && call.method.startsWith('_')) {
        // Every version refuses these before it does anything else.
        throw new OdooError('server.privateMethod', { method: call.method }, { cause: error });
      }
      if (isHidden(error) && protocol.id === 'jsonRpc' && repeatable) {
        return xmlRpc.execute(target, uid, call, exchange);
      }
      throw error;
    }
  }
}

/** Odoo 19 answers a write to an unknown field with a bare KeyError, which says no more than the name that the request has. */
function misspeltField(error: OdooError, spec: RequestSpec): OdooError {
  const field = error.server?.name?.endsWith('KeyError') ? error.server.message.replace(/^'|'$/g, '') : '';
  const values = spec.operation === 'create' || spec.operation === 'update' ? [spec.values].flat() : [];
  if (!values.some((record) => Object.hasOwn(record, field))) return error;
  return new OdooError(
    'server.unknownField',
    { field, model: spec.model },
    { server: error.server, cause: error },
  );
}

function isHidden(error: unknown): boolean {
  return error instanceof OdooError && error.code === 'server.hiddenReason';
}

/** What a remembered user depends on, but for the secret: whoever changes a secret calls forget(). */
function uidKey(connection: Connection, protocol: Protocol, target: Target): string {
  return [connection.id, protocol, target.auth, target.url, target.database, target.login].join('\n');
}

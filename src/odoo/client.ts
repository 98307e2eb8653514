import { secretKindOf, type Protocol, type SecretKind, type SignInMethod } from '../model/authMethod';
import type { Connection, TlsSettings } from '../model/connection';
import type { Json } from '../model/json';
import type { Outcome, WireExchange } from '../model/outcome';
import { isOrm, isWrite, type RequestSpec } from '../model/requestSpec';
import { basicCredentials } from './auth/basic';
import { authMethods } from './auth/methods';
import { callExchange, type Tally } from './callExchange';
import { callFailure, partlyDone } from './callFailure';
import { carryOut } from './carryOut';
import { OdooError } from './error';
import { ExchangeRecord } from './exchangeRecord';
import { ormCall } from './ormCall';
import { json2 } from './protocol/json2';
import { jsonRpc } from './protocol/jsonRpc';
import { restProtocol } from './protocol/rest';
import { web } from './protocol/web';
import type { CallContext, Exchange, HttpResult, OrmCall, Target, WireProtocol } from './protocol/wire';
import { NoneOverXmlRpc, xmlRpc } from './protocol/xmlRpc';
import { httpMethodOf } from './rest/dialect';
import { Session } from './session';
import { signInFailure, withoutDatabase } from './signInFailure';
import type { Transport } from './transport';
import { withoutSecrets } from './withoutSecrets';
import type { Progress } from './writeEach';

/** Every protocol. Adding one is a file in protocol/ and a row here. */
const protocols: Record<Protocol, WireProtocol> = {
  jsonRpc,
  xmlRpc,
  json2,
  web,
  rest: restProtocol((auth) =>
    authMethods[auth].since.rest === undefined ? undefined : authMethods[auth].authorizer,
  ),
};

/**
 * Where secrets come from. The reader never gives a secret that was saved for another origin; see secretOriginOf.
 * @throws OdooError signIn.noSecret, signIn.addressChanged
 */
export interface SecretReader {
  read(connection: Connection, kind: SecretKind, signIn: SignInMethod): Promise<string>;
}

/** Asks the person before what cannot be taken back. */
export interface Guard {
  /** Whether to go on with a write on a connection marked as production. */
  confirm(connection: Connection, spec: RequestSpec): Promise<boolean>;
  /** Whether to sign in as the web client does, which for an administrator rewrites web.base.url. Asked once for each connection. */
  webSignIn(connection: Connection): Promise<boolean>;
}

export interface ClientOptions {
  transport: Transport;
  secrets: SecretReader;
  guard: Guard;
  /** Milliseconds, from any fixed point. */
  now: () => number;
  /** Milliseconds since 1970; the computer's clock when left out. */
  wallClock?: () => number;
  /** Limits of one call; asked before each. */
  limits: () => { timeoutMs: number; maxBytes: number };
}

export interface RunOptions {
  signal?: AbortSignal;
  /** Another way to sign in than the connection's own. */
  signIn?: SignInMethod;
  /** The person has seen what this write changes and agreed: the guard does not ask again. */
  confirmed?: boolean;
  /**
   * Told every HTTP request of the call with its answer, when the call has ended: signing in included, and when it fails too. No secret
   * stands in them.
   */
  onExchange?: (exchange: WireExchange) => void;
}

/** The one way a request reaches a server: the builder, files, palette, tree, status bar, terminal and tests all come here. */
export class OdooClient {
  readonly #options: ClientOptions;
  /** What signing in left behind, by everything it depends on but the secret: whoever changes a secret calls forget(). */
  readonly #sessions = new Map<string, Session>();
  /** Counts forget(), so that a sign-in knows whether it began with what is forgotten since. */
  #forgotten = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Signs in afresh and returns the user's id, 0 where the protocol names no user.
   * @throws OdooError
   */
  async signIn(connection: Connection, options: RunOptions = {}): Promise<number> {
    const { method, protocol, target } = await this.#target(connection, options.signIn);
    const key = sessionKey(connection, method, target);
    const session = new Session();
    const context = this.#context(connection, target, session, options.signal);
    const forgotten = this.#forgotten;
    try {
      const uid = await this.#authenticate(protocol, context);
      if (forgotten === this.#forgotten) this.#sessions.set(key, session);
      return uid;
    } catch (error) {
      throw told(error, context);
    }
  }

  /**
   * Ends the connection's web session on the server, where there is one, and forgets who is signed in.
   * @throws OdooError when the server could not be told; it is forgotten here all the same
   */
  async signOut(connection: Connection, options: RunOptions = {}): Promise<void> {
    const open = [...this.#sessions].filter(([key]) => key.startsWith(`${connection.id}\n`));
    this.forget(connection.id);
    for (const [key, session] of open) {
      const [, protocol, auth] = key.split('\n');
      const description = Object.values(authMethods).find(({ id }) => id === auth);
      if (!protocol || !description?.authorizer?.signOut || session.cookies.isEmpty) continue;
      const target = { ...connection, auth: description.id, secret: '' };
      await description.authorizer.signOut(this.#context(connection, target, session, options.signal));
    }
  }

  /**
   * Carries out one request. Writes are refused on a read-only connection and asked about on a production one before anything is
   * sent.
   * @throws OdooError
   */
  async run(connection: Connection, spec: RequestSpec, options: RunOptions = {}): Promise<Outcome> {
    const call = isOrm(spec) ? ormCall(spec) : undefined;
    const write = isWrite(spec);
    if (write && connection.readOnly) {
      throw new OdooError('connection.readOnly', { connection: connection.name });
    }
    const method = options.signIn ?? methodOf(connection);
    const carrier = protocols[method.protocol];
    if (call ? !carrier.execute : !carrier.send) {
      throw new OdooError('request.wrongProtocol', { operation: spec.operation, protocol: method.protocol });
    }
    // The secret first: nobody is asked whether to write before it is known that one can sign in.
    const { protocol, target } = await this.#target(connection, method);
    const asks = write && connection.production && options.confirmed !== true;
    if (asks && !(await this.#options.guard.confirm(connection, spec))) {
      throw new OdooError('call.declined', { connection: connection.name });
    }
    const started = this.#options.now();
    const tally: Tally = { bytes: 0 };
    const session = this.#session(connection, method, target);
    const record = options.onExchange && new ExchangeRecord(this.#options.now);
    const context = this.#context(connection, target, session, options.signal, tally, !write, record);
    const done = { method: call?.method ?? '', bytes: 0 };
    const progress: Progress = { done: 0, of: 0 };
    const execute = async (one: OrmCall): Promise<Json> => {
      if (options.signal?.aborted) throw new OdooError('call.cancelled');
      done.bytes += tally.bytes;
      tally.bytes = 0;
      if (isMain(one.method, done.method)) done.method = one.method;
      return this.#execute(protocol, context, one);
    };
    const outcome = (): Omit<Outcome, 'value'> => ({
      method: isOrm(spec) ? done.method : httpMethodOf(spec),
      protocol: protocol.id,
      ms: this.#options.now() - started,
      bytes: done.bytes + tally.bytes,
      ...(tally.timings ? { timings: tally.timings } : {}),
      ...(context.report.signedInAgain ? { note: 'signedInAgain' } : {}),
    });
    try {
      if (call && isOrm(spec)) {
        const carriedOut = await carryOut(spec, connection.serverVersion, execute, progress);
        return { ...outcome(), ...carriedOut };
      }
      const { value, status, total } = await send(protocol, context, spec);
      return { value, status, ...(total === undefined ? {} : { total }), ...outcome() };
    } catch (error) {
      if (error instanceof NoneOverXmlRpc) return { value: null, ...outcome(), note: 'noneOverXmlRpc' };
      const found = withoutDatabase(error, target);
      const failed =
        found instanceof OdooError
          ? partlyDone(callFailure(found, spec, this.#options.now() - started, connection), progress)
          : found;
      throw told(failed, context);
    } finally {
      record?.learn(secretsOf(context));
      if (options.onExchange) record?.tell(options.onExchange);
    }
  }

  /** Forgets who is signed in on a connection, for when its secret or address changed. */
  forget(connectionId: string): void {
    this.#forgotten++;
    for (const key of this.#sessions.keys()) {
      if (key.startsWith(`${connectionId}\n`)) this.#sessions.delete(key);
    }
  }

  /** Sends within the limits of one call. For questions that need no sign-in, and for diagnosis. */
  exchange(signal?: AbortSignal, tls?: TlsSettings): Exchange {
    const { timeoutMs, maxBytes } = this.#options.limits();
    const options = { timeoutMs, maxBytes, ...(signal ? { signal } : {}), ...(tls ? { tls } : {}) };
    return (request) => this.#options.transport.send(request, options);
  }

  async #target(
    connection: Connection,
    override: SignInMethod | undefined,
  ): Promise<{ method: SignInMethod; target: Target; protocol: WireProtocol }> {
    const method = override ?? methodOf(connection);
    if (authMethods[method.auth].since[method.protocol] === undefined) {
      throw new OdooError('request.wrongProtocol', { auth: method.auth, protocol: method.protocol });
    }
    const kind = secretKindOf(method.auth);
    const secret = kind === undefined ? '' : await this.#options.secrets.read(connection, kind, method);
    const target: Target = { ...connection, auth: method.auth, secret };
    return { method, target, protocol: protocols[method.protocol] };
  }

  #session(connection: Connection, method: SignInMethod, target: Target): Session {
    const key = sessionKey(connection, method, target);
    let session = this.#sessions.get(key);
    if (!session) {
      session = new Session();
      this.#sessions.set(key, session);
    }
    return session;
  }

  #context(
    connection: Connection,
    target: Target,
    session: Session,
    signal: AbortSignal | undefined,
    tally: Tally = { bytes: 0 },
    repeatable = true,
    record?: ExchangeRecord,
  ): CallContext {
    const { now, wallClock = () => Date.now(), guard } = this.#options;
    const exchangeWith = (tls: TlsSettings | undefined): Exchange => {
      const exchange = this.exchange(signal, tls);
      return record ? record.around(exchange, () => secretsOf({ target, session })) : exchange;
    };
    return {
      target,
      session,
      ...(signal ? { signal } : {}),
      now,
      wallClock,
      repeatable,
      report: { signedInAgain: false },
      exchange: callExchange(
        connection,
        exchangeWith,
        repeatable,
        tally,
        authMethods[target.auth].authorizer?.usesCookies,
      ),
      async beforeWebSignIn() {
        if (await guard.webSignIn(connection)) return;
        throw new OdooError('signIn.sessionDeclined', { connection: connection.name });
      },
    };
  }

  /** Makes sure that somebody is signed in, and gives the user's id. */
  async #authenticate(protocol: WireProtocol, context: CallContext): Promise<number> {
    const { session } = context;
    const failed = (error: unknown): never => {
      throw signInFailure(error, context.target);
    };
    if (!isRpc(protocol)) return (session.uid = await protocol.signIn(context).catch(failed));
    await session.ensure(async () => {
      session.uid = await protocol
        .signIn(context)
        .catch((error: unknown) => {
          // Odoo 14 with several databases answers every JSON-RPC error with a page that says nothing; XML-RPC says the reason.
          if (isHidden(error) && protocol.id === 'jsonRpc') return xmlRpc.signIn(context);
          throw error;
        })
        .catch(failed);
    }, context.signal);
    return session.uid ?? 0;
  }

  async #execute(protocol: WireProtocol, context: CallContext, call: OrmCall, again = false): Promise<Json> {
    const { session } = context;
    const known = session.signedIn && !again;
    // JSON-2 names the user by the key alone; the web session signs in when it has to.
    if (isRpc(protocol)) await this.#authenticate(protocol, context);
    const { generation } = session;
    try {
      return await execute(protocol, context, call);
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      if (isNoLongerKnown(error) && isRpc(protocol) && known) {
        // The remembered user is no longer accepted. Nothing was carried out, so signing in again tells why, or helps.
        session.expire(generation);
        return this.#execute(protocol, context, call, true);
      }
      if (isHidden(error) && call.method.startsWith('_')) {
        // Every version refuses these before it does anything else.
        throw new OdooError('server.privateMethod', { method: call.method }, { cause: error });
      }
      if (isHidden(error) && protocol.id === 'jsonRpc' && context.repeatable) {
        return execute(xmlRpc, context, call);
      }
      throw error;
    }
  }
}

/** What is denied to a user remembered from before may be granted to the one that signing in finds now. */
function isNoLongerKnown({ code }: OdooError): boolean {
  return code === 'server.accessDenied' || code === 'signIn.staleUser';
}

/** A failure without what must not be told. */
function told(error: unknown, context: CallContext): unknown {
  return error instanceof OdooError ? withoutSecrets(error, secretsOf(context)) : error;
}

/** What lets somebody sign in, or go on, as this user. */
function secretsOf({ target, session }: Pick<CallContext, 'target' | 'session'>): (string | undefined)[] {
  const { login, secret } = target;
  return [
    secret && basicCredentials(login, secret),
    secret,
    session.token?.access,
    session.token?.refresh,
    ...session.cookies.values,
  ];
}

/** The two that group records take each other's place; any other call beside a request's own only helps it. */
function isMain(method: string, known: string): boolean {
  return method.endsWith('read_group') && known.endsWith('read_group');
}

function isRpc({ id }: WireProtocol): boolean {
  return id === 'jsonRpc' || id === 'xmlRpc';
}

function methodOf({ auth, protocol }: Connection): SignInMethod {
  return { auth, protocol };
}

function execute(protocol: WireProtocol, context: CallContext, call: OrmCall): Promise<Json> {
  if (!protocol.execute) throw new OdooError('request.wrongProtocol', { protocol: protocol.id });
  return protocol.execute(context, call);
}

function send(protocol: WireProtocol, context: CallContext, spec: RequestSpec): Promise<HttpResult> {
  if (!protocol.send || isOrm(spec)) throw new OdooError('request.wrongProtocol', { protocol: protocol.id });
  return protocol.send(context, spec);
}

function isHidden(error: unknown): boolean {
  return error instanceof OdooError && error.code === 'server.hiddenReason';
}

function sessionKey(connection: Connection, method: SignInMethod, target: Target): string {
  return [connection.id, method.protocol, method.auth, target.url, target.database, target.login].join('\n');
}

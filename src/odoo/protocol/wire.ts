import type { Protocol } from '../../model/authMethod';
import type { Connection } from '../../model/connection';
import type { Json, JsonObject } from '../../model/json';
import type { HttpSpec } from '../../model/requestSpec';
import type { Session } from '../session';
import type { HttpAnswer, HttpRequest } from '../transport';

/** Where to sign in, as whom, with what. The only shape that holds a secret; it lives as long as one call. */
export interface Target extends Pick<
  Connection,
  'url' | 'database' | 'login' | 'auth' | 'rest' | 'token' | 'oauth2' | 'header' | 'serverVersion'
> {
  /** Empty for a method that needs none. */
  secret: string;
}

/** A call of an ORM method, before a protocol gives it its form. */
export interface OrmCall {
  model: string;
  method: string;
  /** Positional arguments; ids of the records come first. */
  args: Json[];
  kwargs: JsonObject;
}

/** Sends one request of a running call: its signal, time limit and size limit are already bound. */
export type Exchange = (request: HttpRequest) => Promise<HttpAnswer>;

/** Everything a protocol needs to carry one call. */
export interface CallContext {
  target: Target;
  /** What signing in left behind; shared by all calls of the same user over the same protocol. */
  session: Session;
  exchange: Exchange;
  /** Ends what takes time beside the exchange: decoding a long answer. */
  signal?: AbortSignal;
  /** Milliseconds from any fixed point, and milliseconds since 1970. */
  now: () => number;
  wallClock: () => number;
  /** Whether the call only reads, so that sending it twice does no harm. */
  repeatable: boolean;
  /** Asks before the first web sign-in, which has side effects. @throws OdooError signIn.sessionDeclined */
  beforeWebSignIn: () => Promise<void>;
  /** What became of the call on the way. */
  report: { signedInAgain: boolean };
}

/** What a call of a REST module or of any path gave. */
export interface HttpResult {
  value: Json;
  status: number;
  /** How many records there are in all, where the answer tells. */
  total?: number;
}

/** How a protocol signs in and carries a call. Every failure is an OdooError. */
export interface WireProtocol {
  readonly id: Protocol;
  /** The user's id, 0 where the protocol has none. @throws OdooError signIn.*, database.*, protocol.*, http.* */
  signIn(context: CallContext): Promise<number>;
  /** What the method returned; None is null, except over XML-RPC, which throws NoneOverXmlRpc. Absent where it carries no ORM calls. */
  execute?(context: CallContext, call: OrmCall): Promise<Json>;
  /** Carries a call of a REST module or of any path, where the protocol can. */
  send?(context: CallContext, spec: HttpSpec): Promise<HttpResult>;
}

import type { AuthMethod, Protocol } from '../../model/authMethod';
import type { Json, JsonObject } from '../../model/json';
import type { HttpAnswer, HttpRequest } from '../transport';

/** Where to sign in, as whom, with what. The only shape that holds a secret; it lives as long as one call. */
export interface Target {
  url: string;
  database: string;
  login: string;
  auth: AuthMethod;
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

/** How a protocol signs in and carries a call. Every failure is an OdooError. */
export interface WireProtocol {
  readonly id: Protocol;
  /** The user's id. @throws OdooError signIn.*, database.*, protocol.*, http.* */
  signIn(target: Target, exchange: Exchange): Promise<number>;
  /** What the method returned; None is null, except over XML-RPC, which throws NoneOverXmlRpc. */
  execute(target: Target, uid: number, call: OrmCall, exchange: Exchange): Promise<Json>;
}

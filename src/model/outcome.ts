import type { Protocol } from './authMethod';
import type { Json } from './json';

/** Where the time of one exchange went, in milliseconds. Without the first three the connection was open already. */
export interface Timings {
  dns?: number;
  connect?: number;
  tls?: number;
  /** From the request's last byte to the answer's first: the server, and the way there and back. */
  firstByte: number;
  transfer: number;
  /** Waiting before it could be sent: for the call before it, or for the server's limit of calls. */
  queued?: number;
}

/** What a call gave. */
export interface Outcome {
  value: Json;
  /** The ORM method that was called, or the HTTP method of a REST call. */
  method: string;
  protocol: Protocol;
  /** Milliseconds from sending to the decoded answer. */
  ms: number;
  /** Size of the answer's body as it was read, in bytes. */
  bytes: number;
  /** Of the exchange that gave the answer; absent where a transport does not measure. */
  timings?: Timings;
  /** The answer's HTTP status, for calls that have one of their own: REST and any path. */
  status?: number;
  /** How many records there are in all, where a REST module's answer tells. */
  total?: number;
  /** Something true that the person should know beside the value. */
  note?: OutcomeNote;
}

/** One request and its answer as they went over the wire, with every secret replaced by "•••". */
export interface WireExchange {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  /** At most 1,000,000 characters of it. */
  requestBody?: string;
  /** How many characters the whole body has, where it was cut. */
  requestLength?: number;
  /** Absent where no answer came. */
  status?: number;
  responseHeaders?: Record<string, string>;
  /** At most 1,000,000 characters of it. */
  responseBody?: string;
  /** How many characters the whole body has, where it was cut. */
  responseLength?: number;
  /** Milliseconds it took. */
  ms: number;
}

/**
 * `noneOverXmlRpc`: the server carried the call out and returned None, which XML-RPC cannot carry (fault 1 "cannot marshal None").
 * `signedInAgain`: the web session or token had ended; a new sign-in was made and the call sent once more.
 * `relatedHidden`: some related records, or fields of theirs, may not be read: their values are null.
 */
export type OutcomeNote = 'noneOverXmlRpc' | 'signedInAgain' | 'relatedHidden';

import type { Protocol } from './authMethod';
import type { Json } from './json';

/** What a call gave. */
export interface Outcome {
  value: Json;
  /** The ORM method that was called. */
  method: string;
  protocol: Protocol;
  /** Milliseconds from sending to the decoded answer. */
  ms: number;
  /** Size of the answer's body as it was read, in bytes. */
  bytes: number;
  /** Something true that the person should know beside the value. */
  note?: OutcomeNote;
}

/** The server carried the call out and returned None, which XML-RPC cannot carry (fault 1 "cannot marshal None"). */
export type OutcomeNote = 'noneOverXmlRpc';

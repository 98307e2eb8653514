import type { JsonObject } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import type { Span } from './describe';

export interface DomainFinding extends Span {
  /** `error`: the server will refuse it or ignore it; `warning`: it will hardly do what is meant; `info`: worth knowing. */
  severity: 'error' | 'warning' | 'info';
  message: string;
  /** What to write instead, and where. */
  suggestion?: { text: string } & Span;
}

export interface CheckOptions {
  /** The fields of a model as far as they are known by now; of the request's own model without a name. */
  fields: (model?: string) => readonly FieldInfo[] | undefined;
  model: string;
  /** 14, 19, …; undefined while it is not known, and then nothing is said that depends on it. */
  version: number | undefined;
  context?: JsonObject;
}

import type { Json } from './json';

/** One value that a write changes. */
export interface Change {
  id: number;
  /** The record's name; its id where it could not be read. */
  record: string;
  field: string;
  label: string;
  type?: string;
  relation?: string;
  selection?: [string, string][];
  /** Undefined where it could not be read, and for a new record. */
  before?: Json;
  after: Json;
  /** Names of the records that a relational value before and after leads to, by id. */
  names?: Record<number, string>;
}

/** What a write will do, told before it is sent. */
export interface Review {
  reviewId: number;
  kind: 'create' | 'update' | 'delete' | 'copy' | 'load' | 'call' | 'http' | 'undo';
  /** "Update 2 records of res.partner on Production?" */
  question: string;
  /** "Update 2 records" */
  button: string;
  /** Where it goes: "erp.example.com, database acme". */
  place: string;
  production: boolean;
  /** How many records it is about, where that is known. */
  records?: number;
  /** The first 200 of them. */
  changes: Change[];
  changeCount: number;
  /** The records a delete takes away, at most 200. */
  victims: { id: number; name: string }[];
  /** What the person should know: values that could not be read, records that no longer exist, nothing that would change. */
  remarks: string[];
  /** `values`: it can be undone as long as VS Code is open; `recreate`: deleted values are kept to create the records anew. */
  undo: 'values' | 'recreate' | 'none';
}

/** A write that can be taken back. */
export interface UndoOffer {
  undoId: number;
  kind: 'update' | 'delete';
  /** "the update of 2 records of res.partner" */
  label: string;
}

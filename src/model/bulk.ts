import * as v from 'valibot';
import { JsonObjectSchema } from './json';

/** What is done with the rows of a table. */
export const BulkPlanSchema = v.object({
  model: v.pipe(v.string(), v.trim(), v.minLength(1)),
  action: v.picklist(['create', 'update', 'delete']),
  /**
   * The field that each column fills, "" where it is left out; "id" is the record's database id, "@id" its external id;
   * "country_id" takes a name or an id, "country_id@id" an external id.
   */
  columns: v.array(v.string()),
  /** Rows that go in one call. */
  chunk: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000)),
  /** How dates are written: ISO, or the order of day, month and year. */
  dates: v.picklist(['iso', 'dmy', 'mdy']),
  /** What stands before the decimals. */
  decimal: v.picklist(['.', ',']),
  /** The time zone that datetimes are written in, an IANA name; "UTC" for as they are. */
  timeZone: v.string(),
  context: v.optional(JsonObjectSchema),
});
export type BulkPlan = v.InferOutput<typeof BulkPlanSchema>;

/** `interrupted`: the connection was lost, or the server refuses everything; it can go on. */
export type BulkState = 'running' | 'paused' | 'interrupted' | 'cancelled' | 'done';

/** What became of a row. */
export interface BulkRow {
  /** From 1, as the file counts its rows of data. */
  row: number;
  state: 'waiting' | 'done' | 'failed' | 'unsure';
  /** The record that was written. */
  id?: number;
  /** Why it failed, in plain words. */
  reason?: string;
}

/** A cell that cannot be sent as it is. */
export interface CellProblem {
  /** From 1. */
  row: number;
  /** The column's name; absent where it is about the whole row. */
  column?: string;
  message: string;
}

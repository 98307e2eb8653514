import * as v from 'valibot';
import type { ApiOperation } from '../model/apiOperation';
import { DraftSchema, type Draft } from '../model/draft';
import type { JsonObject } from '../model/json';
import type { OutcomeNote, Timings } from '../model/outcome';
import { RemedyActionSchema } from '../model/problem';
import type { FieldInfo, ModelList } from '../model/schemaInfo';
import type { ConnectionSummary } from './connectionSummary';
import { returns } from './rpc';

export interface RequestSnapshot {
  connections: ConnectionSummary[];
  /** The connection a new request starts on. */
  activeConnectionId?: string;
  /** What the page was opened for; without it the page keeps its own draft. */
  draft?: Draft;
  /** The panel's last answer, for a page that was hidden and is built again. */
  result?: ResultSummary;
  /** Send the draft as soon as it is shown: a saved request run from the palette. */
  sendNow: boolean;
}

export interface Column {
  name: string;
  label: string;
  /** Odoo's field type where the schema knows it. */
  type?: string;
}

/** An answer as the page shows it; the rows stay on the host and are asked for in slices. */
export interface ResultSummary {
  resultId: number;
  /** `table` has rows and columns; `text` is a body that is no JSON; `value` is anything else and is shown as JSON. */
  kind: 'table' | 'value' | 'text';
  columns: Column[];
  rowCount: number;
  /** Whether more records may match than were read (the limit was reached). */
  limited: boolean;
  /** Whether the server can be asked how many match in all. */
  countable: boolean;
  /** How many match in all, where the answer told. */
  total?: number;
  /** Whether its rows are records that can be opened: they have an id. */
  opens: boolean;
  /** One sentence: "80 records", "Created 1 record: 57", "Updated 3 records". */
  summary: string;
  ms: number;
  bytes: number;
  /** "res.partner.search_read over JSON-RPC" */
  via: string;
  /** The answer's HTTP status, for REST and any path. */
  status?: number;
  timings?: Timings;
  note?: OutcomeNote;
}

const ResultRef = v.object({ resultId: v.number() });
const Slice = v.object({
  resultId: v.number(),
  offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
});
const OnConnection = v.object({ connectionId: v.string() });
const None = v.object({});

export const RemedyParams = v.object({ connectionId: v.string(), action: RemedyActionSchema });

/** Where a domain stops making sense; `position` counts characters from 0. */
export type DomainCheck = { ok: true } | { ok: false; message: string; position: number };

/** Where a connection's requests may go. */
export interface Places {
  /** Routes and paths that were sent to before, the last first; then routes that its OpenAPI document names. */
  routes: string[];
  paths: string[];
  /** The operations of its OpenAPI document. */
  operations: ApiOperation[];
}

/** What the request page asks of the host. */
export const requestApi = {
  /** The first call of a page. */
  open: returns<RequestSnapshot>()(None),
  /** `again`: the person asked for it. Unasked, a secret that was refused is not sent once more. */
  models: returns<ModelList>()(v.object({ connectionId: v.string(), again: v.boolean() })),
  fields: returns<FieldInfo[]>()(v.object({ connectionId: v.string(), model: v.string() })),
  places: returns<Places>()(OnConnection),
  /** Asks for an OpenAPI document and reads it; `places` is pushed when it has come. */
  importOpenApi: returns<undefined>()(OnConnection),
  checkDomain: returns<DomainCheck>()(v.object({ text: v.string() })),
  /** Sends the request. Cancelling the call aborts the socket. */
  send: returns<ResultSummary>()(v.object({ draft: DraftSchema })),
  rows: returns<JsonObject[]>()(Slice),
  /** Opens a builder on one record of an answer. */
  openRecord: returns<undefined>()(
    v.object({ resultId: v.number(), row: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ),
  /** How many records match in all: one more call to the server. */
  total: returns<number>()(ResultRef),
  /** The whole answer by lines: JSON pretty-printed, or the text that it is. */
  jsonLines: returns<{ total: number; lines: string[] }>()(Slice),
  /** Puts text on the clipboard: a cell, a row, or the whole answer. */
  copy: returns<undefined>()(v.object({ text: v.string() })),
  copyJson: returns<undefined>()(ResultRef),
  openJson: returns<undefined>()(ResultRef),
  /** Asks for a name where the draft has none; the name it was saved under, or undefined when the person gave up. */
  save: returns<string | undefined>()(v.object({ draft: DraftSchema })),
  addConnection: returns<undefined>()(None),
  diagnose: returns<undefined>()(OnConnection),
  remedy: returns<undefined>()(RemedyParams),
};
export type RequestApi = typeof requestApi;

/** What the host tells the request page unasked. */
export interface RequestPushes {
  connections: { connections: ConnectionSummary[]; activeConnectionId?: string };
  load: { draft: Draft; sendNow: boolean };
  /** Other places are known of this connection now. */
  places: { connectionId: string };
}

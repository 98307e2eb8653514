import * as v from 'valibot';
import { DraftSchema, type Draft } from '../model/draft';
import { RemedyActionSchema } from '../model/problem';
import type { ConnectionSummary } from './connectionSummary';
import { bulkApi, type BulkProgress, type BulkPushes } from './request/bulkApi';
import { resultApi, type ResultPushes, type ResultSummary } from './request/resultApi';
import { OnConnection, schemaApi } from './request/schemaApi';
import { writeApi } from './request/writeApi';
import { returns } from './rpc';

export interface RequestSnapshot {
  connections: ConnectionSummary[];
  /** The connection a new request starts on. */
  activeConnectionId?: string;
  /** What the page was opened for; without it the page keeps its own draft. */
  draft?: Draft;
  /** The panel's last answer, for a page that was hidden and is built again. */
  result?: ResultSummary;
  /** Many records that are being written, for such a page. */
  bulk?: BulkProgress;
  /** Send the draft as soon as it is shown: a saved request run from the palette. */
  sendNow: boolean;
}

export const RemedyParams = v.object({ connectionId: v.string(), action: RemedyActionSchema });

/** What the page as a whole asks for. */
export const pageApi = {
  /** The first call of a page. */
  open: returns<RequestSnapshot>()(v.object({})),
  /** Sends the request. Cancelling the call aborts the socket. `reviewId`: the person saw what a write will change. */
  send: returns<ResultSummary>()(v.object({ draft: DraftSchema, reviewId: v.optional(v.number()) })),
  /** Asks for a name where the draft has none; the name it was saved under, or undefined when the person gave up. */
  save: returns<string | undefined>()(v.object({ draft: DraftSchema })),
  /** Opens another builder on a draft. */
  openBeside: returns<undefined>()(v.object({ draft: DraftSchema })),
  addConnection: returns<undefined>()(v.object({})),
  diagnose: returns<undefined>()(OnConnection),
  remedy: returns<undefined>()(RemedyParams),
};

/** What the request page asks of the host. */
export const requestApi = { ...pageApi, ...schemaApi, ...resultApi, ...writeApi, ...bulkApi };
export type RequestApi = typeof requestApi;

/** What the host tells the request page unasked. */
export interface RequestPushes extends ResultPushes, BulkPushes {
  connections: { connections: ConnectionSummary[]; activeConnectionId?: string };
  load: { draft: Draft; sendNow: boolean };
  /** Other places are known of this connection now. */
  places: { connectionId: string };
}

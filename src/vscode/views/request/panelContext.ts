import type * as vscode from 'vscode';
import type { RequestPushes } from '../../../contract/requestApi';
import type { Draft } from '../../../model/draft';
import type { OdooClient } from '../../../odoo/client';
import type { ConnectionMonitor } from '../../connectionMonitor';
import type { Log } from '../../log';
import type { Remedies } from '../../remedies';
import type { SchemaCache } from '../../schemaCache';
import type { SecretPrompt } from '../../secretPrompt';
import type { ApiOperations } from '../../storage/apiOperations';
import type { ConnectionStore } from '../../storage/connectionStore';
import type { RecentPlaces } from '../../storage/recentPlaces';
import type { SavedRequests } from '../../storage/savedRequests';
import type { PanelCalls } from './panelCalls';
import type { ResultStore } from './resultStore';
import type { UndoStore } from './undoStore';
import type { WriteReviews } from './writeReviews';

export interface RequestPanelPorts {
  extension: vscode.Uri;
  client: OdooClient;
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  schema: SchemaCache;
  prompt: SecretPrompt;
  remedies: Remedies;
  saved: SavedRequests;
  operations: ApiOperations;
  places: RecentPlaces;
  /** What can be taken back, over all builders. */
  undo: UndoStore;
  log: Log;
  /** Told of every draft that is sent, for Run Last Request. */
  onSend: (draft: Draft) => void;
  /** Opens another builder on a draft and sends it; with a key, the one that is open for it. */
  openRecord: (draft: Draft, key?: string) => void;
  /** Opens another builder on a draft. */
  openBeside: (draft: Draft) => void;
}

/** What the handlers of one builder share. */
export interface PanelContext {
  ports: RequestPanelPorts;
  results: ResultStore;
  calls: PanelCalls;
  reviews: WriteReviews;
  /** Aborts when the builder is closed. */
  closed: AbortSignal;
  push: <E extends keyof RequestPushes>(event: E, value: RequestPushes[E]) => void;
}

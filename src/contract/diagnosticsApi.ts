import * as v from 'valibot';
import { QuestionIdSchema, type Diagnosis, type DiagnosisStep, type ProbeProgress } from '../model/diagnosis';
import type { ConnectionSummary } from './connectionSummary';
import { RemedyParams } from './requestApi';
import { returns } from './rpc';

export interface DiagnosticsSnapshot {
  connection: ConnectionSummary;
  /** Whether a stored secret is there to try; without one the sign-in check is skipped. */
  hasSecret: boolean;
  /** A result from before the page was built again. */
  diagnosis?: Diagnosis;
}

/** What the diagnostics page asks of the host. */
export const diagnosticsApi = {
  open: returns<DiagnosticsSnapshot>()(v.object({})),
  /**
   * Runs the checks; each is pushed as `step` when it is done. Cancelling the call stops them.
   * `changed` runs only those that depend on what was changed in the connection since the last run, and keeps the others.
   */
  run: returns<Diagnosis>()(v.object({ what: v.picklist(['all', 'changed']) })),
  /** Asks a question that needs leave, once, and thinks again. */
  ask: returns<Diagnosis>()(v.object({ question: QuestionIdSchema })),
  /** Puts the last report on the clipboard, without secrets; without host names, addresses and logins where that is wished. */
  copyReport: returns<undefined>()(v.object({ withoutNames: v.boolean() })),
  /** Saves the last result as a JSON file that the person chooses. Whether it was saved. */
  saveJson: returns<boolean>()(v.object({ withoutNames: v.boolean() })),
  /** Puts the message for the administrator on the clipboard. */
  copyMessage: returns<undefined>()(v.object({})),
  remedy: returns<undefined>()(RemedyParams),
};
export type DiagnosticsApi = typeof diagnosticsApi;

/** What the host tells the diagnostics page unasked. */
export interface DiagnosticsPushes {
  step: DiagnosisStep;
  /** A check asks something now. */
  progress: ProbeProgress;
  /** Diagnose was asked for again: run everything once more. */
  restart: DiagnosticsSnapshot;
  /** The connection was changed: run what depends on it. */
  changed: DiagnosticsSnapshot;
}

import * as v from 'valibot';
import type { Diagnosis, DiagnosisStep } from '../model/diagnosis';
import type { ConnectionSummary } from './connectionSummary';
import { RemedyParams } from './requestApi';
import { returns } from './rpc';

export interface DiagnosticsSnapshot {
  connection: ConnectionSummary;
  /** Whether a stored secret is there to try; without one the sign-in check is skipped. */
  hasSecret: boolean;
}

/** What the diagnostics page asks of the host. */
export const diagnosticsApi = {
  open: returns<DiagnosticsSnapshot>()(v.object({})),
  /** Runs the checks; each is pushed as `step` when it is done. Cancelling the call stops them. */
  run: returns<Diagnosis>()(v.object({})),
  /** Puts the last report on the clipboard, without secrets. */
  copyReport: returns<undefined>()(v.object({})),
  remedy: returns<undefined>()(RemedyParams),
};
export type DiagnosticsApi = typeof diagnosticsApi;

/** What the host tells the diagnostics page unasked. */
export interface DiagnosticsPushes {
  step: DiagnosisStep;
  /** The connection was changed, or Diagnose was asked for again: run once more. */
  restart: DiagnosticsSnapshot;
}

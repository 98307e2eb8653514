import type { AuthMethod, Protocol } from './authMethod';
import type { Problem, ProblemCode, Remedy } from './problem';

/** The pipeline's checks, in the order they run. */
export const probeNames = ['address', 'dns', 'tcp', 'tls', 'http', 'odoo', 'database', 'signIn'] as const;
export type ProbeName = (typeof probeNames)[number];

export const probeLabels: Record<ProbeName, string> = {
  address: 'Address',
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  odoo: 'Odoo and version',
  database: 'Database',
  signIn: 'Sign-in',
};

/** `skipped`: a check before it failed, or it does not apply; `detail` says which. */
export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

export interface DiagnosisStep {
  probe: ProbeName;
  verdict: Verdict;
  /** Milliseconds the check took. */
  ms: number;
  /** What was seen, in one line. */
  detail: string;
}

/** How sure the cause is: `certain` was proven by a check, `likely` fits everything seen, `possible` is one of several. */
export type Certainty = 'certain' | 'likely' | 'possible';

export interface Cause {
  code: ProblemCode;
  title: string;
  certainty: Certainty;
  /** What it means, in one or two plain sentences. */
  sentence: string;
}

/** Whether one sign-in method works on this server: one row of "which API works". */
export interface Access {
  auth: AuthMethod;
  protocol: Protocol;
  state: 'works' | 'refused' | 'unavailable' | 'untried';
  reason: string;
}

/** The result of diagnosing a connection. `cause` is absent exactly when `ok`. */
export interface Diagnosis {
  ok: boolean;
  cause?: Cause;
  /** The sentences that prove the cause, strongest first. */
  evidence: string[];
  remedies: Remedy[];
  steps: DiagnosisStep[];
  access: Access[];
  /** The technical problem behind the cause. */
  problem?: Problem;
}

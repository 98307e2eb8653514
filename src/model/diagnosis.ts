import * as v from 'valibot';
import type { AuthMethod, Protocol, SignInMethod } from './authMethod';
import type { Problem, ProblemCode, Remedy } from './problem';
import type { RequestSpec } from './requestSpec';

/** The pipeline's checks, in the order they run. */
export const probeNames = [
  'address',
  'dns',
  'tcp',
  'tls',
  'http',
  'odoo',
  'apis',
  'database',
  'signIn',
  'others',
  'rights',
] as const;
export type ProbeName = (typeof probeNames)[number];

export const probeLabels: Record<ProbeName, string> = {
  address: 'Address',
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  odoo: 'Odoo and version',
  apis: 'APIs',
  database: 'Database',
  signIn: 'Sign-in',
  others: 'Other APIs',
  rights: 'Rights',
};

/** `skipped`: a check before it failed, or it does not apply; `detail` says which. */
export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

/** One question that a check asked, and what came back; neither holds a secret. */
export interface Asked {
  /** "POST http://localhost:8069/jsonrpc, common.authenticate" */
  question: string;
  /** "HTTP 200, application/json: {"jsonrpc": "2.0", …", or why there was no answer. */
  answer: string;
  /** Milliseconds. */
  ms: number;
}

export interface DiagnosisStep {
  probe: ProbeName;
  verdict: Verdict;
  /** Milliseconds the check took. */
  ms: number;
  /** What was seen, in one line. */
  detail: string;
  /** What was asked for it; absent where nothing was. */
  asked?: Asked[];
  /** What it proves, in one sentence. */
  proves?: string;
  /** The result of an earlier run, which nothing that changed since can have changed; or of the call that failed. */
  kept?: boolean;
}

/** A check that has begun to ask something. */
export interface ProbeProgress {
  probe: ProbeName;
  /** What is being asked, in a few words: "POST /jsonrpc, common.authenticate". */
  asking: string;
  /** Milliseconds after which no answer counts as none. */
  limitMs: number;
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

/** Another cause that fits what was seen less well, or something that is worth knowing beside the cause. */
export interface Remark extends Cause {
  /** What speaks for it, strongest first. */
  evidence: string[];
}

/** A cause that one would think of, and why it is not the one. */
export interface Excluded {
  title: string;
  because: string;
}

/**
 * Questions that would tell more, and are asked only when the person says so. `session`: a sign-in as the web client's; `call`: a
 * second failing sign-in where only that names the pause after too many of them; `account`: reading the user's record over a
 * connection with administrator rights; `databases`: the same API key tried on the server's other databases.
 */
export const questionIds = ['session', 'call', 'account', 'databases'] as const;
export const QuestionIdSchema = v.picklist(questionIds);
export type QuestionId = (typeof questionIds)[number];

export interface OpenQuestion {
  id: QuestionId;
  /** What the button says: "Ask it". */
  title: string;
  /** What its answer would tell apart, in one sentence. */
  tells: string;
  /** What it costs or leaves behind on the server, in one sentence. */
  cost: string;
}

/** Whether one sign-in method works on this server: one cell of "which API works". */
export interface Access {
  auth: AuthMethod;
  protocol: Protocol;
  state: 'works' | 'refused' | 'unavailable' | 'untried';
  reason: string;
  /** Until which version the API is there: "Odoo 22, autumn 2028"; absent where no end is announced. */
  until?: string;
  /** The connection signs in this way. */
  own?: boolean;
  /** The one to use on this server. */
  recommended?: boolean;
}

/** A call that failed before the diagnosis was asked for. What it showed is not asked again. */
export interface FailedCall {
  problem: Problem;
  /** How it signed in. */
  signIn: SignInMethod;
  /** What it asked for; absent where it was a sign-in alone. */
  spec?: RequestSpec;
  /** Milliseconds since 1970. */
  at: number;
}

/** The result of diagnosing a connection. `cause` is absent exactly when `ok`. */
export interface Diagnosis {
  ok: boolean;
  cause?: Cause;
  /** The sentences that prove the cause, strongest first. */
  evidence: string[];
  /** What speaks against the cause. */
  against: string[];
  remedies: Remedy[];
  /** Other causes that fit, likeliest first. */
  others: Remark[];
  excluded: Excluded[];
  /** What would decide between the causes that remain. */
  questions: OpenQuestion[];
  /** What is not the cause and worth knowing: databases are not listed, the key runs out soon. */
  notes: Remark[];
  /** For the server's administrator, where there is something for them to do: plain text, ready to send. */
  message?: string;
  /** The address of the page that documents it. */
  documentation?: string;
  steps: DiagnosisStep[];
  access: Access[];
  /** The technical problem behind the cause. */
  problem?: Problem;
}

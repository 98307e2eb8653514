import type { Connection } from '../model/connection';
import type { Access, Certainty, Verdict } from '../model/diagnosis';
import type { Problem, ProblemCode, ProblemFacts, Remedy } from '../model/problem';
import type { ServerVersion } from '../model/schemaInfo';
import { OdooError, toProblem } from '../odoo/error';
import type { Exchange } from '../odoo/protocol/wire';
import type { NetworkSettings } from '../odoo/proxy';
import type { Transport } from '../odoo/transport';
import { explain } from './explain';

/** What is diagnosed. `url` may be the text as it was typed. */
export type DiagnosedConnection = Pick<
  Connection,
  'url' | 'database' | 'login' | 'auth' | 'protocol' | 'tls' | 'rest' | 'token' | 'oauth2' | 'header'
> & {
  /** The person was asked about a sign-in as the web client's, and did not want it. */
  webSignInDeclined?: boolean;
};

/** One diagnosis under way: what the probes work with, and what they found out for those after them. */
export interface Inquiry {
  readonly connection: DiagnosedConnection;
  readonly secret: string | undefined;
  readonly network: NetworkSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly transport: Transport;
  /** Sends without a secret and within the limits. */
  readonly exchange: Exchange;
  /** Milliseconds for one question. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The server's address, corrected; set by the address probe. */
  url: string;
  /** The proxy that requests go through, where one applies. */
  proxy: string | undefined;
  /** Named in the pasted address (`?db=`). */
  databaseInAddress: string | undefined;
  version: ServerVersion | undefined;
  /** The databases that the address lists, where it does. */
  databases: string[] | undefined;
  /** What the sign-in probe proved, by "auth protocol". */
  readonly proven: Map<string, Pick<Access, 'state' | 'reason'>>;
}

/** Why the connection does not work, as one probe found it. */
export interface Finding {
  problem: Problem;
  certainty: Certainty;
  /** Sentences, strongest first. */
  evidence: string[];
  /** Better remedies than the table's, which follow them. */
  remedies: Remedy[];
}

/** What one probe saw. A finding belongs to `failed`, and to `skipped` where the probe had nothing to try. */
export interface Sighting {
  verdict: Verdict;
  /** In one line. */
  detail: string;
  finding?: Finding;
}

export type Probe = (inquiry: Inquiry) => Promise<Sighting> | Sighting;

export function ok(detail: string): Sighting {
  return { verdict: 'ok', detail };
}

export function warning(detail: string): Sighting {
  return { verdict: 'warning', detail };
}

export function skipped(detail: string): Sighting {
  return { verdict: 'skipped', detail };
}

export interface FindingParts {
  certainty?: Certainty;
  evidence?: string[];
  remedies?: Remedy[];
  /** The step's line; the problem's title without it. */
  detail?: string;
}

/** A failed check. Without a certainty it is `certain`: what a probe saw, it saw. */
export function failed(problem: Problem, parts: FindingParts = {}): Sighting {
  const { certainty = 'certain', evidence = [], remedies = [] } = parts;
  return {
    verdict: 'failed',
    detail: parts.detail ?? explain(problem).title,
    finding: { problem, certainty, evidence, remedies },
  };
}

/** A failed check by a code that the engine's errors have too. */
export function failedAs(code: ProblemCode, facts: ProblemFacts, parts: FindingParts = {}): Sighting {
  return failed({ code, facts }, parts);
}

/** A failed check out of what the engine threw; what it did not throw on purpose goes on up. */
export function failedBy(error: unknown, parts: FindingParts = {}): Sighting {
  if (!(error instanceof OdooError)) throw error;
  if (error.code === 'call.cancelled') throw error;
  return failed(toProblem(error), parts);
}

/** The same failure with more facts. */
export function withFacts(error: OdooError, facts: ProblemFacts): OdooError {
  return new OdooError(error.code, { ...error.facts, ...facts }, { server: error.server, cause: error });
}

/** "a", "a and b", "a, b and c", each in quotation marks; after eight, how many more. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

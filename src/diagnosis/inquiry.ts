import type { AuthMethod, Protocol, SignInMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import type { Access, Certainty, FailedCall, Verdict } from '../model/diagnosis';
import type { Problem, ProblemCode, ProblemFacts, Remedy } from '../model/problem';
import type { ServerVersion } from '../model/schemaInfo';
import { OdooError, toProblem } from '../odoo/error';
import type { Exchange } from '../odoo/protocol/wire';
import type { NetworkSettings } from '../odoo/proxy';
import type { HttpAnswer, Transport } from '../odoo/transport';
import type { Attempts } from './attempts';
import { explain } from './explain';
import { t } from './words/translate';

/** What is diagnosed. `url` may be the text as it was typed. */
export type DiagnosedConnection = Pick<
  Connection,
  | 'url'
  | 'database'
  | 'login'
  | 'auth'
  | 'protocol'
  | 'tls'
  | 'rest'
  | 'token'
  | 'oauth2'
  | 'header'
  | 'databaseHeader'
  | 'serverVersion'
> & {
  /** The person was asked about a sign-in as the web client's, and did not want it. */
  webSignInDeclined?: boolean;
  /** When the connection's API key runs out, as far as that was learnt while it worked. */
  keyExpires?: Date;
};

/** Something Odoo answers at, asked without a secret. */
export type ApiName = 'jsonRpc' | 'xmlRpc' | 'json2' | 'web';

/**
 * How an API answered without a secret. `there`: as Odoo does; `noDatabase`: as Odoo does that does not know which database is meant;
 * `failing`: with an error page; `absent`: 404; `blocked`: refused or answered by something else than Odoo.
 */
export interface ApiSeen {
  state: 'there' | 'noDatabase' | 'failing' | 'absent' | 'blocked';
  status: number;
  /** What an answer that is not the API's means by itself: too many requests, a changed content type. */
  problem?: Problem;
  /** It is there once X-Odoo-Database is sent along. */
  withDatabaseHeader?: boolean;
}

/** What /web/login shows a browser. */
export interface SignInPage {
  /** `form`: Odoo's own; `selector`: Odoo asks which database; `elsewhere`: something that is not Odoo's. */
  kind: 'form' | 'selector' | 'elsewhere';
  /** Names of other systems that the page offers to sign in through. */
  providers: string[];
  location?: string;
}

/** How one sign-in went. `kept`: it is what the failed call showed, and was not sent again. */
export interface Attempt {
  state: Extract<Access['state'], 'works' | 'refused'>;
  uid?: number;
  problem?: Problem;
  kept?: boolean;
}

/** What a sign-in as the web client's told; asked only with leave. */
export type SessionAnswer =
  | { kind: 'signedIn'; uid: number }
  | { kind: 'twoFactor' }
  | { kind: 'refused' }
  | { kind: 'cooldown' }
  | { kind: 'unknown'; problem: Problem };

/** What the user's record says, read over a connection with administrator rights; asked only with leave. */
export type AccountAnswer =
  | { kind: 'noUser'; near: string | undefined }
  | {
      kind: 'found';
      uid: number;
      login: string;
      active: boolean;
      share: boolean;
      /** Undefined where the server has no such field. */
      twoFactor: boolean | undefined;
      /** It is linked to an account of another system (OAuth); undefined where the server has no such field. */
      elsewhere: boolean | undefined;
      /** The database can ask a directory (LDAP) for passwords. */
      directory: boolean;
      /** Undefined where API keys could not be read. */
      keys: { name: string; scope: string; expires: Date | undefined }[] | undefined;
    }
  | { kind: 'notTold'; problem: Problem };

/** What the signed-in user is and may do. */
export interface RightsSeen {
  uid: number;
  login: string;
  name: string;
  /** True for a customer's or public account; undefined where it could not be read. */
  share: boolean | undefined;
  listsModels: boolean | undefined;
  readsDocs: boolean | undefined;
  keyExpires: Date | undefined;
}

/** One diagnosis under way: what the checks work with, and what they found out for those after them and for the reasoning. */
export interface Inquiry {
  readonly connection: DiagnosedConnection;
  readonly secret: string | undefined;
  readonly network: NetworkSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly transport: Transport;
  /** Sends within the limits, and as it is: whoever asks so puts a secret in only where leave was given. */
  readonly exchange: Exchange;
  /** Signs in, and reads as who is signed in. */
  readonly signIns: Attempts;
  /** Milliseconds for one question. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Notes a question that is not a request: a name looked up, a connection opened. @param asking in a few words */
  readonly ask: <T>(asking: string, answer: Promise<T>, told: (value: T) => string) => Promise<T>;
  /** The call that failed before. */
  readonly failedCall: FailedCall | undefined;
  /** The server's address, corrected; set by the address check. */
  url: string;
  /** What was left out of the address as it was typed. */
  dropped: string | undefined;
  /** The proxy that requests go through, where one applies. */
  proxy: string | undefined;
  /** Named in the pasted address (`?db=`). */
  databaseInAddress: string | undefined;
  /** The answer to the first question, for the version: what it is as HTTP, and what as Odoo, are two checks. */
  firstAnswer: { url: string; answer: HttpAnswer } | undefined;
  version: ServerVersion | undefined;
  /** The web server's name of itself: "nginx". */
  serverName: string | undefined;
  readonly apis: Map<ApiName, ApiSeen>;
  /** The databases that the address lists, where it does. */
  databases: string[] | undefined;
  /** Whether the server says that the connection's database exists. */
  databaseExists: boolean | undefined;
  signInPage: SignInPage | undefined;
  /** How signing in went, by accessKey(). */
  readonly attempts: Map<string, Attempt>;
  /** Whose key it is, as JSON-2 told. */
  keyOwner: { uid: number; login: string } | undefined;
  rights: RightsSeen | undefined;
  /** Answers to the questions that need leave. */
  sessionAnswer: SessionAnswer | undefined;
  /** What Odoo said to a call in the name of user 2, where only that names a pause. */
  callAnswer: Problem | 'accepted' | undefined;
  accountAnswer: AccountAnswer | undefined;
  /** The other database that knows the API key; null where none does. */
  keyDatabase: string | null | undefined;
}

export function accessKey(auth: AuthMethod, protocol: Protocol): string {
  return `${auth} ${protocol}`;
}

/** How a sign-in over one way went, where it was tried. */
export function attemptOf(inquiry: Inquiry, { auth, protocol }: SignInMethod): Attempt | undefined {
  return inquiry.attempts.get(accessKey(auth, protocol));
}

/** Why the connection does not work, as one check found it, before the reasoning looks for what is behind it. */
export interface Finding {
  problem: Problem;
  /** How sure it is where the reasoning has nothing to add; what a check saw, it saw. */
  certainty?: Certainty;
  /** Sentences, strongest first. */
  evidence: string[];
  /** Better remedies than the table's, which follow them. */
  remedies: Remedy[];
}

/** What one check saw. A finding belongs to `failed`, and to `skipped` where the check had nothing to try. */
export interface Sighting {
  verdict: Verdict;
  /** In one line. */
  detail: string;
  proves?: string;
  kept?: boolean;
  /** It failed, and the checks after it are worth running all the same. */
  goesOn?: boolean;
  finding?: Finding;
}

export type Probe = (inquiry: Inquiry) => Promise<Sighting> | Sighting;

/** @param proves what it proves, in one sentence */
export function ok(detail: string, proves?: string): Sighting {
  return { verdict: 'ok', detail, ...(proves ? { proves } : {}) };
}

export function warning(detail: string, proves?: string): Sighting {
  return { verdict: 'warning', detail, ...(proves ? { proves } : {}) };
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
  /** The checks after it are worth running all the same. */
  goesOn?: boolean;
}

/** A failed check. */
export function failed(problem: Problem, parts: FindingParts = {}): Sighting {
  const { certainty, evidence = [], remedies = [] } = parts;
  return {
    verdict: 'failed',
    detail: parts.detail ?? explain(problem).title,
    ...(parts.goesOn ? { goesOn: true } : {}),
    finding: { problem, evidence, remedies, ...(certainty ? { certainty } : {}) },
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
  const count = names.length - shown.length;
  if (count > 0) return t('{names} and {count} more', { names: shown.join(', '), count });
  const last = shown.pop() ?? '';
  return shown.length > 0 ? t('{names} and {last}', { names: shown.join(', '), last }) : last;
}

import * as v from 'valibot';
import { SignInMethodSchema } from './authMethod';

/**
 * Every failure a person can meet, as a closed set. Where one is found it gets its code and facts; the words a person
 * reads are in diagnosis/explain.ts and nowhere else.
 */
export const problemCodes = [
  // The address
  'address.empty',
  'address.invalid',
  'address.page',
  'address.path',
  // The way to the server
  'dns.notFound',
  'tcp.refused',
  'tcp.timeout',
  'tcp.unreachable',
  'tcp.closed',
  'tls.notTls',
  'tls.untrusted',
  'tls.expired',
  'tls.nameMismatch',
  'tls.failed',
  'tls.files',
  'tls.clientCertificate',
  'http.tlsExpected',
  'http.redirected',
  'http.notOdoo',
  'http.gateway',
  'http.forbidden',
  'http.requestTooLarge',
  'http.tooManyRequests',
  'http.botFilter',
  'http.status',
  'http.malformed',
  'http.tooLarge',
  // The database
  'database.missing',
  'database.notFound',
  'database.notSelected',
  'database.notOdoo',
  'database.hidden',
  'database.notListed',
  'database.noService',
  // Signing in
  'signIn.rejected',
  'signIn.unknownLogin',
  'signIn.archived',
  'signIn.noPassword',
  'signIn.keyRejected',
  'signIn.keyExpired',
  'signIn.keyExpiresSoon',
  'signIn.keyDeleted',
  'signIn.keyElsewhere',
  'signIn.keyOfOther',
  'signIn.keyMissing',
  'signIn.passwordAsKey',
  'signIn.keyForWebSession',
  'signIn.keyNotSupported',
  'signIn.keyNotReceived',
  'signIn.twoFactor',
  'signIn.codeByMail',
  'signIn.onlineWithoutPassword',
  'signIn.cooldown',
  'signIn.noSecret',
  'signIn.addressChanged',
  'signIn.sessionExpired',
  'signIn.sessionDeclined',
  'signIn.tokenRefused',
  'signIn.tokenUnreadable',
  'signIn.notAccepted',
  'signIn.staleUser',
  'signIn.noUser',
  'signIn.incomplete',
  'signIn.cookieAndDatabase',
  'signIn.cookieOfOther',
  'protocol.json2NotSupported',
  'protocol.notAvailable',
  'protocol.rpcNotLoaded',
  'protocol.xmlRpcBlocked',
  'protocol.planWithoutApi',
  // What the user may do
  'rights.portalUser',
  'rights.modelsHidden',
  'rights.docHidden',
  // What the server says about a call
  'server.accessDenied',
  'server.accessRights',
  'server.refused',
  'server.missingRecord',
  'server.unknownModel',
  'server.unknownMethod',
  'server.unknownField',
  'server.privateMethod',
  'server.hiddenReason',
  'server.databaseDown',
  'server.overloaded',
  'server.arguments',
  'server.domain',
  'server.methodRemoved',
  'server.companyNotAllowed',
  'server.languageNotInstalled',
  'server.contentType',
  'server.noneOverXmlRpc',
  'server.noneInAnswer',
  'server.loadRefused',
  'server.knownBug',
  'server.exception',
  'server.numberTooLarge',
  // What a REST module says about a call
  'rest.refused',
  'rest.forbidden',
  'rest.notFound',
  'rest.failed',
  // What the person asked for
  'request.incomplete',
  'request.domain',
  'request.json',
  'request.file',
  'request.pickedFile',
  'request.wrongProtocol',
  'request.path',
  'request.openApi',
  'connection.incomplete',
  'connection.readOnly',
  'connection.notFound',
  'call.cancelled',
  'call.timeout',
  'call.declined',
  'call.outdated',
  'call.tooLong',
  // A write that was looked at first
  'write.conflict',
  'write.outdatedReview',
  'write.undone',
  // Many records: tables read, written, exported
  'bulk.unreadable',
  'bulk.empty',
  'bulk.plan',
  'bulk.noDryRun',
  'bulk.outdated',
  'bulk.running',
  'export.failed',
  'export.tooManyRows',
  'export.notPossible',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Small facts that the words of a code are filled with: host, port, location, database, certificate dates… */
export type ProblemFacts = Record<string, string | number | boolean>;

/** What the server itself said. Shown folded away, never needed to understand the plain sentence. */
export interface ServerDetail {
  /** The exception's class, "odoo.exceptions.AccessError". */
  name?: string;
  message: string;
  /** The server's traceback. */
  debug?: string;
}

/** A failure as data: what crosses to a page, is printed by the terminal command, and is explained. */
export interface Problem {
  code: ProblemCode;
  facts: ProblemFacts;
  server?: ServerDetail;
}

/** A problem in a person's words, by diagnosis/explain.ts. */
export interface ExplainedProblem extends Problem {
  /** A short name: "Wrong login or password". */
  title: string;
  /** One or two plain sentences: what happened, and what follows from it. */
  sentence: string;
  /** What to do next, most likely first. */
  remedies: Remedy[];
  /** What looking further into a failed call found: which rule refuses it, which names were probably meant. */
  evidence?: string[];
  /** For the server's administrator, where there is something for them to do: plain text, ready to send. */
  message?: string;
  /** The address of the page that documents it. */
  documentation?: string;
}

export interface Remedy {
  text: string;
  /** Whether it is for an administrator of the server to do. */
  forAdministrator?: boolean;
  action?: RemedyAction;
}

/** What a button beside a remedy does. */
export const RemedyActionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('editConnection'),
    /** `method`: what the chosen way to sign in needs beside the secret; `trust`: certificates. */
    step: v.exactOptional(
      v.picklist(['address', 'database', 'signIn', 'method', 'login', 'secret', 'trust']),
    ),
  }),
  v.object({ kind: v.literal('useAddress'), url: v.string() }),
  v.object({ kind: v.literal('useDatabase'), database: v.string() }),
  /** Signs in another way from now on. */
  v.object({ kind: v.literal('useSignIn'), signIn: SignInMethodSchema }),
  /** Sends X-Odoo-Database with every request, not with those of JSON-2 alone (Odoo 19 and later). */
  v.object({ kind: v.literal('sendDatabaseHeader') }),
  /** Chooses a certificate authority's file to trust for this connection. */
  v.object({ kind: v.literal('trustAuthority') }),
  /** Checks once more after a pause, in seconds from when the answer came. */
  v.object({ kind: v.literal('retryAfter'), seconds: v.number() }),
  v.object({ kind: v.literal('openSettings'), query: v.string() }),
  v.object({ kind: v.literal('openExternal'), url: v.string() }),
  v.object({ kind: v.literal('diagnose') }),
]);
export type RemedyAction = v.InferOutput<typeof RemedyActionSchema>;

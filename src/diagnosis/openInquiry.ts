import { probeNames, type FailedCall, type ProbeName } from '../model/diagnosis';
import type { TlsSettings } from '../model/connection';
import { trustElsewhere } from '../odoo/callExchange';
import type { NetworkSettings } from '../odoo/proxy';
import { Attempts, maxAnswerBytes } from './attempts';
import type { DiagnosedConnection, Inquiry } from './inquiry';
import type { Watch } from './watch';

export interface InquiryOptions {
  watch: Watch;
  network: NetworkSettings;
  environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds for one question. */
  timeoutMs: number;
  signal: AbortSignal;
  secret: string | undefined;
  failedCall: FailedCall | undefined;
}

/** A diagnosis that knows nothing yet. */
export function openInquiry(
  connection: DiagnosedConnection,
  options: InquiryOptions,
): { inquiry: Inquiry; watch: Watch } {
  const { watch, network, environment, timeoutMs, signal, secret, failedCall } = options;
  let signIns: Attempts | undefined;
  const inquiry: Inquiry = {
    connection,
    secret,
    network,
    environment,
    transport: watch,
    exchange: (request) =>
      watch.send(request, {
        signal,
        timeoutMs,
        maxBytes: maxAnswerBytes,
        ...tlsFor(connection, inquiry.url, request.url),
      }),
    get signIns() {
      return (signIns ??= new Attempts(inquiry, secret ?? ''));
    },
    timeoutMs,
    signal,
    ask: (asking, answer, told) => watch.note(asking, timeoutMs, answer, told),
    failedCall,
    url: '',
    dropped: undefined,
    proxy: undefined,
    databaseInAddress: undefined,
    firstAnswer: undefined,
    version: undefined,
    serverName: undefined,
    apis: new Map(),
    databases: undefined,
    databaseExists: undefined,
    signInPage: undefined,
    attempts: new Map(),
    keyOwner: undefined,
    rights: undefined,
    sessionAnswer: undefined,
    callAnswer: undefined,
    accountAnswer: undefined,
    keyDatabase: undefined,
  };
  return { inquiry, watch };
}

/** What the connection says about its server is not said about another one that a redirect or a neighboring port leads to. */
function tlsFor({ tls }: DiagnosedConnection, own: string, url: string): { tls?: TlsSettings } {
  const same = URL.canParse(own) && new URL(own).origin === new URL(url).origin;
  const settings = same ? tls : trustElsewhere(tls);
  return settings ? { tls: settings } : {};
}

/** What each check finds out for those after it. */
const findings: Record<ProbeName, readonly (keyof Inquiry)[]> = {
  address: ['url', 'dropped', 'proxy', 'databaseInAddress'],
  dns: [],
  tcp: [],
  tls: [],
  http: ['serverName', 'firstAnswer'],
  odoo: ['version'],
  apis: ['apis'],
  database: ['databases', 'databaseExists', 'signInPage'],
  signIn: ['attempts', 'keyOwner', 'sessionAnswer', 'callAnswer', 'accountAnswer', 'keyDatabase'],
  others: [],
  rights: ['rights'],
};

/** Takes over what the checks before one found out earlier; everything where none is run again. */
export function inherit(inquiry: Inquiry, before: Inquiry, from: ProbeName | undefined): void {
  const end = from ? probeNames.indexOf(from) : probeNames.length;
  const known = probeNames.slice(0, end).flatMap((probe) => findings[probe]);
  Object.assign(inquiry, Object.fromEntries(known.map((name) => [name, before[name]])));
}

interface State {
  connection: DiagnosedConnection;
  secret: string | undefined;
}

/** What a check depends on, beside everything that those before it depend on. */
const inputs: readonly [ProbeName, readonly (keyof DiagnosedConnection)[]][] = [
  ['address', ['url']],
  ['tls', ['tls']],
  ['apis', ['protocol', 'database', 'databaseHeader']],
  ['signIn', ['login', 'auth', 'rest', 'token', 'oauth2', 'header', 'webSignInDeclined']],
];

/** The first check that may come out otherwise now; none where nothing changed. */
export function firstAffected(before: State, after: State): ProbeName | undefined {
  const same = (name: keyof DiagnosedConnection): boolean =>
    JSON.stringify(before.connection[name]) === JSON.stringify(after.connection[name]);
  const found = inputs.find(([, names]) => !names.every(same));
  if (found) return found[0];
  return before.secret === after.secret ? undefined : 'signIn';
}

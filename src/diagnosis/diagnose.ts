import {
  probeNames,
  type Diagnosis,
  type DiagnosisStep,
  type FailedCall,
  type ProbeName,
  type ProbeProgress,
  type QuestionId,
} from '../model/diagnosis';
import { basicCredentials } from '../odoo/auth/basic';
import { OdooError, toProblem } from '../odoo/error';
import type { NetworkSettings } from '../odoo/proxy';
import type { Transport } from '../odoo/transport';
import { accessTable } from './access';
import { explainFailedCall } from './failedCall';
import {
  failed,
  type DiagnosedConnection,
  type Finding,
  type Inquiry,
  type Probe,
  type Sighting,
} from './inquiry';
import { firstAffected, inherit, openInquiry, type InquiryOptions } from './openInquiry';
import { address } from './probes/address';
import { apis } from './probes/apis';
import { database } from './probes/database';
import { dns } from './probes/dns';
import { http } from './probes/http';
import { odoo } from './probes/odoo';
import { others } from './probes/others';
import { rights } from './probes/rights';
import { signIn } from './probes/signIn';
import { tcp } from './probes/tcp';
import { tls } from './probes/tls';
import { lookUpAccount, type AccountReader } from './questions/account';
import { askCall } from './questions/call';
import { askDatabases } from './questions/databases';
import { askSession } from './questions/session';
import { conclude } from './reasoning/conclude';
import { Watch } from './watch';
import { t } from './words/translate';

/** Every check. Adding one is a file in probes/, a row here and a name in model/diagnosis.ts. */
const probes: Record<ProbeName, Probe> = {
  address,
  dns,
  tcp,
  tls,
  http,
  odoo,
  apis,
  database,
  signIn,
  others,
  rights,
};

/** What the checks after a failed one would have needed of it. */
const needs: Record<ProbeName, () => string> = {
  address: () => t('needs an address'),
  dns: () => t('needs the host’s IP address'),
  tcp: () => t('needs a connection'),
  tls: () => t('needs a safe connection'),
  http: () => t('needs an answer from the server'),
  odoo: () => t('needs Odoo'),
  apis: () => t('needs an API'),
  database: () => t('needs a database'),
  signIn: () => t('needs a sign-in'),
  others: () => t('needs a sign-in'),
  rights: () => t('needs a sign-in'),
};

export interface DiagnoseOptions {
  transport: Transport;
  /** The transport's own settings: the probes that dial themselves keep to them. */
  network: NetworkSettings;
  environment?: Readonly<Record<string, string | undefined>>;
  /** Without it everything before the sign-in is checked. */
  secret?: string;
  /** Milliseconds for one question to the server; 15,000 unless told. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Called as each check is done. */
  onStep?: (step: DiagnosisStep) => void;
  /** Called as each question is asked. */
  onProgress?: (progress: ProbeProgress) => void;
  /** The call that failed and made the person ask. What it showed is not asked again. */
  failedCall?: FailedCall;
}

/** One run of the checks, as {@link Examination.run}. */
export async function diagnose(
  connection: DiagnosedConnection,
  options: DiagnoseOptions,
): Promise<Diagnosis> {
  return new Examination(connection, options).run('all', options.signal);
}

/**
 * Finds out why a connection does not work, check by check from the typed address to what the user may do. Never throws and never
 * changes anything on the server. A refused secret is sent once at most over each API, and nothing that costs or leaves a trace is
 * asked without leave: see ask().
 */
export class Examination {
  readonly #options: DiagnoseOptions;
  #connection: DiagnosedConnection;
  #secret: string | undefined;
  #failedCall: FailedCall | undefined;
  #account: AccountReader | undefined;
  #inquiry: Inquiry | undefined;
  #done = new Map<ProbeName, { step: DiagnosisStep; sighting: Sighting }>();
  /** What the failed call was found to fail on. */
  #ofCall: Finding | undefined;
  /** The questions that the last diagnosis left open. */
  #open: readonly QuestionId[] = [];
  /** The first check that a change since the last run may have changed. */
  #from: ProbeName | undefined;

  constructor(connection: DiagnosedConnection, options: DiagnoseOptions) {
    this.#options = options;
    this.#connection = connection;
    this.#secret = options.secret;
    this.#failedCall = options.failedCall;
  }

  /** The connection or its secret is another one from now on. */
  change(connection: DiagnosedConnection, secret: string | undefined): void {
    const from = firstAffected(
      { connection: this.#connection, secret: this.#secret },
      { connection, secret },
    );
    this.#connection = connection;
    this.#secret = secret;
    if (from) this.#from = earlier(this.#from, from);
    // What failed before says nothing about another way to sign in.
    if (from) this.#failedCall = undefined;
  }

  /** The connection to look the user's record up over, when that is asked. It is used for that alone. */
  useAccount(reader: AccountReader): void {
    this.#account = reader;
  }

  /**
   * Runs every check, or those that depend on what was changed since the last run. Aborting ends it with the cause `call.cancelled`.
   */
  async run(what: 'all' | 'changed', signal?: AbortSignal): Promise<Diagnosis> {
    const from = what === 'changed' && this.#inquiry ? this.#from : 'address';
    const before = this.#inquiry;
    // Running everything again is asking afresh.
    if (what === 'all' && before) this.#failedCall = undefined;
    const { inquiry, watch } = openInquiry(this.#connection, this.#inquiryOptions(signal));
    if (before && from !== 'address') inherit(inquiry, before, from);
    this.#inquiry = inquiry;
    this.#from = undefined;
    if (from) this.#ofCall = undefined;
    const first = from ? probeNames.indexOf(from) : probeNames.length;
    let stoppedAt: ProbeName | undefined;
    for (const [at, probe] of probeNames.entries()) {
      const kept = at < first ? this.#done.get(probe) : undefined;
      const { step, sighting } = kept
        ? { step: { ...kept.step, kept: true }, sighting: kept.sighting }
        : await this.#look(probe, inquiry, watch, stoppedAt);
      if (sighting.verdict === 'failed' && !sighting.goesOn) stoppedAt ??= probe;
      this.#done.set(probe, { step, sighting });
      this.#options.onStep?.(step);
      // A check that was cancelled was not done: the next run does it.
      if (sighting.finding?.problem.code === 'call.cancelled') this.#from = earlier(this.#from, probe);
    }
    const diagnosis = await this.#conclude(inquiry);
    await inquiry.signIns.end();
    return diagnosis;
  }

  /** Asks a question that needs leave, once for what it depends on, and thinks again. */
  async ask(question: QuestionId, signal?: AbortSignal): Promise<Diagnosis> {
    const before = this.#inquiry;
    // What was asked of another server, or of another secret, is nothing to think on with.
    if (!before || this.#from) return this.run(before ? 'changed' : 'all', signal);
    if (!this.#open.includes(question)) return this.#conclude(before);
    const { inquiry, watch } = openInquiry(this.#connection, this.#inquiryOptions(signal));
    inherit(inquiry, before, undefined);
    watch.begin('signIn');
    try {
      await this.#question(question, inquiry);
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      if (error.code !== 'call.cancelled') throw error;
    }
    const signedIn = this.#done.get('signIn');
    if (signedIn)
      signedIn.step = { ...signedIn.step, asked: [...(signedIn.step.asked ?? []), ...watch.asked] };
    this.#inquiry = inquiry;
    const diagnosis = await this.#conclude(inquiry);
    await inquiry.signIns.end();
    return diagnosis;
  }

  async #question(question: QuestionId, inquiry: Inquiry): Promise<void> {
    switch (question) {
      case 'session':
        inquiry.sessionAnswer ??= await askSession(inquiry);
        return;
      case 'call':
        inquiry.callAnswer ??= await askCall(inquiry);
        return;
      case 'databases':
        inquiry.keyDatabase ??= await askDatabases(inquiry);
        return;
      case 'account':
        if (this.#account) inquiry.accountAnswer = await lookUpAccount(inquiry, this.#account);
        return;
    }
  }

  #inquiryOptions(signal: AbortSignal | undefined): InquiryOptions {
    const { transport, network, environment = process.env, timeoutMs = 15_000, onProgress } = this.#options;
    const { login, database } = this.#connection;
    const sent = this.#secret ? [this.#secret, basicCredentials(login, this.#secret)] : [];
    // A gap in place of a login that is its own password would tell the password.
    const isSecret = (text: string | undefined): boolean => text !== login && text !== database;
    return {
      watch: new Watch(transport, [...sent, this.#account?.secret].filter(isSecret), onProgress),
      network,
      environment,
      timeoutMs,
      signal: signal ?? new AbortController().signal,
      secret: this.#secret,
      failedCall: this.#failedCall,
    };
  }

  async #look(
    probe: ProbeName,
    inquiry: Inquiry,
    watch: Watch,
    stoppedAt: ProbeName | undefined,
  ): Promise<{ step: DiagnosisStep; sighting: Sighting }> {
    const started = performance.now();
    watch.begin(probe);
    let sighting: Sighting;
    if (stoppedAt) {
      const cancelled = this.#done.get(stoppedAt)?.sighting.finding?.problem.code === 'call.cancelled';
      sighting = { verdict: 'skipped', detail: cancelled ? t('cancelled') : needs[stoppedAt]() };
    } else {
      sighting = await see(probe, inquiry);
    }
    const { verdict, detail, proves, kept } = sighting;
    const asked = watch.asked;
    const step: DiagnosisStep = {
      probe,
      verdict,
      ms: Math.round(performance.now() - started),
      detail: watch.clean(detail),
      ...(asked.length > 0 ? { asked } : {}),
      ...(proves ? { proves } : {}),
      ...(kept ? { kept } : {}),
    };
    return { step, sighting };
  }

  async #failureOfCall(inquiry: Inquiry): Promise<Finding | undefined> {
    try {
      return (this.#ofCall ??= await explainFailedCall(inquiry));
    } catch (error) {
      return { problem: toProblem(error), evidence: [], remedies: [] };
    }
  }

  async #conclude(inquiry: Inquiry): Promise<Diagnosis> {
    const steps = [...this.#done.values()].map(({ step }) => step);
    const findings = [...this.#done.values()].flatMap(({ sighting }) => sighting.finding ?? []);
    const [finding] = findings;
    const told = finding ?? (await this.#failureOfCall(inquiry));
    const conclusion = conclude(inquiry, told);
    this.#open = conclusion.questions.map(({ id }) => id);
    return { ...conclusion, steps, access: accessTable(inquiry, conclusion.cause) };
  }
}

function earlier(one: ProbeName | undefined, other: ProbeName): ProbeName {
  if (one === undefined) return other;
  return probeNames.indexOf(one) < probeNames.indexOf(other) ? one : other;
}

function goOn({ signal }: Inquiry): void {
  if (signal.aborted) throw new OdooError('call.cancelled');
}

/** One check. Whatever it throws becomes its failure. */
async function see(probe: ProbeName, inquiry: Inquiry): Promise<Sighting> {
  try {
    goOn(inquiry);
    const sighting = await probes[probe](inquiry);
    // What a check does without is no answer where it was cut short.
    goOn(inquiry);
    return sighting;
  } catch (error) {
    const problem = toProblem(inquiry.signal.aborted ? new OdooError('call.cancelled') : error);
    return failed(problem, problem.code === 'call.cancelled' ? { detail: t('cancelled') } : {});
  }
}

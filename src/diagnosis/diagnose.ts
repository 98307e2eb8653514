import {
  probeNames,
  type Cause,
  type Diagnosis,
  type DiagnosisStep,
  type ProbeName,
} from '../model/diagnosis';
import type { Problem, Remedy } from '../model/problem';
import { OdooError, toProblem } from '../odoo/error';
import type { NetworkSettings } from '../odoo/proxy';
import type { Transport } from '../odoo/transport';
import { accessTable } from './access';
import { maxAnswerBytes } from './attempts';
import { explain } from './explain';
import {
  failed,
  type DiagnosedConnection,
  type Finding,
  type Inquiry,
  type Probe,
  type Sighting,
} from './inquiry';
import { address } from './probes/address';
import { database } from './probes/database';
import { dns } from './probes/dns';
import { http } from './probes/http';
import { odoo } from './probes/odoo';
import { signIn } from './probes/signIn';
import { tcp } from './probes/tcp';
import { tls } from './probes/tls';

/** Every check. Adding one is a file in probes/, a row here and a name in model/diagnosis.ts. */
const probes: Record<ProbeName, Probe> = { address, dns, tcp, tls, http, odoo, database, signIn };

/** What the checks after a failed one would have needed of it. */
const needs: Record<ProbeName, string> = {
  address: 'needs an address',
  dns: 'needs the host’s IP address',
  tcp: 'needs a connection',
  tls: 'needs a safe connection',
  http: 'needs an answer from the server',
  odoo: 'needs Odoo',
  database: 'needs a database',
  signIn: 'needs a sign-in',
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
}

/**
 * Finds out why a connection does not work, check by check from the typed address to the sign-in, and stops at the first that fails.
 * Never throws and never changes anything on the server; the secret is sent once at most where it is refused, or once more where only
 * that tells the reason. Aborting ends it with the cause `call.cancelled`.
 */
export async function diagnose(
  connection: DiagnosedConnection,
  options: DiagnoseOptions,
): Promise<Diagnosis> {
  const inquiry = open(connection, options);
  const steps: DiagnosisStep[] = [];
  let finding: Finding | undefined;
  let stoppedAt: ProbeName | undefined;
  for (const probe of probeNames) {
    const started = performance.now();
    const sighting: Sighting = stoppedAt
      ? {
          verdict: 'skipped',
          detail: finding?.problem.code === 'call.cancelled' ? 'cancelled' : needs[stoppedAt],
        }
      : await look(probe, inquiry);
    finding ??= sighting.finding;
    if (sighting.verdict === 'failed') stoppedAt ??= probe;
    const ms = Math.round(performance.now() - started);
    const step = { probe, verdict: sighting.verdict, ms, detail: sighting.detail };
    steps.push(step);
    options.onStep?.(step);
  }
  return { ...conclusion(finding, options.secret), steps, access: accessTable(inquiry) };
}

function open(connection: DiagnosedConnection, options: DiagnoseOptions): Inquiry {
  const { transport, network, secret, timeoutMs = 15_000 } = options;
  const signal = options.signal ?? new AbortController().signal;
  return {
    connection,
    secret,
    network,
    environment: options.environment ?? process.env,
    transport,
    exchange: (request) =>
      transport.send(request, {
        signal,
        timeoutMs,
        maxBytes: maxAnswerBytes,
        ...(connection.tls ? { tls: connection.tls } : {}),
      }),
    timeoutMs,
    signal,
    url: connection.url,
    proxy: undefined,
    databaseInAddress: undefined,
    version: undefined,
    databases: undefined,
    proven: new Map(),
  };
}

/** One check. Whatever it throws becomes its failure. */
async function look(probe: ProbeName, inquiry: Inquiry): Promise<Sighting> {
  try {
    if (inquiry.signal.aborted) throw new OdooError('call.cancelled');
    return await probes[probe](inquiry);
  } catch (error) {
    const problem = toProblem(error);
    return failed(problem, problem.code === 'call.cancelled' ? { detail: 'cancelled' } : {});
  }
}

function conclusion(
  finding: Finding | undefined,
  secret: string | undefined,
): Pick<Diagnosis, 'ok' | 'cause' | 'evidence' | 'remedies' | 'problem'> {
  if (!finding) return { ok: true, evidence: [], remedies: [] };
  const { problem, certainty, evidence } = finding;
  const { title, sentence, remedies } = explain(problem);
  const cause: Cause = { code: problem.code, title, certainty, sentence };
  return {
    ok: false,
    cause,
    evidence,
    remedies: distinct([...finding.remedies, ...remedies]),
    problem: presentable(problem, secret),
  };
}

/** Each remedy once, and not the one to do what was just done. */
function distinct(remedies: Remedy[]): Remedy[] {
  const seen = new Set<string>();
  return remedies.filter(({ text, action }) => {
    if (action?.kind === 'diagnose' || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/**
 * The problem as it may be shown and copied: without the traceback, which names the server's files, and without the secret, should
 * the server have repeated it in what it said.
 */
function presentable(problem: Problem, secret: string | undefined): Problem {
  const { code, facts, server } = problem;
  if (!server) return problem;
  const clean = (text: string): string => (secret ? text.replaceAll(secret, '•••') : text);
  return {
    code,
    facts,
    server: { ...(server.name ? { name: clean(server.name) } : {}), message: clean(server.message) },
  };
}

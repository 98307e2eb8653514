import { probeNames, type Diagnosis } from '../model/diagnosis';
import type { ExplainedProblem, ProblemCode } from '../model/problem';

export type ConnectionState =
  | { kind: 'unchecked' }
  | { kind: 'checking' }
  /** `ms` is how long signing in took. */
  | { kind: 'ok'; ms: number; at: Date }
  | { kind: 'signedOut'; problem: ExplainedProblem }
  | { kind: 'offline'; problem: ExplainedProblem }
  | { kind: 'failed'; problem: ExplainedProblem };

export const unchecked: ConnectionState = { kind: 'unchecked' };

const signedOut = new Set<ProblemCode>([
  'signIn.noSecret',
  'signIn.addressChanged',
  'signIn.sessionDeclined',
]);

/** There is no way to the server. A connection that was made and broke off, or a call that took too long, is none of these. */
const offline = new Set<ProblemCode>([
  'dns.notFound',
  'tcp.refused',
  'tcp.timeout',
  'tcp.unreachable',
  'tls.notTls',
  'tls.untrusted',
  'tls.expired',
  'tls.nameMismatch',
  'tls.failed',
  'tls.files',
  'tls.clientCertificate',
]);

/** What a check that failed says about the connection. */
export function stateOf(
  problem: ExplainedProblem,
): Exclude<ConnectionState, { kind: 'ok' | 'unchecked' | 'checking' }> {
  if (signedOut.has(problem.code)) return { kind: 'signedOut', problem };
  if (offline.has(problem.code)) return { kind: 'offline', problem };
  return { kind: 'failed', problem };
}

/**
 * What a call that failed says about the connection; undefined where it says nothing. A refused path says nothing of others, and a call
 * that timed out nothing of the server.
 */
export function stateAfterCall(problem: ExplainedProblem): ConnectionState | undefined {
  const state = stateOf(problem);
  if (state.kind !== 'failed') return state;
  const aboutSignIn = /^(signIn|database|protocol)\./.test(problem.code);
  return aboutSignIn && problem.code !== 'signIn.notAccepted' ? state : undefined;
}

/** Whether a server was sent a secret and refused it. A path that refuses says nothing of the secret elsewhere. */
export function refusesSecret({ code }: { code: ProblemCode }): boolean {
  return code.startsWith('signIn.') && code !== 'signIn.notAccepted' && !signedOut.has(code);
}

/** The checks on the way to the connection itself; those behind them are about other ways in and what the user may do. */
const onTheWay = new Set(probeNames.slice(0, probeNames.indexOf('signIn') + 1));

/** What a diagnosis shows of the connection; undefined where nobody signed in, or it explains a call and nothing else. */
export function stateAfterDiagnosis({
  cause,
  steps,
  problem,
  remedies,
}: Diagnosis): ConnectionState | undefined {
  if (!cause) {
    const signedIn = steps.some(({ probe, verdict }) => probe === 'signIn' && verdict !== 'skipped');
    return signedIn ? { kind: 'ok', ms: 0, at: new Date() } : undefined;
  }
  const { code, title, sentence } = cause;
  const explained = { code, title, sentence, remedies, facts: problem?.facts ?? {} };
  const seen = steps.some(({ probe, verdict, kept }) => onTheWay.has(probe) && verdict === 'failed' && !kept);
  return seen ? stateOf(explained) : stateAfterCall(explained);
}

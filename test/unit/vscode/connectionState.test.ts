import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/diagnosis/explain';
import type { Diagnosis, DiagnosisStep } from '../../../src/model/diagnosis';
import type { ProblemCode } from '../../../src/model/problem';
import {
  refusesSecret,
  stateAfterCall,
  stateAfterDiagnosis,
  stateOf,
} from '../../../src/vscode/connectionState';

const problem = (code: ProblemCode) => explain({ code, facts: {} });

describe('What a failed check says about a connection', () => {
  it.each(['dns.notFound', 'tcp.refused', 'tcp.timeout', 'tcp.unreachable', 'tls.untrusted'] as const)(
    'is offline for %s: there is no way to the server',
    (code) => expect(stateOf(problem(code)).kind).toBe('offline'),
  );

  it.each(['signIn.noSecret', 'signIn.addressChanged', 'signIn.sessionDeclined'] as const)(
    'is signed out for %s: nobody tried to sign in',
    (code) => expect(stateOf(problem(code)).kind).toBe('signedOut'),
  );

  it.each(['call.timeout', 'tcp.closed', 'http.gateway', 'signIn.rejected'] as const)(
    'is failed for %s: the server is there',
    (code) => expect(stateOf(problem(code)).kind).toBe('failed'),
  );
});

describe('What a failed call says about its connection', () => {
  it.each([
    'call.timeout',
    'tcp.closed',
    'server.accessRights',
    'rest.notFound',
    'signIn.notAccepted',
  ] as const)('is nothing for %s', (code) => expect(stateAfterCall(problem(code))).toBeUndefined());

  it('is that it is offline, signed out or refused where the call shows it', () => {
    expect(stateAfterCall(problem('tcp.refused'))?.kind).toBe('offline');
    expect(stateAfterCall(problem('signIn.noSecret'))?.kind).toBe('signedOut');
    expect(stateAfterCall(problem('signIn.rejected'))?.kind).toBe('failed');
    expect(stateAfterCall(problem('database.notFound'))?.kind).toBe('failed');
  });
});

function diagnosis(steps: DiagnosisStep[], code?: ProblemCode): Diagnosis {
  const cause = code && { code, title: 'Title', certainty: 'certain' as const, sentence: 'Sentence.' };
  return {
    ok: !cause,
    ...(cause ? { cause, problem: { code, facts: { host: 'erp.example.com' } } } : {}),
    evidence: [],
    against: [],
    remedies: [],
    others: [],
    excluded: [],
    questions: [],
    notes: [],
    access: [],
    steps,
  };
}

function step(
  probe: DiagnosisStep['probe'],
  verdict: DiagnosisStep['verdict'],
  more: Partial<DiagnosisStep> = {},
): DiagnosisStep {
  return { probe, verdict, ms: 1, detail: '', ...more };
}

describe('What a diagnosis says about its connection', () => {
  it('is that it fails with the cause that was found, in the words of the diagnosis', () => {
    const state = stateAfterDiagnosis(diagnosis([step('signIn', 'failed')], 'signIn.twoFactor'));
    expect(state).toMatchObject({
      kind: 'failed',
      problem: { code: 'signIn.twoFactor', title: 'Title', facts: { host: 'erp.example.com' } },
    });
  });

  it('is that it fails where a check on the way saw it, whatever the cause is', () => {
    expect(stateAfterDiagnosis(diagnosis([step('http', 'failed')], 'http.redirected'))?.kind).toBe('failed');
    expect(stateAfterDiagnosis(diagnosis([step('tcp', 'failed')], 'tcp.refused'))?.kind).toBe('offline');
    expect(stateAfterDiagnosis(diagnosis([step('signIn', 'skipped')], 'signIn.noSecret'))?.kind).toBe(
      'signedOut',
    );
  });

  it('is nothing for the cause of a failed call, which other calls may not have', () => {
    const steps = [step('signIn', 'ok'), step('rights', 'failed')];
    expect(stateAfterDiagnosis(diagnosis(steps, 'server.accessRights'))).toBeUndefined();
    const kept = [step('http', 'failed', { kept: true })];
    expect(stateAfterDiagnosis(diagnosis(kept, 'http.forbidden'))).toBeUndefined();
  });

  it('is that it works only where somebody signed in', () => {
    expect(stateAfterDiagnosis(diagnosis([step('signIn', 'ok')]))?.kind).toBe('ok');
    expect(stateAfterDiagnosis(diagnosis([step('signIn', 'skipped')]))).toBeUndefined();
  });
});

describe('A refused secret', () => {
  it.each(['signIn.rejected', 'signIn.keyRejected', 'signIn.twoFactor', 'signIn.cooldown'] as const)(
    'is behind %s',
    (code) => expect(refusesSecret({ code })).toBe(true),
  );

  it.each(['signIn.noSecret', 'signIn.notAccepted', 'database.notFound', 'http.gateway'] as const)(
    'is not behind %s',
    (code) => expect(refusesSecret({ code })).toBe(false),
  );
});

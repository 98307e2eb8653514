import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/diagnosis/explain';
import type { ProblemCode } from '../../../src/model/problem';
import { stateAfterCall, stateOf } from '../../../src/vscode/connectionState';

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

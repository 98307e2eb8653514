import { afterEach, describe, expect, it, vi } from 'vitest';
import { failedCallIn, failedCallOf, fresh } from '../../../src/vscode/failedCall';

const signIn = { auth: 'password', protocol: 'jsonRpc' } as const;
const rejected = { code: 'signIn.rejected', facts: { login: 'ada' } } as const;

afterEach(() => {
  vi.useRealTimers();
});

describe('A failed call that a diagnosis takes over', () => {
  it('says how it signed in, what it asked for and what came back, and nothing else', () => {
    const explained = { ...rejected, title: 'Refused', sentence: 'It is.', remedies: [] };
    const spec = { operation: 'count', model: 'res.partner' } as const;
    const call = failedCallOf({ ...signIn, ...{ secret: 'x' } }, explained, spec);
    expect(call).toEqual({ problem: rejected, signIn, spec, at: call?.at });
  });

  it.each(['call.cancelled', 'signIn.noSecret', 'request.json', 'connection.readOnly', 'internal'] as const)(
    'is none for %s: the server was not asked',
    (code) => expect(failedCallOf(signIn, { code, facts: {} })).toBeUndefined(),
  );

  it('is asked again once it is old', () => {
    vi.useFakeTimers();
    const call = failedCallOf(signIn, rejected);
    vi.advanceTimersByTime(4 * 60_000);
    expect(fresh(call)).toBe(call);
    expect(failedCallIn({ failedCall: call })).toBe(call);
    vi.advanceTimersByTime(2 * 60_000);
    expect(fresh(call)).toBeUndefined();
    expect(failedCallIn({ failedCall: call })).toBeUndefined();
  });

  it('is not what a menu passes in its place', () => {
    expect(failedCallIn(undefined)).toBeUndefined();
    expect(failedCallIn([{ kind: 'connection' }])).toBeUndefined();
  });
});

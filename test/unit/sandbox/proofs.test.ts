import { describe, expect, it } from 'vitest';
import { Sessions } from '../../../src/sandbox/sessions';
import { Tokens } from '../../../src/sandbox/tokens';

const grant = { database: 'sandbox', uid: 2 };

describe('the proofs a sandbox keeps', () => {
  it('lets the oldest session end once there are ten thousand others', () => {
    const sessions = new Sessions(60_000);
    const [first, second] = [sessions.open('sandbox', 2), sessions.open('sandbox', 2)];
    for (let more = 0; more < 9_999; more++) sessions.open('sandbox', 2);
    expect(sessions.find(first.id)).toBeUndefined();
    expect(sessions.find(second.id)).toBeDefined();
  });

  it('voids the oldest token of each kind once there are ten thousand others', () => {
    const tokens = new Tokens(600);
    const refresh = [tokens.refreshToken(grant), tokens.refreshToken(grant)] as const;
    const opaque = [tokens.opaque(grant, 600), tokens.opaque(grant, 600)] as const;
    for (let more = 0; more < 9_999; more++) {
      tokens.refreshToken(grant);
      tokens.opaque(grant, 600);
    }
    expect([tokens.redeem(refresh[0]), tokens.redeem(refresh[1])]).toEqual([undefined, grant]);
    expect([tokens.read(opaque[0]), tokens.read(opaque[1])]).toEqual(['invalid', grant]);
  });
});

import { describe, expect, it } from 'vitest';
import { OdooError } from '../../../../src/odoo/error';
import { Session } from '../../../../src/odoo/session';
import { failure } from '../clientBench';

/** A sign-in that ends when the test says so. */
function held() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const signIn = (): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      ends.push({ resolve, reject });
    });
  return { signIn, ends };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Session', () => {
  it('signs in once for all who ask at the same time, and not again afterwards', async () => {
    const session = new Session();
    const { signIn, ends } = held();
    const all = Promise.all([1, 2, 3].map(() => session.ensure(signIn)));
    expect(ends).toHaveLength(1);
    expect(session.signedIn).toBe(false);
    ends[0]?.resolve();
    await all;
    expect(session.signedIn).toBe(true);
    await session.ensure(signIn);
    expect(ends).toHaveLength(1);
    expect(session.generation).toBe(1);
  });

  it('tells everyone who waits of a failure, and tries again for whoever asks after that', async () => {
    const session = new Session();
    const { signIn, ends } = held();
    const waiting = [1, 2, 3].map(() => failure(session.ensure(signIn)));
    ends[0]?.reject(new OdooError('signIn.rejected'));
    expect((await Promise.all(waiting)).map(({ code }) => code)).toEqual([
      'signIn.rejected',
      'signIn.rejected',
      'signIn.rejected',
    ]);
    expect(ends).toHaveLength(1);
    const next = session.ensure(signIn);
    ends[1]?.resolve();
    await next;
    expect(session.signedIn).toBe(true);
  });

  it('does not let one who cancels cancel for the others', async () => {
    const session = new Session();
    const { signIn, ends } = held();
    const first = failure(session.ensure(signIn));
    const others = Promise.all([session.ensure(signIn), session.ensure(signIn)]);
    ends[0]?.reject(new OdooError('call.cancelled'));
    expect((await first).code).toBe('call.cancelled');
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.resolve();
    await others;
    expect(session.generation).toBe(1);
  });

  it('lets one who is cancelled leave at once, while another’s attempt goes on', async () => {
    const session = new Session();
    const { signIn, ends } = held();
    const first = session.ensure(signIn);
    const abort = new AbortController();
    const waiting = failure(session.ensure(signIn, abort.signal));
    abort.abort();
    expect((await waiting).code).toBe('call.cancelled');
    expect(ends).toHaveLength(1);
    ends[0]?.resolve();
    await first;
    expect(session.signedIn).toBe(true);
  });

  it('signs in anew once its proof is no longer accepted', async () => {
    const session = new Session();
    let count = 0;
    const signIn = (): Promise<void> => {
      count++;
      return Promise.resolve();
    };
    await session.ensure(signIn);
    session.expire(session.generation);
    expect(session.signedIn).toBe(false);
    await session.ensure(signIn);
    expect([count, session.generation]).toEqual([2, 2]);
  });

  it('does not take the refusal of an old proof for one of the new', async () => {
    const session = new Session();
    const signIn = (): Promise<void> => Promise.resolve();
    await session.ensure(signIn);
    const old = session.generation;
    session.expire(old);
    await session.ensure(signIn);
    session.expire(old);
    expect(session.signedIn).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/server';
import { errorOf, postJson, resultOf, running, service, signIn } from './frontsBench';

/** What a login and secret lead to over RPC, when a call is then made with the secret, on the web, and as a key of JSON-2. */
async function everywhere(sandbox: Sandbox, login: string, secret: string): Promise<unknown[]> {
  const uid = resultOf(await service(sandbox, 'common', 'authenticate', 'sandbox', login, secret, {}));
  const ids: Record<string, number> = { admin: 2, demo: 3, twofactor: 4, archived: 5, portal: 6 };
  const args = ['sandbox', ids[login] ?? 2, secret, 'res.users', 'context_get', []];
  const called = errorOf(await service(sandbox, 'object', 'execute_kw', ...args)).replace(/^.*\./, '');
  const onWeb = await signIn(sandbox, login, secret);
  const opened = resultOf(onWeb) as { uid: number | null } | undefined;
  const headers = { authorization: `bearer ${secret}`, 'x-odoo-database': 'sandbox' };
  const { status } = await postJson(sandbox, '/json/2/res.users/context_get', {}, headers);
  return [uid, called, opened === undefined ? errorOf(onWeb).replace(/^.*\./, '') : opened.uid, status];
}

describe('a sign-in over every protocol of Odoo 19', () => {
  const sandbox = running();
  const denied = 'AccessDenied: Access Denied';
  const fine = 'no error';

  it.each([
    ['a password', 'admin', () => 'admin', [2, fine, 2, 401]],
    ['another letter case', 'Admin', () => 'admin', [false, fine, denied, 401]],
    ['a wrong password', 'admin', () => 'wrong', [false, denied, denied, 401]],
    ['a line break after the password', 'admin', () => 'admin\n', [false, denied, denied, 401]],
    ['an unknown login', 'nobody', () => 'x', [false, denied, denied, 401]],
    ['a user who has left', 'archived', () => 'archived', [false, denied, denied, 401]],
    [
      'the key of a user who has left',
      'archived',
      (one: Sandbox) => one.archived.apiKey,
      [false, denied, denied, 401],
    ],
    ['a key', 'admin', (one: Sandbox) => one.apiKey, [2, fine, denied, 200]],
    ['the key of someone else', 'admin', (one: Sandbox) => one.plain.apiKey, [false, denied, denied, 200]],
    ['a key that has run out', 'demo', (one: Sandbox) => one.keys.expired, [false, denied, denied, 401]],
    ['a key that soon runs out', 'demo', (one: Sandbox) => one.keys.expiring, [3, fine, denied, 200]],
    ['a key for something else', 'demo', (one: Sandbox) => one.keys.otherScope, [false, denied, denied, 401]],
    ['a key that was taken back', 'demo', (one: Sandbox) => one.keys.revoked, [false, denied, denied, 401]],
    ['the password of a user with two factors', 'twofactor', () => 'twofactor', [false, denied, null, 401]],
    [
      'the key of a user with two factors',
      'twofactor',
      (one: Sandbox) => one.twoFactor.apiKey,
      [4, fine, denied, 200],
    ],
    ['a customer of the portal', 'portal', () => 'portal', [6, fine, 6, 401]],
    ['the key of a customer', 'portal', (one: Sandbox) => one.portal.apiKey, [6, fine, denied, 200]],
  ] as const)('with %s', async (_, login, secret, expected) => {
    // Failed sign-ins on the web would pause the next.
    await signIn(sandbox());
    expect(await everywhere(sandbox(), login, secret(sandbox()))).toEqual(expected);
  });
});

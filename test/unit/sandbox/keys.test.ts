import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../../src/sandbox/data';
import { keysOf } from '../../../src/sandbox/keys';
import { postJson, resultOf, running, service } from './frontsBench';

describe('the keys of a database', () => {
  it('are made, listed, found and taken back', () => {
    const db = makeDatabase('a');
    const keys = keysOf(db);
    const before = keys.list(2).length;
    const secret = keys.generate(2, 'rpc', 'A tool', '2030-01-01 00:00:00');
    expect(secret).toMatch(/^[\da-f]{40}$/);
    expect(keys.find(secret)).toMatchObject({
      uid: 2,
      name: 'A tool',
      scope: 'rpc',
      expires: '2030-01-01 00:00:00',
    });
    expect(keys.list(2)).toHaveLength(before + 1);
    expect(db.rows('res.users.apikeys').map((row) => row['name'])).toContain('A tool');
    expect([keys.revoke(secret), keys.revoke(secret), keys.find(secret)]).toEqual([true, false, undefined]);
    expect(keys.list(2)).toHaveLength(before);
  });

  it('end with their record, and belong to one database', () => {
    const [db, other] = [makeDatabase('a'), makeDatabase('b')];
    const secret = keysOf(db).generate(3, false, 'A tool', false);
    expect(keysOf(other).find(secret)).toBeUndefined();
    db.remove('res.users.apikeys', keysOf(db).find(secret)?.id ?? 0);
    expect(keysOf(db).find(secret)).toBeUndefined();
  });
});

describe('the keys of the sandbox', () => {
  const sandbox = running();
  const old = running({ version: '17', singleDatabase: true });

  it('open the API while they last, for their user and purpose', async () => {
    const status = async (key: string): Promise<number> =>
      (
        await postJson(
          sandbox(),
          '/json/2/res.users/context_get',
          {},
          {
            authorization: `bearer ${key}`,
            'x-odoo-database': 'sandbox',
          },
        )
      ).status;
    const { expired, expiring, otherScope, revoked } = sandbox().keys;
    expect(await status(expiring)).toBe(200);
    for (const key of [expired, otherScope, revoked, sandbox().archived.apiKey, 'x'])
      expect(await status(key)).toBe(401);
    expect(await status(sandbox().twoFactor.apiKey)).toBe(200);
  });

  it('say in their records when they run out', async () => {
    const { apiKey } = sandbox().plain;
    const args = [
      'sandbox',
      3,
      apiKey,
      'res.users.apikeys',
      'search_read',
      [[], ['scope', 'expiration_date']],
    ];
    const records = resultOf(await service(sandbox(), 'object', 'execute_kw', ...args)) as {
      scope: unknown;
      expiration_date: string | false;
    }[];
    const soon = records.filter(({ expiration_date: end }) => {
      const left = end === false ? 0 : Date.parse(`${end.replace(' ', 'T')}Z`) - Date.now();
      return left > 0 && left <= 2 * 86_400_000;
    });
    expect(soon).toHaveLength(1);
    expect(records.map(({ scope }) => scope)).toContain('odoo.plugin.outlook');
  });

  it('have no end before 18', async () => {
    const sign = (key: string): Promise<unknown> =>
      service(old(), 'common', 'authenticate', 'sandbox', 'demo', key, {}).then(resultOf);
    expect(await sign(old().keys.expired)).toBe(3);
    expect(await sign(old().keys.otherScope)).toBe(false);
  });
});

describe('the keys of Odoo 20', () => {
  const sandbox = running({ version: '20', singleDatabase: true });
  const call = (key: string, method: string, body: object): Promise<{ status: number; json: unknown }> =>
    postJson(sandbox(), `/json/2/res.users.apikeys/${method}`, body, { authorization: `bearer ${key}` });

  it('are made and taken back by programs', async () => {
    const { apiKey } = sandbox();
    const asked = { key: apiKey, scope: 'rpc', name: 'Rotated', expiration_date: false };
    const { status, json: made } = await call(apiKey, 'generate', asked);
    expect([status, made]).toEqual([200, expect.stringMatching(/^[\da-f]{40}$/)]);
    const secret = String(made);
    expect((await call(secret, 'revoke', { key: secret })).status).toBe(200);
    expect((await call(secret, 'revoke', { key: secret })).status).toBe(401);
  });
});

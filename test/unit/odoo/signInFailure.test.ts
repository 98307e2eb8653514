import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import { exceptionAnswer, resultAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, failure, read } from './clientBench';

describe('a sign-in', () => {
  const signInFails = (answer: Parameters<typeof clientOn>[0], more: Partial<Connection> = {}) =>
    failure(clientOn(answer).client.signIn({ ...connection, ...more }));

  it.each([
    ['singleton', 'builtins.ValueError', 'Expected singleton: res.users()'],
    ['multiDatabase', 'builtins.AttributeError', "'NoneType' object has no attribute 'user'"],
  ])('meets the known bug %s', async (bug, name, message) => {
    const answer = exceptionAnswer(name, message);
    const facts = { bug };
    expect(await signInFails(() => answer)).toMatchObject({ code: 'server.knownBug', facts });
    const web = await signInFails(() => answer, { auth: 'webSession', protocol: 'web' });
    expect(web).toMatchObject({ code: 'server.knownBug', facts });
  });

  it('during a pause is told so by 18 and 19, which stumble over the login', async () => {
    const of = (login: string) =>
      exceptionAnswer('builtins.ValueError', `invalid literal for int() with base 10: '${login}'`);
    const web = { auth: 'webSession', protocol: 'web' } as const;
    expect((await signInFails(() => of(connection.login), web)).code).toBe('signIn.cooldown');
    expect((await signInFails(() => of('12x'), web)).code).toBe('server.exception');
  });

  it('without a database is told so, not that Odoo’s own role has none', async () => {
    const answer = exceptionAnswer('psycopg2.OperationalError', 'FATAL:  database "odoo" does not exist');
    expect((await signInFails(() => answer, { database: '' })).code).toBe('database.missing');
    expect(await signInFails(() => answer, { database: 'odoo' })).toMatchObject({
      code: 'database.notFound',
      facts: { database: 'odoo' },
    });
  });

  it('is done again where the remembered user is of another database', async () => {
    let users = 0;
    const { client } = clientOn((request) => {
      if (String(request.body).includes('authenticate')) return resultAnswer((users += 1));
      const of = (uid: number): string =>
        `Record does not exist or has been deleted.\n(Record: res.users(${uid},), User: ${uid})`;
      return users === 1 ? exceptionAnswer('odoo.exceptions.MissingError', of(1)) : resultAnswer(42);
    });
    await client.signIn(connection);
    expect((await client.run(connection, read)).value).toBe(42);
    expect(users).toBe(2);
  });

  it('that never helps against a stale user is not repeated for ever', async () => {
    const message = 'Record does not exist.\n(Record: res.users(1,), User: 1)';
    const { client, transport } = clientOn((request) =>
      String(request.body).includes('authenticate')
        ? resultAnswer(1)
        : exceptionAnswer('odoo.exceptions.MissingError', message),
    );
    await client.signIn(connection);
    const error = await failure(client.run(connection, read));
    expect(error).toMatchObject({ code: 'signIn.staleUser', facts: { uid: 1 } });
    expect(transport.requests).toHaveLength(4);
  });
});

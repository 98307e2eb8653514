import { describe, expect, it } from 'vitest';
import {
  exceptionAnswer,
  faultAnswer,
  htmlAnswer,
  resultAnswer,
  settingCookies,
  xmlAnswer,
} from '../../../support/scriptedTransport';
import { clientOn, failure, read, write } from '../clientBench';
import { accessDenied, asked, WebOdoo, webConnection } from '../webBench';

const key = '0123456789abcdef0123456789abcdef01234567';
const hidden = htmlAnswer(500, '500 Internal Server Error', 'Internal Server Error');
const secret = (value: string) => ({ secrets: { read: () => Promise.resolve(value) } });

describe('signing in as the web client does', () => {
  it('signs in once, keeps the cookie and sends it with every call', async () => {
    const { client, transport } = clientOn(new WebOdoo().script);
    expect(await client.run(webConnection, read)).toMatchObject({
      value: 42,
      protocol: 'web',
      method: 'search_count',
    });
    await client.run(webConnection, write);
    expect(transport.requests).toHaveLength(3);
    const [signIn, first, second] = transport.requests;
    expect(signIn?.url).toBe('https://erp.example.com/web/session/authenticate');
    expect(JSON.parse(signIn?.body ?? '')).toMatchObject({
      params: { db: 'acme', login: 'admin', password: 'secret-1' },
    });
    expect(signIn?.headers).not.toHaveProperty('cookie');
    expect(first?.url).toBe('https://erp.example.com/web/dataset/call_kw/res.partner/search_count');
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      params: { model: 'res.partner', method: 'search_count', args: [[]], kwargs: {} },
    });
    for (const call of [first, second]) {
      expect(call?.headers?.['cookie']).toBe('session_id=s1');
      expect(JSON.stringify(call)).not.toContain('secret-1');
    }
  });

  it('gives the user’s id, and uses the session for the calls that follow', async () => {
    const odoo = new WebOdoo();
    const { client } = clientOn(odoo.script);
    expect(await client.signIn(webConnection)).toBe(7);
    await client.run(webConnection, read);
    expect(odoo.signIns).toBe(1);
  });

  it('signs in once for calls that begin together', async () => {
    const odoo = new WebOdoo();
    const { client } = clientOn(odoo.script);
    await Promise.all(Array.from({ length: 10 }, () => client.run(webConnection, read)));
    expect(odoo.signIns).toBe(1);
  });

  it.each([{ uid: null }, { uid: false }, { uid: null, is_admin: false, user_context: {} }])(
    'knows that a second factor is missing where the password was right: %j',
    async (info) => {
      const { client, transport } = clientOn(() =>
        settingCookies(resultAnswer(info), 'session_id=worthless; Path=/'),
      );
      expect(await failure(client.run(webConnection, read))).toMatchObject({
        code: 'signIn.twoFactor',
        facts: { proven: true, login: 'admin', database: 'acme' },
      });
      expect(transport.requests).toHaveLength(1);
    },
  );

  it.each([
    ['secret-1', 'signIn.rejected', { padded: false, keyShaped: false }],
    [' secret-1 ', 'signIn.rejected', { padded: true }],
    [key, 'signIn.keyForWebSession', { keyShaped: true }],
    [`${key} `, 'signIn.keyForWebSession', { keyShaped: true, padded: true }],
  ])('says of a refused %j what it is', async (value, code, facts) => {
    const { client, transport } = clientOn(() => accessDenied, secret(value));
    const error = await failure(client.signIn(webConnection));
    expect(error).toMatchObject({ code, facts });
    expect(JSON.stringify(error.facts)).not.toContain(value.trim());
    expect(transport.requests).toHaveLength(1);
  });

  it('passes on that too many wrong passwords were tried', async () => {
    const { client } = clientOn(() =>
      exceptionAnswer(
        'odoo.exceptions.AccessDenied',
        'Too many login failures, please wait a bit before trying again.',
      ),
    );
    expect((await failure(client.signIn(webConnection))).code).toBe('signIn.cooldown');
  });

  it('names a database that does not exist', async () => {
    const { client } = clientOn(() =>
      exceptionAnswer('psycopg2.OperationalError', 'FATAL:  database "acme" does not exist'),
    );
    expect(await failure(client.signIn(webConnection))).toMatchObject({
      code: 'database.notFound',
      facts: { database: 'acme', login: 'admin' },
    });
  });

  it.each([
    ['secret-1', xmlAnswer('<boolean>0</boolean>'), 'signIn.rejected'],
    [key, xmlAnswer('<int>7</int>'), 'signIn.keyForWebSession'],
    ['secret-1', xmlAnswer('<int>7</int>'), 'server.hiddenReason'],
    [
      'secret-1',
      faultAnswer(1, 'Traceback:\npsycopg2.OperationalError: FATAL:  database "acme" does not exist\n'),
      'database.notFound',
    ],
  ])('asks XML-RPC once for the reason that Odoo 14 hides: %s, %j', async (value, answer, code) => {
    const { client, transport } = clientOn(
      (request) => (request.url.endsWith('/xmlrpc/2/common') ? answer : hidden),
      secret(value),
    );
    expect((await failure(client.run(webConnection, read))).code).toBe(code);
    expect(asked(transport.requests)).toEqual(['authenticate', 'common']);
  });

  it.each([
    ['a page', htmlAnswer(200, 'Welcome')],
    ['an answer without a user', resultAnswer({})],
    ['an answer without a cookie', resultAnswer({ uid: 7 })],
    ['another cookie', settingCookies(resultAnswer({ uid: 7 }), 'frontend_lang=en_US; Path=/')],
    [
      'a cookie for another host',
      settingCookies(resultAnswer({ uid: 7 }), 'session_id=s1; Path=/; Domain=elsewhere.example'),
    ],
  ])('takes %s for no sign-in to Odoo', async (_what, answer) => {
    const { client, transport } = clientOn(() => answer);
    expect((await failure(client.run(webConnection, read))).code).toBe('http.notOdoo');
    expect(transport.requests).toHaveLength(1);
  });

  it('sends nothing when the person does not want to sign in this way', async () => {
    const { client, transport } = clientOn(new WebOdoo().script, {
      guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(false) },
    });
    expect(await failure(client.run(webConnection, read))).toMatchObject({
      code: 'signIn.sessionDeclined',
      facts: { connection: 'Staging' },
    });
    expect((await failure(client.signIn(webConnection))).code).toBe('signIn.sessionDeclined');
    expect(transport.requests).toHaveLength(0);
  });

  it('does not ask for a second time once several calls wait for one sign-in', async () => {
    const asked: string[] = [];
    const { client } = clientOn(new WebOdoo().script, {
      guard: {
        confirm: () => Promise.resolve(true),
        webSignIn: ({ name }) => {
          asked.push(name);
          return Promise.resolve(true);
        },
      },
    });
    await Promise.all([1, 2, 3].map(() => client.run(webConnection, read)));
    expect(asked).toEqual(['Staging']);
  });
});

describe('signing out', () => {
  it('ends the session on the server with its cookie, and forgets it here', async () => {
    const odoo = new WebOdoo();
    const { client, transport } = clientOn(odoo.script);
    await client.run(webConnection, read);
    await client.signOut(webConnection);
    const last = transport.requests.at(-1);
    expect(last).toMatchObject({ method: 'POST', url: 'https://erp.example.com/web/session/destroy' });
    expect(last?.headers?.['cookie']).toBe('session_id=s1');
    expect(JSON.stringify(last)).not.toContain('secret-1');
    await client.run(webConnection, read);
    expect(odoo.signIns).toBe(2);
  });

  it('sends nothing where no session is open', async () => {
    const { client, transport } = clientOn(new WebOdoo().script);
    await client.signOut(webConnection);
    await client.run(webConnection, read);
    await client.signOut({ ...webConnection, id: 'another' });
    expect(asked(transport.requests)).toEqual(['authenticate', 'search_count']);
  });

  it('forgets the session here although the server could not be told', async () => {
    const odoo = new WebOdoo();
    const { client } = clientOn((request, options) => {
      if (request.url.endsWith('/destroy')) throw new Error('gone');
      return odoo.script(request, options);
    });
    await client.run(webConnection, read);
    await expect(client.signOut(webConnection)).rejects.toThrow('gone');
    await client.run(webConnection, read);
    expect(odoo.signIns).toBe(2);
  });
});

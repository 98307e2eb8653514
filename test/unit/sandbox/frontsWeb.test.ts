import { describe, expect, it } from 'vitest';
import { ask, cookieOf, errorOf, postJson, resultOf, rpc, running, service, signIn } from './frontsBench';
import type { Answer } from './frontsBench';
import type { Sandbox } from '../../../src/sandbox/server';

const expired = 'odoo.http.SessionExpiredException: Session expired';

function contextGet(sandbox: Sandbox, headers: Record<string, string>): Promise<Answer> {
  const params = { model: 'res.users', method: 'context_get', args: [], kwargs: {} };
  return rpc(sandbox, '/web/dataset/call_kw/res.users/context_get', params, headers);
}

describe('a web session', () => {
  const sandbox = running();

  it('opens with a login and password, and its cookie carries calls', async () => {
    const opened = await signIn(sandbox());
    expect(resultOf(opened)).toMatchObject({
      uid: 2,
      is_system: true,
      is_internal_user: true,
      db: 'sandbox',
      username: 'admin',
      name: 'Mitchell Admin',
      server_version_info: [19, 0, 0, 'final', 0, ''],
      user_context: { uid: 2, lang: 'en_US' },
    });
    expect(opened.headers.getSetCookie()).toHaveLength(2);
    expect(opened.headers.getSetCookie()[0]).toMatch(
      /^session_id=[\w-]{56}; Expires=[^;]+ GMT; Max-Age=604800; HttpOnly; Path=\/$/,
    );
    expect(resultOf(await contextGet(sandbox(), cookieOf(opened)))).toMatchObject({ uid: 2 });
  });

  it('takes no API key for a password', async () => {
    const { login, apiKey } = sandbox();
    expect(errorOf(await signIn(sandbox(), login, apiKey))).toBe(
      '0, odoo.exceptions.AccessDenied: Access Denied',
    );
  });

  it('waits for the second factor with uid null, and opens nothing until then', async () => {
    const { login, password } = sandbox().twoFactor;
    const pending = await signIn(sandbox(), login, password);
    expect(resultOf(pending)).toEqual({ uid: null });
    expect(errorOf(await contextGet(sandbox(), cookieOf(pending)))).toBe(`100, ${expired}`);
  });

  it('refuses a user who has left, an unknown one, and an unknown database', async () => {
    const { login, password } = sandbox().archived;
    const denied = '0, odoo.exceptions.AccessDenied: Access Denied';
    expect(errorOf(await signIn(sandbox(), login, password))).toBe(denied);
    expect(errorOf(await signIn(sandbox(), 'nobody', 'x'))).toBe(denied);
    expect(errorOf(await signIn(sandbox(), 'Admin'))).toBe(denied);
    const nowhere = { db: 'nosuch', login: 'admin', password: 'admin' };
    expect(errorOf(await rpc(sandbox(), '/web/session/authenticate', nowhere))).toContain(
      'database "nosuch" does not exist',
    );
    expect(errorOf(await rpc(sandbox(), '/web/session/authenticate', { db: 'sandbox' }))).toContain(
      "missing 2 required positional arguments: 'login' and 'password'",
    );
  });

  it('tells a customer of the portal from the people of the company', async () => {
    const { login, password } = sandbox().portal;
    expect(resultOf(await signIn(sandbox(), login, password))).toMatchObject({
      uid: 6,
      is_internal_user: false,
      is_system: false,
    });
  });

  it('tells about itself, and which apps are installed', async () => {
    const { login, password } = sandbox().plain;
    const cookie = cookieOf(await signIn(sandbox(), login, password));
    expect(resultOf(await rpc(sandbox(), '/web/session/get_session_info', {}, cookie))).toMatchObject({
      uid: 3,
      is_system: false,
    });
    expect(resultOf(await rpc(sandbox(), '/web/session/modules', {}, cookie))).toContain('base');
    expect((await rpc(sandbox(), '/web/session/check', {}, cookie)).json).toEqual({ jsonrpc: '2.0', id: 7 });
  });

  it('ends when it is destroyed, and when one logs out', async () => {
    const first = cookieOf(await signIn(sandbox()));
    expect((await rpc(sandbox(), '/web/session/destroy', {}, first)).json).toEqual({ jsonrpc: '2.0', id: 7 });
    expect((await contextGet(sandbox(), first)).status).toBe(404);
    const second = cookieOf(await signIn(sandbox()));
    const left = await ask(sandbox(), '/web/session/logout', { headers: second });
    expect([left.status, left.headers.get('location')]).toEqual([303, '/odoo']);
    expect((await contextGet(sandbox(), second)).status).toBe(404);
  });

  it('is missed with a page where no database is known, and with code 100 where one is', async () => {
    expect((await contextGet(sandbox(), {})).text).toContain('No database is selected');
    const named = await contextGet(sandbox(), { 'x-odoo-database': 'sandbox' });
    expect([named.status, errorOf(named)]).toEqual([200, `100, ${expired}`]);
    expect(named.json).toMatchObject({ id: null, error: { message: 'Odoo Session Expired' } });
  });

  it('ends for everyone at once when told to', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    sandbox().expireSessions();
    expect(errorOf(await contextGet(sandbox(), { ...cookie, 'x-odoo-database': 'sandbox' }))).toBe(
      `100, ${expired}`,
    );
  });

  it('does not go together with the name of another database', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const torn = await contextGet(sandbox(), { ...cookie, 'x-odoo-database': 'sandbox_staging' });
    expect(torn.status).toBe(403);
    expect(torn.text).toContain('Cannot use both the session_id cookie and the x-odoo-database header.');
  });

  it('does not go together with the key of another user, nor without any, on JSON-2', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const call = (headers: Record<string, string>): Promise<Answer> =>
      postJson(sandbox(), '/json/2/res.users/context_get', {}, { ...cookie, ...headers });
    const other = await call({ authorization: `bearer ${sandbox().plain.apiKey}` });
    expect(other).toMatchObject({
      status: 403,
      json: { message: 'Session user does not match the used apikey.' },
    });
    const without = await call({});
    expect(without).toMatchObject({
      status: 401,
      json: { message: 'Missing "Authorization" or Sec-headers for interactive usage.' },
    });
    expect((await call({ authorization: `bearer ${sandbox().apiKey}` })).status).toBe(200);
  });

  it('calls methods with an unknown model as code 404', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const params = { model: 'no.such', method: 'read', args: [], kwargs: {} };
    const answer = await rpc(sandbox(), '/web/dataset/call_kw', params, cookie);
    expect([answer.status, errorOf(answer).slice(0, 35)]).toEqual([
      200,
      '404, werkzeug.exceptions.NotFound: ',
    ]);
  });
});

describe('a web session that is short', () => {
  const sandbox = running({ singleDatabase: true, sessionLifetimeMs: 40 });

  it('runs out when it is not used', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    await expect
      .poll(async () => errorOf(await contextGet(sandbox(), cookie)), { interval: 80 })
      .toBe(`100, ${expired}`);
  });
});

describe('a web session of Odoo 14', () => {
  const sandbox = running({ version: '14' });

  it('has one cookie, and tells of 2FA with everything but a uid', async () => {
    const opened = await signIn(sandbox());
    expect(opened.headers.getSetCookie()).toHaveLength(1);
    expect(resultOf(opened)).toMatchObject({ uid: 2, company_id: 1, user_id: [2] });
    expect(resultOf(opened)).not.toHaveProperty('is_internal_user');
    const { login, password } = sandbox().twoFactor;
    expect(resultOf(await signIn(sandbox(), login, password))).toMatchObject({
      uid: null,
      username: false,
      server_version: '14.0',
      user_context: {},
    });
  });

  it('is missed in JSON, with status 404, where no database is known', async () => {
    const lost = await contextGet(sandbox(), {});
    expect([lost.status, errorOf(lost).slice(0, 4)]).toEqual([404, '404,']);
    expect((await rpc(sandbox(), '/web/session/get_session_info')).status).toBe(500);
  });

  it('ignores the name of a database in a header', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const call = await contextGet(sandbox(), { ...cookie, 'x-odoo-database': 'sandbox_staging' });
    expect(resultOf(call)).toMatchObject({ lang: 'en_US' });
  });
});

describe('the pages of the web client', () => {
  const sandbox = running();
  const csrf = async (headers: Record<string, string>): Promise<string> =>
    /csrf_token: "([^"]+)"/.exec((await ask(sandbox(), '/web', { headers })).text)?.[1] ?? '';

  const exportForm = (
    token: string | undefined,
    fields: [string, string][],
    domain: unknown[],
  ): URLSearchParams =>
    new URLSearchParams({
      ...(token === undefined ? {} : { csrf_token: token }),
      data: JSON.stringify({
        model: 'res.country',
        fields: fields.map(([name, label]) => ({ name, label })),
        domain,
        ids: false,
        import_compat: false,
      }),
    });
  const countries: [string, string][] = [
    ['name', 'Country Name'],
    ['currency_id/name', 'Currency'],
  ];

  it('send to the choice of a database where none is known', async () => {
    for (const path of ['/web', '/odoo', '/web/login']) {
      const page = await ask(sandbox(), path);
      expect([page.status, page.headers.get('location')], path).toEqual([303, '/web/database/selector']);
    }
    expect((await ask(sandbox(), '/web/database/selector')).text).toContain('sandbox_staging');
  });

  it('send to sign in who is not, and give a token to who is', async () => {
    const named = { 'x-odoo-database': 'sandbox' };
    const page = await ask(sandbox(), '/web', { headers: named });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/web/login?redirect=%2Fweb%3F']);
    expect((await ask(sandbox(), '/web/login', { headers: named })).text).toMatch(
      /name="csrf_token" value="\w+"/,
    );
    expect(await csrf(cookieOf(await signIn(sandbox())))).toMatch(/^[\da-f]{40}o\d+$/);
  });

  it('sign in by the form', async () => {
    const chosen = await ask(sandbox(), '/web/login?db=sandbox');
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/web/login']);
    const page = await ask(sandbox(), '/web/login', { headers: cookieOf(chosen) });
    const token = /csrf_token: "([^"]+)"/.exec(page.text)?.[1] ?? '';
    const send = (fields: Record<string, string>): Promise<Answer> =>
      ask(sandbox(), '/web/login', {
        method: 'POST',
        headers: cookieOf(page),
        body: new URLSearchParams(fields),
      });
    expect((await send({ login: 'admin', password: 'admin' })).text).toContain('invalid CSRF token');
    const refused = await send({ csrf_token: token, login: 'admin', password: 'wrong' });
    expect(refused.text).toContain('Wrong login/password');
    const opened = await send({ csrf_token: token, login: 'admin', password: 'admin' });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/odoo']);
    expect(resultOf(await contextGet(sandbox(), cookieOf(opened)))).toMatchObject({ uid: 2 });
  });

  it('export records as CSV to a form that has the token', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const body = exportForm(await csrf(cookie), countries, [['code', 'in', ['BE', 'CH']]]);
    const answer = await ask(sandbox(), '/web/export/csv', { method: 'POST', headers: cookie, body });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv;charset=utf8');
    expect(answer.headers.get('content-disposition')).toContain("attachment; filename*=UTF-8''Country");
    expect(answer.text).toBe('"Country Name","Currency"\r\n"Belgium","EUR"\r\n"Switzerland","CHF"\r\n');
  });

  it('take the form as multipart too', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const body = new FormData();
    for (const [name, value] of exportForm(await csrf(cookie), [['name', 'Name']], [['code', '=', 'BE']])) {
      body.append(name, value);
    }
    const answer = await ask(sandbox(), '/web/export/csv', { method: 'POST', headers: cookie, body });
    expect(answer.text).toBe('"Name"\r\n"Belgium"\r\n');
  });

  it('refuse the form without its token, with another session’s, and without a session', async () => {
    const cookie = cookieOf(await signIn(sandbox()));
    const foreign = await csrf(cookieOf(await signIn(sandbox())));
    for (const token of [undefined, foreign, 'x']) {
      const body = exportForm(token, countries, []);
      const answer = await ask(sandbox(), '/web/export/csv', { method: 'POST', headers: cookie, body });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('Session expired (invalid CSRF token)');
    }
    const headers = { 'x-odoo-database': 'sandbox' };
    const nobody = await ask(sandbox(), '/web/export/csv', {
      method: 'POST',
      headers,
      body: exportForm('x', [], []),
    });
    expect(nobody.status).toBe(303);
  });
});

describe('an administrator who signs in on the web', () => {
  const sandbox = running();

  it('changes the address in the links of Odoo, and nobody else does', async () => {
    const parameter = ['sandbox', 2, 'admin', 'ir.config_parameter', 'get_param', ['web.base.url']] as const;
    const baseUrl = async (): Promise<unknown> =>
      resultOf(await service(sandbox(), 'object', 'execute_kw', ...parameter));
    const before = await baseUrl();
    expect(before).toEqual(expect.any(String));
    await signIn(sandbox(), 'demo', 'demo');
    expect(await baseUrl()).toBe(before);
    await signIn(sandbox());
    expect(await baseUrl()).toBe(sandbox().url);
  });
});

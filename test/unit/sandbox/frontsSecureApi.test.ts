import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/server';
import { ask, cookieOf, errorOf, postJson, resultOf, rpc, running, signIn } from './frontsBench';
import type { Answer } from './frontsBench';

type Found = { length: number; records: Record<string, unknown>[] };

function list(sandbox: Sandbox, route: string, query: Record<string, string>, headers = {}): Promise<Answer> {
  return ask(sandbox, `${route}?${new URLSearchParams(query).toString()}`, { headers });
}

function sent(sandbox: Sandbox, method: string, path: string, body: unknown, headers = {}): Promise<Answer> {
  return ask(sandbox, path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('the Secure API', () => {
  const sandbox = running({ singleDatabase: true });
  const token = async (): Promise<{ authorization: string }> => {
    const { clientId, clientSecret } = sandbox().oauth2;
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret });
    const answer = await ask(sandbox(), '/api/oauth2/token', { method: 'POST', body });
    return { authorization: `Bearer ${(answer.json as { access_token: string }).access_token}` };
  };
  const found = async (query: Record<string, string>, route = '/api/partner/rest'): Promise<Found> =>
    resultOf(await list(sandbox(), route, query, await token())) as Found;

  it('finds records by a domain in Python, ten unless told otherwise, and says how many there are', async () => {
    const all = await found({});
    expect(all.records).toHaveLength(10);
    expect(all.length).toBeGreaterThan(10);
    const page = await found({
      domain: '[("is_company","=",True)]',
      limit: '3',
      offset: '1',
      order: 'id desc',
    });
    expect(page.records).toHaveLength(3);
    expect(page.records.every((record) => record['is_company'] === true)).toBe(true);
  });

  it('hides ids, in relations and lists too, and has no false for empty texts', async () => {
    const { records } = await found({ domain: "[('name', '=', 'Deco Addict')]" });
    expect(records).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/^\w{5,}$/) as string,
        name: 'Deco Addict',
        street2: '',
        country_id: expect.stringMatching(/^\w{5,}$/) as string,
        parent_id: null,
        is_company: true,
        category_id: [expect.stringMatching(/^\w{5,}$/)],
      }),
    ]);
  });

  it('reads one record with the names of its relations, by the id it gave', async () => {
    const [first] = (await found({ domain: '[("name","=","Deco Addict")]' })).records;
    const id = String(first?.['id']);
    const read = resultOf(await ask(sandbox(), `/api/partner/rest/${id}`, { headers: await token() }));
    expect(read).toMatchObject({ id, name: 'Deco Addict', country_id: [first?.['country_id'], 'Belgium'] });
    expect((await found({ domain: `[("id","in",["${id}"])]` })).records).toHaveLength(1);
    const country = String(first?.['country_id']);
    const same = await found({ domain: `[("country_id","=","${country}")]`, limit: '100' });
    expect(same.records.map((record) => record['id'])).toContain(id);
  });

  it('says 404 within status 200 for an id it did not make, and Invalid ID within a domain', async () => {
    for (const id of ['7', 'nonsense', 'NkK9']) {
      const answer = await ask(sandbox(), `/api/partner/rest/${id}`, { headers: await token() });
      expect([answer.status, errorOf(answer)]).toEqual([
        200,
        '404, werkzeug.exceptions.NotFound: Invalid ID',
      ]);
    }
    const answer = await list(
      sandbox(),
      '/api/partner/rest',
      { domain: '[("id","=","zzz")]' },
      await token(),
    );
    expect(errorOf(answer)).toBe('0, odoo.exceptions.ValidationError: Invalid ID');
    const broken = await list(sandbox(), '/api/partner/rest', { domain: '[("id","=",' }, await token());
    expect(errorOf(broken)).toContain('ValidationError: Invalid domain');
  });

  it('creates, changes and deletes one record', async () => {
    const headers = await token();
    const made = resultOf(await postJson(sandbox(), '/api/partner/rest', { name: 'Peter' }, headers)) as {
      id: string;
    };
    expect(made).toMatchObject({ name: 'Peter', id: expect.stringMatching(/^\w{5,}$/) as string });
    const [country] = (await found({ domain: '[("country_id.code","=","BE")]' })).records;
    const changed = await sent(
      sandbox(),
      'PATCH',
      `/api/partner/rest/${made.id}`,
      { country_id: country?.['country_id'] },
      headers,
    );
    expect(resultOf(changed)).toMatchObject({
      id: made.id,
      country_id: [country?.['country_id'], 'Belgium'],
    });
    const gone = await sent(sandbox(), 'DELETE', `/api/partner/rest/${made.id}`, undefined, headers);
    expect(gone.json).toEqual({ jsonrpc: '2.0', id: null, result: true });
    expect(errorOf(await ask(sandbox(), `/api/partner/rest/${made.id}`, { headers }))).toContain('404');
  });

  it('creates, reads, changes and deletes several', async () => {
    const headers = await token();
    const names = [{ name: 'Peter' }, { name: 'Mitchell' }];
    const made = resultOf(await postJson(sandbox(), '/api/partner/rest', names, headers)) as {
      id: string;
      name: string;
    }[];
    expect(made.map((record) => record.name)).toEqual(['Peter', 'Mitchell']);
    const [a = '', b = ''] = made.map((record) => record.id);
    const both = await list(sandbox(), '/api/partner/rest/bulk', { ids: `${a},${b}` }, headers);
    expect(resultOf(both)).toEqual(made);
    const one = await list(sandbox(), '/api/partner/rest/bulk', { ids: a }, headers);
    expect(resultOf(one)).toEqual(made[0]);
    const each = [
      { id: a, name: 'P.' },
      { id: b, phone: '12' },
    ];
    expect(resultOf(await sent(sandbox(), 'PATCH', '/api/partner/rest', each, headers))).toMatchObject([
      { id: a, name: 'P.' },
      { id: b, name: 'Mitchell', phone: '12' },
    ]);
    const same = await sent(sandbox(), 'PATCH', '/api/partner/rest', { ids: [a, b], city: 'Gent' }, headers);
    expect(resultOf(same)).toMatchObject([{ city: 'Gent' }, { city: 'Gent' }]);
    expect(resultOf(await sent(sandbox(), 'DELETE', '/api/partner/rest', [a], headers))).toBe(true);
    expect(resultOf(await sent(sandbox(), 'DELETE', '/api/partner/rest', { ids: [b] }, headers))).toBe(true);
  });

  it('asks for ids where they are missing', async () => {
    const headers = await token();
    const missing = '0, odoo.exceptions.ValidationError: Missing ids';
    expect(errorOf(await list(sandbox(), '/api/partner/rest/bulk', {}, headers))).toBe(missing);
    expect(errorOf(await sent(sandbox(), 'DELETE', '/api/partner/rest', {}, headers))).toBe(missing);
    expect(errorOf(await sent(sandbox(), 'PATCH', '/api/partner/rest', { name: 'x' }, headers))).toBe(
      missing,
    );
  });

  it('calls the method that a route fixes', async () => {
    const headers = await token();
    const made = resultOf(await postJson(sandbox(), '/api/partner/rest', { name: 'Rex' }, headers)) as {
      id: string;
    };
    expect((await postJson(sandbox(), `/api/partner/rpc/${made.id}`, {}, headers)).status).toBe(200);
    const read = await ask(sandbox(), `/api/partner/rest/${made.id}`, { headers });
    expect(resultOf(read)).toMatchObject({ active: false });
    const several = await postJson(sandbox(), '/api/partner/rpc', { ids: [made.id] }, headers);
    expect(several.json).toMatchObject({ jsonrpc: '2.0', id: null });
    expect(errorOf(await postJson(sandbox(), '/api/partner/rpc', {}, headers))).toContain('Missing ids');
    const named = await postJson(sandbox(), '/api/partner/search/rpc', { name: 'Deco', limit: 1 }, headers);
    expect(resultOf(named)).toEqual([[expect.stringMatching(/^\w{5,}$/), 'Deco Addict']]);
    expect((await ask(sandbox(), '/api/partner/rpc', { method: 'POST', headers, body: 'x' })).status).toBe(
      415,
    );
  });

  it('gives countries to anyone, with their plain ids, and lets nobody change them', async () => {
    const answer = await list(sandbox(), '/api/country/rest', { domain: '[("code","=","BE")]' });
    expect(resultOf(answer)).toEqual({
      length: 1,
      records: [{ id: 4, name: 'Belgium', code: 'BE', phone_code: 32, currency_id: 1 }],
    });
    expect(errorOf(await sent(sandbox(), 'PATCH', '/api/country/rest/4', { name: 'x' }))).toContain(
      'AccessError',
    );
  });

  it('asks who calls: no session is code 100, a wrong token is Unauthorized', async () => {
    expect(errorOf(await ask(sandbox(), '/api/partner/rest'))).toBe(
      '100, odoo.http.SessionExpiredException: Session expired',
    );
    const wrong = await ask(sandbox(), '/api/partner/rest', { headers: { authorization: 'Bearer x' } });
    expect([wrong.status, errorOf(wrong)]).toEqual([
      200,
      '0, werkzeug.exceptions.Unauthorized: The access token is invalid',
    ]);
  });

  it('takes the cookie of a web session, with the rights of its user', async () => {
    const headers = cookieOf(await signIn(sandbox(), 'demo', 'demo'));
    expect(resultOf(await ask(sandbox(), '/api/user/rest', { headers }))).toMatchObject({
      records: expect.arrayContaining([expect.objectContaining({ login: 'demo' })]) as unknown,
    });
    expect(errorOf(await postJson(sandbox(), '/api/order/rest', { partner_id: 'x' }, headers))).toContain(
      'Invalid ID',
    );
    expect(errorOf(await postJson(sandbox(), '/api/country/rest', { name: 'x' }, headers))).toContain(
      'AccessError',
    );
  });

  it('opens a session with an API key, which the web’s own sign-in refuses', async () => {
    const { database: db, login, apiKey } = sandbox();
    const opened = await rpc(sandbox(), '/api/key/authenticate', { db, login, password: apiKey });
    expect(resultOf(opened)).toMatchObject({ uid: 2, db: 'sandbox' });
    const answer = await ask(sandbox(), '/api/order/rest', { headers: cookieOf(opened) });
    expect(resultOf(answer)).toHaveProperty('records.9');
    const refused = await rpc(sandbox(), '/api/key/authenticate', {
      db,
      login,
      password: sandbox().plain.apiKey,
    });
    expect(errorOf(refused)).toBe('0, odoo.exceptions.AccessDenied: Access Denied');
  });

  it('gives an application a token, written in any way', async () => {
    const { clientId: client_id, clientSecret: client_secret } = sandbox().oauth2;
    const multipart = new FormData();
    multipart.append('client_id', client_id);
    multipart.append('client_secret', client_secret);
    const answers = [
      await postJson(sandbox(), '/api/oauth2/token', { client_id, client_secret }),
      await ask(sandbox(), '/api/oauth2/token', { method: 'POST', body: multipart }),
    ];
    for (const answer of answers) {
      expect(answer.json).toEqual({
        access_token: expect.any(String) as string,
        token_type: 'Bearer',
        scope: 'create read search update delete rpc',
        expires_in: 1800,
      });
    }
    const wrong = await postJson(sandbox(), '/api/oauth2/token', { client_id, client_secret: 'x' });
    expect([wrong.status, wrong.json]).toEqual([403, undefined]);
    expect(wrong.text).toContain('AccessError');
  });

  it('gives a JWT too, and refuses in JSON', async () => {
    const { clientId: client_id, clientSecret: client_secret } = sandbox().oauth2;
    const answer = await postJson(sandbox(), '/api/jwt/token', { client_id, client_secret });
    const { access_token } = answer.json as { access_token: string };
    expect(access_token.split('.')).toHaveLength(3);
    const headers = { authorization: `Bearer ${access_token}` };
    expect(resultOf(await ask(sandbox(), '/api/product/rest', { headers }))).toHaveProperty('records.9');
    expect(await postJson(sandbox(), '/api/jwt/token', {})).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    });
    expect(await postJson(sandbox(), '/api/jwt/token', { client_id, client_secret: 'x' })).toMatchObject({
      status: 400,
      json: { error: 'invalid_client' },
    });
  });

  it('holds a token to its scopes, and to its time', async () => {
    const { clientId: client_id, clientSecret: client_secret } = sandbox().oauth2;
    const narrow = await postJson(sandbox(), '/api/oauth2/token', {
      client_id,
      client_secret,
      scope: 'search read',
    });
    const { access_token, scope } = narrow.json as { access_token: string; scope: string };
    expect(scope).toBe('read search');
    const headers = { authorization: `Bearer ${access_token}` };
    expect(resultOf(await ask(sandbox(), '/api/partner/rest', { headers }))).toHaveProperty('records.9');
    expect(errorOf(await postJson(sandbox(), '/api/partner/rest', { name: 'x' }, headers))).toBe(
      '0, werkzeug.exceptions.Unauthorized: The access token has no scope create',
    );
    sandbox().expireTokens();
    expect(errorOf(await ask(sandbox(), '/api/partner/rest', { headers }))).toContain('has expired');
  });

  it('leaves other addresses alone', async () => {
    for (const path of ['/api/partner', '/api/partner/rest/a/b', '/api/nosuch/rest']) {
      expect((await ask(sandbox(), path)).status, path).toBe(404);
    }
  });
});

describe('the Secure API of other versions', () => {
  const old = running({ version: '16', singleDatabase: true });
  const newest = running({ version: '20', singleDatabase: true });

  it('gives relations with their names before 17, and code 200 for errors', async () => {
    const headers = cookieOf(await signIn(old()));
    const answer = await list(
      old(),
      '/api/partner/rest',
      { domain: '[("name","=","Deco Addict")]' },
      headers,
    );
    expect(resultOf(answer)).toMatchObject({
      records: [{ country_id: [expect.any(String), 'Belgium'], parent_id: [] }],
    });
    expect(errorOf(await list(old(), '/api/partner/rest', { domain: '[("id","=","x")]' }, headers))).toBe(
      '200, odoo.exceptions.ValidationError: Invalid ID',
    );
  });

  it('is not there for 20', async () => {
    expect((await ask(newest(), '/api/country/rest')).status).toBe(404);
  });
});

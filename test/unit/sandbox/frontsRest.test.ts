import { describe, expect, it } from 'vitest';
import { ask, postJson, running } from './frontsBench';
import type { Answer } from './frontsBench';
import type { Sandbox } from '../../../src/sandbox/server';

interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
}

function tokensOf({ json }: Answer): Tokens {
  return (json as { data: Tokens }).data;
}

function bearer({ access_token }: Tokens): { authorization: string } {
  return { authorization: `Bearer ${access_token}` };
}

function getToken(sandbox: Sandbox, login = 'admin', password = 'admin'): Promise<Answer> {
  return postJson(sandbox, '/api/auth/token', { login, password, db: 'sandbox' });
}

describe('tokens of a login', () => {
  const sandbox = running({ tokenLifetimeSeconds: 900 });
  const partners = (headers: Record<string, string>): Promise<Answer> =>
    ask(sandbox(), '/api/v1/partners?limit=1', { headers });

  it('are given for a password or key, as JSON or a form, and counted', async () => {
    const before = sandbox().seen.tokens;
    const given = tokensOf(await getToken(sandbox()));
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect(given.access_token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const body = new URLSearchParams({ username: 'admin', password: sandbox().apiKey });
    const form = await ask(sandbox(), '/api/auth/token-form', { method: 'POST', body });
    expect((await partners(bearer(tokensOf(form)))).status).toBe(200);
    expect(sandbox().seen.tokens).toBe(before + 2);
  });

  it('are JWTs, signed and dated', async () => {
    const { access_token } = tokensOf(await getToken(sandbox()));
    const [head, payload] = access_token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, number>);
    expect(head).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect((payload?.['exp'] ?? 0) - (payload?.['iat'] ?? 0)).toBe(900);
    const [first = '', , signature = ''] = access_token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...payload, sub: '1' })).toString('base64url');
    expect((await partners({ authorization: `Bearer ${first}.${forged}.${signature}` })).status).toBe(401);
  });

  it('are refused with 401 and a reason', async () => {
    expect(await getToken(sandbox(), 'admin', 'wrong')).toMatchObject({
      status: 401,
      json: { error: { code: 'invalid_credentials' } },
    });
    expect((await getToken(sandbox(), 'twofactor', 'twofactor')).status).toBe(401);
    expect((await postJson(sandbox(), '/api/auth/token', {})).status).toBe(400);
  });

  it('are renewed with a refresh token, which works once', async () => {
    const first = tokensOf(await getToken(sandbox()));
    const before = sandbox().seen.refreshes;
    const refresh = { refresh_token: first.refresh_token };
    const second = tokensOf(await postJson(sandbox(), '/api/auth/refresh', refresh));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await partners(bearer(second))).status).toBe(200);
    expect(await postJson(sandbox(), '/api/auth/refresh', refresh)).toMatchObject({
      status: 401,
      json: { error: { code: 'invalid_grant' } },
    });
    expect(sandbox().seen.refreshes).toBe(before + 2);
  });

  it('run out when told to, while the refresh token stays good', async () => {
    const first = tokensOf(await getToken(sandbox()));
    sandbox().expireTokens();
    expect(await partners(bearer(first))).toMatchObject({
      status: 401,
      json: { error: { code: 'token_expired' } },
    });
    const refresh = { refresh_token: first.refresh_token };
    const second = tokensOf(await postJson(sandbox(), '/api/auth/refresh', refresh));
    expect((await partners(bearer(second))).status).toBe(200);
  });
});

describe('tokens of a short life', () => {
  const sandbox = running({ tokenLifetimeSeconds: 1 });

  it('run out by themselves', async () => {
    const headers = bearer(tokensOf(await getToken(sandbox())));
    await expect
      .poll(async () => (await ask(sandbox(), '/api/v1/partners', { headers })).status, { timeout: 5000 })
      .toBe(401);
  });
});

describe('OAuth2 client credentials', () => {
  const sandbox = running();
  const ofClient = (body: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(sandbox(), '/oauth2/token', { method: 'POST', headers, body: new URLSearchParams(body) });

  it('get a token, named in the form or with basic auth', async () => {
    const { clientId, clientSecret } = sandbox().oauth2;
    const grant = { grant_type: 'client_credentials' };
    const basic = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
    const answers = [
      await ofClient({ ...grant, client_id: clientId, client_secret: clientSecret }),
      await ofClient(grant, basic),
    ];
    for (const { status, json } of answers) {
      expect([status, json]).toEqual([200, expect.objectContaining({ token_type: 'Bearer' })]);
      const headers = bearer(json as Tokens);
      expect((await ask(sandbox(), '/api/v1/partners', { headers })).status).toBe(200);
    }
    expect(sandbox().seen.oauth2Tokens).toBe(2);
  });

  it('are refused as RFC 6749 says', async () => {
    expect(await ofClient({})).toMatchObject({ status: 400, json: { error: 'unsupported_grant_type' } });
    const wrong = { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' };
    expect(await ofClient(wrong)).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  });
});

describe('the plain REST API', () => {
  const sandbox = running();
  const asAdmin = (): Record<string, string> => ({ 'x-api-key': sandbox().apiKey });
  const get = (path: string, headers = asAdmin()): Promise<Answer> =>
    ask(sandbox(), `/api/v1${path}`, { headers });
  const send = (method: string, path: string, body?: unknown, headers = asAdmin()): Promise<Answer> =>
    ask(sandbox(), `/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  it('lists records by domain, in JSON or Python, with their count', async () => {
    const json = await get(
      '/countries?fields=name,code&limit=2&order=code&domain=[["code","in",["CH","BE","AT"]]]',
    );
    expect(json.json).toEqual({
      count: 3,
      results: [
        { id: 3, name: 'Austria', code: 'AT' },
        { id: 4, name: 'Belgium', code: 'BE' },
      ],
    });
    const python = await get(
      `/res.country?fields=code&domain=${encodeURIComponent("[('code', '=', 'BE')]")}`,
    );
    expect(python.json).toEqual({ count: 1, results: [{ id: 4, code: 'BE' }] });
    const page = await get('/countries?fields=code&limit=1&offset=1&order=code');
    expect(page.json).toMatchObject({ results: [{ code: 'AR' }] });
  });

  it('creates, reads, changes and deletes', async () => {
    const made = await send('POST', '/partners', { name: 'Nora' });
    expect([made.status, made.headers.get('location')]).toEqual([
      201,
      expect.stringMatching(/\/partners\/\d+$/),
    ]);
    const { id } = made.json as { id: number };
    expect((await get(`/partners/${id}?fields=name`)).json).toEqual({ id, name: 'Nora' });
    expect((await send('PATCH', `/partners/${id}`, { phone: '1' })).json).toMatchObject({ id, phone: '1' });
    expect((await send('PUT', `/partners/${id}`, { phone: '2' })).json).toMatchObject({ phone: '2' });
    const gone = await send('DELETE', `/partners/${id}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await get(`/partners/${id}`)).toMatchObject({
      status: 404,
      json: { error: { code: 'missing_error' } },
    });
    expect((await send('DELETE', `/partners/${id}`)).status).toBe(404);
  });

  it('calls methods of a record, and of the model', async () => {
    const { id } = (await send('POST', '/partners', { name: 'Rex' })).json as { id: number };
    expect(await send('POST', `/partners/${id}/action_archive`)).toMatchObject({
      status: 200,
      json: { result: null },
    });
    expect((await get(`/partners/${id}`)).json).toMatchObject({ active: false });
    expect((await send('POST', `/partners/write/${id}`, { vals: { active: true } })).json).toEqual({
      result: true,
    });
    const count = await send('POST', '/partners/search_count', { domain: [['name', '=', 'Rex']] });
    expect(count.json).toEqual({ result: 1 });
    const positional = await send('POST', '/partners/name_search', { args: ['Deco'], kwargs: { limit: 1 } });
    expect(positional.json).toEqual({ result: [[expect.any(Number), 'Deco Addict']] });
  });

  it('takes a key, basic auth and tokens, and says 401 for anything else', async () => {
    const statuses = async (headers: Record<string, string>): Promise<number> =>
      (await get('/partners?limit=1', headers)).status;
    expect(await statuses({ authorization: `Basic ${btoa('admin:admin')}` })).toBe(200);
    expect(await statuses({ authorization: `Basic ${btoa(`admin:${sandbox().apiKey}`)}` })).toBe(200);
    expect(await statuses({ authorization: `Basic ${btoa('admin:wrong')}` })).toBe(401);
    expect(await statuses({ 'x-api-key': sandbox().keys.expired })).toBe(401);
    expect(await statuses({ authorization: `Bearer ${sandbox().apiKey}` })).toBe(401);
    const nobody = await get('/partners', {});
    expect(nobody).toMatchObject({ status: 401, json: { error: { code: 'unauthorized' } } });
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="sandbox"');
  });

  it('says 403 where a right is missing', async () => {
    const plain = { 'x-api-key': sandbox().plain.apiKey };
    expect(await send('POST', '/countries', { name: 'x', code: 'XX' }, plain)).toMatchObject({
      status: 403,
      json: { error: { code: 'access_error' } },
    });
  });

  it('says 400, 404, 405 or 422 for what it cannot do', async () => {
    expect((await get('/partners?domain=nonsense')).status).toBe(400);
    expect((await get('/partners?limit=x')).status).toBe(400);
    expect((await get('/partners?fields=nosuch')).status).toBe(400);
    expect((await send('POST', '/partners', '[1]')).status).toBe(400);
    expect((await get('/nosuch')).status).toBe(404);
    expect((await get('/partners/999999')).status).toBe(404);
    const wrong = await send('DELETE', '/partners');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await send('POST', '/partners', {})).toMatchObject({
      status: 422,
      json: { error: { code: 'validation_error' } },
    });
  });
});

describe('the description of the plain REST API', () => {
  const sandbox = running();

  it('is OpenAPI 3.0 that anyone may read, every reference in it leading somewhere', async () => {
    const { status, json, text } = await ask(sandbox(), '/api/v1/openapi.json');
    const document = json as {
      openapi: string;
      servers: { url: string }[];
      paths: Record<string, Record<string, { operationId?: string; security?: unknown }>>;
      components: {
        schemas: Record<string, { properties: Record<string, unknown> }>;
        securitySchemes: object;
      };
    };
    expect([status, document.openapi, document.servers]).toEqual([200, '3.0.3', [{ url: sandbox().url }]]);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name);
    }
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(operations).toContain('listPartners');
    expect(new Set(operations).size).toBe(operations.length);
    expect(Object.keys(document.components.securitySchemes)).toEqual([
      'bearerAuth',
      'apiKey',
      'basicAuth',
      'oauth2',
    ]);
    expect(document.components.schemas['Partner']?.properties['is_company']).toMatchObject({
      type: 'boolean',
    });
  });

  it('describes addresses that answer', async () => {
    const { json } = await ask(sandbox(), '/api/v1/openapi.json');
    const { paths } = json as { paths: Record<string, object> };
    const headers = { 'x-api-key': sandbox().apiKey };
    for (const [path, operations] of Object.entries(paths)) {
      if (!('get' in operations)) continue;
      const answer = await ask(sandbox(), path.replace('{id}', '1'), { headers });
      expect(answer.status, path).toBe(200);
    }
  });
});

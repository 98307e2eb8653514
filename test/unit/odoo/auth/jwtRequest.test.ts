import { describe, expect, it } from 'vitest';
import type { TokenRequest } from '../../../../src/model/connection';
import { htmlAnswer, jsonAnswer } from '../../../support/scriptedTransport';
import { failure } from '../clientBench';
import { jwtConnection, jwtWith, list, tokenBench, tokenServer } from './tokenBench';

/** The request for a token that these settings make. */
async function asked(changes: Partial<TokenRequest>, secret?: string, login = 'admin') {
  const { client, tokenRequests } = tokenBench(tokenServer().script, secret);
  await client.run({ ...jwtWith(changes), login }, list);
  return tokenRequests()[0];
}

describe('asking for a token', () => {
  it('sends the secret once, as JSON, and then only the token', async () => {
    const { client, transport, proofs } = tokenBench(tokenServer().script);
    await client.run(jwtConnection, list);
    await client.run(jwtConnection, list);
    expect(transport.requests[0]).toEqual({
      method: 'POST',
      url: 'https://erp.example.com/api/auth/token',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"login":"admin","password":"secret-1","db":"acme"}',
    });
    expect(proofs()).toEqual(['Bearer t1', 'Bearer t1']);
    expect(JSON.stringify(transport.requests.slice(1))).not.toContain('secret-1');
  });

  it('sends it as a form, by POST, PUT or in the address of a GET', async () => {
    const form = { format: 'form', body: 'login={{login}}&password={{ secret }}&grant=a+b' } as const;
    const filled = 'login=admin&password=a%26b%3Dc+%25&grant=a+b';
    expect(await asked({ ...form, method: 'PUT' }, 'a&b=c %')).toMatchObject({
      method: 'PUT',
      body: filled,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const got = await asked({ ...form, method: 'GET' }, 'a&b=c %');
    expect(got).toEqual({ method: 'GET', url: `https://erp.example.com/api/auth/token?${filled}` });
    expect((await asked({ ...form, method: 'GET', url: '/token?x=1' }))?.url).toMatch(/\/token\?x=1&login=/);
  });

  it('asks another server where a whole address says so, and sends nothing but the token to the connection’s own', async () => {
    const { client, transport } = tokenBench(tokenServer().script);
    await client.run(jwtWith({ url: 'https://login.example.org/token' }), list);
    expect(transport.requests.map(({ url }) => new URL(url).host)).toEqual([
      'login.example.org',
      'erp.example.com',
    ]);
    expect(JSON.stringify(transport.requests[1])).not.toContain('secret-1');
  });

  it.each([
    'with "quotes" and \\back\\slashes\\',
    'line\nbreak\ttab\r\u2028',
    '","admin":true,"x":"',
    '{{login}} {{secret}} {{database}}',
    '$& $1 $$ $`',
    '日本語 🧪',
    '&password=other#?',
  ])('keeps a body’s structure whatever a value holds: %j', async (value) => {
    const json = await asked({}, value, value);
    expect(JSON.parse(json?.body ?? '')).toEqual({ login: value, password: value, db: 'acme' });
    const form = await asked({ format: 'form', body: 'login={{login}}&password={{secret}}' }, value, value);
    expect([...new URLSearchParams(form?.body)]).toEqual([
      ['login', value],
      ['password', value],
    ]);
  });

  it('fills strings in lists and deeper objects, and leaves numbers and unknown names alone', async () => {
    const body = '{"params": {"args": ["{{login}}", 1, null, "{{unknown}}", "{{constructor}}"], "on": true}}';
    expect(JSON.parse((await asked({ body }))?.body ?? '')).toEqual({
      params: { args: ['admin', 1, null, '{{unknown}}', '{{constructor}}'], on: true },
    });
  });

  it('sends nothing when the body is no JSON or nothing says how to get a token', async () => {
    for (const broken of [
      jwtWith({ body: '{"login": {{login}}}' }),
      { ...jwtConnection, token: undefined },
    ]) {
      const { client, transport } = tokenBench(tokenServer().script);
      const error = await failure(client.run(broken, list));
      expect(error).toMatchObject({ code: 'connection.incomplete', facts: { part: 'token' } });
      expect(transport.requests).toHaveLength(0);
    }
  });

  it('asks with an empty body where none is described', async () => {
    expect(await asked({ body: ' ' })).toMatchObject({ method: 'POST', body: '' });
    expect((await asked({ body: '', method: 'GET' }))?.url).toBe('https://erp.example.com/api/auth/token');
  });
});

describe('the answer with a token', () => {
  it.each([
    ['token', { token: 'abc' }],
    ['data.tokens.0.access', { data: { tokens: [{ access: 'abc' }] } }],
    ['result.access', { jsonrpc: '2.0', id: 1, result: { access: 'abc' } }],
    ['token', { token: 'abc', message: 'Welcome', success: true }],
  ])('is read at %s', async (accessToken, answer) => {
    const { client, proofs } = tokenBench(({ url }) => jsonAnswer(url.endsWith('/token') ? answer : []));
    await client.run(jwtWith({ accessToken }), list);
    expect(proofs()).toEqual(['Bearer abc']);
  });

  it.each([
    ['token', { user: 'me', data: { access: 'never-shown' } }, 'user, data'],
    ['data.token', { data: null, message: 'fine', expires: 'never-shown' }, 'data, message, expires'],
    ['__proto__.constructor.name', { access: 'never-shown' }, 'access'],
    ['data.length', { data: ['never-shown'] }, 'data'],
    ['token', { token: '', other: 'never-shown' }, 'token, other'],
    ['token', { token: { value: 'never-shown' } }, 'token'],
    ['token', ['never-shown'], ''],
  ])('without one at %s names what it holds instead, and no value', async (accessToken, answer, found) => {
    const { client, transport } = tokenBench(() => jsonAnswer(answer));
    const error = await failure(client.run(jwtWith({ accessToken }), list));
    expect(error).toMatchObject({
      code: 'signIn.tokenUnreadable',
      facts: { place: accessToken, found, status: 200, host: 'erp.example.com' },
    });
    expect(JSON.stringify([error.facts, error.server])).not.toContain('never-shown');
    expect(transport.requests).toHaveLength(1);
  });

  it('that is a page says so', async () => {
    const { client } = tokenBench(() => htmlAnswer(200, 'Log in'));
    expect(await failure(client.run(jwtConnection, list))).toMatchObject({
      code: 'signIn.tokenUnreadable',
      facts: { page: 'no JSON' },
    });
  });
});

describe('a refused token', () => {
  it.each([
    [400, { error: 'invalid_grant', error_description: 'Wrong password “secret-1” for admin' }],
    [401, { message: 'Wrong password “secret-1” for admin' }],
    [403, { detail: 'Wrong password “secret-1” for admin' }],
    [422, { errors: [{ msg: 'Wrong password “secret-1” for admin' }] }],
    [200, { error: { code: 1, message: 'Wrong password “secret-1” for admin' } }],
    [200, { success: false, data: {}, message: 'Wrong password “secret-1” for admin' }],
    [200, { status: 'fail', message: 'Wrong password “secret-1” for admin' }],
    [200, { jsonrpc: '2.0', id: 1, error: { message: 'Wrong password “secret-1” for admin' } }],
  ])('by %i %j keeps the server’s words and cuts the secret out of them', async (status, body) => {
    const { client, transport } = tokenBench(() => jsonAnswer(body, status));
    expect(await failure(client.run(jwtConnection, list))).toMatchObject({
      code: 'signIn.tokenRefused',
      facts: { status, host: 'erp.example.com', auth: 'jwt' },
      server: { name: `HTTP ${status}`, message: 'Wrong password “…” for admin' },
    });
    expect(transport.requests).toHaveLength(1);
  });

  it.each(['p"\\w\nd', 'a&b c+d', 'ünï/cödé'])(
    'never repeats a secret in any form it was sent in: %j',
    async (secret) => {
      for (const format of ['json', 'form'] as const) {
        for (const status of [401, 500, 200]) {
          const body = format === 'json' ? '{"password": "{{secret}}"}' : 'password={{secret}}';
          const { client } = tokenBench(
            (request) => jsonAnswer({ error: `You sent ${request.body ?? ''} (${secret})` }, status),
            secret,
          );
          const error = await failure(client.run(jwtWith({ format, body }), list));
          const told = JSON.stringify([error.facts, error.server?.message]);
          for (const form of [
            secret,
            JSON.stringify(secret),
            new URLSearchParams({ '': secret }).toString(),
          ]) {
            expect(told).not.toContain(form.replace(/^[="]|"$/g, ''));
          }
          expect(error.server?.message).toContain('You sent');
        }
      }
    },
  );

  it.each([
    [htmlAnswer(404, '404 Not Found'), 'protocol.notAvailable'],
    [htmlAnswer(502, '502 Bad Gateway'), 'http.gateway'],
    [jsonAnswer({ message: 'secret-1 made me stumble' }, 500), 'http.status'],
    [{ status: 302, headers: { location: 'https://login.example.org/' } }, 'http.redirected'],
    [jsonAnswer({}, 429), 'http.tooManyRequests'],
  ])('is told apart from a server that is out of order: %j', async (answer, code) => {
    const { client } = tokenBench(() => answer);
    const error = await failure(client.run(jwtConnection, list));
    expect(error.code).toBe(code);
    expect(JSON.stringify([error.facts, error.server])).not.toContain('secret-1');
  });
});

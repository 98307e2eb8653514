import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/model/connection';
import type { RequestSpec } from '../../../../src/model/requestSpec';
import {
  exceptionAnswer,
  htmlAnswer,
  jsonAnswer,
  resultAnswer,
  settingCookies,
} from '../../../support/scriptedTransport';
import { clientOn, connection, failure, read } from '../clientBench';
import { accessDenied, asked, overAnswers, WebOdoo } from '../webBench';

const secureApi: Connection = {
  ...connection,
  auth: 'webSession',
  protocol: 'rest',
  rest: { dialect: 'secureApi', basePath: '/api' },
};
const plain: Connection = { ...secureApi, auth: 'header', rest: { dialect: 'plain', basePath: '' } };
const header = { name: 'X-API-Key', prefix: '' };
const list = { operation: 'restList', route: 'partner' } as const satisfies RequestSpec;
const create = {
  operation: 'restCreate',
  route: 'partner',
  values: { name: 'x' },
} as const satisfies RequestSpec;
const expired = exceptionAnswer('werkzeug.exceptions.Unauthorized', '401 Unauthorized: Session expired');

describe('calls of a REST module', () => {
  it('tell the status, the HTTP method and how many records there are in all', async () => {
    const { client } = clientOn(() => jsonAnswer({ results: [{ id: 1 }], count: 40 }));
    expect(await client.run({ ...plain, header }, list)).toMatchObject({
      value: [{ id: 1 }],
      total: 40,
      status: 200,
      method: 'GET',
      protocol: 'rest',
      ms: 1234,
    });
    const { client: other } = clientOn(() => jsonAnswer({ id: 9 }, 201));
    const created = await other.run({ ...plain, header }, create);
    expect(created).toMatchObject({ value: { id: 9 }, status: 201, method: 'POST' });
    expect(created).not.toHaveProperty('total');
  });

  it.each([
    ['', '/partner'],
    ['/', '/partner'],
    ['/api/', '/api/partner'],
    ['api/v1', '/api/v1/partner'],
  ])('go below the base path %j', async (basePath, path) => {
    const { client, transport } = clientOn(() => jsonAnswer([]));
    const url = 'https://erp.example.com/behind';
    await client.run({ ...plain, url, header, rest: { dialect: 'plain', basePath } }, list);
    expect(transport.requests[0]?.url).toBe(url + path);
  });

  it('are not sent where the connection does not say how the module’s paths go', async () => {
    const { client, transport } = clientOn(() => jsonAnswer([]));
    expect(await failure(client.run({ ...plain, header, rest: undefined }, list))).toMatchObject({
      code: 'connection.incomplete',
      facts: { part: 'rest' },
    });
    expect(transport.requests).toHaveLength(0);
  });

  it.each([
    [htmlAnswer(200, 'Welcome to the hotel'), 'http.notOdoo'],
    [{ status: 200, headers: { 'content-type': 'application/json' }, body: '{"cut": ' }, 'http.malformed'],
    [{ status: 200, body: 'OK' }, 'http.malformed'],
  ])('take no page and no broken answer for an empty one: %j', async (answer, code) => {
    const { client } = clientOn(() => answer);
    for (const spec of [list, create]) {
      expect((await failure(client.run({ ...plain, header }, spec))).code).toBe(code);
    }
  });

  it('give null for an answer without a body', async () => {
    const { client } = clientOn(() => ({ status: 204 }));
    const remove: RequestSpec = { operation: 'restDelete', route: 'partner', ids: [1] };
    expect(await client.run({ ...plain, header }, remove)).toMatchObject({ value: null, status: 204 });
  });

  it('keep to what a connection allows: none writes where it only reads, and production asks', async () => {
    const writes: RequestSpec[] = [
      create,
      { operation: 'restUpdate', route: 'partner', ids: [1], values: {} },
      { operation: 'restDelete', route: 'partner', ids: [1] },
      { operation: 'restCall', route: 'partner' },
      { operation: 'http', httpMethod: 'POST', path: '/x' },
      { operation: 'http', httpMethod: 'DELETE', path: '/x' },
    ];
    const reads: RequestSpec[] = [
      list,
      { operation: 'restRead', route: 'partner', ids: [1] },
      { operation: 'restCall', route: 'partner', httpMethod: 'GET' },
      { operation: 'http', httpMethod: 'GET', path: '/x' },
      { operation: 'http', httpMethod: 'HEAD', path: '/x' },
      { operation: 'http', httpMethod: 'OPTIONS', path: '/x' },
    ];
    const { client, transport } = clientOn(() => jsonAnswer([]), {
      guard: { confirm: () => Promise.resolve(false), webSignIn: () => Promise.resolve(true) },
    });
    for (const spec of writes) {
      const error = await failure(client.run({ ...plain, header, readOnly: true }, spec));
      expect(error.code).toBe('connection.readOnly');
      expect((await failure(client.run({ ...plain, header, production: true }, spec))).code).toBe(
        'call.declined',
      );
    }
    expect(transport.requests).toHaveLength(0);
    for (const spec of reads) await client.run({ ...plain, header, readOnly: true, production: true }, spec);
    expect(transport.requests).toHaveLength(reads.length);
  });

  it.each<[Connection['protocol'], Connection['auth'], RequestSpec]>([
    ['jsonRpc', 'password', list],
    ['xmlRpc', 'password', { operation: 'http', httpMethod: 'GET', path: '/x' }],
    ['rest', 'header', read],
  ])(
    'are refused over a protocol that does not carry them, before the secret is read: %s',
    async (protocol, auth, spec) => {
      const { client, transport } = clientOn(() => jsonAnswer([]), {
        secrets: { read: () => Promise.reject(new Error('was asked')) },
      });
      expect(await failure(client.run({ ...plain, header, protocol, auth }, spec))).toMatchObject({
        code: 'request.wrongProtocol',
        facts: { operation: spec.operation, protocol },
      });
      expect(transport.requests).toHaveLength(0);
    },
  );

  it.each(['json2', 'web'] as const)('of a resource do not travel over %s', async (protocol) => {
    const { client, transport } = clientOn(() => jsonAnswer([]));
    const auth = protocol === 'web' ? 'webSession' : 'apiKey';
    expect((await failure(client.run({ ...plain, protocol, auth }, list))).code).toBe(
      'request.wrongProtocol',
    );
    expect(transport.requests).toHaveLength(0);
  });
});

describe('a REST module that wants a session', () => {
  it('gets the web client’s, and its cookie alone', async () => {
    const { client, transport } = clientOn(new WebOdoo(() => resultAnswer([{ id: 1 }])).script);
    expect((await client.run(secureApi, list)).value).toEqual([{ id: 1 }]);
    expect(transport.requests[1]).toEqual({
      method: 'GET',
      url: 'https://erp.example.com/api/partner/rest',
      headers: { accept: 'application/json', cookie: 'session_id=s1' },
    });
  });

  it('gets one for an API key where the Secure API gives it, without asking the person', async () => {
    const { client, transport } = clientOn(
      ({ url }) =>
        url.endsWith('/authenticate')
          ? settingCookies(resultAnswer({ uid: 9 }), 'session_id=k1; Path=/')
          : resultAnswer([]),
      {
        guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(false) },
        secrets: { read: (_connection, kind) => Promise.resolve(`secret of ${kind}`) },
      },
    );
    await client.run({ ...secureApi, auth: 'secureApiKey' }, list);
    expect(transport.requests[0]?.url).toBe('https://erp.example.com/api/key/authenticate');
    expect(JSON.parse(transport.requests[0]?.body ?? '')).toMatchObject({
      params: { db: 'acme', login: 'admin', password: 'secret of apiKey' },
    });
    expect(transport.requests[1]?.headers?.['cookie']).toBe('session_id=k1');
  });

  it('says of an API key that it was refused, not that it is a key', async () => {
    const { client } = clientOn(() => accessDenied, {
      secrets: { read: () => Promise.resolve('0123456789abcdef0123456789abcdef01234567') },
    });
    const error = await failure(client.run({ ...secureApi, auth: 'secureApiKey' }, list));
    expect(error).toMatchObject({ code: 'signIn.keyRejected', facts: { keyShaped: true } });
  });

  it.each([
    ['401 inside an answer with status 200', expired],
    ['401', jsonAnswer({ error: 'no session' }, 401)],
    ...Object.entries(overAnswers),
  ])('gets another after %s, once, and the call is sent again', async (_how, over) => {
    for (const spec of [list, create]) {
      const odoo = new WebOdoo(() => resultAnswer([]));
      const { client, transport } = clientOn(odoo.script);
      await client.run(secureApi, list);
      odoo.over = over;
      odoo.endSession();
      transport.requests.length = 0;
      expect(await client.run(secureApi, spec)).toMatchObject({ note: 'signedInAgain', status: 200 });
      expect(asked(transport.requests)).toEqual(['rest', 'authenticate', 'rest']);
    }
  });

  it('does not send a write twice after a page', async () => {
    const odoo = new WebOdoo(() => resultAnswer([]));
    const { client, transport } = clientOn(odoo.script);
    await client.run(secureApi, list);
    odoo.over = htmlAnswer(200, 'Odoo', 'Log in');
    odoo.endSession();
    transport.requests.length = 0;
    expect((await failure(client.run(secureApi, create))).code).toBe('http.notOdoo');
    expect(transport.requests).toHaveLength(1);
    expect((await client.run(secureApi, list)).note).toBe('signedInAgain');
  });

  it.each([
    exceptionAnswer('odoo.exceptions.ValidationError', 'The name is missing.'),
    exceptionAnswer('werkzeug.exceptions.NotFound', '404 Not Found: no record 9'),
    jsonAnswer({ error: 'No such partner' }, 404),
    jsonAnswer({ error: 'Forbidden' }, 403),
  ])('keeps its session through a refusal of the call: %j', async (answer) => {
    const odoo = new WebOdoo(() => answer);
    const { client, transport } = clientOn(odoo.script);
    await client.signIn(secureApi);
    await failure(client.run(secureApi, create));
    expect(asked(transport.requests)).toEqual(['authenticate', 'rest']);
  });

  it('is told when the person signs out', async () => {
    const { client, transport } = clientOn(new WebOdoo(() => resultAnswer([])).script);
    await client.run(secureApi, list);
    await client.signOut(secureApi);
    expect(transport.requests.at(-1)?.url).toBe('https://erp.example.com/web/session/destroy');
  });
});

import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooClient, type ClientOptions } from '../../../src/odoo/client';
import { OdooError } from '../../../src/odoo/error';
import {
  exceptionAnswer,
  faultAnswer,
  htmlAnswer,
  jsonAnswer,
  resultAnswer,
  ScriptedTransport,
  xmlAnswer,
  type Script,
} from '../../support/scriptedTransport';

const connection: Connection = {
  id: 'one',
  name: 'Staging',
  url: 'https://erp.example.com',
  database: 'acme',
  login: 'admin',
  auth: 'password',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};
const read: RequestSpec = { operation: 'count', model: 'res.partner' };
const write: RequestSpec = { operation: 'update', model: 'res.partner', ids: [1], values: { name: 'x' } };
const hiddenReason = htmlAnswer(500, '500 Internal Server Error', 'Internal Server Error');

interface Sent {
  service: string;
  method: string;
  args: unknown[];
}

/** What a JSON-RPC request asks for. */
function sent(body: string | undefined): Sent {
  return (JSON.parse(body ?? '{}') as { params: Sent }).params;
}

function clientOn(script: Script, options: Partial<ClientOptions> = {}) {
  const transport = new ScriptedTransport(script);
  let clock = 0;
  const client = new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve('secret-1') },
    guard: { confirm: () => Promise.resolve(true) },
    now: () => (clock += 1234),
    limits: () => ({ timeoutMs: 1000, maxBytes: 1000 }),
    ...options,
  });
  return { client, transport };
}

/** Answers sign-ins with user 7 and hands calls to the test. */
function withCalls(answer: (method: string, attempt: number) => ReturnType<Script>): Script {
  let attempt = 0;
  return (request) => {
    const { service, args } = sent(request.body);
    return service === 'common' ? resultAnswer(7) : answer(String(args[4]), ++attempt);
  };
}

async function failure(promise: Promise<unknown>): Promise<OdooError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OdooError)) throw new Error('This was expected to fail with an OdooError.');
  return error;
}

describe('OdooClient', () => {
  it('signs in once and remembers the user for further calls', async () => {
    const { client, transport } = clientOn(withCalls(() => resultAnswer(42)));
    expect((await client.run(connection, read)).value).toBe(42);
    await client.run(connection, read);
    expect(transport.requests.map((request) => sent(request.body).method)).toEqual([
      'authenticate',
      'execute_kw',
      'execute_kw',
    ]);
    expect(sent(transport.requests[1]?.body).args).toEqual([
      'acme',
      7,
      'secret-1',
      'res.partner',
      'search_count',
      [[]],
      {},
    ]);
  });

  it('signs in anew for another user, database, address or way, and after forget()', async () => {
    const { client, transport } = clientOn(withCalls(() => resultAnswer(0)));
    const signIns = (): number =>
      transport.requests.filter((request) => sent(request.body).service === 'common').length;
    await client.run(connection, read);
    await client.run({ ...connection, login: 'demo' }, read);
    await client.run({ ...connection, database: 'test' }, read);
    await client.run({ ...connection, url: 'https://other.example.com' }, read);
    await client.run(connection, read, { signIn: { auth: 'apiKey', protocol: 'jsonRpc' } });
    expect(signIns()).toBe(5);
    await client.run(connection, read);
    expect(signIns()).toBe(5);
    client.forget(connection.id);
    await client.run(connection, read);
    expect(signIns()).toBe(6);
  });

  it('reports how long a call took and how large its answer was', async () => {
    const { client } = clientOn(withCalls(() => resultAnswer([])));
    const outcome = await client.run(connection, { operation: 'searchRead', model: 'res.partner' });
    expect(outcome).toMatchObject({ value: [], method: 'search_read', protocol: 'jsonRpc', ms: 1234 });
    expect(outcome.bytes).toBe(JSON.stringify({ jsonrpc: '2.0', id: 1, result: [] }).length);
  });

  it('sends nothing for a write on a read-only connection, not even the sign-in', async () => {
    const { client, transport } = clientOn(() => resultAnswer(true));
    for (const spec of [
      write,
      { operation: 'create', model: 'res.partner', values: {} },
      { operation: 'delete', model: 'res.partner', ids: [1] },
      { operation: 'call', model: 'res.partner', method: 'message_post' },
    ] as RequestSpec[]) {
      const error = await failure(client.run({ ...connection, readOnly: true }, spec));
      expect(error).toMatchObject({ code: 'connection.readOnly', facts: { connection: 'Staging' } });
    }
    expect(transport.requests).toHaveLength(0);
  });

  it('asks before a write on a production connection, and not before a read', async () => {
    const asked: string[] = [];
    const { client, transport } = clientOn(
      withCalls(() => resultAnswer(true)),
      {
        guard: {
          confirm: (_connection, spec) => {
            asked.push(spec.operation);
            return Promise.resolve(asked.length > 1);
          },
        },
      },
    );
    const production = { ...connection, production: true };
    expect((await failure(client.run(production, write))).code).toBe('call.declined');
    expect(transport.requests).toHaveLength(0);
    await client.run(production, read);
    expect((await client.run(production, write)).value).toBe(true);
    expect(asked).toEqual(['update', 'update']);
  });

  it('signs in again once when the remembered user is refused', async () => {
    const refused = exceptionAnswer('odoo.exceptions.AccessDenied', 'Access Denied');
    const { client, transport } = clientOn(
      withCalls((_method, attempt) => (attempt === 2 ? refused : resultAnswer(1))),
    );
    await client.run(connection, read);
    expect((await client.run(connection, read)).value).toBe(1);
    expect(transport.requests.map((request) => sent(request.body).service)).toEqual([
      'common',
      'object',
      'object',
      'common',
      'object',
    ]);
  });

  it('gives up when the user is refused after a fresh sign-in', async () => {
    const refused = exceptionAnswer('odoo.exceptions.AccessDenied', 'Access Denied');
    const { client, transport } = clientOn(withCalls(() => refused));
    expect((await failure(client.run(connection, read))).code).toBe('server.accessDenied');
    expect(transport.requests).toHaveLength(2);
    expect((await failure(client.run(connection, write))).code).toBe('server.accessDenied');
    expect(transport.requests.length).toBeLessThanOrEqual(5);
  });

  it('asks XML-RPC for the reason that JSON-RPC hides, for a read', async () => {
    const { client, transport } = clientOn((request) =>
      request.url.endsWith('/xmlrpc/2/object')
        ? faultAnswer(4, "You are not allowed to access 'Users' (res.users) records.")
        : sent(request.body).service === 'common'
          ? resultAnswer(7)
          : hiddenReason,
    );
    expect((await failure(client.run(connection, read))).code).toBe('server.accessRights');
    expect(transport.requests).toHaveLength(3);
  });

  it('never repeats a write whose reason is hidden', async () => {
    const { client, transport } = clientOn(withCalls(() => hiddenReason));
    expect((await failure(client.run(connection, write))).code).toBe('server.hiddenReason');
    expect(transport.requests).toHaveLength(2);
  });

  it('knows why a private method is refused even where the reason is hidden', async () => {
    const { client } = clientOn(withCalls(() => hiddenReason));
    const error = await failure(
      client.run(connection, { operation: 'call', model: 'res.partner', method: '_write' }),
    );
    expect(error).toMatchObject({ code: 'server.privateMethod', facts: { method: '_write' } });
  });

  it('asks XML-RPC why a sign-in failed where JSON-RPC hides it', async () => {
    const { client } = clientOn((request) =>
      request.url.endsWith('/xmlrpc/2/common')
        ? faultAnswer(
            1,
            'Traceback (most recent call last):\npsycopg2.OperationalError: FATAL:  database "acme" does not exist\n',
          )
        : hiddenReason,
    );
    expect(await failure(client.signIn(connection))).toMatchObject({
      code: 'database.notFound',
      facts: { database: 'acme' },
    });
  });

  it('says of a method without a value over XML-RPC that it was carried out', async () => {
    const { client } = clientOn((request) =>
      request.url.endsWith('/common')
        ? xmlAnswer('<int>7</int>')
        : faultAnswer(1, 'Traceback:\nTypeError: cannot marshal None unless allow_none is enabled\n'),
    );
    const outcome = await client.run({ ...connection, protocol: 'xmlRpc' }, write);
    expect(outcome).toMatchObject({ value: null, note: 'noneOverXmlRpc', protocol: 'xmlRpc' });
  });

  it.each([
    [read, false],
    [write, true],
  ])('says when a call was cancelled, and whether it may have an effect: %j', async (spec, expected) => {
    const { client } = clientOn(
      withCalls(() => {
        throw new OdooError('call.cancelled');
      }),
    );
    expect(await failure(client.run(connection, spec))).toMatchObject({
      code: 'call.cancelled',
      facts: { seconds: 1.2, write: expected },
    });
  });

  it('sends nothing when the call was cancelled before it began', async () => {
    const { client, transport } = clientOn(() => resultAnswer(1));
    const error = await failure(client.run(connection, read, { signal: AbortSignal.abort() }));
    expect(error.code).toBe('call.cancelled');
    expect(transport.requests).toHaveLength(0);
  });

  it('sends nothing when there is no secret, or one for another address', async () => {
    for (const code of ['signIn.noSecret', 'signIn.addressChanged'] as const) {
      const { client, transport } = clientOn(() => resultAnswer(1), {
        secrets: { read: () => Promise.reject(new OdooError(code)) },
      });
      expect((await failure(client.run(connection, read))).code).toBe(code);
      expect(transport.requests).toHaveLength(0);
    }
  });

  it('refuses a domain that cannot be read before it asks for the secret', async () => {
    const { client, transport } = clientOn(() => resultAnswer(1), {
      secrets: { read: () => Promise.reject(new Error('was asked')) },
    });
    const error = await failure(client.run(connection, { ...read, domain: '[(' }));
    expect(error.code).toBe('request.domain');
    expect(transport.requests).toHaveLength(0);
  });

  it('names the field that Odoo 19 answers with a bare KeyError when a write misspells it', async () => {
    const { client } = clientOn(withCalls(() => exceptionAnswer('builtins.KeyError', "'nmae'")));
    const misspelt: RequestSpec = { ...write, values: { nmae: 'x' } };
    expect(await failure(client.run(connection, misspelt))).toMatchObject({
      code: 'server.unknownField',
      facts: { field: 'nmae', model: 'res.partner' },
    });
    expect((await failure(client.run(connection, write))).code).toBe('server.exception');
  });
});

describe('OdooClient over JSON-2', () => {
  const json2: Connection = { ...connection, auth: 'apiKey', protocol: 'json2' };
  const key = '0123456789abcdef0123456789abcdef01234567';
  const secrets = { read: () => Promise.resolve(key) };

  it('sends the key as bearer, the database in a header and every argument by name, without signing in', async () => {
    const { client, transport } = clientOn(() => jsonAnswer(true), { secrets });
    await client.run(json2, write);
    expect(transport.requests).toEqual([
      {
        method: 'POST',
        url: 'https://erp.example.com/json/2/res.partner/write',
        headers: {
          'content-type': 'application/json',
          authorization: `bearer ${key}`,
          'x-odoo-database': 'acme',
        },
        body: JSON.stringify({ ids: [1], vals: { name: 'x' } }),
      },
    ]);
  });

  it('gives one id for one created record, as the other protocols do', async () => {
    const { client } = clientOn(() => jsonAnswer([57]), { secrets });
    const values = { name: 'x' };
    expect((await client.run(json2, { operation: 'create', model: 'res.partner', values })).value).toBe(57);
    expect(
      (await client.run(json2, { operation: 'create', model: 'res.partner', values: [values] })).value,
    ).toEqual([57]);
  });

  it('refuses arguments whose names cannot be known, before anything is sent', async () => {
    const { client, transport } = clientOn(() => jsonAnswer(null), { secrets });
    const spec: RequestSpec = { operation: 'call', model: 'res.partner', method: 'do_it', args: [[1], 'x'] };
    expect(await failure(client.run(json2, spec))).toMatchObject({
      code: 'request.incomplete',
      facts: { reason: 'named', method: 'do_it' },
    });
    expect(transport.requests).toHaveLength(0);
  });

  it.each([
    [401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey', 'signIn.keyRejected'],
    [
      401,
      'werkzeug.exceptions.Unauthorized',
      'User not authenticated, use an API Key with a Bearer',
      'signIn.keyNotReceived',
    ],
    [
      403,
      'odoo.exceptions.AccessError',
      "You are not allowed to access 'Users' (res.users) records.",
      'server.accessRights',
    ],
    [404, 'werkzeug.exceptions.NotFound', "the model 'x' does not exist", 'server.unknownModel'],
    [422, 'odoo.exceptions.UserError', 'No.', 'server.refused'],
    [500, 'builtins.ValueError', 'Bad.', 'server.exception'],
  ])('reads HTTP %i %s as what it is', async (status, name, message, code) => {
    const { client } = clientOn(
      () => jsonAnswer({ name, message, arguments: [], context: {}, debug: '' }, status),
      {
        secrets,
      },
    );
    expect((await failure(client.run(json2, read))).code).toBe(code);
  });

  it.each([
    [
      htmlAnswer(404, '404 Not Found', 'No database is selected and the requested URL was not found'),
      'database.notSelected',
    ],
    [htmlAnswer(404, '404 Not Found', 'The requested URL was not found'), 'protocol.json2NotSupported'],
    [{ status: 303, headers: { location: '/web/login?redirect=x' } }, 'protocol.json2NotSupported'],
    [{ status: 301, headers: { location: 'https://other.example.com/json/2' } }, 'http.redirected'],
    [htmlAnswer(502, '502 Bad Gateway'), 'http.gateway'],
    [htmlAnswer(200, 'Welcome'), 'http.notOdoo'],
  ])('reads an answer that is not JSON-2’s as what it is: %j', async (answer, code) => {
    const { client } = clientOn(() => answer, { secrets });
    expect((await failure(client.run(json2, read))).code).toBe(code);
  });

  it.each([
    [`${key}\n`, 'signIn.keyRejected'],
    [` ${key}`, 'signIn.keyRejected'],
    ['pässwörd', 'signIn.passwordAsKey'],
    ['two words', 'signIn.passwordAsKey'],
  ])('never sends a secret that no header can carry: %j', async (secret, code) => {
    const { client, transport } = clientOn(() => jsonAnswer(1), {
      secrets: { read: () => Promise.resolve(secret) },
    });
    expect((await failure(client.run(json2, read))).code).toBe(code);
    expect(transport.requests).toHaveLength(0);
  });
});

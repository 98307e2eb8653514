import { describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooError } from '../../../src/odoo/error';
import {
  exceptionAnswer,
  faultAnswer,
  htmlAnswer,
  resultAnswer,
  xmlAnswer,
  type Script,
} from '../../support/scriptedTransport';
import { clientOn, connection, failure, read, write } from './clientBench';

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

/** Answers sign-ins with user 7 and hands calls to the test. */
function withCalls(answer: (method: string, attempt: number) => ReturnType<Script>): Script {
  let attempt = 0;
  return (request) => {
    const { service, args } = sent(request.body);
    return service === 'common' ? resultAnswer(7) : answer(String(args[4]), ++attempt);
  };
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
          webSignIn: () => Promise.resolve(true),
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

import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { HttpAnswer } from '../../../src/odoo/transport';
import { jsonAnswer, resultAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, failure, read } from './clientBench';
import { asked, WebOdoo, webConnection } from './webBench';

const key: Connection = {
  ...connection,
  auth: 'header',
  protocol: 'rest',
  header: { name: 'X-API-Key', prefix: '' },
  rest: { dialect: 'plain', basePath: '/api' },
};

describe('what signing in leaves behind', () => {
  it('is kept apart by connection, user, database and way to sign in', async () => {
    const odoo = new WebOdoo();
    const { client } = clientOn(odoo.script);
    await client.run(webConnection, read);
    for (const other of [
      { ...webConnection, id: 'two' },
      { ...webConnection, login: 'demo' },
      { ...webConnection, database: 'test' },
    ]) {
      const before = odoo.signIns;
      await client.run(other, read);
      expect(odoo.signIns).toBe(before + 1);
    }
    const http = { operation: 'http', httpMethod: 'GET', path: '/x' } as const;
    const before = odoo.signIns;
    await client.run(webConnection, http, { signIn: { auth: 'webSession', protocol: 'rest' } });
    expect(odoo.signIns).toBe(before + 1);
  });

  it('is never one server’s cookie at another', async () => {
    const { client, transport } = clientOn(new WebOdoo().script);
    await client.run(webConnection, read);
    await client.run({ ...webConnection, url: 'https://other.example.com' }, read);
    const other = transport.requests.filter(({ url }) => url.startsWith('https://other.example.com'));
    expect(asked(other)).toEqual(['authenticate', 'search_count']);
    expect(other[0]?.headers).not.toHaveProperty('cookie');
    expect(other[1]?.headers?.['cookie']).toBe('session_id=s2');
  });

  it('is forgotten for one connection and kept for the others', async () => {
    const odoo = new WebOdoo();
    const { client, transport } = clientOn((request, options) =>
      request.url.endsWith('/jsonrpc') ? resultAnswer(7) : odoo.script(request, options),
    );
    const other = { ...connection, id: 'two' };
    await client.run(webConnection, read);
    await client.run(other, read);
    client.forget(webConnection.id);
    transport.requests.length = 0;
    await client.run(other, read);
    await client.run(webConnection, read);
    expect(asked(transport.requests)).toEqual(['jsonrpc', 'authenticate', 'search_count']);
  });

  it('does not mix up connections whose ids begin alike', async () => {
    const odoo = new WebOdoo();
    const { client } = clientOn(odoo.script);
    await client.run({ ...webConnection, id: 'one-more' }, read);
    client.forget('one');
    await client.run({ ...webConnection, id: 'one-more' }, read);
    expect(odoo.signIns).toBe(1);
  });

  it('is as good as before where signing in afresh did not work', async () => {
    let refuse = false;
    const odoo = new WebOdoo();
    const { client } = clientOn((request, options) =>
      refuse && request.url.endsWith('/authenticate') ? jsonAnswer({}, 503) : odoo.script(request, options),
    );
    await client.run(webConnection, read);
    refuse = true;
    await failure(client.signIn(webConnection));
    expect((await client.run(webConnection, read)).value).toBe(42);
  });
});

describe('what a call tells about itself', () => {
  it('is of the exchange that gave the answer, not of the sign-in before it', async () => {
    const timings = { dns: 1, connect: 2, tls: 3, firstByte: 4, transfer: 5 };
    const odoo = new WebOdoo();
    const { client } = clientOn(async (request, options): Promise<Partial<HttpAnswer>> => {
      const answer = await odoo.script(request, options);
      const signIn = request.url.endsWith('/authenticate');
      return { ...answer, timings: signIn ? { firstByte: 99, transfer: 99 } : timings };
    });
    const outcome = await client.run(webConnection, read);
    expect(outcome.timings).toEqual(timings);
    expect(outcome.bytes).toBe(Buffer.byteLength(JSON.stringify({ jsonrpc: '2.0', id: 1, result: 42 })));
    expect(outcome).not.toHaveProperty('status');
    expect(outcome).not.toHaveProperty('note');
  });

  it('leaves out what a transport does not measure', async () => {
    const { client } = clientOn(() => jsonAnswer([]));
    expect(await client.run(key, { operation: 'restList', route: 'partner' })).not.toHaveProperty('timings');
  });

  it.each([
    [{ operation: 'restList', route: 'p' }, 'GET'],
    [{ operation: 'restRead', route: 'p', ids: [1] }, 'GET'],
    [{ operation: 'restCreate', route: 'p', values: {} }, 'POST'],
    [{ operation: 'restUpdate', route: 'p', ids: [1], values: {} }, 'PATCH'],
    [{ operation: 'restDelete', route: 'p', ids: [1] }, 'DELETE'],
    [{ operation: 'restCall', route: 'p' }, 'POST'],
    [{ operation: 'restCall', route: 'p', httpMethod: 'GET' as const }, 'GET'],
    [{ operation: 'http', httpMethod: 'PUT' as const, path: '/p' }, 'PUT'],
  ] satisfies [Parameters<ReturnType<typeof clientOn>['client']['run']>[1], string][])(
    'names the HTTP method that was sent for %j',
    async (spec, method) => {
      const { client, transport } = clientOn(() => jsonAnswer([]));
      expect((await client.run(key, spec)).method).toBe(method);
      expect(transport.requests[0]?.method).toBe(method);
    },
  );
});

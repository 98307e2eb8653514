import { afterAll, afterEach, expect, it } from 'vitest';
import type { Connection } from '../../src/model/connection';
import type { RequestSpec } from '../../src/model/requestSpec';
import { encodeJsonRpc } from '../../src/odoo/protocol/jsonRpc';
import type { HttpRequest } from '../../src/odoo/transport';
import { RecordingTransport } from '../support/scriptedTransport';
import {
  clientWith,
  codeOf,
  connection,
  describeInLab,
  lab,
  limits,
  major,
  problemOf,
  signInWell,
  target,
  transport,
} from './target';

afterAll(() => transport.close());
afterEach(signInWell);

const count: RequestSpec = { operation: 'count', model: 'res.country' };

/** A client of its own, its connection, and what it sent. */
function fresh(id: string, secret?: string, changes: Partial<Connection> = {}) {
  const recording = new RecordingTransport(transport);
  const client = clientWith(secret, { transport: recording });
  const self = connection({ auth: 'webSession', protocol: 'web', id, ...changes });
  const sent = (): string[] => recording.requests.map(({ url }) => new URL(url).pathname);
  return { client, self, requests: recording.requests, sent };
}

function cookieOf(requests: readonly HttpRequest[]): string {
  const cookie = requests.at(-1)?.headers?.['cookie'];
  if (!cookie) throw new Error('No cookie was sent.');
  return cookie;
}

/** What another browser window with the same cookie does when the person signs out there. */
async function endElsewhere(cookie: string): Promise<void> {
  const request = encodeJsonRpc(`${target.url}/web/session/destroy`, {});
  await transport.send({ ...request, headers: { ...request.headers, cookie } }, limits);
}

describeInLab('a web session', () => {
  const call = '/web/dataset/call_kw/res.country/search_count';
  const signIn = '/web/session/authenticate';

  it('is opened once and serves the calls that follow', async () => {
    const { client, self, sent } = fresh('open');
    const uid = await client.signIn(self);
    expect(uid).toBe(await clientWith().signIn(connection()));
    expect((await client.run(self, count)).value).toBeGreaterThan(200);
    await client.run(self, count);
    expect(sent()).toEqual([signIn, call, call]);
  });

  it('that was ended elsewhere is replaced without a word lost', async () => {
    const { client, self, requests, sent } = fresh('expiry');
    const expected = (await client.run(self, count)).value;
    await endElsewhere(cookieOf(requests));
    requests.length = 0;
    expect(await client.run(self, count)).toMatchObject({ value: expected, note: 'signedInAgain' });
    expect(sent()).toEqual([call, signIn, call]);
    expect((await client.run(self, count)).note).toBeUndefined();
  });

  it('that was ended elsewhere costs one sign-in for many calls at once, and a write happens once', async () => {
    const { client, self, requests, sent } = fresh('together');
    await client.run(self, count);
    await endElsewhere(cookieOf(requests));
    requests.length = 0;
    const name = `explorer-test-web-${process.pid}-${Date.now()}`;
    const create: RequestSpec = { operation: 'create', model: 'res.partner', values: { name } };
    const outcomes = await Promise.all([
      client.run(self, create),
      client.run(self, count),
      client.run(self, count),
      client.run(self, count),
    ]);
    const ids = [Number(outcomes[0].value)];
    try {
      const domain = [['name', '=', name]];
      expect((await client.run(self, { operation: 'count', model: 'res.partner', domain })).value).toBe(1);
      expect(sent().filter((path) => path === signIn)).toHaveLength(1);
      expect(new Set(outcomes.slice(1).map(({ value }) => value)).size).toBe(1);
    } finally {
      await client.run(self, { operation: 'delete', model: 'res.partner', ids });
    }
  });

  it('is over on the server once the person signs out', async () => {
    const { client, self, requests, sent } = fresh('out');
    await client.run(self, count);
    const cookie = cookieOf(requests);
    await client.signOut(self);
    expect(sent().at(-1)).toBe('/web/session/destroy');
    const request = encodeJsonRpc(target.url + call, {
      model: 'res.country',
      method: 'search_count',
      args: [[]],
      kwargs: {},
    });
    const answer = await transport.send({ ...request, headers: { ...request.headers, cookie } }, limits);
    expect(answer.status === 404 || answer.body.includes('SessionExpiredException')).toBe(true);
    await client.run(self, count);
    expect(sent().filter((path) => path === signIn)).toHaveLength(2);
  });

  it('is not opened for an account with two-factor sign-in, whose password was right', async () => {
    const { login, password } = lab().twoFactor;
    const { client, self, sent } = fresh('totp', password, { login });
    expect(await problemOf(client.run(self, count))).toMatchObject({
      code: 'signIn.twoFactor',
      facts: { proven: true, login },
    });
    expect(sent()).toEqual([signIn]);
  });

  it('is not opened for a wrong password, an archived user or an API key', async () => {
    const wrong = fresh('wrong', 'surely-not-it');
    expect(await codeOf(wrong.client.signIn(wrong.self))).toBe('signIn.rejected');
    const { login, password } = lab().archived;
    const archived = fresh('archived', password, { login });
    expect(await codeOf(archived.client.signIn(archived.self))).toBe('signIn.rejected');
    const key = fresh('key', lab().admin.apiKey);
    expect(await codeOf(key.client.signIn(key.self))).toBe('signIn.keyForWebSession');
  });

  it('is not opened on a database that does not exist, and says so where Odoo tells', async () => {
    const { client, self } = fresh('database', undefined, { database: 'no_such_database' });
    expect(['database.notFound', 'database.hidden']).toContain(await codeOf(client.signIn(self)));
  });

  it('serves a portal user', async () => {
    const { login, password } = lab().portal;
    const { client, self } = fresh('portal', password, { login });
    expect(await client.signIn(self)).toBeGreaterThan(0);
  });
});

describeInLab('any path in a web session', () => {
  const columns = [
    { name: 'code', label: 'Code', type: 'char' },
    { name: 'name', label: 'Name', type: 'char' },
  ];
  const csv: RequestSpec = {
    operation: 'http',
    httpMethod: 'POST',
    path: '/web/export/csv',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: {
      data: JSON.stringify({
        model: 'res.country',
        fields: columns,
        ids: false,
        domain: [['code', 'in', ['BE', 'FR']]],
        groupby: [],
        import_compat: false,
        context: {},
      }),
      token: 'x',
    },
  };

  it('exports records as CSV, with the token that Odoo wants with a form', async () => {
    const { client, self } = fresh('csv');
    const outcome = await client.run(self, csv);
    expect(outcome).toMatchObject({ status: 200, method: 'POST', protocol: 'web' });
    const lines = (outcome.value as string).replace('\uFEFF', '').trim().split(/\r?\n/);
    expect(lines[0]).toBe('"Code","Name"');
    expect(lines.slice(1).sort()).toEqual(['"BE","Belgium"', '"FR","France"']);
  });

  it('exports after the session was ended elsewhere, with the new session’s token', async () => {
    const { client, self, requests } = fresh('csv-expiry');
    await client.run(self, count);
    await endElsewhere(cookieOf(requests));
    const outcome = await client.run(self, csv);
    expect(outcome.note).toBe('signedInAgain');
    expect(outcome.value).toContain('Belgium');
  });

  it('reads a page that only who is signed in may see, and says that one is not there', async () => {
    const { client, self } = fresh('page');
    const path = major >= 18 ? '/odoo' : '/web';
    const page = await client.run(self, { operation: 'http', httpMethod: 'GET', path });
    expect(page.value).toContain('csrf_token');
    const missing: RequestSpec = { operation: 'http', httpMethod: 'GET', path: '/no/such/path' };
    expect(await codeOf(client.run(self, missing))).toBe('rest.notFound');
  });

  it('calls a JSON route', async () => {
    const { client, self } = fresh('json');
    const body = { jsonrpc: '2.0', method: 'call', params: {}, id: 1 };
    const spec: RequestSpec = {
      operation: 'http',
      httpMethod: 'POST',
      path: '/web/session/get_session_info',
      body,
    };
    const { value } = await client.run(self, spec);
    expect(value).toMatchObject({ result: { username: target.login } });
  });
});

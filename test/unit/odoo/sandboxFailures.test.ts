import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { ProblemCode, ProblemFacts } from '../../../src/model/problem';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooClient } from '../../../src/odoo/client';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import type { FaultId } from '../../../src/sandbox/faults';
import { startSandbox } from '../../../src/sandbox/server';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server';
import { running } from '../sandbox/frontsBench';
import { failure } from './clientBench';

const transport = new UndiciTransport(() => ({ verifyCertificates: true, certificates: [] }), {});
afterAll(() => transport.close());

type Way = Pick<Connection, 'auth' | 'protocol'>;
const rpc: Way = { auth: 'password', protocol: 'jsonRpc' };
const xml: Way = { auth: 'password', protocol: 'xmlRpc' };
const json2: Way = { auth: 'apiKey', protocol: 'json2' };
const keyRpc: Way = { auth: 'apiKey', protocol: 'jsonRpc' };
const web: Way = { auth: 'webSession', protocol: 'web' };

interface Asked {
  way?: Way;
  spec?: RequestSpec;
  more?: Partial<Connection>;
  secret?: string;
}

const count: RequestSpec = { operation: 'count', model: 'res.partner' };

/** What a call of the administrator's fails with. */
function fails(server: Sandbox, { way = rpc, spec = count, more = {}, secret }: Asked = {}) {
  const connection: Connection = {
    ...{ id: 'one', name: 'Sandbox', url: server.url, database: server.database, login: server.login },
    ...{ ...way, production: false, readOnly: false },
    ...more,
  };
  const own = way.auth === 'apiKey' ? server.apiKey : server.password;
  const client = new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve(secret ?? own) },
    guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
    now: () => performance.now(),
    limits: () => ({ timeoutMs: 5000, maxBytes: 10_000_000 }),
  });
  return failure(client.run(connection, spec));
}

const large: RequestSpec = { ...count, domain: [['name', '=', 'x'.repeat(2000)]] };

describe('on a server that goes wrong, a call', () => {
  const sandbox = running();
  afterEach(() => sandbox().setFault(undefined));

  it.each<[FaultId, Asked, ProblemCode, ProblemFacts]>([
    ['cloudflare-challenge', {}, 'http.botFilter', { serverName: 'cloudflare' }],
    ['waf-403', {}, 'http.forbidden', { serverName: 'nginx' }],
    ['bad-gateway', {}, 'http.gateway', { serverName: 'nginx', status: 502 }],
    ['maintenance', {}, 'http.gateway', { retryAfter: 600 }],
    ['rate-limited', {}, 'http.tooManyRequests', { retryAfter: 30 }],
    ['body-too-large', { spec: large }, 'http.requestTooLarge', { by: 'nginx' }],
    ['odoo-body-too-large', { spec: large }, 'http.requestTooLarge', { by: 'odoo' }],
    ['calls-time-out', {}, 'http.gateway', { status: 504 }],
    ['wrong-content-type', {}, 'server.contentType', {}],
    ['wrong-content-type', { way: json2 }, 'server.contentType', { accept: 'application/json' }],
    ['postgres-down', {}, 'server.databaseDown', {}],
    ['postgres-down', { way: xml }, 'server.databaseDown', {}],
    ['pool-full', {}, 'server.overloaded', {}],
    ['too-many-clients', { way: xml }, 'server.overloaded', {}],
    ['companies-not-allowed', {}, 'server.companyNotAllowed', {}],
    ['companies-not-allowed', { way: xml }, 'server.companyNotAllowed', {}],
    ['language-missing', { way: json2 }, 'server.languageNotInstalled', { language: 'xx_XX' }],
    ['cookie-of-other', { way: json2 }, 'signIn.cookieOfOther', {}],
    ['cookie-and-database', { way: json2 }, 'signIn.cookieAndDatabase', {}],
    ['cookie-without-key', { way: json2 }, 'signIn.keyMissing', {}],
    ['strips-authorization', { way: json2 }, 'signIn.keyNotReceived', {}],
    ['keys-of-other-database', { way: json2 }, 'signIn.keyRejected', {}],
    ['keys-of-other-database', { way: keyRpc }, 'signIn.keyRejected', {}],
    ['database-restored', {}, 'signIn.staleUser', { uid: 2 }],
    ['sso-only-account', {}, 'signIn.rejected', {}],
    ['host-filtered', { way: json2 }, 'database.notSelected', {}],
    ['host-filtered', { way: web }, 'database.hidden', {}],
    ['cooldown', { way: web }, 'signIn.cooldown', {}],
    ['multi-database-bug', { way: web }, 'server.knownBug', { bug: 'multiDatabase' }],
  ])('meets %s, asked as %j', async (fault, asked, code, facts) => {
    sandbox().setFault(fault);
    expect(await fails(sandbox(), asked)).toMatchObject({ code, facts });
  });

  it.each<[string, unknown[], ProblemCode]>([
    [
      'a user’s number that is none',
      ['sandbox', null, 'admin', 'res.users', 'context_get', []],
      'signIn.noUser',
    ],
    [
      'a user’s number of another database',
      ['sandbox', 99999, 'admin', 'res.users', 'context_get', []],
      'signIn.staleUser',
    ],
    ['no database', [null, 2, 'admin', 'res.users', 'context_get', []], 'database.missing'],
  ])('with %s is told so', async (_, args, code) => {
    const params = { service: 'object', method: 'execute_kw', args };
    const spec = { operation: 'http', httpMethod: 'POST', path: '/jsonrpc', body: { params } } as RequestSpec;
    expect((await fails(sandbox(), { way: web, spec })).code).toBe(code);
  });

  it('of a service is told what is missing, hidden or gone', async () => {
    const ask = (service: string, method: string, args: unknown[]) => {
      const body = { params: { service, method, args } };
      const spec = { operation: 'http', httpMethod: 'POST', path: '/jsonrpc', body } as RequestSpec;
      return fails(sandbox(), { way: web, spec });
    };
    const three = ['sandbox', 'admin', 'admin'];
    expect((await ask('common', 'authenticate', three)).code).toBe('signIn.incomplete');
    sandbox().setFault('db-list-hidden');
    expect((await ask('db', 'list', [])).code).toBe('database.notListed');
    sandbox().setFault('no-db-service');
    expect((await ask('db', 'list', [])).code).toBe('database.noService');
  });

  it('of a plain user is told what they may not list or read', async () => {
    const { login, password, apiKey } = sandbox().plain;
    const more = { login };
    const models: RequestSpec = { operation: 'count', model: 'ir.model' };
    for (const way of [rpc, xml, web]) {
      expect((await fails(sandbox(), { way, spec: models, more, secret: password })).code).toBe(
        'rights.modelsHidden',
      );
    }
    const docs: RequestSpec = { operation: 'http', httpMethod: 'GET', path: '/doc-bearer/index.json' };
    expect((await fails(sandbox(), { way: json2, spec: docs, more, secret: apiKey })).code).toBe(
      'rights.docHidden',
    );
  });

  it('with a domain that is none is told the condition', async () => {
    const spec: RequestSpec = { ...count, domain: [['name', 'resembles', 'x']] };
    for (const way of [rpc, xml, json2, web]) {
      expect(await fails(sandbox(), { way, spec })).toMatchObject({
        code: 'server.domain',
        facts: { field: 'name', operator: 'resembles' },
      });
    }
  });

  it('that leaves a required field out is told which', async () => {
    const spec: RequestSpec = { operation: 'create', model: 'res.country', values: {} };
    for (const way of [rpc, xml, json2]) {
      expect(await fails(sandbox(), { way, spec })).toMatchObject({
        code: 'server.refused',
        facts: { field: 'name', model: 'res.country' },
      });
    }
  });
});

describe('on another version, a call', () => {
  async function on(options: SandboxOptions, asked: Asked) {
    const server = await startSandbox({ singleDatabase: true, ...options });
    try {
      return await fails(server, asked);
    } finally {
      await server.close();
    }
  }

  it('of a removed method is told what took its place', async () => {
    const of = (method: string): RequestSpec => ({
      ...{ operation: 'call', model: 'res.partner', method },
      kwargs: { domain: [], fields: [], groupby: [] },
    });
    const serverVersion = '20.0';
    expect(await on({ version: '20' }, { spec: of('read_group'), more: { serverVersion } })).toMatchObject({
      code: 'server.methodRemoved',
      facts: { method: 'read_group', successor: 'formatted_read_group', version: '19.1' },
    });
    expect(await on({ version: '20' }, { spec: of('read_group') })).toMatchObject({
      code: 'server.unknownMethod',
      facts: { successor: 'formatted_read_group' },
    });
  });

  it.each<[SandboxOptions, Asked, ProblemCode]>([
    [
      { version: '17', fault: 'td-id-cookie' },
      { way: keyRpc, more: { login: 'twofactor' } },
      'server.knownBug',
    ],
    [{ version: '14', fault: 'singleton-bug' }, { secret: 'wrong' }, 'server.knownBug'],
    [{ version: '14', fault: 'singleton-bug' }, { way: xml, secret: 'wrong' }, 'server.knownBug'],
    [{ version: '14' }, { more: { database: '' } }, 'database.missing'],
    [{ version: '19' }, { more: { database: '' } }, 'database.missing'],
    [{ version: '16', fault: 'wrong-content-type' }, {}, 'server.contentType'],
    [{ version: '16', fault: 'cooldown' }, { way: web }, 'signIn.cooldown'],
    [{ version: '14', fault: 'cooldown' }, { way: web }, 'signIn.cooldown'],
  ])('on %j, asked as %j, is %s', async (options, asked, code) => {
    const server = await startSandbox({ singleDatabase: true, ...options });
    const secret = asked.more?.login === 'twofactor' ? server.twoFactor.apiKey : asked.secret;
    const error = await fails(server, { ...asked, ...(secret === undefined ? {} : { secret }) });
    await server.close();
    expect(error.code).toBe(code);
  });
});

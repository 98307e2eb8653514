import { beforeEach, describe, expect, it } from 'vitest';
import { faults, isFaultId } from '../../../src/sandbox/faults';
import type { FaultId } from '../../../src/sandbox/faults';
import { startSandbox } from '../../../src/sandbox/server';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server';
import {
  ask,
  cookieOf,
  errorOf,
  postJson,
  resultOf,
  rpc,
  running,
  service,
  signIn,
  xmlRpc,
} from './frontsBench';
import type { Answer } from './frontsBench';
import { raw } from './rawHttp';
import type { RawAnswer, RawRequest } from './rawHttp';

const call = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  params: { service: 'common', method: 'version', args: [] },
});
const asJson = { 'content-type': 'application/json' };

function versionCall(url: string, options: RawRequest = {}): Promise<RawAnswer> {
  return raw(`${url}/jsonrpc`, { method: 'POST', body: call, headers: asJson, ...options });
}

function contextGet(sandbox: Sandbox, headers: Record<string, string> = {}): Promise<Answer> {
  return postJson(
    sandbox,
    '/json/2/res.users/context_get',
    {},
    {
      authorization: `bearer ${sandbox.apiKey}`,
      'x-odoo-database': 'sandbox',
      ...headers,
    },
  );
}

function authenticate(sandbox: Sandbox, secret = 'admin', login = 'admin'): Promise<Answer> {
  return service(sandbox, 'common', 'authenticate', 'sandbox', login, secret, {});
}

function execute(sandbox: Sandbox, secret = 'admin', uid = 2): Promise<Answer> {
  const args = ['sandbox', uid, secret, 'res.users', 'context_get', []];
  return service(sandbox, 'object', 'execute_kw', ...args);
}

describe('the table of faults', () => {
  it('names each once, with a title and a sentence', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
    for (const { id, title, summary } of faults) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect([title.length > 3, summary.endsWith('.')], id).toEqual([true, true]);
      expect(isFaultId(id)).toBe(true);
    }
    expect(isFaultId('toString')).toBe(false);
  });
});

describe('something in front of Odoo', () => {
  const sandbox = running({ faultDelayMs: 30 });
  beforeEach(() => sandbox().setFault(undefined));
  const broken = async (fault: FaultId, options: RawRequest = {}): Promise<RawAnswer> => {
    sandbox().setFault(fault);
    return versionCall(sandbox().url, options);
  };

  it.each([
    ['html-page', 200, /<title>Northwind Bakery/],
    ['login-portal', 200, /<title>Sign in to your company account/],
    ['waf-403', 403, /<h1>403 Forbidden<\/h1>/],
    ['cloudflare-challenge', 403, /<title>Just a moment\.\.\./],
    ['rate-limited', 429, /429 Too Many Requests/],
    ['bad-gateway', 502, /502 Bad Gateway/],
    ['unavailable', 503, /503 Service Temporarily Unavailable/],
    ['maintenance', 503, /Down for maintenance/],
    ['gateway-timeout', 504, /504 Gateway Time-out/],
  ] as const)('can answer %s with a page of status %i', async (fault, status, text) => {
    const answer = await broken(fault);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html']);
    expect(answer.text).toMatch(text);
    sandbox().setFault(undefined);
    expect((await versionCall(sandbox().url)).text).toContain('"server_version"');
  });

  it('says how long to wait, and that it is Cloudflare', async () => {
    expect((await broken('rate-limited')).headers['retry-after']).toBe('30');
    const { headers } = await broken('cloudflare-challenge');
    expect(headers).toMatchObject({
      server: 'cloudflare',
      'cf-mitigated': 'challenge',
      'cf-ray': expect.any(String) as string,
    });
  });

  it.each([301, 302, 307, 308] as const)(
    'can redirect to another origin with %i, and answers there',
    async (status) => {
      const answer = await broken(`redirect-${status}`);
      const { port } = new URL(sandbox().url);
      expect([answer.status, answer.headers.location]).toEqual([status, `http://localhost:${port}/jsonrpc`]);
      const there = await versionCall(sandbox().url, { headers: { ...asJson, host: `localhost:${port}` } });
      expect(there.status).toBe(200);
    },
  );

  it('can redirect to https, to a path, and to single sign-on', async () => {
    const { host } = new URL(sandbox().url);
    expect((await broken('redirect-https')).headers.location).toBe(`https://${host}/jsonrpc`);
    expect((await broken('redirect-path')).headers.location).toBe('/erp/jsonrpc');
    expect(
      (await raw(`${sandbox().url}/erp/jsonrpc`, { method: 'POST', body: call, headers: asJson })).text,
    ).toContain('server_serie');
    const sso = await broken('sso-redirect');
    expect([sso.status, sso.headers.location]).toEqual([302, `http://${host}/sso/login?next=%2Fjsonrpc`]);
    expect((await raw(`${sandbox().url}/sso/login`)).status).toBe(200);
  });

  it('can ask for basic auth, and lets through who has it', async () => {
    const gate = await broken('basic-auth');
    expect([gate.status, gate.headers['www-authenticate']]).toEqual([401, 'Basic realm="Staging"']);
    const headers = { ...asJson, authorization: `Basic ${btoa('gate:gate')}` };
    expect((await versionCall(sandbox().url, { headers })).status).toBe(200);
  });

  it('can block XML-RPC alone', async () => {
    sandbox().setFault('no-xmlrpc');
    const blocked = await xmlRpc(sandbox(), '/xmlrpc/2/common', 'version');
    expect([blocked.status, blocked.headers.get('server')]).toEqual([404, 'nginx/1.26.3']);
    expect((await versionCall(sandbox().url)).status).toBe(200);
  });

  it('can refuse large requests', async () => {
    expect((await broken('body-too-large')).status).toBe(200);
    expect((await versionCall(sandbox().url, { body: call.padEnd(2000) })).status).toBe(413);
  });

  it('can take its time, or never answer, and then does nothing either', async () => {
    const answer = await broken('slow');
    expect(answer.status).toBe(200);
    sandbox().setFault('silent');
    const write = {
      service: 'object',
      method: 'execute_kw',
      args: ['sandbox', 2, 'admin', 'res.partner', 'create', [{ name: 'Nobody waits' }]],
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, params: write });
    await expect(versionCall(sandbox().url, { body, giveUpAfterMs: 100 })).rejects.toThrow('gave up');
    sandbox().setFault(undefined);
    const count = ['sandbox', 2, 'admin', 'res.partner', 'search_count', [[['name', '=', 'Nobody waits']]]];
    expect(resultOf(await service(sandbox(), 'object', 'execute_kw', ...count))).toBe(0);
  });

  it('can lose the connection before, within and after the headers', async () => {
    await expect(broken('dies-at-once')).rejects.toThrow('socket hang up');
    await expect(broken('dies-mid-headers')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const half = await broken('dies-mid-body');
    expect(half).toMatchObject({ status: 200, complete: false });
    expect(half.body.length).toBe(Number(half.headers['content-length']) - 1000);
  });

  it('can send half of the answer as if it were whole', async () => {
    const half = await broken('truncated-answer');
    expect(half.complete).toBe(true);
    expect(() => JSON.parse(half.text) as unknown).toThrow(SyntaxError);
    const xml = await xmlRpc(sandbox(), '/xmlrpc/2/common', 'version');
    expect(xml.text).not.toContain('</methodResponse>');
  });

  it('can send an answer without end', async () => {
    const endless = await broken('endless-answer', { atMost: 1_000_000 });
    expect(endless.complete).toBe(false);
    expect(endless.body.length).toBeGreaterThanOrEqual(1_000_000);
    expect(endless.headers['content-length']).toBeUndefined();
  });

  it('can say gzip where there is none', async () => {
    const answer = await broken('wrong-gzip');
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.text).toContain('server_version');
  });

  it('can be something else than HTTP', async () => {
    await expect(broken('not-http')).rejects.toMatchObject({
      code: expect.stringMatching(/^HPE_/) as string,
    });
  });

  it('can drop headers and change the content type', async () => {
    expect((await contextGet(sandbox())).status).toBe(200);
    sandbox().setFault('strips-authorization');
    expect(await contextGet(sandbox())).toMatchObject({
      status: 401,
      json: { message: 'User not authenticated, use an API Key with a Bearer Authorization header.' },
    });
    sandbox().setFault('strips-database-header');
    expect((await contextGet(sandbox())).text).toContain('No database is selected');
    const retyped = await broken('wrong-content-type');
    expect([retyped.status, retyped.headers['accept']]).toEqual([
      415,
      'application/json, application/json-rpc',
    ]);
  });

  it('can be there from the start', async () => {
    const other = await startSandbox({ fault: 'bad-gateway' });
    expect((await versionCall(other.url)).status).toBe(502);
    await other.close();
  });
});

describe('Odoo itself', () => {
  const sandbox = running();
  beforeEach(() => sandbox().setFault(undefined));

  it('can be without its RPC module: nothing where no database is selected', async () => {
    sandbox().setFault('no-rpc-module');
    const paths = ['/xmlrpc/2/common', '/jsonrpc', '/web/version', '/json/version'];
    for (const path of paths) expect((await ask(sandbox(), path)).status, path).toBe(404);
    const named = await ask(sandbox(), '/web/version', { headers: { 'x-odoo-database': 'sandbox' } });
    expect(named.status).toBe(200);
    expect((await rpc(sandbox(), '/web/webclient/version_info')).status).toBe(200);
  });

  it('can be without the db service', async () => {
    sandbox().setFault('no-db-service');
    expect(errorOf(await service(sandbox(), 'db', 'list'))).toBe(
      '0, builtins.ValueError: Invalid service name: db',
    );
  });

  it('can keep its databases to itself, and still say whether one exists', async () => {
    sandbox().setFault('db-list-hidden');
    const denied = '0, odoo.exceptions.AccessDenied: Access Denied';
    expect(errorOf(await service(sandbox(), 'db', 'list'))).toBe(denied);
    expect(errorOf(await rpc(sandbox(), '/web/database/list'))).toBe(denied);
    expect(resultOf(await service(sandbox(), 'db', 'db_exist', 'sandbox'))).toBe(true);
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
  });

  it('can filter its databases by host: RPC goes on, the web and JSON-2 find none', async () => {
    sandbox().setFault('database-filtered');
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
    expect(resultOf(await service(sandbox(), 'db', 'list'))).toEqual(['sandbox', 'sandbox_staging']);
    expect(resultOf(await rpc(sandbox(), '/web/database/list'))).toEqual([]);
    expect(errorOf(await signIn(sandbox()))).toBe('0, odoo.exceptions.AccessError: Database not found.');
    expect((await contextGet(sandbox())).text).toContain('No database is selected');
  });

  it('can miss its database', async () => {
    sandbox().setFault('database-missing');
    expect(errorOf(await authenticate(sandbox()))).toContain('FATAL:  database "sandbox" does not exist');
    expect(resultOf(await service(sandbox(), 'db', 'db_exist', 'sandbox'))).toBe(false);
    expect((await contextGet(sandbox())).status).toBe(404);
  });

  it('can open a database that is not Odoo’s', async () => {
    sandbox().setFault('database-not-odoo');
    expect(errorOf(await authenticate(sandbox()))).toBe('0, builtins.KeyError: res.users');
    const page = await contextGet(sandbox());
    expect([page.status, page.json]).toEqual([500, undefined]);
  });

  it('can lose PostgreSQL', async () => {
    sandbox().setFault('postgres-down');
    expect(errorOf(await authenticate(sandbox()))).toMatch(/OperationalError: .*\n\tIs the server running/);
    expect(resultOf(await rpc(sandbox(), '/web/database/list'))).toEqual([]);
    expect((await ask(sandbox(), '/web/health')).status).toBe(200);
    expect(await ask(sandbox(), '/web/health?db_server_status=1')).toMatchObject({
      status: 500,
      json: { status: 'fail', db_server_status: false },
    });
    expect((await contextGet(sandbox())).text).toContain('No database is selected');
  });

  it('can have no connection left', async () => {
    sandbox().setFault('pool-full');
    expect(errorOf(await authenticate(sandbox()))).toBe(
      '0, odoo.sql_db.PoolError: The Connection Pool Is Full',
    );
    sandbox().setFault('too-many-clients');
    expect(errorOf(await authenticate(sandbox()))).toContain('FATAL:  sorry, too many clients already');
  });

  it('can pause sign-ins', async () => {
    sandbox().setFault('cooldown');
    expect(errorOf(await signIn(sandbox()))).toContain('ValueError: invalid literal for int()');
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
    await withOld({ fault: 'cooldown' }, async (old) => {
      expect(resultOf(await authenticate(old))).toBe(false);
      expect(errorOf(await signIn(old))).toContain('Too many login failures');
    });
  });

  it('can ask everyone for a second factor', async () => {
    sandbox().setFault('mail-code-enforced');
    expect(resultOf(await authenticate(sandbox()))).toBe(false);
    expect(resultOf(await signIn(sandbox()))).toEqual({ uid: null });
    expect(resultOf(await authenticate(sandbox(), sandbox().apiKey))).toBe(2);
  });

  it.each(['keys-expired', 'keys-revoked'] as const)('can take no key: %s', async (fault) => {
    sandbox().setFault(fault);
    expect(await contextGet(sandbox())).toMatchObject({ status: 401, json: { message: 'Invalid apikey' } });
    expect(resultOf(await authenticate(sandbox(), sandbox().apiKey))).toBe(false);
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
  });

  it('can take the secret for the sign-in and not for the call', async () => {
    sandbox().setFault('secret-changed');
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
    expect(errorOf(await execute(sandbox()))).toBe('0, odoo.exceptions.AccessDenied: Access Denied');
  });

  it('can take everyone for a customer of the portal', async () => {
    sandbox().setFault('portal-user-only');
    expect(resultOf(await signIn(sandbox()))).toMatchObject({
      uid: 6,
      is_internal_user: false,
      is_system: false,
    });
    expect(resultOf(await authenticate(sandbox()))).toBe(6);
    const settings = ['sandbox', 6, 'admin', 'ir.config_parameter', 'search_read', [[]]];
    expect(errorOf(await service(sandbox(), 'object', 'execute_kw', ...settings))).toContain('AccessError');
    const users = ['sandbox', 6, 'admin', 'res.users', 'search_count', [[]]];
    expect(resultOf(await service(sandbox(), 'object', 'execute_kw', ...users))).toBe(1);
  });

  it('can forget every session', async () => {
    sandbox().setFault('session-lost');
    const headers = { ...cookieOf(await signIn(sandbox())), 'x-odoo-database': 'sandbox' };
    expect(errorOf(await rpc(sandbox(), '/web/session/get_session_info', {}, headers))).toMatch(/^100, /);
  });

  it('can fail on the key of a user with two factors, as an early 17.0 did', async () => {
    await withOld({ version: '17', fault: 'td-id-cookie' }, async (old) => {
      const { login, apiKey } = old.twoFactor;
      const answer = await authenticate(old, apiKey, login);
      expect(errorOf(answer)).toBe('200, builtins.RuntimeError: object unbound');
      expect(answer.text).toContain("cookies.get('td_id')");
      expect(resultOf(await authenticate(old, old.apiKey))).toBe(2);
    });
  });

  it('can refuse every call for its companies or its language', async () => {
    sandbox().setFault('companies-not-allowed');
    expect(errorOf(await execute(sandbox()))).toContain('Access to unauthorized or invalid companies.');
    expect((await contextGet(sandbox())).status).toBe(403);
    sandbox().setFault('language-missing');
    expect(errorOf(await execute(sandbox()))).toContain('UserError: Invalid language code: xx_XX');
    expect((await contextGet(sandbox())).status).toBe(422);
  });

  it('can refuse programs and let people in', async () => {
    sandbox().setFault('plan-without-api');
    expect(errorOf(await authenticate(sandbox()))).toContain('AccessError');
    expect(errorOf(await execute(sandbox()))).toContain('AccessError');
    expect((await contextGet(sandbox())).status).toBe(403);
    expect(resultOf(await signIn(sandbox()))).toMatchObject({ uid: 2 });
  });
});

async function withOld(options: SandboxOptions, what: (old: Sandbox) => Promise<void>): Promise<void> {
  const old = await startSandbox({ version: '14', singleDatabase: true, ...options });
  try {
    await what(old);
  } finally {
    await old.close();
  }
}

describe('a certificate', () => {
  const secure = running({ tls: true });

  it('is its own authority: refused unless it is trusted', async () => {
    expect(secure().url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    await expect(versionCall(secure().url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    const trusted = await versionCall(secure().url, { ca: secure().certificate ?? '' });
    expect(trusted.text).toContain('server_version');
  });

  it.each([
    ['tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
    ['tls-expired', 'CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
    ['tls-wrong-name', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('can be wrong from the start: %s', async (fault, untrusted, trusted) => {
    const sandbox = await startSandbox({ fault });
    try {
      await expect(versionCall(sandbox.url)).rejects.toMatchObject({ code: untrusted });
      const ca = sandbox.certificate ?? '';
      const answer = versionCall(sandbox.url, { ca }).then(
        () => undefined,
        (error: unknown) => (error as NodeJS.ErrnoException).code,
      );
      expect(await answer).toBe(trusted);
    } finally {
      await sandbox.close();
    }
  });

  it('cannot go wrong later', () => {
    expect(() => secure().setFault('tls-expired')).toThrow('is chosen when the sandbox starts');
  });

  it('is not what a plain client expects at its port, nor the other way round', async () => {
    await expect(versionCall(secure().url.replace('https:', 'http:'))).rejects.toThrow();
    const plain = await startSandbox();
    await expect(versionCall(plain.url.replace('http:', 'https:'))).rejects.toMatchObject({ code: 'EPROTO' });
    await plain.close();
  });
});

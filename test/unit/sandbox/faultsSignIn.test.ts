import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server';
import type { SandboxOptions, Sandbox } from '../../../src/sandbox/server';
import { ask, cookieOf, errorOf, postJson, resultOf, rpc, running, service, signIn } from './frontsBench';
import type { Answer } from './frontsBench';
import { raw } from './rawHttp';

const sandbox = running();
afterEach(() => sandbox().setFault(undefined));

function authenticate(server: Sandbox, secret = 'admin', login = 'admin'): Promise<Answer> {
  return service(server, 'common', 'authenticate', server.database, login, secret, {});
}

function contextGet(server: Sandbox, headers: Record<string, string> = {}): Promise<Answer> {
  const key = { authorization: `bearer ${server.apiKey}`, 'x-odoo-database': server.database };
  return postJson(server, '/json/2/res.users/context_get', {}, { ...key, ...headers });
}

function execute(server: Sandbox, model = 'res.users', method = 'context_get', ...args: unknown[]) {
  return service(server, 'object', 'execute_kw', server.database, 2, 'admin', model, method, args);
}

async function withServer(options: SandboxOptions, what: (server: Sandbox) => Promise<void>): Promise<void> {
  const server = await startSandbox(options);
  try {
    await what(server);
  } finally {
    await server.close();
  }
}

describe('an account of another system', () => {
  it('has no password here, and its key is good', async () => {
    sandbox().setFault('sso-only-account');
    expect(resultOf(await authenticate(sandbox()))).toBe(false);
    expect(errorOf(await signIn(sandbox()))).toContain('AccessDenied: Access Denied');
    expect(resultOf(await authenticate(sandbox(), sandbox().apiKey))).toBe(2);
    expect((await contextGet(sandbox())).status).toBe(200);
  });

  it.each([
    [
      '14',
      /o_auth_oauth_providers[\s\S]*href="https:\/\/id\.example\.com\/[^"]*"[\s\S]*Sign in with Example ID/,
    ],
    ['19', /o_login_auth[\s\S]*href="https:\/\/id\.example\.com\/[^"]*"[\s\S]*Sign in with Example ID/],
  ] as const)('is offered on the sign-in page of %s', async (version, offered) => {
    await withServer({ version, singleDatabase: true }, async (server) => {
      const plain = await ask(server, '/web/login');
      expect(plain.text).toContain('class="oe_login_form"');
      expect(plain.text).not.toContain('Example ID');
      server.setFault('sso-only-account');
      expect((await ask(server, '/web/login')).text).toMatch(offered);
    });
  });
});

describe('the sign-in page', () => {
  it('leads to the choice of a database where there are several, and names the chosen one', async () => {
    const page = await ask(sandbox(), '/web/login');
    expect([page.status, page.headers.get('location')]).toEqual([303, '/web/database/selector']);
    expect((await ask(sandbox(), '/web/database/selector')).text).toContain('db=sandbox_staging');
    const chosen = cookieOf(await ask(sandbox(), '/web/login?db=sandbox'));
    const form = await ask(sandbox(), '/web/login', { headers: chosen });
    expect(form.text).toContain('name="db" value="sandbox"');
    await withServer({ singleDatabase: true }, async (server) => {
      expect((await ask(server, '/web/login')).text).not.toContain('name="db"');
    });
  });

  it('says what was wrong', async () => {
    await withServer({ singleDatabase: true }, async (server) => {
      const page = await ask(server, '/web/login');
      const token = /name="csrf_token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const body = new URLSearchParams({ csrf_token: token, login: 'admin', password: 'no' });
      const refused = await ask(server, '/web/login', { method: 'POST', body, headers: cookieOf(page) });
      expect(refused.text).toContain('Wrong login/password');
    });
  });
});

describe('databases by host name', () => {
  it('are found under their own name only, though they exist', async () => {
    sandbox().setFault('host-filtered');
    expect(resultOf(await rpc(sandbox(), '/web/database/list'))).toEqual([]);
    expect(resultOf(await service(sandbox(), 'db', 'db_exist', 'sandbox'))).toBe(true);
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
    expect((await contextGet(sandbox())).text).toContain('No database is selected');
    expect(errorOf(await signIn(sandbox()))).toContain('AccessError: Database not found.');
    const under = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, params: {} });
      const json = { 'content-type': 'application/json' };
      const answer = await raw(`${sandbox().url}/web/database/list`, {
        method: 'POST',
        body,
        headers: { ...json, ...headers },
      });
      return (JSON.parse(answer.text) as { result: unknown }).result;
    };
    expect(await under({ host: 'sandbox.example.com' })).toEqual(['sandbox']);
    expect(await under({ 'x-forwarded-host': 'www.sandbox_staging.example.com' })).toEqual([
      'sandbox_staging',
    ]);
  });
});

describe('a proxy that hands out cookies', () => {
  it('makes a key meet somebody else’s session', async () => {
    sandbox().setFault('cookie-of-other');
    expect(await contextGet(sandbox())).toMatchObject({
      status: 403,
      json: { name: 'odoo.exceptions.AccessDenied', message: 'Session user does not match the used apikey.' },
    });
  });

  it('makes the name of a database meet another one’s session', async () => {
    sandbox().setFault('cookie-and-database');
    const torn = await contextGet(sandbox());
    expect([torn.status, torn.text]).toEqual([
      403,
      expect.stringContaining('Cannot use both the session_id cookie and the x-odoo-database header.'),
    ]);
  });

  it('puts a session in the place of the key', async () => {
    sandbox().setFault('cookie-without-key');
    expect(await contextGet(sandbox())).toMatchObject({
      status: 401,
      json: { message: 'Missing "Authorization" or Sec-headers for interactive usage.' },
    });
  });
});

describe('a database that is not the one it was', () => {
  it('knows none of the keys, while the other one does', async () => {
    sandbox().setFault('keys-of-other-database');
    expect(await contextGet(sandbox())).toMatchObject({ status: 401, json: { message: 'Invalid apikey' } });
    expect((await contextGet(sandbox(), { 'x-odoo-database': 'sandbox_staging' })).status).toBe(200);
    expect(resultOf(await authenticate(sandbox(), sandbox().apiKey))).toBe(false);
  });

  it('knows the login and not the number of the user', async () => {
    sandbox().setFault('database-restored');
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
    expect(errorOf(await execute(sandbox()))).toContain('(Record: res.users(2,), User: 2)');
  });
});

describe('bugs of old versions', () => {
  it('come up at any sign-in as the web client’s, or at a wrong one', async () => {
    await withServer({ version: '16', fault: 'multi-database-bug' }, async (server) => {
      expect(errorOf(await signIn(server))).toBe(
        "200, builtins.AttributeError: 'NoneType' object has no attribute 'user'",
      );
      expect(resultOf(await authenticate(server))).toBe(2);
    });
    await withServer({ version: '14', singleDatabase: true, fault: 'singleton-bug' }, async (server) => {
      expect(errorOf(await authenticate(server, 'wrong'))).toContain('Expected singleton: res.users()');
      expect(resultOf(await authenticate(server))).toBe(2);
    });
  });
});

describe('limits', () => {
  it('are Odoo’s own, too', async () => {
    sandbox().setFault('odoo-body-too-large');
    expect((await execute(sandbox())).status).toBe(200);
    const large = await execute(sandbox(), 'res.partner', 'search_count', [['name', '=', 'x'.repeat(2000)]]);
    expect([large.status, large.headers.get('server')]).toEqual([413, expect.stringMatching(/^Werkzeug/)]);
  });

  it('end calls and no sign-in', async () => {
    sandbox().setFault('calls-time-out');
    expect(resultOf(await authenticate(sandbox()))).toBe(2);
    expect((await execute(sandbox())).status).toBe(200);
    expect((await contextGet(sandbox())).status).toBe(200);
    expect((await execute(sandbox(), 'res.partner', 'search_count', [])).status).toBe(504);
    expect((await postJson(sandbox(), '/json/2/res.partner/search_count', { domain: [] })).status).toBe(504);
  });
});

describe('a session', () => {
  it('is not kept where a header names the database', async () => {
    const named = await signIn(sandbox(), 'admin', 'admin', { 'x-odoo-database': 'sandbox' });
    expect([resultOf(named), named.headers.getSetCookie()]).toMatchObject([{ uid: 2 }, []]);
    expect((await signIn(sandbox())).headers.getSetCookie()).not.toEqual([]);
  });
});

describe('attempts to sign in', () => {
  it('are counted by where they came in, calls only where they are refused', async () => {
    await withServer({}, async (server) => {
      await authenticate(server);
      await authenticate(server, 'wrong', 'nobody');
      await execute(server);
      await service(server, 'object', 'execute_kw', 'sandbox', 3, 'wrong', 'res.users', 'context_get', []);
      await contextGet(server);
      await contextGet(server, { authorization: 'bearer wrong' });
      await signIn(server, 'twofactor', 'twofactor');
      await signIn(server, 'admin', 'wrong');
      expect(server.signInAttempts()).toEqual([
        { path: '/jsonrpc', login: 'admin', ok: true },
        { path: '/jsonrpc', login: 'nobody', ok: false },
        { path: '/jsonrpc', login: 'demo', ok: false },
        { path: '/json/2/res.users/context_get', login: '', ok: false },
        { path: '/web/session/authenticate', login: 'twofactor', ok: true },
        { path: '/web/session/authenticate', login: 'admin', ok: false },
      ]);
    });
  });
});

describe('what an administrator may read of others', () => {
  const read = (
    server: Sandbox,
    uid: number,
    secret: string,
    model: string,
    fields: string[],
    domain: unknown[] = [],
  ) =>
    service(server, 'object', 'execute_kw', 'sandbox', uid, secret, model, 'search_read', [domain, fields], {
      context: { active_test: false },
    });

  it('is whether they are active, share and use two factors', async () => {
    const fields = ['login', 'active', 'share', 'totp_enabled'];
    const users = resultOf(await read(sandbox(), 2, 'admin', 'res.users', fields));
    expect(users).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ login: 'archived', active: false, share: false, totp_enabled: false }),
        expect.objectContaining({ login: 'twofactor', active: true, totp_enabled: true }),
        expect.objectContaining({ login: 'portal', share: true }),
      ]),
    );
  });

  it('is everybody’s keys, without the secret; others see their own', async () => {
    const fields = ['name', 'scope', 'expiration_date', 'user_id'];
    const all = resultOf(await read(sandbox(), 2, 'admin', 'res.users.apikeys', fields)) as {
      user_id: [number];
    }[];
    expect(new Set(all.map((key) => key.user_id[0])).size).toBeGreaterThan(3);
    const own = resultOf(await read(sandbox(), 3, 'demo', 'res.users.apikeys', fields)) as {
      user_id: [number];
    }[];
    expect(new Set(own.map((key) => key.user_id[0]))).toEqual(new Set([3]));
  });

  it.each([
    ['19', ['ir.model.access', 'ir.rule']],
    ['20', ['ir.access']],
  ] as const)('is the rights of %s, which others may not read', async (version, models) => {
    await withServer({ version }, async (server) => {
      for (const model of models) {
        expect(resultOf(await read(server, 2, 'admin', model, ['name', 'model_id'])), model).not.toEqual([]);
        expect(errorOf(await read(server, 3, 'demo', model, ['name']))).toContain('AccessError');
      }
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server';
import type { Sandbox } from '../../../src/sandbox/server';
import { sandboxVersions } from '../../../src/sandbox/version';
import type { SandboxVersion } from '../../../src/sandbox/version';
import { Cooldown } from '../../../src/sandbox/cooldown';
import { ask, errorOf, postJson, resultOf, rpc, running, service, signIn, xmlRpc } from './frontsBench';

describe('a sandbox of every version', () => {
  const two = new Map<SandboxVersion, Sandbox>();
  const single = new Map<SandboxVersion, Sandbox>();
  beforeAll(async () => {
    for (const version of sandboxVersions) {
      two.set(version, await startSandbox({ version }));
      single.set(version, await startSandbox({ version, singleDatabase: true }));
    }
  }, 120_000);
  afterAll(async () => {
    for (const sandbox of [...two.values(), ...single.values()]) await sandbox.close();
  });

  /** What each version answers, in the order of versions. */
  async function each<T>(of: Map<SandboxVersion, Sandbox>, what: (one: Sandbox) => Promise<T>): Promise<T[]> {
    const answers: T[] = [];
    for (const sandbox of of.values()) answers.push(await what(sandbox));
    return answers;
  }

  it('says which version it is', async () => {
    const said = await each(two, async (one) => resultOf(await service(one, 'common', 'version')));
    expect(said).toEqual(
      sandboxVersions.map(
        (version) => expect.objectContaining({ server_version: `${version}.0` }) as unknown,
      ),
    );
    expect([...two.values()].map((one) => one.version)).toEqual([...sandboxVersions]);
  });

  it('has /web/version from 19 and /web/health from 15', async () => {
    expect(await each(two, async (one) => (await ask(one, '/web/version')).status)).toEqual([
      404, 404, 404, 404, 404, 200, 200,
    ]);
    expect(await each(two, async (one) => (await ask(one, '/web/health')).status)).toEqual([
      404, 200, 200, 200, 200, 200, 200,
    ]);
  });

  it('has JSON-2 from 19; 18 with one database takes it for a page that needs a sign-in', async () => {
    const call = async (one: Sandbox): Promise<string> => {
      const { status, headers } = await postJson(
        one,
        '/json/2/res.users/context_get',
        {},
        {
          authorization: `bearer ${one.apiKey}`,
          'x-odoo-database': one.database,
        },
      );
      return `${status} ${(headers.get('content-type') ?? '').split(';', 1).join('')}`;
    };
    expect(await each(two, call)).toEqual([
      '404 application/json',
      '404 application/json',
      ...Array<string>(3).fill('404 text/html'),
      '200 application/json',
      '200 application/json',
    ]);
    expect(await each(single, call)).toEqual([
      '404 application/json',
      '404 application/json',
      '404 text/html',
      '404 text/html',
      '303 text/html',
      '200 application/json',
      '200 application/json',
    ]);
  });

  it('gives errors code 200 up to 18 and 0 from 19', async () => {
    const codes = await each(single, async (one) =>
      errorOf(
        await service(one, 'object', 'execute_kw', one.database, 2, 'wrong', 'res.users', 'read', [[1]]),
      ),
    );
    const denied = 'odoo.exceptions.AccessDenied: Access Denied';
    expect(codes).toEqual([...Array<string>(5).fill(`200, ${denied}`), `0, ${denied}`, `0, ${denied}`]);
  });

  it('hides every error of 14 and 15 behind a page where there are several databases', async () => {
    const wrong = async (one: Sandbox): Promise<number> => {
      const answer = await service(one, 'common', 'no_such_method');
      if (answer.status === 500) expect(answer.text).toContain('<title>500 Internal Server Error</title>');
      return answer.status;
    };
    expect(await each(two, wrong)).toEqual([500, 500, 200, 200, 200, 200, 200]);
    expect(await each(single, wrong)).toEqual(Array(7).fill(200));
    const onWeb = await each(two, async (one) => (await signIn(one, 'admin', 'wrong')).status);
    expect(onWeb).toEqual([500, 500, 200, 200, 200, 200, 200]);
  });

  it('answers a call to nowhere in JSON up to 15, with a page later', async () => {
    const types = await each(two, async (one) => {
      const answer = await rpc(one, '/no/such/path');
      expect(answer.status).toBe(404);
      return answer.json === undefined ? 'page' : errorOf(answer).slice(0, 39);
    });
    const inJson = '404, werkzeug.exceptions.NotFound: 404 ';
    expect(types).toEqual([inJson, inJson, ...Array<string>(5).fill('page')]);
  });

  it('lists its databases over RPC up to 19', async () => {
    const lists = await each(single, async (one) => {
      const answer = await service(one, 'db', 'list');
      return resultOf(answer) ?? errorOf(answer);
    });
    expect(lists.slice(0, 6)).toEqual(Array(6).fill(['sandbox']));
    expect(lists[6]).toBe('0, builtins.ValueError: Invalid service name: db');
    const onWeb = await each(two, async (one) => resultOf(await rpc(one, '/web/database/list')));
    expect(onWeb).toEqual(Array(7).fill(['sandbox', 'sandbox_staging']));
  });

  it('says of an unknown service what each version says', async () => {
    const said = await each(single, async (one) => errorOf(await service(one, 'nosuch', 'version')));
    expect(said).toEqual([
      "200, builtins.UnboundLocalError: local variable 'dispatch' referenced before assignment",
      "200, builtins.UnboundLocalError: local variable 'dispatch' referenced before assignment",
      '200, builtins.KeyError: nosuch',
      '200, builtins.KeyError: nosuch',
      '200, builtins.KeyError: nosuch',
      '0, builtins.KeyError: nosuch',
      '0, builtins.ValueError: Invalid service name: nosuch',
    ]);
  });

  it('takes an empty database name for the role’s up to 17, and misses it later', async () => {
    const said = await each(single, async (one) =>
      errorOf(await service(one, 'common', 'authenticate', '', 'admin', 'admin', {})),
    );
    for (const text of said.slice(0, 4)) expect(text).toContain('FATAL:  database "odoo" does not exist');
    for (const text of said.slice(4)) expect(text).toMatch(/AssertionError: Missing database name$/);
  });

  it('says False for an empty password, but 18 fails on it', async () => {
    const said = await each(single, async (one) => {
      const answer = await service(one, 'common', 'authenticate', one.database, 'admin', '', {});
      return resultOf(answer) ?? errorOf(answer);
    });
    expect(said).toEqual([
      ...[false, false, false, false],
      '200, builtins.AssertionError: scope and key required',
      ...[false, false],
    ]);
  });

  it('refuses GET on the RPC routes, each version in its way', async () => {
    const statuses = await each(two, async (one) => {
      const [xml, json] = [await ask(one, '/xmlrpc/2/common'), await ask(one, '/jsonrpc')];
      return `${xml.status} ${xml.headers.get('allow') ?? ''} ${json.status}`;
    });
    expect(statuses).toEqual([
      '405 POST 400',
      '405 POST 400',
      ...Array<string>(3).fill('405 POST, OPTIONS 400'),
      '405 OPTIONS, POST 415',
      '405 OPTIONS, POST 415',
    ]);
  });

  it('says why a body of another type is refused', async () => {
    const said = await each(two, async (one) => {
      const headers = { 'content-type': 'text/plain' };
      const answer = await ask(one, '/jsonrpc', { method: 'POST', body: '{}', headers });
      return `${answer.status} ${/invalid CSRF token|inferred type/.exec(answer.text)?.[0] ?? ''}`;
    });
    expect(said).toEqual([
      '400 invalid CSRF token',
      '400 invalid CSRF token',
      ...Array<string>(3).fill('400 inferred type'),
      '415 inferred type',
      '415 inferred type',
    ]);
  });

  it('writes XML as Python’s library up to 17 and as Odoo’s own marshaller later', async () => {
    const starts = await each(two, async (one) =>
      (await xmlRpc(one, '/xmlrpc/2/common', 'version')).text.slice(0, 21),
    );
    expect(starts).toEqual([
      ...Array<string>(4).fill(`<?xml version='1.0'?>`),
      ...Array<string>(3).fill(`<?xml version="1.0"?>`),
    ]);
  });

  it('pauses programs after ten failures up to 15, and never later', async () => {
    const uids = await each(single, async (one) => {
      for (let failures = 0; failures < 10; failures++) {
        await service(one, 'common', 'authenticate', one.database, 'demo', 'wrong', {});
      }
      return resultOf(await service(one, 'common', 'authenticate', one.database, 'admin', 'admin', {}));
    });
    expect(uids).toEqual([false, false, 2, 2, 2, 2, 2]);
    const [oldest] = single.values();
    const call = ['execute_kw', 'sandbox', 2, 'admin', 'res.users', 'context_get', []] as const;
    expect(oldest && errorOf(await service(oldest, 'object', ...call))).toBe(
      '200, odoo.exceptions.AccessDenied: Too many login failures, please wait a bit before trying again.',
    );
  });

  it('pauses people after ten failures, and 18 and 19 stumble over saying so', async () => {
    const said = await each(single, async (one) => {
      for (let failures = 0; failures < 10; failures++) await signIn(one, 'demo', 'wrong');
      return errorOf(await signIn(one));
    });
    const paused =
      '200, odoo.exceptions.AccessDenied: Too many login failures, please wait a bit before trying again.';
    const stumbled = "builtins.ValueError: invalid literal for int() with base 10: 'admin'";
    expect(said).toEqual([
      paused,
      paused,
      paused,
      paused,
      `200, ${stumbled}`,
      `0, ${stumbled}`,
      `0, ${stumbled}`,
    ]);
  });
});

describe('the pause after failed sign-ins', () => {
  const sandbox = running({});

  it('ends', () => {
    let now = 0;
    const cooldown = new Cooldown(60_000, () => now);
    for (let failures = 0; failures < 10; failures++) cooldown.failed('sandbox', '127.0.0.1');
    now = 59_999;
    expect(cooldown.blocks('sandbox', '127.0.0.1')).toBe(true);
    expect(cooldown.blocks('sandbox', '127.0.0.2')).toBe(false);
    now = 60_000;
    expect(cooldown.blocks('sandbox', '127.0.0.1')).toBe(false);
  });

  it('counts anew after a success, and for each database alone', async () => {
    for (let failures = 0; failures < 9; failures++) await signIn(sandbox(), 'demo', 'wrong');
    expect(errorOf(await signIn(sandbox()))).toBe('no error');
    for (let failures = 0; failures < 10; failures++) await signIn(sandbox(), 'demo', 'wrong');
    const elsewhere = { db: 'sandbox_staging', login: 'admin', password: 'admin' };
    expect(errorOf(await rpc(sandbox(), '/web/session/authenticate', elsewhere))).toBe('no error');
  });
});

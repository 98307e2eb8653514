import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveOutput, Terminal } from '../../../src/cli/terminal';
import type { Diagnosis } from '../../../src/model/diagnosis';
import type { ExplainedProblem } from '../../../src/model/problem';
import type { HttpRequest } from '../../../src/odoo/transport';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { closeTransport, environmentOf, runIn, type Environment, type Ran } from './terminalBench';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'odoo-api-diagnose-'));
const counting = new UndiciTransport(() => ({ verifyCertificates: true, certificates: [] }), {});

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await counting.close();
  await closeTransport();
  await sandbox.close();
});

function diagnose(argv: string[], changes: Environment = {}, terminal: Partial<Terminal> = {}): Promise<Ran> {
  return runIn({ ...environmentOf(sandbox), ...changes }, ['diagnose', ...argv], terminal);
}

function told(ran: Ran): Diagnosis {
  expect(ran.err).toEqual([]);
  expect(ran.out).toHaveLength(1);
  return JSON.parse(ran.out[0] ?? '') as Diagnosis;
}

/** What is sent, told apart by where it goes. */
function watched(): { transport: Terminal['transport']; sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  return {
    sent,
    transport: {
      send: (request, options) => {
        sent.push(request);
        return counting.send(request, options);
      },
    },
  };
}

const as = (login: string, password: string): Environment => ({
  ODOO_API_KEY: undefined,
  ODOO_LOGIN: login,
  ODOO_PASSWORD: password,
});
const wrong = as('admin', 'surely-not-it');

describe('odoo-api diagnose', () => {
  it('succeeds only when all is well', async () => {
    expect(await diagnose([])).toMatchObject({ code: 0, err: [] });
    const ran = await diagnose([], wrong);
    expect(ran).toMatchObject({ code: 1, err: [] });
    expect(ran.out[0]).toMatch(/\n\nWhat would tell more\n.*--allow-session-probe/);
    expect(ran.out[0]).not.toContain('surely-not-it');
  });

  it('prints with --json the whole diagnosis as an object and nothing else', async () => {
    const diagnosis = told(await diagnose(['--json'], wrong));
    expect(diagnosis).toMatchObject({ ok: false, cause: { code: 'signIn.rejected' } });
    expect(Object.keys(diagnosis)).toEqual(
      expect.arrayContaining([
        ...['cause', 'evidence', 'against', 'remedies', 'others', 'excluded'],
        ...['questions', 'notes', 'steps', 'access', 'problem'],
      ]),
    );
    expect(JSON.stringify(diagnosis)).not.toContain('surely-not-it');
    expect(told(await diagnose(['--json']))).toMatchObject({ ok: true, remedies: [] });
  });

  it('diagnoses an address that is none at all', async () => {
    expect(told(await diagnose(['--json', '--url', 'ftp://x']))).toMatchObject({
      cause: { code: 'address.invalid' },
    });
  });

  it('signs in as the web client does only with leave, and only where that would tell more', async () => {
    const asked = async (argv: string[], environment: Environment): Promise<string[]> => {
      const { transport, sent } = watched();
      await diagnose(argv, environment, { transport });
      return sent
        .map(({ url }) => new URL(url).pathname)
        .filter((path) => path === '/web/session/authenticate');
    };
    const twoFactor = as('twofactor', 'twofactor');
    expect(await asked(['--json'], twoFactor)).toEqual([]);
    expect(await asked(['--json', '--allow-session-probe'], twoFactor)).toHaveLength(1);
    expect(await asked(['--json', '--allow-session-probe'], {})).toEqual([]);
    expect(told(await diagnose(['--json', '--allow-session-probe'], twoFactor))).toMatchObject({
      cause: { code: 'signIn.twoFactor', certainty: 'certain' },
    });
  });

  it('looks the user up as an administrator, over the protocol that takes that secret', async () => {
    const archived = as('archived', 'archived');
    expect(told(await diagnose(['--json'], archived)).cause?.code).toBe('signIn.rejected');
    for (const secret of [{ ODOO_ADMIN_PASSWORD: 'admin' }, { ODOO_ADMIN_API_KEY: sandbox.apiKey }]) {
      const ran = await diagnose(['--json', '--admin-login', 'admin'], { ...archived, ...secret });
      expect(told(ran).cause).toMatchObject({ code: 'signIn.archived', certainty: 'certain' });
    }
    const told2 = told(
      await diagnose(
        ['--json', '--admin-login', 'admin', '--admin-auth', 'api-key', '--admin-protocol', 'json-2'],
        { ...archived, ODOO_ADMIN_API_KEY: sandbox.apiKey },
      ),
    );
    expect(told2.cause?.code).toBe('signIn.archived');
  });

  it('does not sign the administrator in where nothing is left to ask', async () => {
    const { transport, sent } = watched();
    const argv = ['--json', '--admin-login', 'boss'];
    await diagnose(argv, { ODOO_ADMIN_PASSWORD: 'boss-secret-1' }, { transport });
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(({ body }) => body?.includes('boss-secret-1'))).toEqual([]);
  });

  it.each<[string[], Environment, RegExp]>([
    [['--admin-login', 'boss'], {}, /ODOO_ADMIN_PASSWORD or ODOO_ADMIN_API_KEY/],
    [['--admin-auth', 'password'], {}, /need --admin-login/],
    [['--markdown'], {}, /--json and --markdown/],
    [['surplus'], {}, /odoo-api diagnose/],
  ])('says what is wrong with %j', async (argv, environment, sentence) => {
    const ran = await diagnose([...argv, '--json'], environment);
    expect(ran).toMatchObject({ code: 1, out: [] });
    expect((JSON.parse(ran.err[0] ?? '') as ExplainedProblem).sentence).toMatch(sentence);
  });

  it('prints with --markdown a report, and with --without-names no names in any form of output', async () => {
    const ran = await diagnose(['--markdown'], wrong);
    expect(ran.out[0]).toMatch(/^# Odoo sign-in diagnosis: 127\.0\.0\.1:\d+\n/);
    for (const form of ['--markdown', '--json', '--details']) {
      const [text = ''] = (await diagnose([form, '--without-names'], as('demo', 'surely-not-it'))).out;
      expect(text).not.toMatch(/127\.0\.0\.1|\bdemo\b|\bsandbox\b/);
      expect(text).toContain('address-1');
    }
  });

  it('sends the database header that the settings file asks for', async () => {
    const settings = join(folder, 'settings.yaml');
    writeFileSync(settings, 'databaseHeader: true\n');
    const ran = await diagnose(['--markdown', '--settings', settings]);
    expect(ran.out[0]).toContain('sent as X-Odoo-Database with every request');
    expect(ran.code).toBe(0);
  });

  it('waits for no input, with or without a keyboard', async () => {
    const without = { ODOO_API_KEY: undefined };
    for (const input of [Object.assign(new PassThrough(), { isTTY: true }), new PassThrough()]) {
      const ran = await diagnose(['--json'], without, { input });
      expect(told(ran).cause?.code).toBe('signIn.noSecret');
    }
  });

  it('shows what runs on a terminal, a line for each check, and leaves no unfinished line', async () => {
    const written: string[] = [];
    const live: LiveOutput = { write: (text) => written.push(text), columns: () => 60 };
    const ran = await diagnose([], wrong, { live });
    const text = written.join('');
    const shown = text
      .split('\n')
      .map((line) => line.slice(line.lastIndexOf('\u001b[2K') + 4))
      .filter((line) => line);
    expect(shown).toHaveLength(told(await diagnose(['--json'], wrong)).steps.length);
    expect(shown.join('\n')).toMatch(/^ {2}FAILED {3}Sign-in /m);
    expect(text).toMatch(/Sign-in: \d+\.\d s of at most 15, asking POST /);
    for (const line of written.filter((one) => /asking/.test(one))) expect(line.length).toBeLessThan(60);
    expect(ran.out).toHaveLength(1);
    expect(text).not.toContain('surely-not-it');
  });

  it('shows nothing but the result with --json', async () => {
    const written: string[] = [];
    await diagnose(['--json'], {}, { live: { write: (text) => written.push(text), columns: () => 80 } });
    expect(written).toEqual([]);
  });

  it.each(['before it starts', 'while it runs'])('ends with 130 when it is interrupted %s', async (when) => {
    const abort = new AbortController();
    if (when === 'before it starts') abort.abort('SIGINT');
    const { transport } = watched();
    const interrupted: Terminal['transport'] = {
      send: (request, options) => {
        abort.abort('SIGINT');
        return transport.send(request, options);
      },
    };
    const ran = await diagnose(['--json'], {}, { signal: abort.signal, transport: interrupted });
    expect(ran).toMatchObject({ code: 130, out: [] });
    expect((JSON.parse(ran.err[0] ?? '') as ExplainedProblem).code).toBe('call.cancelled');
  });
});

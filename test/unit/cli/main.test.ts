import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Terminal } from '../../../src/cli/terminal';
import type { ExplainedProblem } from '../../../src/model/problem';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { closeTransport, environmentOf, runIn, type Environment, type Ran } from './terminalBench';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'odoo-api-'));

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTransport();
  await sandbox.close();
});

function run(argv: string[], changes: Partial<Terminal> = {}): Promise<Ran> {
  return runIn(environment(), argv, changes);
}

function environment(changes: Environment = {}): Environment {
  return { ...environmentOf(sandbox), ...changes };
}

function problem(ran: Ran): ExplainedProblem {
  expect(ran.out).toEqual([]);
  expect(ran.err).toHaveLength(1);
  return JSON.parse(ran.err[0] ?? '') as ExplainedProblem;
}

const withPassword = { ODOO_API_KEY: undefined, ODOO_PASSWORD: 'admin' };
const threeNames = ['call', 'res.partner', 'search_read', '--kwargs', '{"fields":["name"],"limit":3}'];

describe('odoo-api', () => {
  it('prints exactly the result with --json', async () => {
    const ran = await run([...threeNames, '--json']);
    expect(ran).toMatchObject({ code: 0, err: [] });
    expect(ran.out).toHaveLength(1);
    expect(JSON.parse(ran.out[0] ?? '')).toHaveLength(3);
  });

  it.each(['json2', 'jsonRpc', 'xmlRpc'])('calls over %s', async (protocol) => {
    expect((await run([...threeNames, '--json', '--protocol', protocol])).code).toBe(0);
  });

  it('signs in with a password over the protocol recommended for it', async () => {
    const ran = await run(['diagnose'], { environment: environment(withPassword) });
    expect(ran.code).toBe(0);
    expect(ran.out[0]).toContain('accepted over Password · JSON-RPC');
  });

  it('lets flags go before the environment', async () => {
    const ran = await run([...threeNames, '--json', '--db', 'no_such_database', '--protocol', 'jsonRpc']);
    expect(ran.code).toBe(1);
    expect(problem(ran).code).toBe('database.notFound');
  });

  it('lists the databases when it cannot choose one', async () => {
    const ran = await run([...threeNames, '--json'], { environment: environment({ ODOO_DB: undefined }) });
    expect(problem(ran)).toMatchObject({ code: 'database.missing' });
    expect(problem(ran).sentence).toContain('“sandbox” and “sandbox_staging”');
  });

  it('takes the secret from standard input, without the line break at its end', async () => {
    const without = environment({ ODOO_API_KEY: undefined });
    const key = await run([...threeNames, '--json'], {
      environment: without,
      input: Readable.from([sandbox.apiKey, '\n']),
    });
    expect(key).toMatchObject({ code: 0, err: [] });
    const password = await run([...threeNames, '--json', '--secret-stdin', '--auth', 'password'], {
      input: Readable.from(['admin\r\n']),
    });
    expect(password).toMatchObject({ code: 0, err: [] });
  });

  it('does not wait for a secret at a keyboard or at a pipe that says nothing', async () => {
    const without = environment({ ODOO_API_KEY: undefined });
    const keyboard = Object.assign(new PassThrough(), { isTTY: true });
    for (const input of [keyboard, new PassThrough()]) {
      expect(problem(await run(['models', '--json'], { environment: without, input })).code).toBe(
        'signIn.noSecret',
      );
    }
  });

  it('names what is missing: the address, the login, the command', async () => {
    const asked = async (argv: string[], changes: Record<string, string | undefined>) =>
      problem(await run([...argv, '--json'], { environment: environment(changes) }));
    expect((await asked(['models'], { ODOO_URL: undefined })).code).toBe('address.empty');
    expect(await asked(['models'], { ...withPassword, ODOO_LOGIN: '' })).toMatchObject({
      facts: { part: 'login' },
    });
    expect(await asked([], {})).toMatchObject({ facts: { part: 'command' } });
    expect((await asked(['frobnicate'], {})).sentence).toContain('“frobnicate”');
    expect((await asked(['call', 'res.partner'], {})).sentence).toContain('odoo-api call MODEL METHOD');
  });

  it('says where JSON is not JSON, and which form it must have', async () => {
    const failed = async (...flags: string[]) =>
      problem(await run(['call', 'res.partner', 'search', '--json', ...flags]));
    expect(await failed('--kwargs', '{"limit":}')).toMatchObject({
      code: 'request.json',
      facts: { part: 'kwargs', column: 10 },
    });
    expect((await failed('--args', '{}')).sentence).toContain('--args is a JSON list');
    expect((await failed('--kwargs', '[]')).sentence).toContain('--kwargs is a JSON object');
  });

  it('prints a problem in words and the exit code 1 without --json', async () => {
    const ran = await run(['call', 'no.such.model', 'search_count', '--args', '[[]]']);
    expect(ran).toMatchObject({ code: 1, out: [] });
    expect(ran.err[0]).toContain('This database has no model “no.such.model”.');
  });

  it('lists models, as a table and as JSON', async () => {
    expect((await run(['models'])).out[0]).toMatch(/^model +label\n/);
    expect(JSON.parse((await run(['models', '--json'])).out[0] ?? '')).toContainEqual(
      expect.objectContaining({ model: 'res.partner' }),
    );
  });

  it('runs a request of a file by its name, or the only one', async () => {
    const file = join(folder, 'two.odoo.yaml');
    const count = (name: string): string =>
      `name: ${name}\nrequest:\n  operation: count\n  model: res.partner\n`;
    writeFileSync(file, `${count('First')}---\n${count('Second')}`);
    expect((await run(['run', file, '--name', 'Second', '--json'])).out[0]).toMatch(/^\d+$/);
    expect(problem(await run(['run', file, '--json'])).sentence).toContain(
      'choose one with --name: “First”, “Second”',
    );
    expect(problem(await run(['run', file, '--name', 'Third', '--json'])).sentence).toContain(
      'no request called “Third”',
    );
    writeFileSync(file, count('Only'));
    expect((await run(['run', file, '--json'])).code).toBe(0);
    writeFileSync(file, 'name: Broken\nrequest:\n  operation: frobnicate\n  model: x\n');
    expect(problem(await run(['run', file, '--json']))).toMatchObject({
      code: 'request.file',
      facts: { file, line: 3 },
    });
    expect(problem(await run(['run', join(folder, 'none.odoo.yaml'), '--json'])).code).toBe('request.file');
  });

  it('ends with 130 when it is interrupted', async () => {
    const abort = new AbortController();
    abort.abort('SIGINT');
    const ran = await run([...threeNames, '--json'], { signal: abort.signal });
    expect(ran.code).toBe(130);
    expect(problem(ran).code).toBe('call.cancelled');
  });

  it('tells its version and its flags', async () => {
    expect((await run(['--version'])).out[0]).toMatch(/^\d+\.\d+\.\d+$/);
    expect((await run(['--help'])).out[0]).toContain('odoo-api diagnose');
    expect((await run(['call', '--help'])).code).toBe(0);
  });

  it('runs the sandbox until its input ends, and says how to sign in', async () => {
    const input = new PassThrough();
    const ran: Ran = { code: -1, out: [], err: [], live: '' };
    const running = run(['sandbox', '--json'], { input, out: (text) => ran.out.push(text) });
    await expect.poll(() => ran.out.length).toBe(1);
    const { url, database, login, apiKey } = JSON.parse(ran.out[0] ?? '') as Sandbox;
    const there = { ODOO_URL: url, ODOO_DB: database, ODOO_LOGIN: login, ODOO_API_KEY: apiKey };
    expect((await run(threeNames, { environment: there })).code).toBe(0);
    input.end();
    expect((await running).code).toBe(0);
    expect((await run([...threeNames, '--json'], { environment: there })).code).toBe(1);
  });

  it('runs the sandbox as another Odoo, with something that goes wrong', async () => {
    const input = new PassThrough();
    const ran: Ran = { code: 0, out: [], err: [], live: '' };
    const argv = ['sandbox', '--json', '--version', '16', '--fault', 'bad-gateway'];
    const running = run(argv, { input, out: (text) => ran.out.push(text) });
    await expect.poll(() => ran.out.length).toBe(1);
    const { url, version, fault } = JSON.parse(ran.out[0] ?? '') as Sandbox & { fault: string };
    expect([version, fault]).toEqual(['16', 'bad-gateway']);
    expect((await fetch(`${url}/web/version`)).status).toBe(502);
    input.end();
    expect((await running).code).toBe(0);
  });

  it('lists what can go wrong in the sandbox, and refuses what it does not know', async () => {
    const list = await run(['sandbox', '--list-faults']);
    expect(list).toMatchObject({ code: 0, err: [] });
    expect(list.out[0]).toMatch(/^rate-limited +429 with Retry-After\.$/m);
    const faults = JSON.parse((await run(['sandbox', '--list-faults', '--json'])).out[0] ?? '') as object[];
    expect(faults).toContainEqual(expect.objectContaining({ id: 'postgres-down', where: 'odoo' }));
    expect(problem(await run(['sandbox', '--fault', 'nosuch', '--json'])).sentence).toContain(
      'no fault “nosuch”',
    );
    expect(problem(await run(['sandbox', '--version', '12', '--json'])).sentence).toContain('not “12”');
  });
});

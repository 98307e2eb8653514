import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis';
import type { ExplainedProblem } from '../../src/model/problem';
import {
  closedPort,
  page,
  redirectTo,
  serveHttp,
  serveHttps,
  serveTcp,
  type LocalServer,
} from '../support/faultyServers';
import { describeInLab, lab, major, secretOf, signInWell, target, transport, ways } from './target';

const command = process.env['ODOO_TEST_CLI'] ?? join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'odoo-api-'));
const opened: LocalServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await transport.close();
});

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

const secrets = [target.password, target.apiKey].filter(
  (secret) => secret !== undefined && secret.length > 10,
);

/** Runs the built command as a script would, with nothing of this process's own environment that is about Odoo. */
async function run(
  argv: string[],
  environment: Record<string, string | undefined> = {},
  options: { input?: string; interruptWhen?: Promise<void>; signal?: NodeJS.Signals } = {},
): Promise<Ran> {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('ODOO_'));
  const child = spawn(process.execPath, [command, ...argv], {
    env: { ...Object.fromEntries(clean), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
  child.stdin.end(options.input ?? '');
  void options.interruptWhen?.then(() => child.kill(options.signal ?? 'SIGINT'));
  ran.code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  for (const secret of secrets) expect(ran.out + ran.err).not.toContain(secret);
  return ran;
}

/** The environment that a person sets for this server. */
function environment(changes: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    ODOO_URL: target.url,
    ODOO_DB: target.database,
    ODOO_LOGIN: target.login,
    ...(target.apiKey ? { ODOO_API_KEY: target.apiKey } : { ODOO_PASSWORD: target.password }),
    ...changes,
  };
}

function secretVariable(way: { auth: 'password' | 'apiKey' }): Record<string, string | undefined> {
  return {
    ODOO_API_KEY: undefined,
    ODOO_PASSWORD: undefined,
    [way.auth === 'apiKey' ? 'ODOO_API_KEY' : 'ODOO_PASSWORD']: secretOf(way.auth),
  };
}

/** Three records: partners in the lab; a database without demo data may have fewer of them than that. */
const threeRecords = [
  ...['call', target.lab ? 'res.partner' : 'res.country', 'search_read'],
  ...['--kwargs', '{"fields":["name"],"limit":3,"order":"id"}'],
];

function problem(ran: Ran): ExplainedProblem {
  expect(ran.out).toBe('');
  expect(ran.err.trim().split('\n')).toHaveLength(1);
  return JSON.parse(ran.err) as ExplainedProblem;
}

describe.each(ways)('odoo-api, $auth over $protocol', (way) => {
  const asked = environment({ ...secretVariable(way), ODOO_PROTOCOL: way.protocol });

  it('prints exactly the result with --json', async () => {
    const ran = await run([...threeRecords, '--json'], asked);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const rows = JSON.parse(ran.out) as { id: number; name: string }[];
    expect(rows).toHaveLength(3);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['id', 'name']);
  });

  it('prints one JSON object on standard error when a call fails', async () => {
    const ran = await run(['call', 'no.such.model', 'search_count', '--args', '[[]]', '--json'], asked);
    expect(ran.code).toBe(1);
    expect(problem(ran)).toMatchObject({ code: 'server.unknownModel', title: 'Unknown model' });
  });
});

describe('odoo-api', () => {
  it('chooses the protocol that the server’s version recommends', async () => {
    const ran = await run(['diagnose', '--json'], environment());
    expect(ran.code).toBe(0);
    const diagnosis = JSON.parse(ran.out) as Diagnosis;
    expect(diagnosis.ok).toBe(true);
    const signIn = diagnosis.steps.find((step) => step.probe === 'signIn');
    const expected = target.apiKey && major >= 19 ? 'JSON-2' : 'JSON-RPC';
    expect(signIn?.detail).toContain(expected);
  });

  it('prints records as a table without --json', async () => {
    const ran = await run(threeRecords, environment());
    expect(ran.code).toBe(0);
    expect(ran.out.split('\n')[0]).toMatch(/^id +name$/);
    expect(ran.out.trim().split('\n')).toHaveLength(5);
  });

  it('brings a large answer whole through a pipe', async () => {
    const ran = await run(
      ['call', 'ir.model.fields', 'search_read', '--kwargs', '{"fields":["name","model","help"]}', '--json'],
      environment(),
    );
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.out) as unknown[]).length).toBeGreaterThan(1000);
  });

  it('lists models', async () => {
    const ran = await run(['models', '--json'], environment());
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toContainEqual(expect.objectContaining({ model: 'res.partner' }));
  });

  it('takes the secret from standard input', async () => {
    const way = ways[0];
    const input = `${secretOf(way?.auth ?? 'password') ?? ''}\n`;
    const asked = environment({ ODOO_API_KEY: undefined, ODOO_PASSWORD: undefined });
    const ran = await run([...threeRecords, '--json', '--auth', way?.auth ?? ''], asked, { input });
    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  it('refuses a secret among the arguments, and does not repeat it', async () => {
    const ran = await run(['models', '--password=hunter2-is-secret', '--json'], environment());
    expect(ran.code).toBe(1);
    expect(problem(ran)).toMatchObject({ code: 'request.incomplete', facts: { part: 'secret' } });
    expect(ran.err).not.toContain('hunter2');
  });

  it('says what is missing when there is no secret', async () => {
    const ran = await run(
      ['models', '--json'],
      environment({ ODOO_API_KEY: undefined, ODOO_PASSWORD: undefined }),
    );
    expect(ran.code).toBe(1);
    expect(problem(ran).code).toBe('signIn.noSecret');
  });

  it('runs a request of a file', async () => {
    const file = join(folder, 'countries.odoo.yaml');
    writeFileSync(
      file,
      'name: Belgium\nrequest:\n  operation: searchRead\n  model: res.country\n  domain: \'[("code", "=", "BE")]\'\n  fields: [code]\n---\nname: Count\nrequest:\n  operation: count\n  model: res.country\n',
    );
    const belgium = await run(['run', file, '--name', 'Belgium', '--json'], environment());
    expect(belgium.code).toBe(0);
    expect(JSON.parse(belgium.out)).toEqual([expect.objectContaining({ code: 'BE' })]);
    const unsure = await run(['run', file], environment());
    expect(unsure.code).toBe(1);
    expect(unsure.err).toContain('“Belgium”, “Count”');
  });

  it.skipIf(!target.lab)('stops at Ctrl+C with exit code 130', async () => {
    let arrived = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const silent = await started(serveTcp((socket) => socket.once('data', () => arrived())));
    const ran = await run(
      [...threeRecords, '--json', '--protocol', 'jsonRpc'],
      environment({ ODOO_URL: silent.url }),
      {
        interruptWhen: asked,
      },
    );
    expect(ran.code).toBe(130);
    expect(problem(ran).code).toBe('call.cancelled');
  });
});

async function started(server: Promise<LocalServer>): Promise<LocalServer> {
  const running = await server;
  opened.push(running);
  return running;
}

/** What `diagnose --json` says of a connection that does not work. */
async function cause(
  changes: Record<string, string | undefined>,
  flags: string[] = [],
): Promise<Diagnosis['cause']> {
  const ran = await run(['diagnose', '--json', ...flags], environment(changes));
  expect(ran.code).toBe(1);
  const diagnosis = JSON.parse(ran.out) as Diagnosis;
  expect(diagnosis.ok).toBe(false);
  expect(diagnosis.evidence.length).toBeGreaterThan(0);
  expect(diagnosis.remedies.length).toBeGreaterThan(0);
  expect(diagnosis.steps).toHaveLength(11);
  return diagnosis.cause;
}

describeInLab('odoo-api diagnose', () => {
  afterEach(signInWell);

  it('names a closed port', async () => {
    const ODOO_URL = `http://127.0.0.1:${await closedPort()}`;
    expect(await cause({ ODOO_URL })).toMatchObject({ code: 'tcp.refused', certainty: 'certain' });
  });

  it('names an unknown host', async () => {
    expect(await cause({ ODOO_URL: 'https://name.invalid' })).toMatchObject({ code: 'dns.notFound' });
  });

  it('names a certificate of its own making', async () => {
    const server = await started(serveHttps('selfSigned', page('Odoo')));
    expect(await cause({ ODOO_URL: server.url })).toMatchObject({
      code: 'tls.untrusted',
      certainty: 'certain',
    });
  });

  it('names a redirect', async () => {
    const server = await started(serveHttp(redirectTo('https://erp.example.invalid')));
    expect(await cause({ ODOO_URL: server.url })).toMatchObject({
      code: 'http.redirected',
      certainty: 'certain',
    });
  });

  it('names a page that is not Odoo', async () => {
    const server = await started(serveHttp(page('Welcome to nginx')));
    expect(await cause({ ODOO_URL: server.url })).toMatchObject({
      code: 'http.notOdoo',
      certainty: 'certain',
    });
  });

  it('names a wrong database', async () => {
    const found = await cause({ ODOO_DB: 'explorr' });
    expect(found).toMatchObject({ code: 'database.notFound', certainty: 'certain' });
  });

  it('names a wrong password', async () => {
    const wrong = { ODOO_API_KEY: undefined, ODOO_PASSWORD: 'surely-not-it' };
    expect(await cause(wrong)).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
  });

  it('names a dead API key', async () => {
    const found = await cause({ ODOO_API_KEY: lab().revokedApiKey });
    expect(found).toMatchObject({ code: 'signIn.keyRejected', certainty: 'likely' });
  });

  it('names JSON-2 where it cannot be used: with a password, or before Odoo 19', async () => {
    if (major < 19) {
      expect(await cause({}, ['--protocol', 'json-2'])).toMatchObject({ code: 'protocol.json2NotSupported' });
      return;
    }
    const password = { ODOO_API_KEY: undefined, ODOO_PASSWORD: target.password };
    expect(await cause(password, ['--protocol', 'json2'])).toMatchObject({ code: 'signIn.passwordAsKey' });
    const asKey = { ODOO_API_KEY: target.password };
    expect(await cause(asKey, ['--protocol', 'json2'])).toMatchObject({ code: 'signIn.passwordAsKey' });
  });

  it('says it in words without --json', async () => {
    const ran = await run(['diagnose'], environment({ ODOO_DB: 'explorr' }));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('No such database');
    expect(ran.out).toContain('(--db explorer)');
    expect(ran.out).toMatch(/FAILED +Database/);
  });
});

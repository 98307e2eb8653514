import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Examination } from '../../src/diagnosis/diagnose';
import type { SignInMethod } from '../../src/model/authMethod';
import type { QuestionId } from '../../src/model/diagnosis';
import type { SignInAttempt } from '../../src/sandbox/signInAttempts';
import { placesOf } from '../support/odoo/releases';
import type { OdooVersion } from '../support/odooServer';
import { RecordingTransport } from '../support/scriptedTransport';
import {
  clientWith,
  connectionOf,
  problemOf,
  settings,
  transportFor,
  wrongKey,
  wrongPassword,
  type Wish,
} from './engine';
import { isWanted, sandbox, versions } from './grounds';
import { signInWell } from './signInWell';
import {
  accountIn,
  keyOverJson2,
  keyOverJsonRpc,
  passwordOverJsonRpc,
  passwordOverXmlRpc,
  toOdoo,
  toSandbox,
  webSession,
} from './wishes';

const ways: { way: SignInMethod; secret: string }[] = [
  { way: passwordOverJsonRpc, secret: wrongPassword },
  { way: passwordOverXmlRpc, secret: wrongPassword },
  { way: keyOverJsonRpc, secret: wrongKey },
  { way: { auth: 'apiKey', protocol: 'xmlRpc' }, secret: wrongKey },
  { way: keyOverJson2, secret: wrongKey },
  { way: keyOverJson2, secret: wrongPassword },
  { way: webSession, secret: wrongPassword },
  { way: webSession, secret: wrongKey },
];

function examinationOf(wish: Wish, secret: string): Examination {
  return new Examination(connectionOf(wish), {
    transport: transportFor(),
    network: settings,
    environment: {},
    secret,
  });
}

/** The API that a path belongs to: one service of it signs in, another is called. */
function apiOf(path: string): string {
  return path.replace(/^\/xmlrpc\/.*/, '/xmlrpc').replace(/^\/json\/2\/.*/, '/json/2');
}

/** No API got more than one failed attempt. */
function assertOneEach(attempts: readonly SignInAttempt[]): void {
  const failures = attempts.filter(({ ok }) => !ok).map(({ path }) => apiOf(path));
  expect(failures, JSON.stringify(attempts)).toEqual([...new Set(failures)]);
}

const sandboxes = isWanted('sandbox') ? (['14', '16', '19'] as const) : [];

describe.each(sandboxes)('the sandbox, version %s, counts', (version) => {
  it.each(ways.filter(({ way }) => version === '19' || way.protocol !== 'json2'))(
    'at most one failed attempt for each API and click, $way.auth over $way.protocol',
    async ({ way, secret }) => {
      const server = await sandbox({ version });
      const examination = examinationOf(toSandbox(server, way), secret);
      examination.useAccount({
        connection: connectionOf(accountIn(server).wish),
        secret: server.password,
      });
      let before = 0;
      const click = async (work: Promise<unknown>): Promise<SignInAttempt[]> => {
        await work;
        const all = server.signInAttempts();
        const since = all.slice(before);
        before = all.length;
        return since;
      };
      const first = await click(examination.run('all'));
      assertOneEach(first);
      expect(first.some(({ ok }) => !ok)).toBe(true);
      for (const question of ['session', 'call', 'account'] satisfies QuestionId[]) {
        const asked = await click(examination.ask(question));
        assertOneEach(asked);
        if (question === 'account') expect(asked.filter(({ ok }) => !ok)).toEqual([]);
        expect(await click(examination.ask(question)), `${question} was asked twice`).toEqual(
          question === 'account' ? (expect.anything() as unknown) : [],
        );
      }
      expect(await click(examination.run('changed'))).toEqual([]);
    },
  );

  it('no attempt where the failed call has shown how signing in goes', async () => {
    const server = await sandbox({ version });
    const wish = toSandbox(server);
    const problem = await problemOf(
      clientWith(wrongPassword, transportFor()).run(connectionOf(wish), {
        operation: 'count',
        model: 'res.partner',
      }),
    );
    const before = server.signInAttempts().length;
    const examination = new Examination(connectionOf(wish), {
      transport: transportFor(),
      network: settings,
      environment: {},
      secret: wrongPassword,
      failedCall: { problem, signIn: passwordOverJsonRpc, at: Date.now() },
    });
    const diagnosis = await examination.run('all');
    expect(diagnosis.cause?.code).toBe('signIn.rejected');
    expect(server.signInAttempts().slice(before)).toEqual([]);
    expect(diagnosis.steps.find(({ probe }) => probe === 'signIn')?.kept).toBe(true);
  });
});

/** How often Odoo logged that it refused this login: "Login failed for db:explorer login:jane from 127.0.0.1" (14), "login:jane from n/a" (19). */
function failuresLogged(version: OdooVersion, login: string): number {
  const log = readFileSync(join(placesOf(version).logs, 'odoo.log'), 'latin1');
  return log
    .split('\n')
    .filter((line) => line.includes('Login failed for') && line.includes(`login:${login} `)).length;
}

describe.each(versions)('real Odoo %s counts', (version) => {
  afterEach(signInWell);

  it.each(ways.filter(({ way }) => version === '19' || way.protocol !== 'json2'))(
    'at most one failed attempt for each API and click in its log, $way.auth over $way.protocol',
    async ({ way, secret }) => {
      // A login of its own: others use the server at the same time.
      const login = `attempt-${process.pid}-${way.auth}-${way.protocol}-${secret.length}`.toLowerCase();
      const recording = new RecordingTransport(transportFor());
      const examination = new Examination(connectionOf(toOdoo(version, { login, ...way })), {
        transport: recording,
        network: settings,
        environment: {},
        secret,
      });
      /** The APIs that the login was sent to in one click, each as often as it was; and what the server counted meanwhile. */
      const click = async (work: () => Promise<unknown>): Promise<{ apis: string[]; failures: number }> => {
        const [sent, logged] = [recording.requests.length, failuresLogged(version, login)];
        await work();
        const apis = recording.requests
          .slice(sent)
          .filter(({ body }) => body?.includes(login))
          .map(({ url }) => apiOf(new URL(url).pathname));
        return { apis, failures: failuresLogged(version, login) - logged };
      };
      const first = await click(() => examination.run('all'));
      expect(first.apis).toEqual([...new Set(first.apis)]);
      expect(first.failures).toBe(first.apis.length);
      if (way.protocol !== 'json2') expect(first.failures).toBeGreaterThan(0);
      const asked = await click(() => examination.ask('session'));
      expect(asked.apis).toEqual([...new Set(asked.apis)]);
      expect(asked.failures).toBe(asked.apis.length);
      expect((await click(() => examination.ask('session'))).apis).toEqual([]);
    },
  );
});

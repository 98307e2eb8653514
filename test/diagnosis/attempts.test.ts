import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Examination } from '../../src/diagnosis/diagnose';
import type { SignInMethod } from '../../src/model/authMethod';
import type { QuestionId } from '../../src/model/diagnosis';
import type { SignInAttempt } from '../../src/sandbox/signInAttempts';
import { placesOf } from '../support/odoo/releases';
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

describe.each(versions)('real Odoo %s counts', (version) => {
  it.each(ways.filter(({ way }) => version === '19' || way.protocol !== 'json2'))(
    'at most one failed attempt for each click in its log, $way.auth over $way.protocol',
    async ({ way, secret }) => {
      // A login of its own: others use the server at the same time.
      const login = `attempt-${process.pid}-${way.auth}-${way.protocol}-${secret.length}`.toLowerCase();
      const failures = (): number =>
        readFileSync(join(placesOf(version).logs, 'odoo.log'), 'utf8')
          .split('\n')
          .filter((entry) => entry.includes('Login failed for db:') && entry.includes(`login:${login} `))
          .length;
      const examination = examinationOf(toOdoo(version, { login, ...way }), secret);
      await examination.run('all');
      const first = failures();
      expect(first).toBeLessThanOrEqual(1);
      if (way.protocol !== 'json2') expect(first).toBe(1);
      await examination.ask('session');
      expect(failures() - first).toBeLessThanOrEqual(1);
      await signInWell();
    },
  );
});

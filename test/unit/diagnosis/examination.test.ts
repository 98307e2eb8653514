import { afterEach, describe, expect, it } from 'vitest';
import { Examination } from '../../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../../src/diagnosis/inquiry';
import type { Diagnosis, FailedCall } from '../../../src/model/diagnosis';
import { serveTcp } from '../../support/faultyServers';
import {
  exceptionAnswer,
  faultAnswer,
  resultAnswer,
  ScriptedTransport,
  type Script,
} from '../../support/scriptedTransport';
import { accessDenied, closeAll, fakeOdoo, key, network, secret, started } from './inquiryBench';

afterEach(closeAll);

interface Bench {
  examination: Examination;
  connection: DiagnosedConnection;
  transport: ScriptedTransport;
  /** Paths asked with the secret, since the last call. */
  sent: () => string[];
}

async function examine(
  script: Script,
  options: { secret?: string; failedCall?: FailedCall; changes?: Partial<DiagnosedConnection> } = {},
): Promise<Bench> {
  const port = await started(serveTcp());
  const transport = new ScriptedTransport(script);
  const connection: DiagnosedConnection = {
    url: port.url,
    database: 'acme',
    login: 'admin',
    auth: 'password',
    protocol: 'jsonRpc',
    ...options.changes,
  };
  const own = options.secret ?? secret;
  const examination = new Examination(connection, {
    transport,
    network,
    environment: {},
    secret: own,
    timeoutMs: 3000,
    ...(options.failedCall ? { failedCall: options.failedCall } : {}),
  });
  let seen = 0;
  const sent = (): string[] => {
    const since = transport.requests.slice(seen);
    seen = transport.requests.length;
    return since
      .filter((request) => JSON.stringify(request).includes(own))
      .map((request) => new URL(request.url).pathname);
  };
  return { examination, connection, transport, sent };
}

const rejectedCall: FailedCall = {
  problem: { code: 'signIn.rejected', facts: { login: 'admin', database: 'acme' } },
  signIn: { auth: 'password', protocol: 'jsonRpc' },
  at: 0,
};

function keptSteps({ steps }: Diagnosis): string {
  return steps
    .filter(({ kept }) => kept)
    .map(({ probe }) => probe)
    .join(' ');
}

describe('An examination', () => {
  it('does not send a secret again that the failed call has just seen refused', async () => {
    const { examination, sent } = await examine(fakeOdoo({ uid: false }), { failedCall: rejectedCall });
    const diagnosis = await examination.run('all');
    expect(sent()).toEqual([]);
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(keptSteps(diagnosis)).toBe('signIn');
    await examination.run('all');
    expect(sent(), 'running again asks afresh').toEqual(['/jsonrpc']);
  });

  it('sends the secret afresh where the failed call signed in another way', async () => {
    const failedCall: FailedCall = { ...rejectedCall, signIn: { auth: 'password', protocol: 'xmlRpc' } };
    const { examination, sent } = await examine(fakeOdoo({ uid: false }), { failedCall });
    await examination.run('all');
    expect(sent()).toEqual(['/jsonrpc']);
  });

  it('asks for a web sign-in first, once, and then knows the second factor', async () => {
    const session = () => resultAnswer({ uid: null });
    const { examination, sent } = await examine(fakeOdoo({ uid: false, session }));
    const before = await examination.run('all');
    expect(before.questions.map(({ id }) => id)).toEqual(['session', 'account']);
    sent();
    const after = await examination.ask('session');
    expect(after.cause).toMatchObject({ code: 'signIn.twoFactor', certainty: 'certain' });
    expect(after.questions).toEqual([]);
    expect(after.excluded.map(({ title }) => title)).toContain('Wrong login or password');
    await examination.ask('session');
    expect(sent(), 'a question is never repeated').toEqual(['/web/session/authenticate']);
  });

  it('does not call a password wrong before everything else is ruled out', async () => {
    const { examination } = await examine(fakeOdoo({ uid: false, session: accessDenied }));
    await examination.run('all');
    const asked = await examination.ask('session');
    expect(asked.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(asked.others.map(({ code }) => code)).toEqual(['signIn.archived', 'signIn.unknownLogin']);
    expect(asked.questions.map(({ id }) => id)).toEqual(['account']);
  });

  it('finds a pause that Odoo 14 hides, when it may ask once more', async () => {
    const call = () => faultAnswer(3, 'Too many login failures, please wait a bit before trying again.');
    const { examination, sent } = await examine(fakeOdoo({ version: '14.0', uid: false, call }));
    await examination.run('all');
    sent();
    const diagnosis = await examination.ask('call');
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.cooldown', certainty: 'certain' });
    expect(diagnosis.remedies.map(({ action }) => action?.kind)).toContain('retryAfter');
    expect(sent()).toEqual(['/xmlrpc/2/object']);
  });

  it('looks a user up over the connection of an administrator, whose secret shows up nowhere', async () => {
    const odoo = fakeOdoo({ uid: false });
    const { examination, connection } = await examine((request, options) => {
      const body = request.body ?? '';
      if (!body.includes('admin-secret')) return odoo(request, options);
      if (body.includes('authenticate')) return resultAnswer(2);
      if (body.includes('fields_get')) return resultAnswer({ totp_enabled: {} });
      if (body.includes('apikeys')) return resultAnswer([]);
      return resultAnswer([{ id: 9, login: 'admin', active: false, share: false, totp_enabled: false }]);
    });
    await examination.run('all');
    examination.useAccount({
      connection: {
        ...connection,
        id: 'a',
        name: 'a',
        login: 'boss',
        production: true,
        readOnly: true,
      },
      secret: 'admin-secret',
    });
    const diagnosis = await examination.ask('account');
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.archived', certainty: 'certain' });
    expect(JSON.stringify(diagnosis)).not.toContain('admin-secret');
  });

  it('runs only the checks that depend on a new secret', async () => {
    const right = 'the-right-one-2';
    const { examination, connection, transport } = await examine((request, options) =>
      fakeOdoo({ uid: request.body?.includes(right) ? 7 : false })(request, options),
    );
    const before = await examination.run('all');
    expect(before.ok).toBe(false);
    const asked = transport.requests.length;
    examination.change(connection, right);
    const diagnosis = await examination.run('changed');
    expect(diagnosis.ok).toBe(true);
    expect(keptSteps(diagnosis)).toBe('address dns tcp tls http odoo apis database');
    const again = transport.requests.slice(asked).map(({ url }) => new URL(url).pathname);
    expect(again).not.toContain('/web/webclient/version_info');
  });

  it('starts at the database when that was changed, and at the address for another server', async () => {
    const { examination, connection } = await examine(fakeOdoo(), { changes: { database: 'acmee' } });
    expect((await examination.run('all')).cause?.code).toBe('database.notFound');
    examination.change({ ...connection, database: 'acme' }, secret);
    const diagnosis = await examination.run('changed');
    expect(diagnosis.ok).toBe(true);
    expect(keptSteps(diagnosis)).toBe('address dns tcp tls http odoo');
    const other = await started(serveTcp());
    examination.change({ ...connection, url: other.url, database: 'acme' }, secret);
    expect(keptSteps(await examination.run('changed'))).toBe('');
  });

  it('goes on where it was stopped', async () => {
    const { examination } = await examine(fakeOdoo());
    const abort = new AbortController();
    abort.abort();
    const stopped = await examination.run('all', abort.signal);
    expect(stopped.cause?.code).toBe('call.cancelled');
    expect((await examination.run('changed')).ok).toBe(true);
  });

  it('tells what each check asked, and keeps secrets and tokens out of it', async () => {
    const { examination } = await examine(fakeOdoo(), {
      secret: key,
      changes: { auth: 'apiKey', protocol: 'json2' },
    });
    const diagnosis = await examination.run('all');
    const signIn = diagnosis.steps.find(({ probe }) => probe === 'signIn');
    expect(signIn?.asked?.[0]?.question).toContain('/json/2/res.users/context_get');
    expect(signIn?.asked?.[0]?.answer).toContain('HTTP 200, application/json');
    expect(JSON.stringify(diagnosis)).not.toContain(key);
  });

  it('never asks a question with a new secret of the server before', async () => {
    const { examination, connection, transport } = await examine(fakeOdoo({ uid: false }));
    expect((await examination.run('all')).questions.map(({ id }) => id)).toContain('session');
    const other = await started(serveTcp());
    examination.change({ ...connection, url: other.url }, 'the-new-one-3');
    await examination.ask('session');
    const sent = transport.requests.filter(({ body }) => body?.includes('the-new-one-3'));
    expect(new Set(sent.map(({ url }) => new URL(url).origin))).toEqual(new Set([other.url]));
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/jsonrpc']);
  });

  it('does not send the password where the failed call used an API key', async () => {
    const failedCall: FailedCall = {
      problem: { code: 'server.accessRights', facts: { model: 'res.users' } },
      signIn: { auth: 'apiKey', protocol: 'json2' },
      spec: { operation: 'searchRead', model: 'res.users' },
      at: 0,
    };
    const { examination, sent } = await examine(fakeOdoo(), { failedCall });
    const diagnosis = await examination.run('all');
    expect(diagnosis.cause?.code).toBe('server.accessRights');
    expect(sent().filter((path) => path.startsWith('/json/2'))).toEqual([]);
  });

  it('ends the web session of a check that was stopped', async () => {
    const abort = new AbortController();
    const odoo = fakeOdoo();
    const { examination, transport } = await examine(
      (request, options) => {
        if (request.url.endsWith('/web/session/authenticate')) {
          return { ...resultAnswer({ uid: 7 }), setCookies: ['session_id=of-the-session; Path=/'] };
        }
        if (request.url.includes('/web/dataset/call_kw/res.users/read')) abort.abort();
        return odoo(request, options);
      },
      { changes: { auth: 'webSession', protocol: 'web' } },
    );
    const diagnosis = await examination.run('all', abort.signal);
    expect(diagnosis.cause?.code).toBe('call.cancelled');
    expect(transport.requests.some(({ url }) => url.endsWith('/web/session/destroy'))).toBe(true);
    expect(JSON.stringify(diagnosis)).not.toContain('of-the-session');
  });

  it('shows no token of an answer or of a redirect', async () => {
    const odoo = fakeOdoo();
    const { examination } = await examine((request, options) => {
      if (!request.url.includes('/web/login')) return odoo(request, options);
      return {
        status: 302,
        headers: { location: 'https://sso.example.com/start?code=one-time-code&state=x' },
        body: '',
      };
    });
    const diagnosis = await examination.run('all');
    expect(JSON.stringify(diagnosis)).toContain('https://sso.example.com/start?…');
    expect(JSON.stringify(diagnosis)).not.toContain('one-time-code');
  });

  it('calls nothing certain on the word of somebody who may not read users', async () => {
    const odoo = fakeOdoo({ uid: false });
    const { examination, connection } = await examine((request, options) => {
      const body = request.body ?? '';
      if (!body.includes('plain-secret')) return odoo(request, options);
      if (body.includes('authenticate')) return resultAnswer(9);
      return exceptionAnswer('odoo.exceptions.AccessError', 'You are not allowed to access that.');
    });
    await examination.run('all');
    examination.useAccount({
      connection: { ...connection, id: 'a', name: 'a', login: 'plain', production: true, readOnly: true },
      secret: 'plain-secret',
    });
    const diagnosis = await examination.ask('account');
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(diagnosis.evidence.join(' ')).toContain('could not tell');
    expect(diagnosis.questions.map(({ id }) => id)).toContain('account');
  });

  it('does not call a password wrong that the web sign-in takes', async () => {
    const session = () => ({
      ...resultAnswer({ uid: 7 }),
      setCookies: ['session_id=of-the-session; Path=/'],
    });
    const { examination } = await examine(fakeOdoo({ uid: false, session }));
    await examination.run('all');
    const diagnosis = await examination.ask('session');
    expect(diagnosis.cause?.certainty).toBe('possible');
    expect(diagnosis.evidence[0]).toBe('The web sign-in accepts the same password that this API refuses.');
    expect(diagnosis.excluded.map(({ title }) => title)).toContain('This account has two-factor sign-in');
  });

  it('does not call a password wrong while Odoo 14 may hide a pause', async () => {
    const { examination, connection } = await examine((request, options) => {
      const body = request.body ?? '';
      if (!body.includes('admin-secret'))
        return fakeOdoo({ version: '14.0', uid: false, session: accessDenied })(request, options);
      if (body.includes('authenticate')) return resultAnswer(2);
      if (body.includes('fields_get')) return resultAnswer({ totp_enabled: {}, oauth_uid: {} });
      if (body.includes('search_count')) return resultAnswer(0);
      if (body.includes('apikeys')) return resultAnswer([]);
      return resultAnswer([
        { id: 9, login: 'admin', active: true, share: false, totp_enabled: false, oauth_uid: false },
      ]);
    });
    await examination.run('all');
    await examination.ask('session');
    examination.useAccount({
      connection: { ...connection, id: 'a', name: 'a', login: 'boss', production: true, readOnly: true },
      secret: 'admin-secret',
    });
    const diagnosis = await examination.ask('account');
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(diagnosis.others.map(({ code }) => code)).toEqual(['signIn.cooldown']);
    expect(diagnosis.questions.map(({ id }) => id)).toEqual(['call']);
  });
});

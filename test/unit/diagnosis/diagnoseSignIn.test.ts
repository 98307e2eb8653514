import { afterEach, describe, expect, it } from 'vitest';
import type { DiagnosisStep } from '../../../src/model/diagnosis';
import { serveTcp } from '../../support/faultyServers';
import {
  exceptionAnswer,
  faultAnswer,
  htmlAnswer,
  jsonAnswer,
  type Script,
} from '../../support/scriptedTransport';
import {
  closeAll,
  diagnosed,
  fakeOdoo,
  invalidKey,
  key,
  network,
  scripted,
  secret,
  started,
  verdicts,
} from './inquiryBench';

afterEach(closeAll);

describe('diagnose, at the database', () => {
  it('names a database that does not exist, and offers the nearest', async () => {
    const { diagnosis, transport } = await scripted(fakeOdoo(), { database: 'acmee' });
    expect(diagnosis.cause).toMatchObject({ code: 'database.notFound', certainty: 'certain' });
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useDatabase', database: 'acme' });
    expect(JSON.stringify(transport.requests)).not.toContain(secret);
  });

  it('names a missing database, and offers the only one there is', async () => {
    const { diagnosis } = await scripted(fakeOdoo({ databases: ['acme'] }), { database: '' });
    expect(diagnosis.cause?.code).toBe('database.missing');
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useDatabase', database: 'acme' });
  });

  it('does not hold it against a server that it keeps its list to itself', async () => {
    const script = fakeOdoo({ exists: true });
    const { diagnosis } = await scripted((request, options) =>
      request.url.endsWith('/web/database/list')
        ? exceptionAnswer('odoo.exceptions.AccessDenied', 'Access Denied')
        : script(request, options),
    );
    expect(diagnosis.ok).toBe(true);
  });

  it('names a database that JSON-2 may not open at this address', async () => {
    const script = fakeOdoo({
      databases: ['other'],
      exists: true,
      unkeyed: () => htmlAnswer(404, '404 Not Found', 'No database is selected'),
    });
    const { diagnosis, transport } = await scripted(
      script,
      { auth: 'apiKey', protocol: 'json2' },
      { secret: key },
    );
    expect(diagnosis.cause).toMatchObject({ code: 'database.hidden', certainty: 'certain' });
    expect(transport.requests.some((request) => request.headers?.['authorization'])).toBe(false);
  });

  it('lets JSON-RPC sign in to a database that the address hides, because Odoo does', async () => {
    const { diagnosis } = await scripted(fakeOdoo({ databases: ['other'], exists: true }));
    expect(diagnosis.ok).toBe(true);
    expect(verdicts(diagnosis)).toContain('database warning, signIn ok');
  });

  it('tells a PostgreSQL that is down from a wrong database name', async () => {
    const script = fakeOdoo({ databases: [], exists: false });
    const { diagnosis } = await scripted((request, options) =>
      request.url.includes('/web/health')
        ? jsonAnswer({ status: 'fail', db_server_status: false }, 500)
        : script(request, options),
    );
    expect(diagnosis.cause).toMatchObject({ code: 'server.databaseDown', certainty: 'certain' });
  });
});

describe('diagnose, at the sign-in', () => {
  it('is content when the sign-in works, and says which APIs do', async () => {
    const { diagnosis } = await scripted(fakeOdoo());
    expect(diagnosis).toMatchObject({ ok: true, remedies: [] });
    expect(diagnosis.cause).toBeUndefined();
    expect(diagnosis.access).toContainEqual(
      expect.objectContaining({ auth: 'password', protocol: 'xmlRpc', state: 'works' }),
    );
    expect(diagnosis.access).toContainEqual(
      expect.objectContaining({ auth: 'password', protocol: 'json2', state: 'unavailable' }),
    );
    expect(diagnosis.access).toContainEqual(
      expect.objectContaining({ auth: 'apiKey', protocol: 'json2', state: 'untried' }),
    );
  });

  it('names a wrong login or password first, as likely, after one attempt', async () => {
    const { diagnosis, transport } = await scripted(fakeOdoo({ uid: false }));
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(transport.requests.filter((request) => request.body?.includes(secret))).toHaveLength(1);
  });

  it('says that a password with a space at its end has one', async () => {
    const { diagnosis } = await scripted(fakeOdoo({ uid: false }), {}, { secret: `${secret}\n` });
    expect(diagnosis.cause?.sentence).toContain('begins or ends with a space or a line break');
  });

  it('takes a refused secret that has the form of a key for a key', async () => {
    const { diagnosis } = await scripted(fakeOdoo({ uid: false }), {}, { secret: key });
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.keyRejected', certainty: 'likely' });
  });

  it('holds a pause that Odoo 14 hides for possible, and asks before it sends the secret again', async () => {
    const call = () => faultAnswer(3, 'Too many login failures, please wait a bit before trying again.');
    const { diagnosis, transport } = await scripted(fakeOdoo({ version: '14.0', uid: false, call }));
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(diagnosis.others.map(({ code }) => code)).toContain('signIn.cooldown');
    expect(diagnosis.questions.map(({ id }) => id)).toContain('call');
    expect(transport.requests.filter((request) => request.body?.includes(secret))).toHaveLength(1);
  });

  it('says on Odoo Online that the account may have no password', async () => {
    const proxy = await started(serveTcp());
    const { diagnosis } = await scripted(
      fakeOdoo({ uid: false }),
      { url: 'https://acme.odoo.com' },
      { network: { ...network, proxy: proxy.url } },
    );
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.onlineWithoutPassword', certainty: 'likely' });
  });

  it('knows without sending anything that an API key is of no use before Odoo 14', async () => {
    const { diagnosis, transport } = await scripted(
      fakeOdoo({ version: '13.0' }),
      { auth: 'apiKey' },
      { secret: key },
    );
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.keyNotSupported', certainty: 'certain' });
    expect(JSON.stringify(transport.requests)).not.toContain(key);
  });

  it('knows without sending anything that JSON-2 is not there before Odoo 19', async () => {
    const { diagnosis, transport } = await scripted(
      fakeOdoo({ version: '14.0' }),
      { auth: 'apiKey', protocol: 'json2' },
      { secret: key },
    );
    expect(diagnosis.cause).toMatchObject({ code: 'protocol.json2NotSupported', certainty: 'certain' });
    const overJson2 = transport.requests.filter(({ url }) => url.includes('/json/2'));
    expect(JSON.stringify(overJson2)).not.toContain(key);
    expect(diagnosis.access).toContainEqual(
      expect.objectContaining({ auth: 'apiKey', protocol: 'jsonRpc', state: 'works' }),
    );
    expect(diagnosis.access).toContainEqual(
      expect.objectContaining({ auth: 'apiKey', protocol: 'json2', state: 'unavailable' }),
    );
  });

  it('recognises a password used as JSON-2 key, and proves it by signing in with it elsewhere', async () => {
    const { diagnosis } = await scripted(fakeOdoo({ json2: invalidKey }), {
      auth: 'apiKey',
      protocol: 'json2',
    });
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.passwordAsKey', certainty: 'certain' });
    expect(diagnosis.evidence[0]).toContain('It is the account’s password');
  });

  it('finds whose key it is when it is another user’s', async () => {
    const odoo = fakeOdoo({ uid: false });
    const { diagnosis } = await scripted(
      (request, options) =>
        request.url.endsWith('/json/2/res.users/read')
          ? jsonAnswer([{ id: 7, login: 'demo' }])
          : odoo(request, options),
      { auth: 'apiKey' },
      { secret: key },
    );
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.keyOfOther', certainty: 'certain' });
    expect(diagnosis.evidence[0]).toContain('a key of “demo”, not of “admin”');
  });

  it('says that a key never reached Odoo when Odoo says so', async () => {
    let asked = 0;
    const unauthenticated = (): ReturnType<Script> => {
      asked++;
      return jsonAnswer(
        { name: 'werkzeug.exceptions.Unauthorized', message: 'User not authenticated, use an API Key' },
        401,
      );
    };
    const { diagnosis } = await scripted(
      fakeOdoo({ json2: unauthenticated }),
      { auth: 'apiKey', protocol: 'json2' },
      { secret: key },
    );
    expect(diagnosis.cause?.code).toBe('signIn.keyNotReceived');
    expect(asked).toBe(1);
  });

  it('checks everything else when there is no secret to try', async () => {
    const { diagnosis } = await scripted(fakeOdoo(), {}, { secret: '' });
    expect(diagnosis.ok).toBe(false);
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.noSecret', certainty: 'certain' });
    expect(verdicts(diagnosis)).toContain('database ok, signIn skipped, others skipped, rights skipped');
  });

  it('never puts the secret into what it says, even when the server repeats it', async () => {
    const odoo = fakeOdoo();
    const { diagnosis } = await scripted((request, options) =>
      request.url.endsWith('/jsonrpc') && request.body?.includes(secret)
        ? exceptionAnswer('builtins.ValueError', `bad value ${secret}`, `Traceback … ${secret}`)
        : odoo(request, options),
    );
    expect(diagnosis.cause?.code).toBe('server.exception');
    expect(JSON.stringify(diagnosis)).not.toContain(secret);
    expect(JSON.stringify(diagnosis)).not.toContain('Traceback');
  });
});

describe('diagnose, as a run', () => {
  it('tells of each check as it is done, in order, and gives them all', async () => {
    const steps: DiagnosisStep[] = [];
    const { diagnosis } = await scripted(fakeOdoo(), {}, { onStep: (step) => steps.push(step) });
    expect(steps.map((step) => step.probe)).toEqual([
      'address',
      'dns',
      'tcp',
      'tls',
      'http',
      'odoo',
      'apis',
      'database',
      'signIn',
      'others',
      'rights',
    ]);
    expect(diagnosis.steps).toEqual(steps);
  });

  it('ends at once when it is cancelled, and says so', async () => {
    const silent = await started(serveTcp());
    const abort = new AbortController();
    const running = diagnosed({ url: silent.url }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    const diagnosis = await running;
    expect(diagnosis.cause?.code).toBe('call.cancelled');
    expect(diagnosis.steps).toHaveLength(11);
    expect(diagnosis.steps.at(-1)).toMatchObject({ verdict: 'skipped', detail: 'cancelled' });
  });

  it('corrects what was pasted and says what it left out', async () => {
    const port = await started(serveTcp());
    const { diagnosis } = await scripted(fakeOdoo(), { url: `${port.url}/web/login?db=acme#top` });
    expect(diagnosis.ok).toBe(true);
    expect(diagnosis.steps[0]?.detail).toContain('without /web/login?…');
    expect(JSON.stringify(diagnosis), 'what is behind a path may be a token').not.toContain('#top');
  });
});

import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../src/diagnosis/inquiry';
import type { Access, Diagnosis } from '../../src/model/diagnosis';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import {
  certificate,
  forwardTo,
  redirectTo,
  serveHttp,
  serveHttps,
  type LocalServer,
} from '../support/faultyServers';
import { withExtraServer } from '../support/odooServer';
import { RecordingTransport } from '../support/scriptedTransport';
import {
  connection,
  describeInLab,
  lab,
  major,
  network,
  secretOf,
  signInWell,
  target,
  transport,
  ways,
} from './target';

const opened: LocalServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
afterAll(() => transport.close());

async function started(server: Promise<LocalServer>): Promise<LocalServer> {
  const running = await server;
  opened.push(running);
  return running;
}

/** What diagnosing finds, and how often the secret left. */
async function diagnosed(
  changes: Partial<DiagnosedConnection>,
  secret: string | undefined,
): Promise<Diagnosis & { sent: number }> {
  const recording = new RecordingTransport(transport);
  const diagnosis = await diagnose(connection(changes), {
    transport: recording,
    network,
    ...(secret === undefined ? {} : { secret }),
  });
  const holds = (text: string | undefined): boolean => secret !== undefined && (text ?? '').includes(secret);
  const sent = recording.requests.filter(
    (request) => holds(request.body) || holds(request.headers?.['authorization']),
  );
  return { ...diagnosis, sent: sent.length };
}

function state(
  { access }: Diagnosis,
  auth: Access['auth'],
  protocol: Access['protocol'],
): string | undefined {
  return access.find((row) => row.auth === auth && row.protocol === protocol)?.state;
}

describe.each(ways)('diagnosing a connection that works, $auth over $protocol', (way) => {
  it('finds nothing wrong, and proves which protocols take the secret', async () => {
    const diagnosis = await diagnosed(way, secretOf(way.auth));
    expect(diagnosis).toMatchObject({ ok: true, remedies: [] });
    expect(diagnosis.steps.filter((step) => step.verdict === 'failed')).toEqual([]);
    expect(state(diagnosis, way.auth, 'xmlRpc')).toBe('works');
    expect(state(diagnosis, way.auth, 'jsonRpc')).toBe('works');
    expect(state(diagnosis, 'password', 'json2')).toBe('unavailable');
    if (way.auth === 'apiKey') {
      expect(state(diagnosis, 'apiKey', 'json2')).toBe(major >= 19 ? 'works' : 'unavailable');
    }
  });
});

describeInLab('diagnosing the way to a real Odoo', () => {
  it('names a certificate of its own making in front of Odoo', async () => {
    const server = await started(serveHttps('selfSigned', forwardTo(target.url)));
    const diagnosis = await diagnosed({ url: server.url }, target.password);
    expect(diagnosis.cause).toMatchObject({ code: 'tls.untrusted', certainty: 'certain' });
    expect(diagnosis.sent).toBe(0);
  });

  it('is content with that certificate once it is trusted', async () => {
    const server = await started(serveHttps('selfSigned', forwardTo(target.url)));
    const trusting = { ...network, certificates: [certificate('selfSigned').pem] };
    const secured = new UndiciTransport(() => trusting);
    const diagnosis = await diagnose(connection({ url: server.url, auth: 'password', protocol: 'jsonRpc' }), {
      transport: secured,
      network: trusting,
      secret: target.password ?? '',
    });
    await secured.close();
    expect(diagnosis.ok).toBe(true);
    expect(diagnosis.steps.find((step) => step.probe === 'tls')).toMatchObject({ verdict: 'ok' });
  });

  it('names a redirect, and proves that Odoo is where it leads', async () => {
    const server = await started(serveHttp(redirectTo(target.url)));
    const diagnosis = await diagnosed({ url: server.url }, target.password);
    expect(diagnosis.cause).toMatchObject({ code: 'http.redirected', certainty: 'certain' });
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useAddress', url: target.url });
    expect(diagnosis.evidence[0]).toContain(`Odoo ${major}.0 answers`);
    expect(diagnosis.sent).toBe(0);
  });

  it('finds that the port speaks plain http', async () => {
    const diagnosis = await diagnosed({ url: target.url.replace('http:', 'https:') }, target.password);
    expect(diagnosis.cause).toMatchObject({ code: 'tls.notTls', certainty: 'certain' });
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useAddress', url: target.url });
  });

  it('takes the page’s path out of a pasted address', async () => {
    const pasted = `${target.url}/web/login?db=${target.database}`;
    expect(
      (await diagnosed({ url: pasted, auth: 'password', protocol: 'jsonRpc' }, target.password)).ok,
    ).toBe(true);
  });
});

describeInLab('diagnosing the database', () => {
  it.each(ways)('names a database that does not exist, $auth over $protocol', async (way) => {
    const diagnosis = await diagnosed({ ...way, database: 'explorr' }, secretOf(way.auth));
    expect(diagnosis.cause).toMatchObject({ code: 'database.notFound', certainty: 'certain' });
    expect(diagnosis.remedies[0]?.action).toEqual({ kind: 'useDatabase', database: target.database });
    expect(diagnosis.sent).toBe(0);
  });

  it('names a database that does not exist although the server lists none', async () => {
    await withExtraServer(lab().version, ['--no-database-list'], async (url) => {
      const wrong = await diagnosed({ url, database: 'explorr' }, target.password);
      expect(wrong.cause).toMatchObject({ code: 'database.notFound', certainty: 'certain' });
      const right = await diagnosed({ url, auth: 'password', protocol: 'jsonRpc' }, target.password);
      expect(right.ok).toBe(true);
    });
  });

  it('names a missing database and offers those there are', async () => {
    const diagnosis = await diagnosed({ database: '' }, target.password);
    expect(diagnosis.cause).toMatchObject({ code: 'database.missing', certainty: 'certain' });
    expect(diagnosis.remedies.map((remedy) => remedy.action)).toContainEqual({
      kind: 'useDatabase',
      database: target.database,
    });
  });

  it('tells a database that the address hides from one that is not there', async () => {
    await withExtraServer(lab().version, ['--db-filter', '^nothing$'], async (url) => {
      // The RPC services do not look at the filter.
      const rpc = await diagnosed({ url, auth: 'password', protocol: 'jsonRpc' }, target.password);
      expect(rpc.ok).toBe(true);
      expect(rpc.steps.find((step) => step.probe === 'database')?.verdict).toBe('warning');
      if (major < 19) return;
      const json2 = await diagnosed({ url, auth: 'apiKey', protocol: 'json2' }, target.apiKey);
      expect(json2.cause).toMatchObject({ code: 'database.hidden', certainty: 'certain' });
      expect(json2.sent).toBe(0);
    });
  });

  it('names a database that Odoo is not installed in', async () => {
    const diagnosis = await diagnosed(
      { database: 'postgres', auth: 'password', protocol: 'xmlRpc' },
      target.password,
    );
    expect(diagnosis.cause).toMatchObject({ code: 'database.notOdoo', certainty: 'certain' });
  });
});

describeInLab('diagnosing the sign-in', () => {
  afterEach(signInWell);

  it.each(['jsonRpc', 'xmlRpc'] as const)('names a wrong password first, over %s', async (protocol) => {
    const diagnosis = await diagnosed({ auth: 'password', protocol }, 'surely-not-it');
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(diagnosis.sent).toBe(1);
    expect(state(diagnosis, 'password', protocol)).toBe('refused');
  });

  it('names a password with a line break at its end', async () => {
    const diagnosis = await diagnosed({ auth: 'password', protocol: 'jsonRpc' }, `${target.password}\n`);
    expect(diagnosis.cause?.sentence).toContain('space or a line break');
  });

  it('checks all but the sign-in when there is no secret', async () => {
    const diagnosis = await diagnosed({}, undefined);
    expect(diagnosis.cause).toMatchObject({ code: 'signIn.noSecret', certainty: 'certain' });
    expect(diagnosis.steps.find(({ probe }) => probe === 'database')?.verdict).toBe('ok');
  });

  if (major >= 19) {
    it('names a password used as a JSON-2 key', async () => {
      const way = { auth: 'apiKey', protocol: 'json2' } as const;
      const diagnosis = await diagnosed(way, target.password);
      expect(diagnosis.cause).toMatchObject({ code: 'signIn.passwordAsKey', certainty: 'certain' });
      expect(diagnosis.evidence[0]).toContain('It is the account’s password');
      expect(state(diagnosis, 'password', 'jsonRpc')).toBe('works');
      const neither = await diagnosed(way, 'no-password-either');
      expect(neither.cause?.code).toBe('signIn.passwordAsKey');
    });
  }

  if (major < 19) {
    it('knows without asking that there is no JSON-2, and tries the key where it is taken', async () => {
      const diagnosis = await diagnosed({ auth: 'apiKey', protocol: 'json2' }, target.apiKey);
      expect(diagnosis.cause).toMatchObject({ code: 'protocol.json2NotSupported', certainty: 'certain' });
      expect(state(diagnosis, 'apiKey', 'json2')).toBe('unavailable');
      expect(state(diagnosis, 'apiKey', 'jsonRpc')).toBe('works');
    });
  }
});

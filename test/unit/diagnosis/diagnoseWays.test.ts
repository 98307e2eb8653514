import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../../src/diagnosis/inquiry';
import type { Diagnosis } from '../../../src/model/diagnosis';
import type { Transport } from '../../../src/odoo/transport';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

const network = { noProxy: ['*'], verifyCertificates: true, certificates: [] };
const token = {
  url: '/api/auth/token',
  method: 'POST',
  format: 'json',
  body: '{"login": "{{login}}", "password": "{{secret}}", "db": "{{database}}"}',
  accessToken: 'data.access_token',
} as const;

/* Diagnosing connections that sign in as the web client, by tokens and keys, on the sandbox. */
describe('A connection that signs in', () => {
  let sandbox: Sandbox;
  const wire = new UndiciTransport(() => network);
  const asked: string[] = [];
  const transport: Transport = {
    send: (request, options) => {
      asked.push(new URL(request.url).pathname);
      return wire.send(request, options);
    },
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(async () => {
    await sandbox.close();
    await wire.close();
  });

  function looked(change: Partial<DiagnosedConnection>, secret: string): Promise<Diagnosis> {
    const { url, database, login } = sandbox;
    const web = { auth: 'webSession', protocol: 'web' } as const;
    return diagnose({ url, database, login, ...web, ...change }, { transport, network, secret });
  }

  const rest = (change: Partial<DiagnosedConnection>): Partial<DiagnosedConnection> => ({
    protocol: 'rest',
    rest: { dialect: 'plain', basePath: '/api/v1' },
    ...change,
  });

  const stateOf = ({ access }: Diagnosis, auth: string, protocol: string): string | undefined =>
    access.find((each) => each.auth === auth && each.protocol === protocol)?.state;

  it('as the web client does works, and leaves no session open', async () => {
    const diagnosis = await looked({}, sandbox.password);
    expect(diagnosis.ok).toBe(true);
    expect(stateOf(diagnosis, 'webSession', 'web')).toBe('works');
    expect(asked.filter((path) => path.startsWith('/web/session/'))).toEqual([
      '/web/session/authenticate',
      '/web/session/destroy',
    ]);
    expect(diagnosis.access.some(({ protocol }) => protocol === 'rest')).toBe(false);
  });

  it('as the web client does is told for certain that a second factor is missing', async () => {
    const { login, password } = sandbox.twoFactor;
    const { cause, evidence } = await looked({ login }, password);
    expect(cause).toMatchObject({ code: 'signIn.twoFactor', certainty: 'certain' });
    expect(evidence.join(' ')).toContain('uid: null');
  });

  it('as the web client does, with an API key, is told that no key opens a session', async () => {
    const { cause } = await looked({}, sandbox.apiKey);
    expect(cause).toMatchObject({ code: 'signIn.keyForWebSession', certainty: 'certain' });
  });

  it('as the web client does is not signed in where the person did not want that', async () => {
    const { cause } = await looked({ webSignInDeclined: true }, sandbox.password);
    expect(cause?.code).toBe('signIn.sessionDeclined');
  });

  it('with a password over JSON-RPC is not signed in as the web client besides', async () => {
    const diagnosis = await looked({ auth: 'password', protocol: 'jsonRpc' }, sandbox.password);
    expect(diagnosis.ok).toBe(true);
    expect(stateOf(diagnosis, 'webSession', 'web')).toBe('untried');
  });

  it('by a token works, is refused, or gets an answer without one', async () => {
    const jwt = rest({ auth: 'jwt', token });
    const good = await looked(jwt, sandbox.password);
    expect(good.ok).toBe(true);
    expect(stateOf(good, 'jwt', 'rest')).toBe('works');
    expect((await looked(jwt, 'wrong')).cause?.code).toBe('signIn.tokenRefused');
    const misplaced = rest({ auth: 'jwt', token: { ...token, accessToken: 'access' } });
    expect((await looked(misplaced, sandbox.password)).cause?.code).toBe('signIn.tokenUnreadable');
  });

  it('by the Secure API module’s key works, or says that login and key were refused together', async () => {
    const secure = rest({ auth: 'secureApiKey', rest: { dialect: 'secureApi', basePath: '/api' } });
    expect((await looked(secure, sandbox.apiKey)).ok).toBe(true);
    const refused = await looked(secure, 'wrong');
    expect(refused.cause).toMatchObject({ code: 'signIn.keyRejected', certainty: 'likely' });
  });

  it('by a key in a header is proven by asking for the base path', async () => {
    const header = { name: 'Authorization', prefix: 'Bearer ' };
    const keyed = rest({ auth: 'header', header, rest: { dialect: 'plain', basePath: '/api/v1/partners' } });
    expect((await looked(keyed, 'wrong')).cause?.code).toBe('signIn.notAccepted');
  });

  it('without any secret to try is told what is missing', async () => {
    const { steps } = await looked(rest({ auth: 'jwt', token }), '');
    expect(steps.find(({ probe }) => probe === 'signIn')?.detail).toBe('no secret for the token to try');
  });

  it('over REST needs no database named, and no Odoo that says it is one', async () => {
    const open = await looked(
      rest({ auth: 'header', database: '', header: { name: 'X-API-Key', prefix: '' } }),
      sandbox.apiKey,
    );
    expect(open.cause?.code).toBeUndefined();
    expect(open.steps.find(({ probe }) => probe === 'database')?.verdict).toBe('skipped');
    // A web server that lets the module's paths through and nothing else.
    const shut = /\/(web|xmlrpc|jsonrpc|json)\b/;
    const gate: Transport = {
      send: (request, options) =>
        shut.test(new URL(request.url).pathname)
          ? Promise.resolve({ status: 404, headers: {}, body: 'Not here', bytes: 8 })
          : wire.send(request, options),
    };
    const { url, login } = sandbox;
    const module = rest({ auth: 'header', header: { name: 'X-API-Key', prefix: '' } });
    const way = { auth: 'header', protocol: 'rest' } as const;
    const connection = { url, login, database: '', ...way, ...module };
    const silent = await diagnose(connection, { transport: gate, network, secret: sandbox.apiKey });
    expect(silent.steps.find(({ probe }) => probe === 'odoo')?.verdict).toBe('warning');
    expect(silent.ok).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import { OdooError } from '../../../src/odoo/error';
import type { TlsSettings } from '../../../src/model/connection';
import { withoutSecrets } from '../../../src/odoo/withoutSecrets';
import { exceptionAnswer, htmlAnswer, jsonAnswer, resultAnswer } from '../../support/scriptedTransport';
import { jwtConnection, jwtWith, list, tokenServer } from './auth/tokenBench';
import { clientOn, connection, failure, read } from './clientBench';

const secret = 'pa ss"w/örd&1';
const secrets = { read: () => Promise.resolve(secret) };
const open: Connection = {
  ...connection,
  auth: 'basic',
  protocol: 'rest',
  rest: { dialect: 'plain', basePath: '/api' },
};

describe('a secret that a server repeats', () => {
  it.each([
    ['in its words', jsonAnswer({ error: `The key ${secret} is wrong` }, 401)],
    ['as JSON', jsonAnswer({ message: JSON.stringify({ key: secret }) }, 400)],
    ['on a page', htmlAnswer(403, `No: ${secret}`)],
    ['in a redirect', { status: 302, headers: { location: `/login?key=${encodeURIComponent(secret)}` } }],
    ['as a form', { status: 302, headers: { location: `/x?${new URLSearchParams({ key: secret })}` } }],
    [
      'in a traceback',
      jsonAnswer({ name: 'builtins.ValueError', message: secret, debug: `ValueError: ${secret}` }, 422),
    ],
  ])('is cut out of the failure of a REST call: %s', async (_where, answer) => {
    const { client } = clientOn(() => answer, { secrets });
    const error = await failure(client.run(open, list));
    const told = JSON.stringify([error.facts, error.server, String(error.cause)]);
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      expect(told).not.toContain(form);
      expect(told).not.toContain(JSON.stringify(form).slice(1, -1));
    }
    expect(told).toContain('…');
  });

  it('is cut out of the failure of a sign-in and of an RPC call', async () => {
    const { client } = clientOn(() => exceptionAnswer('builtins.ValueError', `with ${secret}`), { secrets });
    for (const failed of [client.signIn(connection), client.run(connection, read)]) {
      expect((await failure(failed)).server?.message).toBe('with …');
    }
  });

  it('is cut out when it is the token', async () => {
    const server = tokenServer();
    const { client } = clientOn((request) =>
      /\/token$/.test(request.url)
        ? server.script(request)
        : jsonAnswer({ error: `Not for you: ${request.headers?.['authorization'] ?? ''}` }, 403),
    );
    const error = await failure(client.run(jwtConnection, list));
    expect(error.server?.message).toBe('Not for you: Bearer …');
  });

  it('is left where it is but a part of other words, and in what one entered oneself', () => {
    const error = new OdooError(
      'server.refused',
      { login: 'sale', page: 'sale' },
      { server: { name: 'sale', message: 'sale: sale.order, my_sale, resale, “sale”.' }, cause: 'sale' },
    );
    const cut = withoutSecrets(error, ['sale', '', undefined]);
    expect(cut.facts).toEqual({ login: 'sale', page: '…' });
    expect(cut.server).toEqual({ name: '…', message: '…: sale.order, my_sale, resale, “…”.' });
    expect(cut.cause).toBeUndefined();
    expect(withoutSecrets(error, ['other'])).toBe(error);
    expect(withoutSecrets(error, ['(.*)'])).toBe(error);
  });
});

describe('what a connection says about trust', () => {
  const tls: TlsSettings = {
    acceptUntrusted: true,
    authority: '/ca.pem',
    certificate: '/me.pem',
    key: '/me.key',
  };

  async function trusted(one: Connection): Promise<Record<string, TlsSettings | undefined>> {
    const seen: Record<string, TlsSettings | undefined> = {};
    const server = tokenServer();
    const { client } = clientOn((request, options) => {
      seen[new URL(request.url).origin] = options.tls;
      return server.script(request);
    });
    await client.run(one, list);
    return seen;
  }

  it('counts for its own server, and for another one that gives tokens only the authority does', async () => {
    expect(await trusted({ ...jwtConnection, tls })).toEqual({ 'https://erp.example.com': tls });
    const elsewhere = jwtWith({ url: 'https://sso.example.com/token' });
    expect(await trusted({ ...elsewhere, tls })).toEqual({
      'https://sso.example.com': { authority: '/ca.pem' },
      'https://erp.example.com': tls,
    });
    expect(await trusted({ ...elsewhere, tls: { acceptUntrusted: true } })).toEqual({
      'https://sso.example.com': undefined,
      'https://erp.example.com': { acceptUntrusted: true },
    });
  });
});

describe('signing in over RPC', () => {
  const methodOf = (body = ''): string => /"method":"(authenticate|execute_kw)"/.exec(body)?.[1] ?? '';

  it('is done once for all the calls that need it at the same time', async () => {
    const { client, transport } = clientOn(({ body }) =>
      resultAnswer(methodOf(body) === 'authenticate' ? 7 : 42),
    );
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => client.run(connection, read)));
    expect(outcomes.map(({ value }) => value)).toEqual([42, 42, 42, 42, 42]);
    expect(transport.requests.map(({ body }) => methodOf(body)).sort()).toEqual([
      'authenticate',
      ...Array.from({ length: 5 }, () => 'execute_kw'),
    ]);
  });

  it('is tried again once for all of them when the user is no longer accepted', async () => {
    let accepted = true;
    const { client, transport } = clientOn(({ body }) => {
      if (methodOf(body) === 'authenticate') return resultAnswer(7);
      return accepted ? resultAnswer(42) : exceptionAnswer('odoo.exceptions.AccessDenied', 'Access Denied');
    });
    await client.run(connection, read);
    accepted = false;
    transport.requests.length = 0;
    const failures = await Promise.all(
      Array.from({ length: 5 }, () => failure(client.run(connection, read))),
    );
    expect(failures.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'server.accessDenied'));
    const asked = transport.requests.map(({ body }) => methodOf(body));
    expect(asked.filter((method) => method === 'authenticate')).toHaveLength(1);
    expect(asked.filter((method) => method === 'execute_kw')).toHaveLength(10);
  });

  it('is not remembered when what it was done with has been forgotten meanwhile', async () => {
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { client, transport } = clientOn(async ({ body }) => {
      if (methodOf(body) === 'authenticate' && transport.requests.length === 1) await late;
      return resultAnswer(methodOf(body) === 'authenticate' ? 7 : 42);
    });
    const signingIn = client.signIn(connection);
    await expect.poll(() => transport.requests.length).toBe(1);
    client.forget(connection.id);
    answer();
    await signingIn;
    await client.run(connection, read);
    expect(transport.requests.map(({ body }) => methodOf(body))).toEqual([
      'authenticate',
      'authenticate',
      'execute_kw',
    ]);
  });
});

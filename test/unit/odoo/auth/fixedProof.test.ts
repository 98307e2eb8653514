import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/model/connection';
import { jsonAnswer } from '../../../support/scriptedTransport';
import { clientOn, connection, failure } from '../clientBench';
import { list } from './tokenBench';

const rest: Connection = {
  ...connection,
  auth: 'header',
  protocol: 'rest',
  rest: { dialect: 'plain', basePath: '/api' },
  header: { name: 'X-API-Key', prefix: '' },
};
const anyPath = { operation: 'http', httpMethod: 'GET', path: '/x' } as const;

async function sentHeaders(self: Connection, secret: string) {
  const { client, transport } = clientOn(() => jsonAnswer([]), {
    secrets: { read: () => Promise.resolve(secret) },
  });
  await client.run(self, list);
  expect(transport.requests).toHaveLength(1);
  return transport.requests[0]?.headers;
}

describe('a key in a header', () => {
  it('goes with every call under the name and after the prefix that were chosen', async () => {
    expect(await sentHeaders(rest, 'key-1')).toEqual({ accept: 'application/json', 'x-api-key': 'key-1' });
    const bearer = { ...rest, header: { name: 'Authorization', prefix: 'Bearer ' } };
    expect(await sentHeaders(bearer, 'key-1')).toMatchObject({ authorization: 'Bearer key-1' });
  });

  it.each([
    undefined,
    { name: 'X Key', prefix: '' },
    { name: 'X-Key:', prefix: '' },
    { name: 'Schlüssel', prefix: '' },
  ])('is not sent where the connection does not say in which: %j', async (header) => {
    const { client, transport } = clientOn(() => jsonAnswer([]));
    expect(await failure(client.run({ ...rest, header }, list))).toMatchObject({
      code: 'connection.incomplete',
      facts: { part: 'header' },
    });
    expect(transport.requests).toHaveLength(0);
  });

  it.each(['line\nbreak', 'return\r', 'ключ', 'zero\u200bwidth', '🧪', 'nul\u0000', '\u2013'])(
    'is never sent, nor repeated, where no header can carry it: %j',
    async (secret) => {
      const { client, transport } = clientOn(() => jsonAnswer([]), {
        secrets: { read: () => Promise.resolve(secret) },
      });
      for (const spec of [list, anyPath]) {
        const error = await failure(client.run(rest, spec));
        expect(error).toMatchObject({
          code: 'signIn.notAccepted',
          facts: { unsendable: true, header: 'x-api-key', auth: 'header', host: 'erp.example.com' },
        });
        expect(JSON.stringify(error.facts)).not.toContain(secret);
      }
      expect(transport.requests).toHaveLength(0);
    },
  );

  it('may hold letters of Latin-1', async () => {
    expect(await sentHeaders(rest, 'clé')).toMatchObject({ 'x-api-key': 'clé' });
  });
});

describe('basic authentication', () => {
  const basic: Connection = { ...rest, auth: 'basic' };

  it('does not send a name with a colon, at which the password would begin', async () => {
    const { client, transport } = clientOn(() => jsonAnswer([]));
    const error = await failure(client.run({ ...basic, login: 'acme:admin' }, list));
    expect(error).toMatchObject({ code: 'connection.incomplete', facts: { part: 'login', reason: 'colon' } });
    expect(transport.requests).toHaveLength(0);
  });

  it.each([
    ['admin', 'secret-1'],
    ['user@example.com', 'with:colon and space'],
    ['ünï', 'пароль🧪\n'],
    ['admin', ''],
  ])('sends %j and %j in UTF-8', async (login, secret) => {
    const headers = await sentHeaders({ ...basic, login }, secret);
    const [scheme, coded = ''] = (headers?.['authorization'] ?? '').split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(coded, 'base64').toString('utf8')).toBe(`${login}:${secret}`);
  });
});

describe('no sign-in', () => {
  it('reads no secret and sends none', async () => {
    const { client, transport } = clientOn(() => jsonAnswer([]), {
      secrets: { read: () => Promise.reject(new Error('was asked')) },
    });
    expect((await client.run({ ...rest, auth: 'public' }, list)).status).toBe(200);
    expect(transport.requests[0]?.headers).toEqual({ accept: 'application/json' });
  });
});

describe('a proof that never changes', () => {
  it.each(['header', 'basic', 'public'] as const)(
    'is not sent again once it was refused: %s',
    async (auth) => {
      const { client, transport } = clientOn(() => jsonAnswer({ error: 'Wrong key' }, 401));
      for (const spec of [list, anyPath]) {
        expect(await failure(client.run({ ...rest, auth }, spec))).toMatchObject({
          code: 'signIn.notAccepted',
          facts: { status: 401, auth },
          server: { message: 'Wrong key' },
        });
      }
      expect(transport.requests).toHaveLength(2);
    },
  );

  it('gives no user’s id, and needs nothing sent to sign in', async () => {
    const { client, transport } = clientOn(() => jsonAnswer([]));
    expect(await client.signIn(rest)).toBe(0);
    expect(transport.requests).toHaveLength(0);
  });

  it('is asked for under its own kind', async () => {
    const kinds: string[] = [];
    const { client } = clientOn(() => jsonAnswer([]), {
      secrets: {
        read: (_connection, kind, { auth }) => {
          kinds.push(`${auth}: ${kind}`);
          return Promise.resolve('s');
        },
      },
    });
    await client.run(rest, list);
    await client.run({ ...rest, auth: 'basic' }, list);
    await client.run(rest, list, { signIn: { auth: 'public', protocol: 'rest' } });
    expect(kinds).toEqual(['header: header', 'basic: basic']);
  });

  it.each(['password', 'apiKey'] as const)(
    'cannot be a %s, which no REST module takes as it is',
    async (auth) => {
      const { client, transport } = clientOn(() => jsonAnswer([]));
      expect((await failure(client.run({ ...rest, auth }, list))).code).toBe('request.wrongProtocol');
      expect(transport.requests).toHaveLength(0);
    },
  );
});

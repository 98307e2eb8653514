import { describe, expect, it } from 'vitest';
import type { Connection, OAuth2Settings } from '../../../../src/model/connection';
import { htmlAnswer, jsonAnswer } from '../../../support/scriptedTransport';
import { failure } from '../clientBench';
import { isTokenRequest, jwtConnection, list, tokenBench, tokenServer } from './tokenBench';

function oauth2(changes: Partial<OAuth2Settings> = {}, login = 'my-app'): Connection {
  return {
    ...jwtConnection,
    token: undefined,
    auth: 'oauth2',
    login,
    oauth2: { tokenUrl: '/oauth/token', clientAuth: 'body', ...changes },
  };
}

async function asked(changes: Partial<OAuth2Settings>, login?: string, secret?: string) {
  const { client, tokenRequests } = tokenBench(tokenServer().script, secret);
  await client.run(oauth2(changes, login), list);
  return tokenRequests()[0];
}

describe('OAuth 2.0 client credentials', () => {
  it('send id and secret in the form, get a token, and send that alone', async () => {
    const { client, transport, proofs } = tokenBench(tokenServer().script);
    await client.run(oauth2(), list);
    expect(transport.requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://erp.example.com/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(Object.fromEntries(new URLSearchParams(transport.requests[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'my-app',
      client_secret: 'secret-1',
    });
    expect(transport.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(proofs()).toEqual(['Bearer t1']);
    expect(JSON.stringify(transport.requests[1])).not.toContain('secret-1');
  });

  it('name the scope where there is one', async () => {
    expect(new URLSearchParams((await asked({ scope: 'read write' }))?.body).get('scope')).toBe('read write');
    expect((await asked({}))?.body).not.toContain('scope');
  });

  it('send id and secret as basic authorization, each encoded as a form before they are joined', async () => {
    const request = await asked({ clientAuth: 'basic' }, 'app:one é', 'p%+&=:ß');
    expect(request?.body).toBe('grant_type=client_credentials');
    const [scheme, coded = ''] = (request?.headers?.['authorization'] ?? '').split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(coded, 'base64').toString()).toBe('app%3Aone+%C3%A9:p%25%2B%26%3D%3A%C3%9F');
  });

  it('get another token a little before theirs runs out', async () => {
    const { client, clock, tokenRequests } = tokenBench(tokenServer(() => ({ expires_in: 300 })).script);
    await client.run(oauth2(), list);
    clock.ms = 269_000;
    await client.run(oauth2(), list);
    expect(tokenRequests()).toHaveLength(1);
    clock.ms = 270_000;
    await client.run(oauth2(), list);
    expect(tokenRequests()).toHaveLength(2);
  });

  it('get another token once theirs is refused', async () => {
    const server = tokenServer();
    const { client, proofs } = tokenBench(server.script);
    await client.run(oauth2(), list);
    server.revoke();
    expect((await client.run(oauth2(), list)).note).toBe('signedInAgain');
    expect(proofs()).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
  });

  it.each([
    [htmlAnswer(403, '403 Forbidden', 'Wrong client'), undefined],
    [
      jsonAnswer({ error: 'invalid_client', error_description: 'No client “my-app” with secret-1' }, 401),
      { name: 'HTTP 401', message: 'No client “my-app” with …' },
    ],
  ])('say that the server refused them: %j', async (answer, server) => {
    const { client, transport } = tokenBench(() => answer);
    const error = await failure(client.run(oauth2(), list));
    expect(error).toMatchObject({ code: 'signIn.tokenRefused', facts: { auth: 'oauth2' } });
    expect(error.server).toEqual(server);
    expect(transport.requests).toHaveLength(1);
  });

  it('send nothing where the connection does not say how to get a token', async () => {
    const { client, transport } = tokenBench(() => jsonAnswer({}));
    expect(await failure(client.run({ ...oauth2(), oauth2: undefined }, list))).toMatchObject({
      code: 'connection.incomplete',
      facts: { part: 'oauth2' },
    });
    expect(transport.requests).toHaveLength(0);
  });

  it('take the token’s server from a whole address', async () => {
    const { client, transport } = tokenBench(tokenServer().script);
    await client.run(oauth2({ tokenUrl: 'https://id.example.org/realms/acme/token' }), list);
    expect(transport.requests[0]?.url).toBe('https://id.example.org/realms/acme/token');
    expect(transport.requests.filter(isTokenRequest)).toHaveLength(1);
  });
});

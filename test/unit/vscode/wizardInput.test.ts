import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AuthMethodSchema } from '../../../src/model/authMethod';
import { ConnectionSchema, type Connection } from '../../../src/model/connection';
import { offeredSignIns } from '../../../src/odoo/auth/methods';
import { emptyInput, inputOf, settingsOf } from '../../../src/vscode/wizard/connectionInput';
import { methodNeedsDatabase, methodNeedsLogin, methodNeedsSecret } from '../../../src/odoo/auth/methodNeeds';
import {
  bodyProblem,
  headerNameProblem,
  headerPrefixProblem,
  placeProblem,
  tokenUrlProblem,
} from '../../../src/vscode/wizard/tokenInputCheck';

const connection: Connection = {
  id: 'one',
  name: 'One',
  url: 'https://erp.example.com',
  database: '',
  login: 'admin',
  auth: 'jwt',
  protocol: 'rest',
  production: true,
  readOnly: false,
  tls: { authority: '/etc/ca.pem' },
  rest: { dialect: 'plain', basePath: '/api/v2' },
  token: {
    url: '/token',
    method: 'PUT',
    format: 'form',
    body: 'a={{secret}}',
    accessToken: 'data.token',
    refreshToken: 'data.refresh',
    expires: 'data.expires',
    refresh: { url: '/refresh', format: 'form', body: 'r={{refreshToken}}' },
  },
};

describe('What the wizard starts from', () => {
  it('is every setting of the connection that is edited, and gives the same connection back', () => {
    expect(settingsOf(inputOf(connection), connection)).toEqual({
      tls: connection.tls,
      rest: connection.rest,
      token: connection.token,
    });
  });

  it('makes, for every way to sign in, a connection that can be kept', () => {
    for (const { method } of offeredSignIns(undefined)) {
      const { id, name, url, database, login, production, readOnly } = connection;
      const marks = { production, readOnly };
      const settings = settingsOf(emptyInput('one'), method);
      const made = { id, name, url, database, login, ...marks, ...method, ...settings };
      expect(v.safeParse(ConnectionSchema, made).success, JSON.stringify(method)).toBe(true);
    }
  });

  it('leaves out the settings of other ways, and empty parts of its own', () => {
    const settings = settingsOf(emptyInput('one'), { auth: 'jwt', protocol: 'rest' });
    expect(Object.keys(settings)).toEqual(['rest', 'token']);
    expect(settings.token).not.toHaveProperty('refresh');
    expect(settings.token).not.toHaveProperty('expires');
    expect(settingsOf(emptyInput('one'), { auth: 'password', protocol: 'jsonRpc' })).toEqual({});
  });

  it('has no refresh request without a place for the refresh token', () => {
    const input = emptyInput('one');
    input.token = { ...input.token, refreshUrl: '/refresh' };
    expect(settingsOf(input, { auth: 'jwt', protocol: 'rest' }).token).not.toHaveProperty('refresh');
  });
});

describe('What a way to sign in asks for', () => {
  it('is neither login nor secret without a sign-in, and no login for a key in a header', () => {
    const asks = AuthMethodSchema.options.map((auth) => {
      const method = { auth, protocol: 'rest' } as const;
      return `${auth}: ${[...(methodNeedsLogin(method) ? ['login'] : []), ...(methodNeedsSecret(method) ? ['secret'] : [])].join(' ')}`;
    });
    expect(asks).toEqual([
      'password: login secret',
      'apiKey: login secret',
      'webSession: login secret',
      'jwt: login secret',
      'oauth2: login secret',
      'secureApiKey: login secret',
      'basic: login secret',
      'header: secret',
      'public: ',
    ]);
  });

  it('is a database for Odoo’s own ways and for those that open a session', () => {
    expect(methodNeedsDatabase({ auth: 'password', protocol: 'xmlRpc' })).toBe(true);
    expect(methodNeedsDatabase({ auth: 'secureApiKey', protocol: 'rest' })).toBe(true);
    expect(methodNeedsDatabase({ auth: 'jwt', protocol: 'rest' })).toBe(false);
  });
});

describe('What is typed for a token', () => {
  it('is an address or a path', () => {
    const problem = (url: string) => tokenUrlProblem('https://erp.example.com', url);
    expect(problem('/api/auth/token')).toBeUndefined();
    expect(problem('https://login.example.com/token')).toBeUndefined();
    for (const wrong of ['', '/a b', 'ftp://x', 'https://']) expect(problem(wrong), wrong).toMatch(/\.$/);
  });

  it('is JSON that holds the secret’s place', () => {
    expect(bodyProblem('json', '{"p": "{{ secret }}"}', 'secret')).toBeUndefined();
    expect(bodyProblem('json', '{"p": {{secret}}}', 'secret')).toMatch(/no JSON/);
    expect(bodyProblem('json', '{"p": "x"}', 'secret')).toMatch(/\{\{secret\}\}/);
    expect(bodyProblem('form', 'p={{secret}}', 'secret')).toBeUndefined();
    expect(bodyProblem('form', 'r={{secret}}', 'refreshToken')).toMatch(/\{\{refreshToken\}\}/);
  });

  it('is a dotted place, which may be left out where it is optional', () => {
    expect(placeProblem('data.0.token', false)).toBeUndefined();
    expect(placeProblem('', true)).toBeUndefined();
    for (const wrong of ['', '.token', 'data..token', 'the token'])
      expect(placeProblem(wrong, false)).toMatch(/\.$/);
  });

  it('is a header that may carry a key', () => {
    expect(headerNameProblem('X-API-Key')).toBeUndefined();
    for (const wrong of ['', 'X Key', 'Cookie', 'host', 'X-Key:'])
      expect(headerNameProblem(wrong), wrong).toMatch(/\.$/);
    expect(headerPrefixProblem('Token ')).toBeUndefined();
    expect(headerPrefixProblem('→ ')).toMatch(/\.$/);
  });
});

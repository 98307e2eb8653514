import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import { signInChoices } from '../../../src/vscode/signInChoices';

const connection: Connection = {
  id: 'c',
  name: 'C',
  url: 'https://erp.example.com',
  database: 'db',
  login: 'admin',
  auth: 'apiKey',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};

function missing(more: Partial<Connection>): Record<string, string | undefined> {
  return Object.fromEntries(
    signInChoices({ ...connection, ...more }).map((each) => [`${each.auth} ${each.protocol}`, each.missing]),
  );
}

describe('The ways to sign in for one request', () => {
  it('are all there, the connection’s own first, each with its versions and what it costs in safety', () => {
    const choices = signInChoices(connection);
    expect(choices[0]).toMatchObject({ auth: 'apiKey', protocol: 'jsonRpc', group: 'odoo' });
    expect(choices.length).toBeGreaterThan(10);
    for (const { versions, safety } of choices) {
      expect(versions).not.toBe('');
      expect(safety).toMatch(/\.$/);
    }
  });

  it('name what the connection lacks for each', () => {
    expect(missing({})).toMatchObject({
      'apiKey jsonRpc': undefined,
      'password jsonRpc': undefined,
      'webSession web': undefined,
      'jwt rest': 'REST settings',
      'basic rest': 'REST settings',
    });
    const rest = { dialect: 'plain', basePath: '/api' } as const;
    expect(missing({ rest })).toMatchObject({
      'jwt rest': 'a token request',
      'oauth2 rest': 'the token’s address',
      'header rest': 'the header’s name',
      'basic rest': undefined,
      'public rest': undefined,
    });
    expect(missing({ login: '', database: '' })).toMatchObject({ 'password jsonRpc': 'a login' });
  });

  it('say which version would take what this one does not', () => {
    expect(missing({ serverVersion: '16.0' })['apiKey json2']).toBe('Odoo 19 and later');
    expect(missing({ serverVersion: '19.0' })['apiKey json2']).toBeUndefined();
  });
});

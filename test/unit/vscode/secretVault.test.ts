import { describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import type { AuthMethod } from '../../../src/model/authMethod';
import type { Connection } from '../../../src/model/connection';
import { SecretVault } from '../../../src/vscode/storage/secretVault';
import { failure } from '../odoo/clientBench';

const connection: Connection = {
  id: 'one',
  name: 'One',
  url: 'https://erp.example.com',
  database: 'db',
  login: 'admin',
  auth: 'password',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};
const token: Connection = {
  ...connection,
  auth: 'jwt',
  protocol: 'rest',
  token: {
    url: 'https://login.example.com/token',
    method: 'POST',
    format: 'json',
    body: '{}',
    accessToken: 'access_token',
  },
};

/** VS Code's secret storage as far as the vault uses it, and what it holds. */
function storage(held: Record<string, string> = {}): { vault: SecretVault; held: Record<string, string> } {
  const secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'> = {
    get: (key) => Promise.resolve(held[key]),
    store: (key, value) => {
      held[key] = value;
      return Promise.resolve();
    },
    delete: (key) => {
      Reflect.deleteProperty(held, key);
      return Promise.resolve();
    },
  };
  return { vault: new SecretVault(secrets as vscode.SecretStorage), held };
}

describe('The secret vault', () => {
  it('gives the web session the password, and the Secure API module the API key', async () => {
    const { vault } = storage();
    await vault.save(connection, 'password', 'the password');
    await vault.save(connection, 'apiKey', 'the key');
    expect(await vault.secretFor(connection, 'webSession')).toBe('the password');
    expect(await vault.secretFor(connection, 'secureApiKey')).toBe('the key');
  });

  it('keeps every other kind apart', async () => {
    const { vault } = storage();
    const kinds: AuthMethod[] = ['password', 'apiKey', 'jwt', 'oauth2', 'basic', 'header'];
    for (const auth of kinds) await vault.save(connection, auth, `secret of ${auth}`);
    for (const auth of kinds) expect(await vault.secretFor(connection, auth)).toBe(`secret of ${auth}`);
  });

  it('tells whose secret changed, and nothing of the secret', () => {
    const told: string[] = [];
    let fire: (event: vscode.SecretStorageChangeEvent) => unknown = () => undefined;
    const secrets = {
      onDidChange: (listener: typeof fire) => {
        fire = listener;
      },
    };
    const vault = new SecretVault(secrets as unknown as vscode.SecretStorage);
    vault.onDidChange((id) => told.push(id));
    fire({ key: 'odoo.secret.one.password' });
    fire({ key: 'odoo.secret.a.b.apiKey' });
    fire({ key: 'of.another.kind' });
    expect(told).toEqual(['one', 'a.b']);
  });

  it('reads what earlier versions stored', async () => {
    const entry = JSON.stringify({ origin: 'https://erp.example.com', secret: 'from before' });
    const { vault } = storage({ 'odoo.secret.one.password': entry, 'odoo.secret.one.apiKey': entry });
    expect(await vault.read(connection, 'password', { auth: 'password' })).toBe('from before');
    expect(await vault.read(connection, 'apiKey', { auth: 'apiKey' })).toBe('from before');
  });

  it('binds the secret for a token to the token’s server, not to the connection’s', async () => {
    const { vault } = storage();
    await vault.save(token, 'jwt', 'secret');
    expect(await vault.secretFor(token)).toBe('secret');
    const moved = { ...token, url: 'https://other.example.com' };
    expect(await vault.secretFor(moved)).toBe('secret');
    const elsewhere = { ...token, token: { ...token.token, url: 'https://evil.example.com/token' } };
    const error = await failure(vault.secretFor(elsewhere as Connection));
    expect(error.code).toBe('signIn.addressChanged');
    expect(error.facts).toMatchObject({ from: 'https://login.example.com', to: 'https://evil.example.com' });
  });

  it('follows the connection where the token’s address is a path on it', async () => {
    const { vault } = storage();
    const own = { ...token, token: { ...token.token, url: '/api/auth/token' } } as Connection;
    await vault.save(own, 'jwt', 'secret');
    expect(await vault.has(own, 'jwt')).toBe(true);
    expect(await vault.has({ ...own, url: 'https://other.example.com' }, 'jwt')).toBe(false);
  });

  it('has nothing to keep and nothing to ask for where there is no sign-in', async () => {
    const { vault, held } = storage();
    await vault.save(connection, 'public', 'never stored');
    expect(held).toEqual({});
    expect(await vault.has(connection, 'public')).toBe(true);
    expect(await vault.secretFor(connection, 'public')).toBe('');
  });

  it('forgets every kind of a connection, and those of no other', async () => {
    const { vault, held } = storage();
    for (const auth of ['password', 'apiKey', 'jwt', 'oauth2', 'basic', 'header'] as const) {
      await vault.save(connection, auth, 'secret');
      await vault.save({ ...connection, id: 'two' }, auth, 'secret');
    }
    await vault.remove('one');
    expect(Object.keys(held).filter((key) => key.includes('.one.'))).toEqual([]);
    expect(Object.keys(held)).toHaveLength(6);
  });

  it('asks again for what it cannot read, without repeating it', async () => {
    const { vault } = storage({ 'odoo.secret.one.password': 'canary{not json' });
    const error = await failure(vault.secretFor(connection));
    expect(error.code).toBe('signIn.noSecret');
    expect(JSON.stringify(error.facts) + error.message).not.toContain('canary');
  });
});

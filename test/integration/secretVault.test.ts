import { strict as assert } from 'node:assert';
import type { Connection } from '../../src/model/connection';
import { internals } from './internals';

const connection: Connection = {
  id: 'vault-test',
  name: 'Vault test',
  url: 'https://erp.example.com',
  database: 'db',
  login: 'admin',
  auth: 'password',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};

/** The code of what a promise fails with. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'nothing was thrown';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe('The secret vault', () => {
  afterEach(async () => (await internals()).vault.remove(connection.id));

  it('gives back from SecretStorage what was saved', async () => {
    const { vault } = await internals();
    await vault.save(connection, 'password', 'canary ünïcode 🐤');
    assert.equal(await vault.read(connection, 'password', { auth: 'password' }), 'canary ünïcode 🐤');
    assert.equal(await vault.has(connection, 'password'), true);
  });

  it('keeps a password and an API key apart', async () => {
    const { vault } = await internals();
    await vault.save(connection, 'password', 'the password');
    await vault.save(connection, 'apiKey', 'the key');
    assert.equal(await vault.read(connection, 'password', { auth: 'password' }), 'the password');
    assert.equal(await vault.read(connection, 'apiKey', { auth: 'apiKey' }), 'the key');
  });

  it('gives a secret to no other origin than the one it was saved for', async () => {
    const { vault } = await internals();
    await vault.save(connection, 'password', 'secret');
    for (const url of [
      'https://evil.example.com',
      'http://erp.example.com',
      'https://erp.example.com:8443',
    ]) {
      assert.equal(
        await codeOf(vault.read({ ...connection, url }, 'password', { auth: 'password' })),
        'signIn.addressChanged',
        url,
      );
      assert.equal(await vault.has({ ...connection, url }, 'password'), false, url);
    }
    assert.equal(
      await vault.read({ ...connection, url: 'https://erp.example.com/odoo-behind-a-path' }, 'password', {
        auth: 'password',
      }),
      'secret',
    );
  });

  it('says that there is none after it was removed', async () => {
    const { vault } = await internals();
    await vault.save(connection, 'password', 'secret');
    await vault.remove(connection.id);
    assert.equal(await codeOf(vault.read(connection, 'password', { auth: 'password' })), 'signIn.noSecret');
  });
});

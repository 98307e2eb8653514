import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKeyInfo } from '../../../src/model/apiKey';
import type { Connection } from '../../../src/model/connection';
import { expiringSoon, generateKey, keySignIn, listOwnKeys, revokeKey } from '../../../src/odoo/apiKeys';
import { OdooClient } from '../../../src/odoo/client';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox, type SignIn } from '../../../src/sandbox/server';
import type { SandboxVersion } from '../../../src/sandbox/version';
import { failure } from './clientBench';

const dayMs = 86_400_000;
const transport = new UndiciTransport(() => ({ noProxy: ['*'], verifyCertificates: true, certificates: [] }));
const sandboxes = new Map<SandboxVersion, Sandbox>();

function clientWith(secret: string): OdooClient {
  return new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve(secret) },
    guard: { confirm: () => Promise.resolve(false), webSignIn: () => Promise.resolve(false) },
    now: () => performance.now(),
    limits: () => ({ timeoutMs: 10_000, maxBytes: 1_000_000 }),
  });
}

function sandbox(version: SandboxVersion): Sandbox {
  const found = sandboxes.get(version);
  if (!found) throw new Error(`No sandbox runs as ${version}.`);
  return found;
}

function connectionTo({ url, database, version }: Sandbox, { login }: SignIn): Connection {
  return {
    id: `as-${version}`,
    name: `As ${version}`,
    url,
    database,
    login,
    auth: 'apiKey',
    protocol: Number(version) >= 19 ? 'json2' : 'jsonRpc',
    production: false,
    readOnly: false,
    serverVersion: `${version}.0`,
  };
}

beforeAll(async () => {
  for (const version of ['14', '19', '20'] as const) sandboxes.set(version, await startSandbox({ version }));
});

afterAll(async () => {
  for (const each of sandboxes.values()) await each.close();
  await transport.close();
});

describe('The list of one’s own API keys', () => {
  it('has name, scope and the time each runs out', async () => {
    const { plain } = sandbox('19');
    const keys = await listOwnKeys(clientWith(plain.apiKey), connectionTo(sandbox('19'), plain));
    const soon = keys?.find(({ name }) => name.startsWith('Runs out soon'));
    expect(soon?.scope).toBe('');
    expect(soon?.expires?.getTime()).toBeGreaterThan(Date.now() + dayMs);
    expect(keys?.find(({ name }) => name === 'Mail plugin')?.scope).toBe('odoo.plugin.outlook');
  });

  it('holds nobody else’s, although an administrator sees everyone’s', async () => {
    const target = sandbox('19');
    const own = await listOwnKeys(clientWith(target.apiKey), connectionTo(target, target));
    expect(own?.map(({ name }) => name)).not.toContain('Mail plugin');
    expect(own?.length).toBeGreaterThan(0);
  });

  it('is read from a server before Odoo 18, where no key runs out', async () => {
    const { plain } = sandbox('14');
    const keys = await listOwnKeys(clientWith(plain.apiKey), connectionTo(sandbox('14'), plain));
    expect(keys?.length).toBeGreaterThan(0);
    expect(keys?.some(({ expires }) => expires !== undefined)).toBe(false);
  });

  it('is read from a server whose version is not known, by asking for the fields', async () => {
    for (const [version, expire] of [
      ['14', false],
      ['19', true],
    ] as const) {
      const { plain } = sandbox(version);
      const connection = { ...connectionTo(sandbox(version), plain), serverVersion: undefined };
      const keys = await listOwnKeys(clientWith(plain.apiKey), connection);
      expect(
        keys?.some(({ expires }) => expires !== undefined),
        version,
      ).toBe(expire);
    }
  });

  it('is asked of Odoo itself where the key opens a REST module', () => {
    const connection = connectionTo(sandbox('19'), sandbox('19'));
    expect(keySignIn({ ...connection, auth: 'secureApiKey', protocol: 'rest' })).toEqual({
      auth: 'apiKey',
      protocol: 'json2',
    });
    const older = { ...connection, auth: 'secureApiKey', protocol: 'rest', serverVersion: '16.0' } as const;
    expect(keySignIn(older)).toEqual({ auth: 'apiKey', protocol: 'jsonRpc' });
  });
});

describe('Keys that run out soon', () => {
  const now = new Date('2026-05-01T00:00:00Z');
  const key = (name: string, days: number | undefined): ApiKeyInfo => ({
    id: 1,
    name,
    scope: '',
    created: undefined,
    expires: days === undefined ? undefined : new Date(now.getTime() + days * dayMs),
  });

  it('are those within seven days, the next one first, and never those without an end', () => {
    const keys = [key('never', undefined), key('six', 6), key('eight', 8), key('one', 1), key('gone', -1)];
    expect(expiringSoon(keys, now).map(({ name }) => name)).toEqual(['gone', 'one', 'six']);
    expect(expiringSoon(keys, now, 2).map(({ name }) => name)).toEqual(['gone', 'one']);
  });
});

describe('A new key', () => {
  it('is made by Odoo 20 in return for the old one, signs in, and outlives it', async () => {
    const target = sandbox('20');
    const connection = connectionTo(target, target);
    const before = clientWith(target.apiKey);
    const made = await generateKey(before, connection, target.apiKey, { name: 'Renewed', days: 30 });
    if (made === undefined) throw new Error('The sandbox made no key.');
    const after = clientWith(made);
    expect(await after.signIn(connection)).toBe(2);
    const listed = (await listOwnKeys(after, connection))?.find(({ name }) => name === 'Renewed');
    expect(listed?.scope).toBe('rpc');
    expect(Math.round(((listed?.expires?.getTime() ?? 0) - Date.now()) / dayMs)).toBe(30);
    await revokeKey(after, connection, made);
    expect((await failure(clientWith(made).signIn(connection))).code).toBe('signIn.keyRejected');
  });

  it('is not to be had where the method is missing, or where programs may make none', async () => {
    const old = sandbox('19');
    const wanted = { name: 'x', days: 7 };
    const missing = generateKey(clientWith(old.apiKey), connectionTo(old, old), old.apiKey, wanted);
    expect(await missing).toBeUndefined();
    const { plain } = sandbox('20');
    const connection = connectionTo(sandbox('20'), plain);
    expect(await generateKey(clientWith(plain.apiKey), connection, plain.apiKey, wanted)).toBeUndefined();
  });

  it('is refused to a read-only connection before anything is sent', async () => {
    const target = sandbox('20');
    const connection = { ...connectionTo(target, target), readOnly: true };
    const made = generateKey(clientWith(target.apiKey), connection, target.apiKey, { name: 'x', days: 7 });
    expect((await failure(made)).code).toBe('connection.readOnly');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import { OdooClient } from '../../../src/odoo/client';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import type { SandboxVersion } from '../../../src/sandbox/version';
import { renewalWords, renewKey, type Renewal } from '../../../src/vscode/keyRenewal';

const wanted = { name: 'Renewed', days: 30, revokeOld: true };

interface Bench {
  sandbox: Sandbox;
  connection: Connection;
  /** What was so when the new key was stored. */
  steps: string[];
  renew: (change?: { days?: number; revokeOld?: boolean }) => Promise<Renewal>;
  /** The id of the user that a key opens the sandbox for; 0 for none. */
  opens: (key: string) => Promise<number>;
  stored: () => string | undefined;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function bench(
  version: SandboxVersion,
  beforeTrial?: (sandbox: Sandbox) => void,
  afterStoring?: (sandbox: Sandbox) => void,
): Promise<Bench> {
  const sandbox = await startSandbox({ version });
  const transport = new UndiciTransport(() => ({
    noProxy: ['*'],
    verifyCertificates: true,
    certificates: [],
  }));
  closing.push(
    () => sandbox.close(),
    () => transport.close(),
  );
  const clientFor = (key: string): OdooClient =>
    new OdooClient({
      transport,
      secrets: { read: () => Promise.resolve(key) },
      guard: { confirm: () => Promise.resolve(false), webSignIn: () => Promise.resolve(false) },
      now: () => performance.now(),
      limits: () => ({ timeoutMs: 10_000, maxBytes: 1_000_000 }),
    });
  const connection: Connection = {
    id: 'one',
    name: 'Live',
    url: sandbox.url,
    database: sandbox.database,
    login: sandbox.login,
    auth: 'apiKey',
    protocol: 'json2',
    // The renewal is asked about by itself; the guard of calls, which says no here, is not asked again.
    production: true,
    readOnly: false,
    serverVersion: `${version}.0`,
  };
  const steps: string[] = [];
  let stored: string | undefined;
  const renew = (change: { days?: number; revokeOld?: boolean } = {}): Promise<Renewal> =>
    renewKey(
      {
        clientFor: (key) => {
          if (key !== sandbox.apiKey) beforeTrial?.(sandbox);
          return clientFor(key);
        },
        store: async (key) => {
          stored = key;
          steps.push(
            (await clientFor(sandbox.apiKey).signIn(connection)) > 0 ? 'stored, old one good' : 'stored',
          );
          afterStoring?.(sandbox);
          return ['Live', 'Another'];
        },
      },
      connection,
      sandbox.apiKey,
      { ...wanted, ...change },
    );
  const opens = (key: string): Promise<number> =>
    clientFor(key)
      .signIn(connection)
      .catch(() => 0);
  return { sandbox, connection, steps, renew, opens, stored: () => stored };
}

describe('Renewing a key', () => {
  it('stores the new key before the old one is taken back, and leaves only the new one good', async () => {
    const { sandbox, connection, renew, opens, stored, steps } = await bench('20');
    const renewal = await renew();
    expect(renewal).toEqual({ kind: 'renewed', connections: ['Live', 'Another'] });
    expect(steps).toEqual(['stored, old one good']);
    expect(await opens(stored() ?? '')).toBe(2);
    expect(await opens(sandbox.apiKey)).toBe(0);
    const words = renewalWords(connection, renewal, 'Renewed');
    expect(words).toContain('So is it for Another.');
    expect(words).not.toContain(stored() ?? '-');
  });

  it('leaves the old key good where that was asked for', async () => {
    const { sandbox, renew, opens, stored } = await bench('20');
    expect((await renew({ revokeOld: false })).kind).toBe('oldStays');
    expect(await opens(stored() ?? '')).toBe(2);
    expect(await opens(sandbox.apiKey)).toBe(2);
  });

  it('stores nothing where the server makes no keys for programs', async () => {
    const { sandbox, renew, opens, stored } = await bench('19');
    expect(await renew()).toEqual({ kind: 'notOffered' });
    expect(stored()).toBeUndefined();
    expect(await opens(sandbox.apiKey)).toBe(2);
  });

  it('keeps the old key in use where the new one does not open the connection', async () => {
    const { sandbox, connection, renew, opens, stored } = await bench('20', (running) =>
      running.setFault('strips-authorization'),
    );
    const renewal = await renew();
    expect(renewal.kind).toBe('newRefused');
    expect(stored()).toBeUndefined();
    sandbox.setFault(undefined);
    expect(await opens(sandbox.apiKey)).toBe(2);
    expect(renewalWords(connection, renewal, 'Renewed')).toContain('The connection keeps its old key.');
  });

  it('says that the old key stays where the server cannot take it back', async () => {
    const { sandbox, connection, renew, opens, stored } = await bench('20', undefined, (running) =>
      running.setFault('bad-gateway'),
    );
    const renewal = await renew();
    expect(renewal.kind).toBe('oldStays');
    sandbox.setFault(undefined);
    expect(await opens(stored() ?? '')).toBe(2);
    expect(await opens(sandbox.apiKey)).toBe(2);
    expect(renewalWords(connection, renewal, 'Renewed')).toContain('could not be taken back');
  });
});

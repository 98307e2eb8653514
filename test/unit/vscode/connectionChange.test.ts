import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { Diagnosis } from '../../../src/model/diagnosis';
import { asAdministrator } from '../../../src/vscode/asAdministrator';
import { aged, changed, changeWords } from '../../../src/vscode/connectionChange';

const staging: Connection = {
  id: 'staging',
  name: 'Staging',
  url: 'http://erp.example.com',
  database: 'acme',
  login: 'ada',
  auth: 'password',
  protocol: 'jsonRpc',
  production: true,
  readOnly: false,
  serverVersion: '19.0',
  tls: { acceptUntrusted: true },
};

describe('What a remedy changes in a connection', () => {
  it('is its address as the wizard would take it, and what another server was is forgotten', () => {
    const moved = changed(staging, { kind: 'useAddress', url: 'https://erp.example.com/web/login?db=other' });
    expect(moved).toMatchObject({ url: 'https://erp.example.com', database: 'acme', production: true });
    expect(moved.serverVersion).toBeUndefined();
    const path = changed(staging, { kind: 'useAddress', url: 'http://erp.example.com/odoo/web' });
    expect(path.serverVersion).toBe('19.0');
  });

  it('is the database of the new address where the connection has none', () => {
    const none = { ...staging, database: '' };
    const action = { kind: 'useAddress', url: 'https://erp.example.com/web?db=other' } as const;
    expect(changed(none, action).database).toBe('other');
  });

  it('refuses an address that is none', () => {
    expect(() => changed(staging, { kind: 'useAddress', url: 'http://' })).toThrow();
  });

  it('is one point, and leaves everything else as it was', () => {
    expect(changed(staging, { kind: 'useDatabase', database: 'test' })).toEqual({
      ...staging,
      database: 'test',
    });
    const signIn = { auth: 'apiKey', protocol: 'json2' } as const;
    expect(changed(staging, { kind: 'useSignIn', signIn })).toEqual({ ...staging, ...signIn });
    expect(changed(staging, { kind: 'sendDatabaseHeader' })).toEqual({ ...staging, databaseHeader: true });
    expect(changed(staging, { kind: 'trust', file: '/ca.pem' }).tls).toEqual({
      acceptUntrusted: true,
      authority: '/ca.pem',
    });
  });

  it('is said in one sentence', () => {
    const signIn = { auth: 'apiKey', protocol: 'json2' } as const;
    expect(changeWords(staging, { kind: 'useAddress', url: staging.url })).toBe(
      'Staging now uses http://erp.example.com.',
    );
    expect(changeWords(staging, { kind: 'useSignIn', signIn })).toBe(
      'Staging now signs in by API key · JSON-2.',
    );
    expect(changeWords(staging, { kind: 'trust', file: '/ca.pem' })).toBe(
      'Staging now trusts this authority for erp.example.com.',
    );
  });
});

describe('A diagnosis some time later', () => {
  const diagnosis: Diagnosis = {
    ok: false,
    evidence: [],
    against: [],
    remedies: [
      { text: 'Wait.', action: { kind: 'retryAfter', seconds: 60 } },
      { text: 'Enter it again.', action: { kind: 'editConnection', step: 'secret' } },
    ],
    others: [],
    excluded: [],
    questions: [],
    notes: [],
    steps: [],
    access: [],
  };
  const seconds = (ms: number): unknown => aged(diagnosis, ms).remedies[0]?.action;

  it('has less of a pause left, and none once it is over', () => {
    expect(seconds(0)).toEqual({ kind: 'retryAfter', seconds: 60 });
    expect(seconds(20_500)).toEqual({ kind: 'retryAfter', seconds: 40 });
    expect(seconds(600_000)).toEqual({ kind: 'retryAfter', seconds: 0 });
    expect(aged(diagnosis, 1000).remedies[1]).toEqual(diagnosis.remedies[1]);
  });
});

describe('An administrator’s login that is used once', () => {
  const key = 'ab12'.repeat(10);

  it('goes to the same server and database, read-only, over an API that takes what was typed', () => {
    const reader = asAdministrator({ ...staging, protocol: 'xmlRpc' }, 'root', 'secret');
    expect(reader).toMatchObject({
      url: staging.url,
      database: 'acme',
      login: 'root',
      auth: 'password',
      protocol: 'xmlRpc',
      readOnly: true,
      tls: staging.tls,
    });
    expect(JSON.stringify(reader)).not.toContain('secret');
  });

  it('goes over JSON-2 with a key where the server has it', () => {
    expect(asAdministrator(staging, 'root', key)).toMatchObject({ auth: 'apiKey', protocol: 'json2' });
    expect(asAdministrator({ ...staging, serverVersion: '17.0' }, 'root', key)).toMatchObject({
      auth: 'apiKey',
      protocol: 'jsonRpc',
    });
  });
});

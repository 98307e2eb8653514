import { describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import type { Connection } from '../../../src/model/connection';
import { WebSignInConsent } from '../../../src/vscode/storage/webSignInConsent';

const connection: Connection = {
  id: 'one',
  name: 'One',
  url: 'https://erp.example.com/odoo',
  database: 'db',
  login: 'admin',
  auth: 'webSession',
  protocol: 'web',
  production: false,
  readOnly: false,
};

function consent(held: Map<string, unknown> = new Map()): WebSignInConsent {
  const state: Pick<vscode.Memento, 'get' | 'update'> = {
    get: (key: string) => held.get(key),
    update: (key, value) => {
      held.set(key, value);
      return Promise.resolve();
    },
  };
  return new WebSignInConsent(state as vscode.Memento);
}

describe('The agreement to a web sign-in', () => {
  it('is there once it was given, also after a restart', async () => {
    const held = new Map<string, unknown>();
    expect(consent(held).has(connection)).toBe(false);
    await consent(held).give(connection);
    expect(consent(held).has(connection)).toBe(true);
  });

  it('counts for its origin only, whatever the path', async () => {
    const given = consent();
    await given.give(connection);
    expect(given.has({ ...connection, url: 'https://erp.example.com' })).toBe(true);
    expect(given.has({ ...connection, url: 'https://other.example.com/odoo' })).toBe(false);
  });

  it('is forgotten for one connection and stays for others', async () => {
    const given = consent();
    const other = { ...connection, id: 'two' };
    await given.give(connection);
    await given.give(other);
    await given.forget('one');
    expect(given.has(connection)).toBe(false);
    expect(given.has(other)).toBe(true);
  });

  it('is not there where what is stored is no list of origins', () => {
    expect(consent(new Map([['webSignIn', ['one']]])).has(connection)).toBe(false);
  });
});

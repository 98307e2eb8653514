import type { OdooVersion } from '../support/odooServer';
import type { Reproduction, Row } from './catalogue';
import { examined, wrongKey, type Leave } from './engine';
import { odoo, sandbox } from './grounds';
import {
  accountIn,
  accountOn,
  faulty,
  keyOverJson2,
  keyOverJsonRpc,
  toOdoo,
  toSandbox,
  webSession,
} from './wishes';
import { bySignIn } from './catalogue';

const versions = ['14', '19'] as const;
const lookUp = (version: OdooVersion): Leave => ({ ask: ['account'], account: accountOn(version) });

export const keyRows: Row[] = [
  {
    number: 4,
    failure: 'an API key where the web client’s sign-in wants the password',
    expected: bySignIn('signIn.keyForWebSession', 'certain'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: '',
        run: () => examined(toOdoo(version, webSession), odoo(version).plain.apiKey),
      })),
      {
        on: 'sandbox',
        how: '',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, webSession), server.plain.apiKey);
        },
      },
    ],
  },
  {
    number: 5,
    failure: 'the API key has run out or was deleted',
    expected: bySignIn('signIn.keyRejected', 'likely'),
    reproductions: [
      {
        on: '19',
        how: 'run out, over JSON-2',
        run: () => examined(toOdoo('19', { ...keyOverJson2, login: 'admin' }), odoo('19').expiredApiKey),
      },
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'deleted, over JSON-RPC',
        run: () =>
          examined(toOdoo(version, { ...keyOverJsonRpc, login: 'admin' }), odoo(version).revokedApiKey),
      })),
      {
        on: '19',
        how: 'run out, looked up by an administrator',
        expected: bySignIn('signIn.keyExpired', 'likely'),
        run: () =>
          examined(toOdoo('19', { ...keyOverJson2, login: 'admin' }), odoo('19').expiredApiKey, lookUp('19')),
      },
      {
        on: 'sandbox',
        how: 'fault keys-expired, which the connection knew the date of',
        expected: bySignIn('signIn.keyExpired', 'certain'),
        run: async () => {
          const server = await faulty('keys-expired');
          const keyExpires = new Date(Date.now() - 86_400_000);
          return examined(toSandbox(server, { ...keyOverJson2, keyExpires }), server.plain.apiKey);
        },
      },
      {
        on: 'sandbox',
        how: 'fault keys-revoked, looked up by an administrator',
        expected: bySignIn('signIn.keyDeleted', 'likely'),
        run: async () => {
          const server = await faulty('keys-revoked');
          return examined(
            toSandbox(server, { ...keyOverJson2, login: server.portal.login }),
            server.portal.apiKey,
            {
              ask: ['account'],
              account: accountIn(server),
            },
          );
        },
      },
    ],
  },
  {
    number: 40,
    failure: 'a password where JSON-2 wants an API key',
    expected: bySignIn('signIn.passwordAsKey', 'certain'),
    reproductions: [
      {
        on: '19',
        how: '',
        run: () => examined(toOdoo('19', keyOverJson2), odoo('19').plain.password),
      },
      {
        on: 'sandbox',
        how: '',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, keyOverJson2), server.plain.password);
        },
      },
    ],
  },
  {
    number: 41,
    failure: 'the key belongs to another database',
    expected: bySignIn('signIn.keyElsewhere', 'certain'),
    reproductions: [
      {
        on: '19',
        how: 'the other database of the same server',
        run: () =>
          examined(
            toOdoo('19', { ...keyOverJson2, database: odoo('19').secondDatabase, login: 'admin' }),
            odoo('19').admin.apiKey,
            { ask: ['databases'] },
          ),
      },
      {
        on: 'sandbox',
        how: 'fault keys-of-other-database',
        run: async () => {
          const server = await faulty('keys-of-other-database');
          return examined(toSandbox(server, keyOverJson2), server.plain.apiKey, { ask: ['databases'] });
        },
      },
      {
        on: '14',
        how: 'a key that nobody knows',
        expected: bySignIn('signIn.keyRejected', 'likely'),
        run: () => examined(toOdoo('14', keyOverJsonRpc), wrongKey),
      },
    ],
  },
  {
    number: 42,
    failure: 'the key is another user’s',
    expected: bySignIn('signIn.keyOfOther', 'certain'),
    reproductions: [
      {
        on: '19',
        how: 'over JSON-RPC',
        run: () => examined(toOdoo('19', keyOverJsonRpc), odoo('19').admin.apiKey),
      },
      {
        on: 'sandbox',
        how: 'over JSON-RPC',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, keyOverJsonRpc), server.twoFactor.apiKey);
        },
      },
    ],
  },
];

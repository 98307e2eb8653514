import type { Expected, Reproduction, Row } from './catalogue';
import { examined } from './engine';
import { odoo, sandbox } from './grounds';
import { keyOverJson2, toOdoo, toSandbox } from './wishes';

const versions = ['14', '19'] as const;
const noted = (code: Expected['code']): Expected => ({ code, certainty: 'certain', note: true });

export const rightsRows: Row[] = [
  {
    number: 43,
    failure: 'a customer’s portal account signs in, and may see almost nothing',
    expected: noted('rights.portalUser'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: '',
        run: () => {
          const { login, password } = odoo(version).portal;
          return examined(toOdoo(version, { login }), password);
        },
      })),
      {
        on: 'sandbox',
        how: '',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, { login: server.portal.login }), server.portal.password);
        },
      },
    ],
  },
  {
    number: 44,
    failure: 'the user may not list models',
    expected: noted('rights.modelsHidden'),
    reproductions: [
      {
        on: '19',
        how: 'a plain user',
        run: () => examined(toOdoo('19'), odoo('19').plain.password),
      },
      {
        on: 'sandbox',
        how: 'a salesperson',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server), server.plain.password);
        },
      },
    ],
  },
  {
    number: 45,
    failure: 'the user may not read the description of methods',
    expected: noted('rights.docHidden'),
    reproductions: [
      {
        on: '19',
        how: 'a plain user, over JSON-2',
        run: () => examined(toOdoo('19', keyOverJson2), odoo('19').plain.apiKey),
      },
      {
        on: 'sandbox',
        how: 'a salesperson, over JSON-2',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, keyOverJson2), server.plain.apiKey);
        },
      },
    ],
  },
];

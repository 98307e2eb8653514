import type { Diagnosis } from '../../src/model/diagnosis';
import type { OdooVersion } from '../support/odooServer';
import { closedPort } from '../support/faultyServers';
import type { Expected, Reproduction, Row } from './catalogue';
import { examined, examinedCall, wrongPassword, type Wish } from './engine';
import { inBetween, nginxInFront } from './front';
import { withDatabase } from './rewriting';
import { extraOdoo, odoo, sandbox } from './grounds';
import { faulty, keyOverJson2, passwordOverXmlRpc, toOdoo, toSandbox, webSession } from './wishes';
import type { FaultId } from '../../src/sandbox/faults';

const versions = ['14', '19'] as const;

function onBoth(
  how: string,
  run: (version: OdooVersion) => Promise<Diagnosis>,
  expected?: Partial<Record<OdooVersion, Expected>>,
): Reproduction[] {
  return versions.map((version) => ({
    on: version,
    how,
    run: () => run(version),
    ...(expected?.[version] ? { expected: expected[version] } : {}),
  }));
}

function onFault(fault: FaultId, changes: Partial<Wish> = {}): Reproduction {
  return {
    on: 'sandbox',
    how: `fault ${fault}`,
    run: async () => {
      const server = await faulty(fault);
      const secret = changes.auth === 'apiKey' ? server.plain.apiKey : server.plain.password;
      return examined(toSandbox(server, changes), secret);
    },
  };
}

/** One more Odoo with further options, and the plain user's right password or key. */
async function onExtra(
  version: OdooVersion,
  options: string[],
  changes: Partial<Wish> = {},
): Promise<Diagnosis> {
  const url = await extraOdoo(version, ...options);
  const { plain } = odoo(version);
  return examined(
    toOdoo(version, { url, ...changes }),
    changes.auth === 'apiKey' ? plain.apiKey : plain.password,
  );
}

export const databaseRows: Row[] = [
  {
    number: 3,
    failure: 'there is no database of that name',
    expected: { code: 'database.notFound', certainty: 'certain', at: 'database' },
    reproductions: [
      ...onBoth('', (version) => examined(toOdoo(version, { database: 'explorr' }), wrongPassword)),
      ...onBoth('which lists none', async (version) =>
        examined(
          toOdoo(version, { database: 'explorr', url: await extraOdoo(version, '--no-database-list') }),
          wrongPassword,
        ),
      ),
      onFault('database-missing'),
    ],
  },
  {
    number: 7,
    failure: 'several databases, and none is named to JSON-2',
    expected: { code: 'database.notSelected', certainty: 'certain' },
    reproductions: [
      {
        on: '19',
        how: 'nginx drops X-Odoo-Database',
        run: async () => {
          const { url, plain } = odoo('19');
          const front = await nginxInFront(url, 'proxy_set_header X-Odoo-Database "";');
          return examined(toOdoo('19', { url: front.url, ...keyOverJson2 }), plain.apiKey);
        },
      },
      onFault('strips-database-header', keyOverJson2),
    ],
  },
  {
    number: 11,
    failure: 'the database is hidden from this address',
    expected: { code: 'database.hidden', certainty: 'certain' },
    reproductions: [
      {
        on: '19',
        how: 'started with -d for the other database, over JSON-2',
        run: () => onExtra('19', ['-d', odoo('19').secondDatabase], keyOverJson2),
      },
      ...onBoth('--db-filter, as the web client signs in', (version) =>
        onExtra(version, ['--db-filter', '^nothing$'], webSession),
      ),
      onFault('database-filtered', keyOverJson2),
      onFault('database-filtered', webSession),
    ],
  },
  {
    number: 22,
    failure: 'the server does not list its databases, and that is not the cause',
    expected: { code: 'database.notListed', certainty: 'certain', note: true },
    reproductions: [
      ...onBoth('--no-database-list', (version) => onExtra(version, ['--no-database-list'])),
      onFault('db-list-hidden'),
    ],
  },
  {
    number: 25,
    failure: 'the database is not Odoo’s',
    expected: { code: 'database.notOdoo', certainty: 'certain' },
    reproductions: [
      ...onBoth('the database postgres, over XML-RPC', (version) =>
        examined(toOdoo(version, { database: 'postgres', ...passwordOverXmlRpc }), wrongPassword),
      ),
      ...onBoth('the database postgres, over JSON-RPC', (version) =>
        examined(toOdoo(version, { database: 'postgres' }), wrongPassword),
      ),
      {
        on: '19',
        how: 'the database postgres, over JSON-2',
        run: () => examined(toOdoo('19', { database: 'postgres', ...keyOverJson2 }), odoo('19').plain.apiKey),
      },
      onFault('database-not-odoo'),
    ],
  },
  {
    number: 26,
    failure: 'no database is named, and PostgreSQL takes the user’s name for it',
    expected: { code: 'database.missing', certainty: 'certain' },
    reproductions: [
      ...onBoth('', (version) => examined(toOdoo(version, { database: '' }), wrongPassword)),
      {
        on: 'sandbox',
        how: '',
        run: async () => examined(toSandbox(await sandbox(), { database: '' }), wrongPassword),
      },
    ],
  },
  {
    number: 27,
    failure: 'no database is named to Odoo 19',
    expected: { code: 'database.missing', certainty: 'certain' },
    reproductions: [
      { on: '19', how: 'a proxy takes the name out of a call', run: () => withoutName('19', '') },
      {
        on: 'sandbox',
        how: 'a proxy takes the name out of a call',
        run: async () => {
          const server = await sandbox();
          return examinedWithoutName(toSandbox(server), server.plain.password, '');
        },
      },
    ],
  },
  {
    number: 28,
    failure: 'the database’s name is sent as nothing',
    expected: { code: 'database.missing', certainty: 'certain' },
    reproductions: [
      ...onBoth('a proxy puts null for the name', (version) => withoutName(version, null)),
      ...onBoth('a proxy puts false for the name', (version) => withoutName(version, false)),
      ...([null, false] as const).map((name): Reproduction => ({
        on: 'sandbox',
        how: `a proxy puts ${String(name)} for the name`,
        run: async () => {
          const server = await sandbox();
          return examinedWithoutName(toSandbox(server), server.plain.password, name);
        },
      })),
    ],
  },
  {
    number: 29,
    failure: 'Odoo does not reach PostgreSQL',
    expected: { code: 'server.databaseDown', certainty: 'certain' },
    reproductions: [
      ...onBoth(
        '--db_port of nobody',
        async (version) =>
          onExtra(version, ['--db_host', '127.0.0.1', '--db_port', String(await closedPort())]),
        // Odoo 14 answers everything with an error page then, and never says why.
        { '14': { code: 'server.databaseDown', certainty: 'likely' } },
      ),
      onFault('postgres-down'),
    ],
  },
  {
    number: 30,
    failure: 'no connection to PostgreSQL is left',
    expected: { code: 'server.overloaded', certainty: 'certain' },
    reproductions: [onFault('pool-full'), onFault('too-many-clients')],
  },
  {
    number: 56,
    failure: 'the host name decides the database, and this is another host name',
    expected: { code: 'database.hidden', certainty: 'certain' },
    reproductions: [
      {
        on: '19',
        how: '--db-filter ^%d$, by the IP address',
        run: () => onExtra('19', ['--db-filter', '^%d$'], keyOverJson2),
      },
      ...onBoth('--db-filter ^%d$, by the IP address, as the web client', (version) =>
        onExtra(version, ['--db-filter', '^%d$'], webSession),
      ),
      onFault('host-filtered', keyOverJson2),
    ],
  },
];

/** A call whose database a proxy replaces on the way. */
function withoutName(version: OdooVersion, name: '' | null | false): Promise<Diagnosis> {
  return examinedWithoutName(toOdoo(version), odoo(version).plain.password, name);
}

async function examinedWithoutName(wish: Wish, secret: string, name: '' | null | false): Promise<Diagnosis> {
  const url = await inBetween(wish.url, {
    request: ({ body }) => ({
      body: withDatabase(body, wish.database ?? '', name),
    }),
  });
  return examinedCall({ ...wish, url }, secret, {
    operation: 'count',
    model: 'res.partner',
  });
}

import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import { callExchange } from '../../../src/odoo/callExchange';
import type { HttpRequest } from '../../../src/odoo/transport';
import { resultAnswer, xmlAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, read } from './clientBench';
import { WebOdoo, webConnection } from './webBench';

const header = 'x-odoo-database';
const named: Connection = { ...connection, databaseHeader: true };
const databases = (requests: HttpRequest[]): (string | undefined)[] =>
  requests.map(({ headers }) => headers?.[header]);

describe('a connection that names its database in a header', () => {
  it('does so with the sign-in and with every call', async () => {
    const { client, transport } = clientOn(() => resultAnswer(7));
    await client.run(named, read);
    expect(databases(transport.requests)).toEqual(['acme', 'acme']);
    const xml = clientOn(() => xmlAnswer('<int>7</int>'));
    await xml.client.run({ ...named, protocol: 'xmlRpc' }, read);
    expect(databases(xml.transport.requests)).toEqual(['acme', 'acme']);
  });

  it('does so only when that is chosen and a database is named', async () => {
    const { client, transport } = clientOn(() => resultAnswer(7));
    await client.run(connection, read);
    await client.run({ ...named, id: 'two', database: '' }, read);
    await client.run({ ...named, id: 'three', database: 'Büro 1' }, read);
    expect(new Set(databases(transport.requests))).toEqual(new Set([undefined]));
  });

  it('never names it where a session does: Odoo would keep none, or refuse both', async () => {
    const odoo = new WebOdoo();
    const { client, transport } = clientOn(odoo.script);
    await client.run({ ...webConnection, databaseHeader: true }, read);
    await client.run({ ...webConnection, databaseHeader: true }, read);
    expect(transport.requests.map(({ headers }) => [headers?.[header], headers?.['cookie']])).toEqual([
      [undefined, undefined],
      [undefined, 'session_id=s1'],
      [undefined, 'session_id=s1'],
    ]);
  });

  it('names it to its own server alone', async () => {
    const sent: HttpRequest[] = [];
    const exchange = callExchange(
      named,
      () => (request) => {
        sent.push(request);
        return Promise.resolve({ status: 200, headers: {}, setCookies: [], body: '', bytes: 0 });
      },
      true,
      { bytes: 0 },
    );
    await exchange({ method: 'GET', url: 'https://erp.example.com/web/version' });
    await exchange({ method: 'POST', url: 'https://login.example.com/token' });
    expect(databases(sent)).toEqual(['acme', undefined]);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { offeredSignIns } from '../../src/odoo/auth/methods';
import { describeModel, listModels } from '../../src/odoo/schema';
import { databaseExists, listDatabases, readServerVersion } from '../../src/odoo/server';
import { withExtraServer } from '../support/odooServer';
import {
  clientWith,
  codeOf,
  connection,
  describeInLab,
  lab,
  limits,
  major,
  target,
  transport,
  wayName,
  ways,
  waysOfCalls,
} from './target';

afterAll(() => transport.close());

const client = clientWith();
const exchange = (request: Parameters<typeof transport.send>[0]) => transport.send(request, limits);

describe('what a server tells anyone', () => {
  it('gives its version', async () => {
    const version = await readServerVersion(target.url, exchange);
    expect(version.text).toContain(String(version.major));
    expect(offeredSignIns(version)[0]).toMatchObject({ recommended: true });
    expect(offeredSignIns(version).some(({ method }) => method.protocol === 'json2')).toBe(major >= 19);
  });

  it('says that a database does not exist', async () => {
    // The service that says so ended with Odoo 19.0.
    expect([false, undefined]).toContain(await databaseExists(target.url, 'no_such_database', exchange));
  });
});

describe.each(waysOfCalls)('the schema, $auth over $protocol', (way) => {
  const self = connection({ ...way, id: wayName(way) });

  it('describes a model’s fields', async () => {
    const fields = await describeModel(client, self, 'res.partner');
    const named = (name: string) => fields.find((field) => field.name === name);
    expect(named('email')).toMatchObject({ type: 'char', required: false, readonly: false, stored: true });
    expect(named('country_id')).toMatchObject({ type: 'many2one', relation: 'res.country' });
    expect(named('child_ids')).toMatchObject({ type: 'one2many', relation: 'res.partner' });
    expect(named('display_name')?.readonly).toBe(true);
    expect(named('type')?.selection?.map(([value]) => value)).toContain('invoice');
    expect(fields.map((field) => field.name)).toEqual(fields.map((field) => field.name).sort());
  });

  it('says that a model to describe is not there', async () => {
    expect(await codeOf(describeModel(client, self, 'no.such.model'))).toBe('server.unknownModel');
  });
});

describeInLab('in the lab', () => {
  it('lists the databases', async () => {
    const names = await listDatabases(target.url, exchange);
    expect(names).toEqual(expect.arrayContaining([lab().database, lab().secondDatabase]));
    expect(await databaseExists(target.url, lab().database, exchange)).toBe(true);
  });

  it('takes it well that a server keeps its databases to itself', async () => {
    await withExtraServer(lab().version, ['--no-database-list'], async (url) => {
      expect(await listDatabases(url, exchange)).toBeUndefined();
      expect(await databaseExists(url, lab().database, exchange)).toBe(true);
      expect(await databaseExists(url, 'no_such_database', exchange)).toBe(false);
    });
  });

  it.each(ways)('lists every model to an administrator, $auth over $protocol', async (way) => {
    const list = await listModels(client, connection({ ...way, id: wayName(way) }));
    expect(list.source).toBe('all');
    expect(list.models.length).toBeGreaterThan(100);
    expect(list.models).toContainEqual(expect.objectContaining({ model: 'res.partner', label: 'Contact' }));
    const names = list.models.map(({ model }) => model);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(ways)('lists to a plain user what that user may read, $auth over $protocol', async (way) => {
    const { login, password, apiKey } = lab().plain;
    const plain = clientWith(way.auth === 'apiKey' ? apiKey : password);
    const list = await listModels(plain, connection({ ...way, login, id: wayName(way) }));
    expect(list.source).toBe(major >= 15 ? 'readable' : 'all');
    expect(list.models).toContainEqual(expect.objectContaining({ model: 'res.partner', label: 'Contact' }));
  });

  it('describes a model to a user who may not read its records', async () => {
    const { login, password } = lab().plain;
    const self = connection({ auth: 'password', protocol: 'jsonRpc', login });
    const fields = await describeModel(clientWith(password), self, 'ir.config_parameter');
    expect(fields.map((field) => field.name)).toContain('key');
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { listMethods } from '../../src/odoo/methodList';
import { namesOf, searchNames } from '../../src/odoo/names';
import { propertiesOf } from '../../src/odoo/properties';
import { describeModel } from '../../src/odoo/schema';
import { listCompanies, listLanguages } from '../../src/odoo/surroundings';
import {
  clientWith,
  connection,
  describeInLab,
  lab,
  major,
  secretOf,
  transport,
  wayName,
  waysOfCalls,
} from './target';

afterAll(() => transport.close());

const client = clientWith();

describe.each(waysOfCalls)('what a form is filled from, $auth over $protocol', (way) => {
  const self = connection({ ...way, id: wayName(way) });

  it('finds records by their names, and names by their ids, without those that are gone', async () => {
    const found = await searchNames(client, self, { model: 'res.country', text: 'Franc', limit: 5 });
    const france = found.find(({ name }) => name === 'France');
    expect(france).toBeDefined();
    const ids = [99_999_999, france?.id ?? 0];
    expect(await namesOf(client, self, 'res.country', ids)).toEqual([france]);
    expect(await namesOf(client, self, 'res.country', [])).toEqual([]);
  });

  it('lists the languages and the user’s companies', async () => {
    expect((await listLanguages(client, self)).map(([code]) => code)).toContain('en_US');
    const companies = await listCompanies(client, self);
    expect(companies.length).toBeGreaterThan(0);
    expect(companies.every(({ id, name }) => id > 0 && name !== '')).toBe(true);
  });

  it('says what can be done with a field', async () => {
    const fields = await describeModel(client, self, 'res.partner');
    const named = (name: string) => fields.find((field) => field.name === name);
    expect(named('name')).toMatchObject({ searchable: true, sortable: true });
    expect(named('child_ids')).toMatchObject({ sortable: false });
    expect(named('color')?.aggregator).toBe('sum');
    expect(named('name')?.groupable).toBe(major >= 17 ? true : undefined);
    const currency = await describeModel(client, self, 'res.currency');
    expect(currency.find(({ name }) => name === 'rounding')?.digits).toEqual([12, 6]);
  });

  it('has no properties where there are none', async () => {
    expect(await propertiesOf(client, self, { model: 'res.partner', field: 'name', id: 1 })).toEqual([]);
  });
});

describe('the methods of a model', () => {
  it('are what Odoo’s own models have, without a key', async () => {
    const self = connection({ auth: 'password', protocol: 'jsonRpc', serverVersion: `${major}.0` });
    const { source, methods } = await listMethods(client, self, 'res.partner');
    expect(source).toBe('known');
    const names = methods.map(({ name }) => name);
    expect(names).toContain('search_read');
    expect(names.includes('name_get')).toBe(major < 18);
    expect(names.includes('formatted_read_group')).toBe(major >= 19);
  });

  it.skipIf(major < 19 || secretOf('apiKey') === undefined)('are the server’s own, with a key', async () => {
    const self = connection({ auth: 'apiKey', protocol: 'xmlRpc', serverVersion: '19.0' });
    const { source, methods } = await listMethods(client, self, 'res.partner');
    expect(source).toBe('server');
    const archive = methods.find(({ name }) => name === 'action_archive');
    expect(archive).toMatchObject({ signature: '()', parameters: [], ofModel: false, module: 'core' });
    expect(archive?.doc).toMatch(/^Set active to False on a recordset/);
    const search = methods.find(({ name }) => name === 'search_read');
    expect(search?.ofModel).toBe(true);
    expect(search?.parameters[2]).toEqual({
      name: 'offset',
      required: false,
      default: '0',
      annotation: 'int',
    });
    expect(search?.parameters.map(({ name }) => name)).not.toContain('read_kwargs');
    // A model that is not there is no reason to show nothing.
    expect((await listMethods(client, self, 'no.such.model')).source).toBe('known');
  });
});

describeInLab('a user who may read little', () => {
  it('gets names, languages and companies', async () => {
    const { plain } = lab();
    const own = clientWith(plain.password);
    const self = connection({ auth: 'password', protocol: 'jsonRpc', login: plain.login, id: 'plain' });
    expect((await listLanguages(own, self)).length).toBeGreaterThan(0);
    expect((await listCompanies(own, self)).length).toBe(1);
    expect((await searchNames(own, self, { model: 'res.partner', text: '', limit: 3 })).length).toBe(3);
    // Rules are for administrators.
    expect(await namesOf(own, self, 'ir.rule', [1, 2])).toEqual([]);
    expect((await listMethods(own, self, 'res.partner')).source).toBe('known');
  });
});

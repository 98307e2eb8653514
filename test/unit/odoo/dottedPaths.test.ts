import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { readPaths } from '../../../src/odoo/dottedPaths';
import { OdooError } from '../../../src/odoo/error';
import type { OrmCall } from '../../../src/odoo/protocol/wire';

type Spec = Extract<RequestSpec, { operation: 'searchRead' }>;

const types: Record<string, JsonObject> = {
  'res.partner': {
    country_id: { type: 'many2one', relation: 'res.country' },
    child_ids: { type: 'one2many', relation: 'res.partner' },
    category_id: { type: 'many2many', relation: 'res.partner.category' },
    properties: { type: 'properties' },
    name: { type: 'char' },
  },
};
const refused = new OdooError('server.accessRights', {});

/** A server with these records, and what it was asked. */
function server(
  records: Record<string, JsonObject[]>,
  hidden: (model: string, ids: number[]) => boolean = () => false,
) {
  const calls: OrmCall[] = [];
  const send = (call: OrmCall): Promise<Json> => {
    calls.push(call);
    const { model, method, args, kwargs } = call;
    const rows = records[model] ?? [];
    const [first] = args;
    const ids = Array.isArray(first) ? (first as number[]) : [];
    switch (method) {
      case 'fields_get':
        return Promise.resolve(
          Object.fromEntries(
            (kwargs['allfields'] as string[]).flatMap((name) => {
              const type = types[model]?.[name];
              return type === undefined ? [] : [[name, type]];
            }),
          ),
        );
      case 'search':
        return Promise.resolve(rows.map(({ id }) => id ?? null).filter((id) => !hidden(model, [Number(id)])));
      case 'read':
        if (hidden(model, ids)) return Promise.reject(refused);
        return Promise.resolve(rows.filter(({ id }) => ids.includes(Number(id))));
      default:
        return Promise.resolve(rows);
    }
  };
  return { calls, send };
}

const spec = (fields: string[], more: Partial<Spec> = {}): Spec => ({
  operation: 'searchRead',
  model: 'res.partner',
  fields,
  ...more,
});

describe('fields of related records', () => {
  it('take one read for each relation, whatever the number of records', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => ({
      id: index + 1,
      country_id: [index + 1, 'C'],
    }));
    const { calls, send } = server({
      'res.partner': many,
      'res.country': many.map(({ id }) => ({ id, code: `C${id}` })),
    });
    const { rows, hidden } = await readPaths(spec(['country_id.code'], { context: { lang: 'fr_FR' } }), send);
    expect(hidden).toBe(false);
    expect(Array.isArray(rows) && rows.at(-1)).toEqual({ id: 2500, 'country_id.code': 'C2500' });
    expect(calls.map(({ method, args }) => [method, Array.isArray(args[0]) ? args[0].length : 0])).toEqual([
      ['fields_get', 0],
      ['search_read', 0],
      ['read', 1000],
      ['read', 1000],
      ['read', 500],
    ]);
    expect(calls.every(({ kwargs }) => JSON.stringify(kwargs['context']) === '{"lang":"fr_FR"}')).toBe(true);
  });

  it('are null where they may not be read, and the others are read all the same', async () => {
    const records = {
      'res.partner': [
        { id: 1, country_id: [7, 'A'], name: 'x' },
        { id: 2, country_id: [8, 'B'], name: 'y' },
        { id: 3, country_id: false, name: 'z' },
      ],
      'res.country': [
        { id: 7, code: 'A' },
        { id: 8, code: 'B' },
      ],
    };
    const one = server(records, (model, ids) => model === 'res.country' && ids.includes(8));
    expect(await readPaths(spec(['country_id.code', 'name']), one.send)).toEqual({
      rows: [
        { id: 1, 'country_id.code': 'A', name: 'x' },
        { id: 2, 'country_id.code': null, name: 'y' },
        { id: 3, 'country_id.code': false, name: 'z' },
      ],
      hidden: true,
    });
    const all = server(records, (model) => model === 'res.country');
    expect((await readPaths(spec(['country_id.code']), all.send)).rows).toEqual([
      { id: 1, 'country_id.code': null },
      { id: 2, 'country_id.code': null },
      { id: 3, 'country_id.code': false },
    ]);
  });

  it('are a list through a list, in the order of its ids, and a property by its name', async () => {
    const { send } = server({
      'res.partner': [
        {
          id: 1,
          child_ids: [3, 2],
          category_id: [],
          country_id: false,
          properties: [{ name: 'a1', type: 'char', value: 'v' }],
        },
        { id: 2, child_ids: [], category_id: [5], country_id: [7, 'A'] },
        { id: 3, child_ids: [], category_id: [5, 6], country_id: false },
      ],
      'res.partner.category': [
        { id: 5, name: 'five' },
        { id: 6, name: 'six' },
      ],
      'res.country': [{ id: 7, code: 'A' }],
    });
    const fields = [
      'child_ids',
      'child_ids.country_id.code',
      'child_ids.category_id.name',
      'properties.a1',
      'properties.b',
    ];
    const { rows } = await readPaths(spec(fields), send);
    expect(Array.isArray(rows) && rows[0]).toEqual({
      id: 1,
      child_ids: [3, 2],
      'child_ids.country_id.code': [false, 'A'],
      'child_ids.category_id.name': ['five', 'six', 'five'],
      'properties.a1': 'v',
      'properties.b': false,
    });
  });

  it('are refused behind a field that leads nowhere, before anything is read', async () => {
    const { calls, send } = server({});
    await expect(readPaths(spec(['name.first']), send)).rejects.toMatchObject({
      code: 'server.unknownField',
      facts: { field: 'name.first', model: 'res.partner' },
    });
    expect(calls.map(({ method }) => method)).toEqual(['fields_get']);
  });
});

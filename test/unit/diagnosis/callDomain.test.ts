import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import type { ProblemCode } from '../../../src/model/problem';
import { fields, look, version } from './callBench';

const script = {
  'res.partner.fields_get': fields({
    id: { type: 'integer' },
    name: { string: 'Name' },
    color: { type: 'integer' },
    credit: { type: 'float' },
    create_date: { type: 'datetime' },
    country_id: { type: 'many2one', relation: 'res.country' },
    child_ids: { type: 'one2many', relation: 'res.partner' },
  }),
  'res.country.fields_get': fields({ code: {}, currency_id: { type: 'many2one', relation: 'res.currency' } }),
  'res.currency.fields_get': fields({ name: {} }),
};

function wrong(domain: string | Json[], major = 19, code: ProblemCode = 'server.domain') {
  return look({ code }, { operation: 'count', model: 'res.partner', domain }, script, {
    version: version(major),
  });
}

describe('a domain that Odoo cannot use', () => {
  it('is wrong in an operator that nobody has', async () => {
    const { problem, evidence } = await wrong([
      ['name', '=', 'x'],
      ['name', 'resembles', 'x'],
    ]);
    const text = '[["name", "=", "x"], ["name", "resembles", "x"]]';
    expect(problem.facts).toMatchObject({
      condition: 2,
      leaf: '["name", "resembles", "x"]',
      position: text.indexOf('"resembles"'),
      field: 'name',
      operator: 'resembles',
    });
    expect(evidence[0]).toBe(
      `The domain ${text} stops making sense at character ${text.indexOf('"resembles"') + 1}.`,
    );
  });

  it('is wrong in an operator that this version does not have yet', async () => {
    const domain = "[('child_ids', 'any', [('name', '=', 'x')])]";
    const { evidence, problem } = await wrong(domain, 16);
    expect(evidence[0]).toBe('The operator any came with Odoo 17; this server is 16.0.');
    expect(problem.facts['position']).toBe(domain.indexOf("'any'"));
    expect((await wrong(domain, 17)).evidence).toEqual([]);
  });

  it('is wrong in a count of conditions, and says where the prefix stands', async () => {
    const { problem } = await wrong(['|', ['name', '=', 'x']]);
    expect(problem.facts).toEqual({ position: 1 });
  });

  it('is wrong in a path: the segment, the model it is asked of, and the character', async () => {
    const domain = "[('country_id.currency_id.nmae', '=', 'EUR')]";
    const { problem, evidence } = await wrong(domain);
    expect(problem.code).toBe('server.unknownField');
    expect(problem.facts).toMatchObject({
      field: 'nmae',
      model: 'res.currency',
      segment: 3,
      suggestion: 'name',
      position: domain.indexOf('nmae'),
    });
    expect(evidence.at(-1)).toBe(
      `Condition 1 of the domain, at character ${domain.indexOf('nmae') + 1}: ${domain.slice(1, -1)}`,
    );
  });

  it('is wrong in a path inside any, on the model that any leads to', async () => {
    const domain = "[('country_id', 'any', [('cdoe', '=', 'BE')])]";
    const { problem } = await wrong(domain);
    expect(problem.facts).toMatchObject({
      field: 'cdoe',
      model: 'res.country',
      condition: 2,
      position: domain.indexOf('cdoe'),
    });
  });

  it('is wrong in a dot behind what is no relation', async () => {
    const { problem, evidence } = await wrong("[('name.code', '=', 'x')]", 14, 'server.exception');
    expect(problem.code).toBe('server.domain');
    expect(evidence[0]).toBe(
      'name of res.partner is no relation (char), so nothing can follow it after a dot.',
    );
  });

  it('may ask for parts of a date', async () => {
    expect((await wrong([['create_date.month_number', '=', 3]])).evidence).toEqual([]);
  });

  it('is wrong in a value that its field cannot take', async () => {
    for (const [field, value, type] of [
      ['id', 'abc', 'integer'],
      ['credit', 'much', 'float'],
      ['create_date', '2024-13-45', 'datetime'],
      ['create_date', 'soon', 'datetime'],
    ] as const) {
      const { problem, evidence } = await wrong([[field, '=', value]]);
      expect(problem.facts).toMatchObject({ field, type, condition: 1 });
      expect(evidence[0]).toBe(`"${value}" does not fit ${field}, which is of type ${type}.`);
    }
  });

  it('may hold what only looks wrong', async () => {
    const domain: Json[] = [
      ['id', 'in', [1, '2']],
      ['country_id', '=', 'Belgium'],
      ['color', '=', false],
      ['create_date', '>', '2024-02-29 10:00:00'],
      ['create_date', '>', 'today -1d'],
    ];
    expect((await wrong(domain)).evidence).toEqual([]);
  });

  it('knows the relative dates of Odoo 19 from the versions before', async () => {
    const { problem } = await wrong([['create_date', '>', 'today -1d']], 18);
    expect(problem.facts['field']).toBe('create_date');
  });

  it('is found in the arguments of a call', async () => {
    const { problem } = await look(
      { code: 'server.domain' },
      { operation: 'call', model: 'res.partner', method: 'search', args: [[['name', 'like']]] },
      script,
    );
    expect(problem.facts['position']).toBe(1);
  });

  it('is left alone where the request has none', async () => {
    const { problem } = await look(
      { code: 'server.domain', facts: { leaf: 'x' } },
      {
        operation: 'read',
        model: 'res.partner',
        ids: [1],
      },
    );
    expect(problem.facts).toEqual({ leaf: 'x' });
  });
});

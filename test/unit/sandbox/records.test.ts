import { describe, expect, it } from 'vitest';
import { aNumber, aText, textLike, useSandbox } from './support';

const { value, refused } = useSandbox();

type Rows = Record<string, unknown>[];

async function names(model: string, domain: unknown[], more: object = {}): Promise<unknown[]> {
  const rows = (await value(model, 'search_read', {
    domain,
    fields: ['name'],
    order: 'id',
    ...more,
  })) as Rows;
  return rows.map((row) => row['name']);
}

async function count(model: string, domain: unknown[], context: object = {}): Promise<number> {
  return (await value(model, 'search_count', { domain, context })) as number;
}

describe('domains in the sandbox', () => {
  // prettier-ignore
  it.each<[string, string, unknown[], unknown[]]>([
    ['=', 'res.country', [['code', '=', 'BE']], ['Belgium']],
    ['= with a list', 'res.country', [['code', '=', ['BE', 'NL']]], ['Belgium', 'Netherlands']],
    ['=?', 'res.country', [['code', '=?', false], ['name', '=?', 'Belgium']], ['Belgium']],
    ['in', 'res.country', [['code', 'in', ['BE', 'XX']]], ['Belgium']],
    ['in with nothing', 'res.country', [['code', 'in', []]], []],
    ['<', 'res.country', [['phone_code', '<', 20]], ['Canada', 'United States']],
    ['>= and <=', 'res.country', [['phone_code', '>=', 32], ['phone_code', '<=', 33]], ['Belgium', 'France']],
    ['ilike', 'res.country', [['name', 'ilike', 'LAND']], ['Finland', 'Ireland', 'Netherlands', 'Poland', 'Switzerland']],
    ['ilike with wildcards', 'res.country', [['name', 'ilike', 'un%d s']], ['United States']],
    ['like', 'res.country', [['name', 'like', 'Land']], []],
    ['=like', 'res.country', [['name', '=like', 'F%']], ['Finland', 'France']],
    ['=ilike', 'res.country', [['name', '=ilike', 'fr_nce']], ['France']],
    ['not ilike', 'res.country', [['name', 'not ilike', 'e'], ['phone_code', '<', 60]], ['Austria', 'Brazil', 'Canada', 'Italy', 'Norway', 'Poland', 'Spain']],
    ['|', 'res.country', ['|', ['code', '=', 'BE'], ['code', '=', 'FR']], ['Belgium', 'France']],
    ['!', 'res.country', ['!', ['phone_code', '<', 400]], ['United Arab Emirates']],
    ['& within |', 'res.country', ['|', '&', ['code', '=', 'BE'], ['name', 'like', 'x'], ['code', '=', 'FR']], ['France']],
    ['an implicit & after |', 'res.country', ['|', ['code', '=', 'BE'], ['code', '=', 'FR'], ['name', 'like', 'B']], ['Belgium']],
    ['always and never', 'res.country', ['|', [0, '=', 1], '&', [1, '=', 1], ['code', '=', 'BE']], ['Belgium']],
    ['a path', 'res.country', [['currency_id.name', '=', 'GBP']], ['United Kingdom']],
    ['a path of three', 'res.partner', [['parent_id.country_id.code', '=', 'JP']], ['Billy Castro', 'Priya Parker', 'Oscar Fox']],
    ['a many2one by name', 'res.country', [['currency_id', '=', 'CHF']], ['Switzerland']],
    ['a many2one by part of its name', 'res.country', [['currency_id', 'ilike', 'pound']], ['United Kingdom']],
    ['an empty many2one', 'product.category', [['parent_id', '=', false]], ['Goods', 'Services']],
    ['any', 'product.category', [['child_id', 'any', [['name', '=', 'Desks']]]], ['Furniture']],
    ['not any', 'product.category', [['parent_id', '=', 2], ['child_id', 'not any', []]], ['Desks', 'Chairs', 'Storage']],
    ['child_of', 'product.category', [['id', 'child_of', 2]], ['Furniture', 'Desks', 'Chairs', 'Storage']],
    ['child_of by name', 'product.category', [['id', 'child_of', 'Furniture / Ch']], ['Chairs']],
    ['parent_of', 'product.category', [['id', 'parent_of', 3]], ['Goods', 'Furniture', 'Desks']],
    ['child_of through a many2one', 'product.product', [['categ_id', 'child_of', 8]], ['Assembly', 'Local Delivery', 'Office Design Consultation', 'Yearly Maintenance']],
    ['a many2many by id', 'res.partner', [['category_id', '=', 4]], ['Ready Mat', 'Atelier Bois & Fils', 'Fjord Design AS', 'Maple Leaf Office']],
    ['no many2many', 'res.partner', [['category_id', '=', false], ['is_company', '=', true]], ['Sandbox Furniture', 'Sandbox Lighting']],
    ['a boolean', 'project.task.type', [['fold', '=', true]], ['Done', 'Cancelled']],
    ['not a boolean', 'project.task.type', [['fold', '!=', true]], ['New', 'In Progress']],
    ['a date', 'project.project', [['date_start', '<=', '2026-01-15']], ['Office Design', 'Showroom Antwerp']],
    ['a datetime after a day', 'sale.order', [['date_order', '>', '2026-10-05'], ['date_order', '<', '2026-10-31']], ['S00039', 'S00040']],
    ['a part of a date', 'project.project', [['date_start.month_number', '=', 2]], ['Internal']],
    ['a name in another script', 'res.partner', [['name', 'ilike', 'オフィス']], ['東京オフィス家具']],
    ['an operator in capitals', 'res.country', [['name', 'ILIKE', 'belg']], ['Belgium']],
  ])('%s', async (_, model, domain, expected) => {
    expect(await names(model, domain)).toEqual(expected);
  });

  // prettier-ignore
  it.each<[unknown, string, string]>([
    [[['nope', '=', 1]], 'builtins.ValueError', "Invalid field res.partner.nope in condition ('nope', '=', 1)"],
    [[['country_id.nope', '=', 1]], 'builtins.ValueError', "Invalid field res.country.nope in condition ('nope', '=', 1)"],
    [[['name', 'resembles', 'x']], 'builtins.ValueError', "Invalid operator in condition ('name', 'resembles', 'x')"],
    [[['name']], 'builtins.ValueError', "Domain() invalid item in domain: ['name']"],
    [["it's"], 'builtins.ValueError', 'Domain() invalid item in domain: "it\'s"'],
    ["[('a','=',1)]", 'builtins.TypeError', `Domain() invalid argument type for domain: "[('a','=',1)]"`],
    [['|', ['name', '=', 'x']], 'builtins.ValueError', "Domain() malformed domain ['|', ['name', '=', 'x']]"],
    [[['name', 'any', []]], 'builtins.ValueError', "Cannot use 'any' with non-relational fields in condition ('name', 'any', [(1, '=', 1)])"],
    [[['parent_id', 'any!', []]], 'builtins.ValueError', "Domain() invalid item in domain: ['parent_id', 'any!', []]"],
    [[['name', 'child_of', 1]], 'builtins.ValueError', "Cannot execute child_of for res.partner.name, works only for relational fields in condition ('name', 'child_of', 1)"],
    [[['name', '=like', 5]], 'builtins.TypeError', "The pattern to match must be a string in condition ('name', '=like', 5)"],
    [[['color', '=', 'abc']], 'builtins.ValueError', "invalid literal for int() with base 10: 'abc'"],
    [[['create_date', '>', '31/12/2026']], 'builtins.ValueError', "Invalid term '31/12/2026' in expression date: '31/12/2026'"],
    [[['create_date', '>', '2026-01-01T00:00:00Z']], 'builtins.ValueError', "expecting only datetimes with no timezone: '2026-01-01T00:00:00Z'"],
  ])('refuse %j in the words of Odoo 19', async (domain, name, message) => {
    expect(await refused('res.partner', 'search_count', { domain })).toEqual([500, name, message]);
  });

  it('leave archived records out, unless they are asked for', async () => {
    expect(await count('res.partner', [['name', '=', 'Closed Shop']])).toBe(0);
    expect(
      await count('res.partner', [
        ['name', '=', 'Closed Shop'],
        ['active', '=', false],
      ]),
    ).toBe(1);
    expect(await count('res.partner', [['name', '=', 'Closed Shop']], { active_test: false })).toBe(1);
  });

  it('know days relative to today', async () => {
    expect(await count('sale.order', [['date_order', '>', 'today +20y']])).toBe(0);
    expect(await count('sale.order', [['date_order', '<', 'now +20y']])).toBe(await count('sale.order', []));
  });
});

describe('pages of records in the sandbox', () => {
  it('are sorted by several fields, by related records and with empty values in their place', async () => {
    const by = async (order: string, field: string): Promise<unknown[]> =>
      (
        (await value('project.task', 'search_read', {
          domain: [['project_id', '=', 1]],
          fields: [field],
          order,
        })) as Rows
      ).map((row) => row[field]);
    const deadlines = await by('date_deadline desc, id', 'date_deadline');
    expect(deadlines.slice(0, 2)).toEqual([false, false]);
    expect((await by('date_deadline', 'date_deadline')).at(-1)).toBe(false);
    expect((await by('date_deadline desc nulls last', 'date_deadline')).at(-1)).toBe(false);
    const stages = (await by('stage_id desc, id desc', 'stage_id')) as [number, string][];
    expect(stages.map(([id]) => id)).toEqual(stages.map(([id]) => id).sort((a, b) => b - a));
  });

  it('are cut by limit and offset; 0 means no limit', async () => {
    const all = await names('res.country', []);
    expect(all).toHaveLength(30);
    expect(await names('res.country', [], { limit: 3, offset: 28 })).toEqual(all.slice(28));
    expect(await names('res.country', [], { limit: 0 })).toHaveLength(30);
  });

  it('refuse an order and a limit that cannot be', async () => {
    const search = (more: object): Promise<unknown> =>
      refused('res.partner', 'search', { domain: [], ...more });
    expect(await search({ order: 'nope' })).toEqual([
      500,
      'builtins.ValueError',
      "Invalid field 'nope' on model 'res.partner'",
    ]);
    expect(await search({ order: 'name; drop table x' })).toEqual([
      422,
      'odoo.exceptions.UserError',
      textLike(/^Invalid "order" specified \(name; drop table x\)\./),
    ]);
    expect(await search({ limit: -1 })).toEqual([
      500,
      'psycopg2.errors.InvalidRowCountInLimitClause',
      'LIMIT must not be negative\n',
    ]);
  });

  it('show each type of field as Odoo does', async () => {
    const [order] = (await value('sale.order', 'search_read', { domain: [['name', '=', 'S00001']] })) as Rows;
    expect(order).toMatchObject({
      id: 1,
      display_name: 'S00001',
      partner_id: [aNumber, aText],
      client_order_ref: false,
      date_order: textLike(/^2026-\d\d-\d\d \d\d:\d\d:00$/),
      validity_date: textLike(/^2026-\d\d-\d\d$/),
      order_line: expect.arrayContaining([aNumber]) as number[],
      amount_total: aNumber,
      locked: false,
      create_uid: [2, 'Mitchell Admin'],
    });
    expect(await value('sale.order', 'read', { ids: [1], fields: ['user_id'], load: null })).toEqual([
      { id: 1, user_id: aNumber },
    ]);
  });

  it('group by relations, months and several fields, and add up', async () => {
    const ofTheYear = [['date_order', '>=', '2026-01-01']];
    const months = (await value('sale.order', 'formatted_read_group', {
      domain: ofTheYear,
      groupby: ['date_order:month'],
      aggregates: ['__count', 'amount_total:sum'],
    })) as Rows;
    expect(months[0]).toEqual({
      'date_order:month': ['2026-01-01 00:00:00', 'January 2026'],
      __extra_domain: [
        '&',
        ['date_order', '>=', '2026-01-01 00:00:00'],
        ['date_order', '<', '2026-02-01 00:00:00'],
      ],
      __count: aNumber,
      'amount_total:sum': aNumber,
    });
    expect(months.reduce((sum, month) => sum + (month['__count'] as number), 0)).toBe(
      await count('sale.order', ofTheYear),
    );
    const [first] = (await value('project.task', 'read_group', {
      domain: [['active', '=', true]],
      fields: ['allocated_hours'],
      groupby: ['project_id', 'priority'],
      lazy: false,
    })) as Rows;
    expect(first).toMatchObject({
      project_id: [1, 'Office Design'],
      priority: '0',
      __count: aNumber,
      allocated_hours: aNumber,
    });
    expect(await count('project.task', first?.['__domain'] as unknown[])).toBe(first?.['__count']);
    expect(
      await value('res.country', 'formatted_read_group', {
        domain: [['code', 'in', ['BE', 'FR']]],
        aggregates: ['__count', 'phone_code:max'],
      }),
    ).toEqual([{ __extra_domain: [[1, '=', 1]], __count: 2, 'phone_code:max': 33 }]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../../src/sandbox/values';
import { Orm } from './orm';
import type { Rows } from './orm';
import { aNumber } from './support';

let orm: Orm;
beforeAll(() => {
  orm = new Orm('19');
});

async function one(model: string, vals: Value): Promise<number> {
  return (await orm.call(model, 'create', [vals])) as number;
}

async function read(model: string, id: number, ...fields: string[]): Promise<Record<string, unknown>> {
  const [row = {}] = await orm.rows(model, 'read', [[id], fields]);
  return row;
}

describe('invoices in the sandbox', () => {
  it('book their lines, taxes and what is owed, until they are posted', async () => {
    const id = await one('account.move', {
      move_type: 'out_invoice',
      partner_id: 7,
      invoice_line_ids: [
        [0, 0, { product_id: 1, quantity: 2, tax_ids: [[6, 0, [1]]] }],
        [0, 0, { name: 'By hand', price_unit: 10 }],
      ],
    });
    expect(
      await read(
        'account.move',
        id,
        'name',
        'state',
        'journal_id',
        'amount_untaxed',
        'amount_tax',
        'amount_total',
        'line_ids',
        'invoice_line_ids',
      ),
    ).toEqual({
      id,
      name: '/',
      state: 'draft',
      journal_id: [1, 'Customer Invoices'],
      amount_untaxed: 1510,
      amount_tax: 315,
      amount_total: 1825,
      line_ids: [aNumber, aNumber, aNumber, aNumber],
      invoice_line_ids: [aNumber, aNumber],
    });
    const [line = 0] = (await read('account.move', id, 'invoice_line_ids'))['invoice_line_ids'] as number[];
    await orm.call('account.move.line', 'write', [[line], { quantity: 1 }]);
    expect(await read('account.move', id, 'amount_total', 'amount_residual')).toEqual({
      id,
      amount_total: 917.5,
      amount_residual: 917.5,
    });
    expect(await orm.call('account.move', 'action_post', [[id]])).toBe(false);
    expect(await read('account.move', id, 'state', 'name')).toEqual({
      id,
      state: 'posted',
      name: expect.stringMatching(/^INV\/\d{4}\/\d{5}$/) as string,
    });
    expect(await orm.refused('account.move', 'action_post', [[id]])).toMatch(
      /^UserError: The entry INV.* must be in draft\.$/,
    );
    expect(await orm.refused('account.move', 'unlink', [[id]])).toMatch(
      /^UserError: You can't delete a posted journal item/,
    );
    expect(await orm.call('account.move', 'button_draft', [[id]])).toBe(null);
    expect(await orm.call('account.move', 'unlink', [[id]])).toBe(true);
    expect(await orm.call('account.move.line', 'search_count', [[['id', '=', line]]])).toBe(0);
  });

  it('need a partner before they are posted', async () => {
    const id = await one('account.move', {
      move_type: 'out_invoice',
      invoice_line_ids: [[0, 0, { name: 'x', price_unit: 1 }]],
    });
    expect(await orm.refused('account.move', 'action_post', [[id]])).toMatch(
      /^UserError: The 'Customer' field is required/,
    );
  });
});

describe('products in the sandbox', () => {
  it('are a template and its variant, which show the same', async () => {
    const template = await one('product.template', { name: 'Stool', list_price: 12.5 });
    const { product_variant_ids: variants } = await read('product.template', template, 'product_variant_ids');
    expect(variants).toEqual([aNumber]);
    const [variant = 0] = variants as number[];
    await orm.call('product.product', 'write', [[variant], { lst_price: 15, default_code: 'ST_1' }]);
    expect(await read('product.template', template, 'list_price', 'default_code', 'display_name')).toEqual({
      id: template,
      list_price: 15,
      default_code: 'ST_1',
      display_name: '[ST_1] Stool',
    });
    const other = await one('product.product', { name: 'Bench', barcode: '123' });
    expect(await read('product.product', other, 'name', 'product_tmpl_id')).toEqual({
      id: other,
      name: 'Bench',
      product_tmpl_id: [aNumber, 'Bench'],
    });
    expect(await orm.refused('product.product', 'create', [{ name: 'x', barcode: '123' }])).toMatch(
      /^ValidationError: Barcode\(s\) already assigned:\n\n- Barcode "123" already assigned to product\(s\): Bench, x$/,
    );
    expect(await orm.call('product.template', 'unlink', [[template]])).toBe(true);
    expect(await orm.call('product.product', 'search_count', [[['id', '=', variant]]])).toBe(0);
  });
});

describe('what is not allowed', () => {
  // prettier-ignore
  it.each<[string, string, Value, string]>([
    ['hr.department', 'write', [[1], { parent_id: 3 }], 'ValidationError: You cannot create recursive departments.'],
    ['res.currency.rate', 'create', [{ name: '2026-01-05', rate: 1, currency_id: 2 }], 'ValidationError: The operation cannot be completed: Only one currency rate per day allowed!'],
    ['ir.config_parameter', 'create', [{ key: 'database.uuid', value: 'x' }], 'ValidationError: The operation cannot be completed: Key must be unique.'],
    ['crm.lead', 'create', [{ name: 'x', probability: 120 }], 'ValidationError: The operation cannot be completed: The probability of closing the deal should be between 0% and 100%!'],
    ['res.users', 'write', [[2], { company_ids: [[5]] }], 'ValidationError: Company Sandbox Furniture is not in the allowed companies for user Mitchell Admin ().'],
    ['sale.order', 'write', [[999999], { note: 'x' }], 'MissingError: Record does not exist or has been deleted.\n(Record: sale.order(999999,), User: 2)'],
    ['res.partner', 'message_post', [[1, 2]], 'ValueError: Expected singleton: res.partner(1, 2)'],
    ['ir.ui.menu', 'write', [[1], { action: 'no.model,1' }], "ValueError: Wrong value for ir.ui.menu.action: 'no.model,1'"],
    ['ir.cron', 'toggle_active', [[1]], ''],
    ['res.lang', 'toggle_active', [[4]], ''],
    ['ir.attachment', 'toggle_active', [[1]], "AssertionError: No 'active' field on model ir.attachment"],
  ])('%s.%s%j', async (model, method, args, message) => {
    if (message === '') expect(await orm.call(model, method, args)).toBeOneOf([null, true]);
    else expect(await orm.refused(model, method, args)).toBe(message);
  });

  it('leaves lines and numbers as they were where a call fails', async () => {
    const names = (): Promise<unknown> => orm.call('ir.sequence', 'read', [[1], ['number_next']]);
    const before = await names();
    expect(await orm.refused('sale.order', 'create', [[{ partner_id: 7 }, { partner_id: 'x' }]])).toMatch(
      /^InvalidText/,
    );
    expect(await names()).toEqual(before);
  });
});

describe('messages in the sandbox', () => {
  it('are posted on records by their author', async () => {
    const [id = 0] = (await orm.call('res.partner', 'message_post', [[7]], {
      body: 'Hello',
      subject: 'Greeting',
    })) as number[];
    expect(
      await read('mail.message', id, 'model', 'res_id', 'body', 'subject', 'author_id', 'record_name'),
    ).toEqual({
      id,
      model: 'res.partner',
      res_id: 7,
      body: '<p>Hello</p>',
      subject: 'Greeting',
      author_id: [aNumber, 'Sandbox Furniture, Mitchell Admin'],
      record_name: 'Azure Interior',
    });
    expect(await orm.refused('res.partner', 'message_post', [[7], 'Hello'])).toBe(
      'TypeError: ResPartner.message_post() takes 1 positional argument but 2 were given',
    );
    expect(await new Orm('16').call('res.partner', 'message_post', [[7]], { body: 'x' })).toEqual(aNumber);
    expect(await orm.refused('res.country', 'message_post', [[4]])).toBe(
      "AttributeError: The method 'res.country.message_post' does not exist",
    );
  });
});

describe('import and export', () => {
  it('give texts, external ids and paths', async () => {
    expect(
      await orm.call('res.partner', 'export_data', [
        [7],
        ['name', 'country_id', 'country_id/code', 'id', '.id', 'category_id', 'type'],
      ]),
    ).toEqual({
      datas: [['Azure Interior', 'Belgium', 'BE', 'base.res_partner_1', '7', 'Customer,Priority', 'Contact']],
    });
    expect(await orm.refused('res.partner', 'export_data', [[7], ['nope']])).toBe(
      "ValueError: Invalid field 'nope' on 'res.partner'",
    );
  });

  it('take rows back, make records, and change those an id names', async () => {
    const fields = ['id', 'name', 'country_id', 'category_id/.id', 'is_company', 'parent_id/id', 'type'];
    const row = ['__import__.one', 'Imported', 'Belgium', '1,2', '1', 'base.res_partner_1', 'Invoice'];
    const first = (await orm.call('res.partner', 'load', [fields, [row]])) as { ids: number[] };
    expect(first).toEqual({ ids: [aNumber], messages: [], nextrow: 0 });
    const [id = 0] = first.ids;
    expect(
      await read('res.partner', id, 'name', 'country_id', 'category_id', 'is_company', 'parent_id', 'type'),
    ).toEqual({
      id,
      name: 'Imported',
      country_id: [4, 'Belgium'],
      category_id: [1, 2],
      is_company: true,
      parent_id: [7, 'Azure Interior'],
      type: 'invoice',
    });
    expect(
      await orm.call('res.partner', 'load', [['id', 'name'], [['__import__.one', 'Again']]]),
    ).toMatchObject({ ids: [id] });
    expect(await read('res.partner', id, 'name')).toEqual({ id, name: 'Again' });
  });

  it('tell every cell they cannot take, and take nothing then', async () => {
    const count = (): Promise<unknown> => orm.call('res.partner', 'search_count', [[]]);
    const before = await count();
    const rows = [
      ['L0', '1', ''],
      ['L1', 'x', 'zzz'],
    ];
    const answer = (await orm.call('res.partner', 'load', [['name', 'color', 'type'], rows])) as {
      ids: false;
      messages: Rows;
    };
    expect(answer.ids).toBe(false);
    expect(answer.messages).toEqual([
      {
        rows: { from: 1, to: 1 },
        type: 'error',
        record: 1,
        field: 'color',
        message: "'x' does not seem to be an integer for field 'Color Index'",
        field_name: 'Color Index',
      },
      {
        rows: { from: 1, to: 1 },
        type: 'error',
        record: 1,
        field: 'type',
        message: "Value 'zzz' not found in selection field 'Address Type'",
        moreinfo: ['Contact', 'Invoice', 'Delivery', 'Other'],
        field_name: 'Address Type',
      },
    ]);
    expect(await orm.call('res.partner', 'load', [['name', 'country_id'], [['L', 'Nowhere']]])).toMatchObject(
      {
        messages: [{ message: "No matching record found for name 'Nowhere' in field 'Country'" }],
      },
    );
    expect(await count()).toBe(before);
  });
});

describe('groups of records in the sandbox', () => {
  const grouped = (
    groupby: string[],
    aggregates: string[],
    more: Record<string, Value> = {},
  ): Promise<Rows> => orm.rows('sale.order', 'formatted_read_group', [[], groupby, aggregates], more);

  // prettier-ignore
  it.each<[string, unknown]>([
    ['day', ['2026-01-12 00:00:00', '12 Jan 2026']],
    ['week', ['2026-01-11 00:00:00', 'W3 2026']],
    ['month', ['2026-01-01 00:00:00', 'January 2026']],
    ['quarter', ['2026-01-01 00:00:00', 'Q1 2026']],
    ['year', ['2026-01-01 00:00:00', '2026']],
    ['month_number', 1],
    ['quarter_number', 1],
    ['iso_week_number', 3],
    ['day_of_week', 1],
    ['day_of_year', 12],
  ])('by the %s of a date', async (span, expected) => {
    const domain = [['name', '=', 'S00001']];
    await orm.call('sale.order', 'write', [[1], { date_order: '2026-01-12 10:00:00' }]);
    const [group] = await orm.rows('sale.order', 'formatted_read_group', [domain, [`date_order:${span}`], ['__count']]);
    expect(group?.[`date_order:${span}`]).toEqual(expected);
    expect(await orm.call('sale.order', 'search_count', [['&', ...domain, ...(group?.['__extra_domain'] as Value[])]])).toBe(1);
  });

  it('begin their weeks as the language does', async () => {
    const [week] = await orm.rows(
      'sale.order',
      'formatted_read_group',
      [[['id', '=', 1]], ['date_order:week']],
      { context: { lang: 'fr_FR' } },
    );
    expect(week?.['date_order:week']).toEqual(['2026-01-12 00:00:00', 'W3 2026']);
  });

  it('every group’s domain finds as many records as it counts', async () => {
    for (const groupby of [
      ['user_id', 'state'],
      ['date_order:month', 'company_id'],
      ['tag_ids'],
      ['client_order_ref'],
    ]) {
      for (const group of await grouped(groupby, ['__count'])) {
        expect(await orm.call('sale.order', 'search_count', [group['__extra_domain'] as Value])).toBe(
          group['__count'],
        );
      }
    }
    for (const version of ['14', '18'] as const) {
      const old = new Orm(version);
      const domain = ['|', ['state', '=', 'sale'], ['state', '=', 'draft'], ['user_id', '=', 2]];
      for (const group of await old.rows(
        'sale.order',
        'read_group',
        [domain, ['amount_total'], ['date_order:quarter', 'state']],
        { lazy: false },
      )) {
        expect(await old.call('sale.order', 'search_count', [group['__domain'] as Value])).toBe(
          group['__count'],
        );
      }
    }
  });

  it('add up in every way', async () => {
    const [all] = await grouped(
      [],
      [
        'amount_total:sum',
        'amount_total:avg',
        'amount_total:min',
        'amount_total:max',
        'user_id:count_distinct',
        'id:count',
        '__count',
        'state:array_agg_distinct',
      ],
    );
    const totals = (await orm.rows('sale.order', 'search_read', [[]], { fields: ['amount_total'] })).map(
      (row) => row['amount_total'] as number,
    );
    expect(all).toMatchObject({
      __count: 300,
      'id:count': 300,
      'user_id:count_distinct': 2,
      'amount_total:min': Math.min(...totals),
      'amount_total:max': Math.max(...totals),
    });
    expect(all?.['amount_total:sum']).toBeCloseTo(
      totals.reduce((a, b) => a + b, 0),
      2,
    );
    expect(all?.['amount_total:avg']).toBeCloseTo(totals.reduce((a, b) => a + b, 0) / 300, 2);
    expect([...(all?.['state:array_agg_distinct'] as string[])].sort()).toEqual([
      'cancel',
      'draft',
      'sale',
      'sent',
    ]);
  });

  it('are ordered by what they add up to, cut, and left out by having', async () => {
    const groups = await grouped(['partner_id'], ['amount_total:sum', '__count'], {
      order: 'amount_total:sum desc',
      limit: 5,
    });
    const sums = groups.map((group) => group['amount_total:sum'] as number);
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
    expect(groups).toHaveLength(5);
    for (const group of await grouped(['partner_id'], ['__count'], { having: [['__count', '>=', 5]] })) {
      expect(group['__count']).toBeGreaterThanOrEqual(5);
    }
  });

  it('are lazy in read_group, with the rest of the grouping in a context', async () => {
    const old = new Orm('17');
    const [first] = await old.rows('crm.lead', 'read_group', [
      [],
      ['expected_revenue', 'top:max(probability)'],
      ['stage_id', 'user_id'],
    ]);
    expect(first).toMatchObject({
      stage_id: [1, 'New'],
      stage_id_count: aNumber,
      expected_revenue: aNumber,
      top: 20,
      __domain: [['stage_id', '=', 1]],
      __context: { group_by: ['user_id'] },
    });
    const [month] = await old.rows('crm.lead', 'read_group', [[['id', '<', 3]], [], ['date_deadline:month']]);
    expect(month?.['__range']).toEqual({ 'date_deadline:month': { from: '2026-01-01', to: '2026-02-01' } });
  });

  // prettier-ignore
  it.each<[Value, string]>([
    [[[], ['nope'], []], "ValueError: Invalid field 'nope' on model 'sale.order'"],
    [[[], ['user_id'], ['nope:sum']], "ValueError: Invalid field 'nope' on model 'sale.order' for 'nope:sum'."],
    [[[], ['user_id'], ['amount_total']], "ValueError: Aggregate method is mandatory for 'amount_total'"],
    [[[], ['user_id'], ['amount_total:foo']], "ValueError: Invalid aggregate method 'foo' for 'amount_total:foo'."],
    [[[], ['date_order:foo'], []], "ValueError: Granularity specification isn't correct: 'foo'"],
    [[[], ['user_id:month'], []], "ValueError: Granularity set on a no-datetime field or property: 'user_id:month'"],
    [[[], ['order_line'], []], 'ValueError: Cannot convert sale.order.order_line to SQL because it is not stored'],
  ])('refuse %j', async (args, message) => {
    expect(await orm.refused('sale.order', 'formatted_read_group', args)).toBe(message);
  });
});

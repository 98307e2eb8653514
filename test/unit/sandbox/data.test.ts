import { beforeAll, describe, expect, it } from 'vitest';
import { Orm, admin, internal, portal, salesperson } from './orm';
import type { Rows } from './orm';
import { aNumber } from './support';

let orm: Orm;
beforeAll(() => {
  orm = new Orm('19');
});

const cents = (amount: number): number => Math.round(amount * 100) / 100 + 0;
const sum = (rows: Rows, field: string): number =>
  cents(rows.reduce((total, row) => total + (row[field] as number), 0));

describe('the records of the sandbox', () => {
  it('fill some fifty models with a few thousand records', () => {
    const models = [...orm.db.models.keys()];
    expect(models.length).toBeGreaterThan(45);
    const counts = models.map((model) => orm.db.rows(model).length);
    expect(counts.reduce((total, count) => total + count, 0)).toBeGreaterThan(4000);
    for (const [model, least] of [
      ['res.partner', 300],
      ['sale.order', 300],
      ['account.move.line', 400],
      ['crm.lead', 150],
      ['ir.attachment', 60],
    ] as const) {
      expect(orm.db.rows(model).length, model).toBeGreaterThanOrEqual(least);
    }
  });

  it('keep the first contacts where they always were', async () => {
    expect(
      await orm.rows('res.partner', 'read', [
        [1, 7],
        ['name', 'ref'],
      ]),
    ).toEqual([
      { id: 1, name: 'Sandbox Furniture', ref: false },
      { id: 7, name: 'Azure Interior', ref: 'C0001' },
    ]);
  });

  it('have names in many scripts', async () => {
    for (const text of ['Ü', 'ł', 'Ελ', 'أثاث', 'दिल्ली', '東京', '狮城']) {
      expect(
        await orm.call('res.partner', 'search_count', [[['name', 'ilike', text]]]),
        text,
      ).toBeGreaterThan(0);
    }
  });

  it('order totals are those of their lines and taxes', async () => {
    const orders = await orm.rows('sale.order', 'search_read', [[]], {
      fields: ['amount_untaxed', 'amount_tax', 'amount_total', 'order_line'],
    });
    const lines = await orm.rows('sale.order.line', 'search_read', [[]], {
      fields: ['order_id', 'price_subtotal', 'price_tax', 'price_total'],
    });
    expect(orders.length).toBe(300);
    for (const order of orders) {
      const own = lines.filter((line) => (line['order_id'] as [number])[0] === order['id']);
      expect(own.length, String(order['id'])).toBe((order['order_line'] as number[]).length);
      expect(sum(own, 'price_subtotal')).toBe(order['amount_untaxed']);
      expect(sum(own, 'price_tax')).toBe(order['amount_tax']);
      expect(sum([order], 'amount_untaxed') + sum([order], 'amount_tax')).toBeCloseTo(
        order['amount_total'] as number,
        2,
      );
    }
  });

  it('invoices balance, and come to what their orders do', async () => {
    const moves = await orm.rows('account.move', 'search_read', [[]], {
      fields: ['amount_total', 'invoice_origin', 'line_ids'],
    });
    const lines = await orm.rows('account.move.line', 'search_read', [[]], {
      fields: ['move_id', 'debit', 'credit', 'balance'],
    });
    for (const move of moves) {
      const own = lines.filter((line) => (line['move_id'] as [number])[0] === move['id']);
      expect(own.length, String(move['id'])).toBeGreaterThan(1);
      expect(sum(own, 'balance')).toBe(0);
      expect(sum(own, 'debit')).toBe(sum(own, 'credit'));
      expect(sum(own, 'debit')).toBe(move['amount_total']);
      if (move['invoice_origin'] === false) continue;
      const [order] = await orm.rows(
        'sale.order',
        'search_read',
        [[['name', '=', move['invoice_origin'] as string]]],
        {
          fields: ['amount_untaxed'],
        },
      );
      const [again] = await orm.rows('account.move', 'read', [[move['id'] as number], ['amount_untaxed']]);
      expect(again?.['amount_untaxed']).toBe(order?.['amount_untaxed']);
    }
  });

  it('many have an external id, and it leads to them', async () => {
    expect(await orm.call('res.partner', 'get_external_id', [[1, 381]])).toEqual({
      '1': 'base.main_partner',
      '381': '',
    });
    expect(await orm.call('res.partner', 'get_metadata', [[1]])).toEqual([
      {
        id: 1,
        create_uid: [2, 'Mitchell Admin'],
        create_date: '2026-01-05 08:00:00',
        write_uid: [2, 'Mitchell Admin'],
        write_date: '2026-01-05 08:00:00',
        xmlid: 'base.main_partner',
        noupdate: true,
        xmlids: [{ xmlid: 'base.main_partner', noupdate: true }],
      },
    ]);
    for (const row of orm.db.rows('ir.model.data')) {
      expect(orm.db.row(String(row['model']), row['res_id']), String(row['name'])).toBeDefined();
    }
    expect(await orm.call('ir.model.data', 'check_object_reference', ['base', 'user_admin'])).toEqual([
      'res.users',
      2,
    ]);
    expect(await orm.refused('ir.model.data', 'check_object_reference', ['base', 'nope'])).toBe(
      'ValueError: External ID not found in the system: base.nope',
    );
  });

  it('attachments hold what their size and checksum say', async () => {
    const [file] = await orm.rows('ir.attachment', 'search_read', [[['name', '=', 'Photo 10.png']]], {
      fields: ['datas', 'file_size', 'mimetype', 'res_name'],
    });
    expect(file).toMatchObject({ mimetype: 'image/png', res_name: 'S00010' });
    const bytes = Buffer.from(file?.['datas'] as string, 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(file?.['file_size']).toBe(bytes.length);
    const context = { context: { bin_size: true } };
    expect(await orm.rows('ir.attachment', 'read', [[file?.['id'] as number], ['datas']], context)).toEqual([
      { id: file?.['id'], datas: `${bytes.length}.00 bytes` },
    ]);
    expect(await orm.refused('ir.attachment', 'create', [{ name: 'x', datas: 'abc' }])).toBe(
      'Error: Incorrect padding',
    );
  });

  it('rights are told as records too', async () => {
    const rows = await orm.rows(
      'ir.model.access',
      'search_read',
      [
        [
          ['model_id.model', '=', 'crm.lead'],
          ['perm_unlink', '=', true],
        ],
      ],
      { fields: ['group_id', 'perm_read'] },
    );
    expect(rows.map(({ group_id, perm_read }) => [group_id, perm_read])).toEqual([
      [[5, 'Sales/Administrator'], true],
    ]);
    expect(
      await orm.call('ir.rule', 'search_count', [
        [
          ['model_id.model', '=', 'sale.order'],
          ['global', '=', true],
        ],
      ]),
    ).toBe(1);
    const of20 = new Orm('20');
    expect(
      await of20.rows('ir.access', 'search_read', [[['model_id.model', '=', 'ir.cron']]], {
        fields: ['group_id', 'operation', 'kind'],
      }),
    ).toEqual([
      { id: aNumber, group_id: [1, 'Role / Administrator'], operation: 'rwcd', kind: 'permission' },
    ]);
  });
});

describe('what users reach', () => {
  const count = (model: string, uid: number): Promise<unknown> =>
    orm.call(model, 'search_count', [[]], {}, uid);

  it('is their companies’ only, for administrators too', async () => {
    const both = { context: { allowed_company_ids: [1, 2] } };
    const all = (await orm.call('sale.order', 'search_count', [[]], both)) as number;
    const parts = await Promise.all(
      [1, 2].map((id) =>
        orm.call('sale.order', 'search_count', [[]], { context: { allowed_company_ids: [id] } }),
      ),
    );
    expect(parts.every((part) => (part as number) > 0)).toBe(true);
    expect((parts[0] as number) + (parts[1] as number)).toBe(all);
    expect(await orm.call('stock.warehouse', 'search', [[]], {}, salesperson)).toEqual([1]);
    expect(await orm.call('res.company', 'search', [[]], {}, salesperson)).toEqual([1]);
    expect(await orm.refused('sale.order', 'search', [[]], { context: { allowed_company_ids: [3] } })).toBe(
      'AccessError: Access to unauthorized or invalid companies.',
    );
  });

  it('is their own leads and orders, where they are salespeople', async () => {
    const leads = await orm.rows(
      'crm.lead',
      'search_read',
      [[]],
      { fields: ['user_id', 'company_id'] },
      salesperson,
    );
    expect(leads.length).toBeGreaterThan(10);
    for (const { user_id: user, company_id: company } of leads) {
      expect([false, 3]).toContain(Array.isArray(user) ? user[0] : user);
      expect(company).toEqual([1, 'Sandbox Furniture']);
    }
    expect(await count('crm.lead', admin)).toBeGreaterThan(leads.length);
    const [foreign = 0] = (await orm.call('crm.lead', 'search', [[['user_id', '=', 2]]])) as number[];
    expect(await orm.refused('crm.lead', 'write', [[foreign], { name: 'x' }], {}, salesperson)).toMatch(
      /^AccessError: Uh-oh!.*\n\nSorry, Marc Demo \(id=3\) doesn't have 'write' access/,
    );
    const [own = 0] = (await orm.call(
      'crm.lead',
      'create',
      [[{ name: 'Mine' }]],
      {},
      salesperson,
    )) as number[];
    expect(await orm.refused('crm.lead', 'write', [[own], { user_id: 2 }], {}, salesperson)).toMatch(
      /'write' access/,
    );
    expect(await orm.rows('crm.lead', 'read', [[own], ['user_id']])).toEqual([
      { id: own, user_id: [3, 'Marc Demo'] },
    ]);
    expect(await orm.refused('crm.lead', 'unlink', [[own]], {}, salesperson)).toMatch(
      /are not allowed to delete 'Lead' \(crm\.lead\) records\.[^]*\t- Sales\/Administrator/,
    );
  });

  it('leaves out fields of a group they are not in', async () => {
    expect(
      Object.keys((await orm.call('hr.employee', 'fields_get', [], {}, salesperson)) as object),
    ).not.toContain('birthday');
    expect(Object.keys((await orm.call('hr.employee', 'fields_get')) as object)).toContain('birthday');
    expect(await orm.refused('hr.employee', 'read', [[1]], {}, salesperson)).toMatch(
      /not allowed to access 'Employee' \(hr\.employee\)[^]*\t- Employees\/Officer: Manage all employees\n\t- Role \/ Administrator\n/,
    );
  });

  it('is almost nothing for a portal user', async () => {
    expect(await orm.rows('res.partner', 'search_read', [[]], { fields: ['name'] }, portal)).toEqual([
      { id: aNumber, name: 'Joel Portal' },
    ]);
    expect(await orm.rows('res.users', 'search_read', [[]], { fields: ['login'] }, portal)).toEqual([
      { id: portal, login: 'portal' },
    ]);
    expect(await orm.call('ir.model', 'get_available_models', [], {}, portal)).toEqual([]);
    expect(await count('sale.order', portal)).toBe(0);
    expect(await orm.refused('product.template', 'search_read', [[]], {}, portal)).toBe(
      "AccessError: You are not allowed to access 'Product' (product.template) records.\n\n" +
        'This operation is allowed for the following groups:\n\t- Inventory/User\n\t- Products/Create\n\t- Role / User\n\n' +
        'Contact your administrator to request access if necessary.',
    );
    expect(await orm.refused('res.partner', 'read', [[3], ['name']], {}, portal)).toBe(
      'AccessError: Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n' +
        "Sorry, Joel Portal (id=6) doesn't have 'read' access to:\n- Contact (res.partner)\n\n" +
        'If you really, really need access, perhaps you can win over your friendly administrator with a batch of freshly baked cookies.',
    );
    expect(await orm.call('res.partner', 'has_access', [[], 'write'], {}, portal)).toBe(false);
    expect(await orm.call('res.partner', 'name_search', ['Joel'], {}, portal)).toEqual([
      [aNumber, 'Joel Portal'],
    ]);
  });

  it('lets a plain user see all colleagues and their own keys', async () => {
    expect(await count('res.users', internal)).toBe(4);
    expect(await count('res.users.apikeys', internal)).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { aNumber, textLike, useSandbox } from './support';

const { value, refused } = useSandbox();

type Row = Record<string, unknown>;

async function create(model: string, vals: object): Promise<number> {
  const [id = 0] = (await value(model, 'create', { vals_list: [vals] })) as number[];
  return id;
}

async function read(model: string, id: number, ...fields: string[]): Promise<Row> {
  const [row = {}] = (await value(model, 'read', { ids: [id], fields })) as Row[];
  return row;
}

const inUse = (model: string, field: string): string =>
  'The operation cannot be completed: Another model is using the record you are trying to delete.\n\n' +
  `The troublemaker is: ${model}\nThanks to the following constraint: ${field}\nHow about archiving the record instead?`;

describe('writing in the sandbox', () => {
  it('creates with defaults, from the context too, and says who did it', async () => {
    const [id = 0] = (await value('res.partner', 'create', {
      vals_list: [{ name: 'New' }],
      context: { default_city: 'Gent' },
    })) as number[];
    expect(
      await read('res.partner', id, 'type', 'active', 'city', 'lang', 'create_uid', 'create_date', 'email'),
    ).toEqual({
      id,
      type: 'contact',
      active: true,
      city: 'Gent',
      lang: 'en_US',
      create_uid: [2, 'Mitchell Admin'],
      create_date: textLike(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      email: false,
    });
    expect(await value('res.partner', 'default_get', { fields: ['type', 'email', 'active'] })).toEqual({
      type: 'contact',
      active: true,
    });
  });

  it('turns what is written into what the field holds', async () => {
    const id = await create('res.partner', {
      name: 'x',
      color: '12',
      phone: 123,
      is_company: 'yes',
      comment: 'a < b',
      country_id: false,
      partner_latitude: '1.5',
    });
    expect(
      await read(
        'res.partner',
        id,
        'color',
        'phone',
        'is_company',
        'comment',
        'country_id',
        'partner_latitude',
      ),
    ).toEqual({
      id,
      color: 12,
      phone: '123',
      is_company: true,
      comment: '<p>a &lt; b</p>',
      country_id: false,
      partner_latitude: 1.5,
    });
  });

  it('obeys the commands of x2many fields', async () => {
    const id = await create('res.partner', { name: 'Tagged', category_id: [[6, 0, [1, 2]]] });
    const tags = async (...commands: unknown[]): Promise<unknown> => {
      await value('res.partner', 'write', { ids: [id], vals: { category_id: commands } });
      return ((await read('res.partner', id, 'category_id'))['category_id'] as number[]).sort(
        (a, b) => a - b,
      );
    };
    expect(await tags([4, 3])).toEqual([1, 2, 3]);
    expect(await tags([3, 2, 0], [4, 4, 0])).toEqual([1, 3, 4]);
    expect(await tags([5])).toEqual([]);
    expect(await tags([0, 0, { name: 'Made here' }])).toEqual([aNumber]);
    expect(await tags([6, 0, [5]])).toEqual([5]);
    expect(await tags()).toEqual([5]);
  });

  it('makes, changes and drops the lines of an order', async () => {
    const id = await create('sale.order', {
      partner_id: 1,
      order_line: [
        [0, 0, { product_id: 1, product_uom_qty: 2 }],
        [0, 0, { name: 'By hand', price_unit: 10 }],
      ],
    });
    const order = await read(
      'sale.order',
      id,
      'name',
      'state',
      'order_line',
      'amount_untaxed',
      'amount_total',
    );
    expect(order).toEqual({
      id,
      name: textLike(/^S\d{5}$/),
      state: 'draft',
      order_line: [aNumber, aNumber],
      amount_untaxed: 1510,
      amount_total: 1827.1,
    });
    const [first, second] = order['order_line'] as [number, number];
    await value('sale.order', 'write', {
      ids: [id],
      vals: {
        order_line: [
          [1, first, { discount: 50 }],
          [2, second, 0],
        ],
      },
    });
    expect(await read('sale.order', id, 'order_line', 'amount_untaxed')).toEqual({
      id,
      order_line: [first],
      amount_untaxed: 750,
    });
    expect(await value('sale.order', 'action_confirm', { ids: [id] })).toBe(true);
    expect(await refused('sale.order', 'action_confirm', { ids: [id] })).toEqual([
      422,
      'odoo.exceptions.UserError',
      'Some orders are not in a state requiring confirmation.',
    ]);
    expect(await refused('sale.order', 'unlink', { ids: [id] })).toEqual([
      422,
      'odoo.exceptions.UserError',
      'You can not delete a sent quotation or a confirmed sales order. You must first cancel it.',
    ]);
    expect(await value('sale.order', 'action_cancel', { ids: [id] })).toBe(true);
    expect(await value('sale.order', 'unlink', { ids: [id] })).toBe(true);
    expect(await value('sale.order.line', 'search_count', { domain: [['id', '=', first]] })).toBe(0);
  });

  it('copies a record with its lines, under another name where it has one', async () => {
    const [order = 0] = (await value('sale.order', 'copy', {
      ids: [1],
      default: { client_order_ref: 'again' },
    })) as number[];
    const [before, after] = [
      await read('sale.order', 1, 'name', 'order_line'),
      await read('sale.order', order, 'name', 'order_line', 'client_order_ref', 'state'),
    ];
    expect(after).toMatchObject({ client_order_ref: 'again', state: 'draft' });
    expect(after['name']).not.toBe(before['name']);
    expect((after['order_line'] as number[]).length).toBe((before['order_line'] as number[]).length);
    const [partner = 0] = (await value('res.partner', 'copy', { ids: [1] })) as number[];
    expect(await read('res.partner', partner, 'name')).toMatchObject({ name: 'Sandbox Furniture (copy)' });
  });

  it('writes the fields of a user’s contact', async () => {
    const id = await create('res.users', {
      login: 'new@example.com',
      name: 'New User',
      email: 'new@example.com',
    });
    await value('res.users', 'write', { ids: [id], vals: { phone: '123' } });
    const user = await read('res.users', id, 'name', 'phone', 'partner_id');
    expect(user).toMatchObject({
      name: 'New User',
      phone: '123',
      partner_id: [aNumber, 'New User'],
    });
  });

  it('names a new record', async () => {
    expect(await value('res.partner', 'name_create', { name: 'Quick' })).toEqual([aNumber, 'Quick']);
  });

  // prettier-ignore
  it.each<[string, string, object, number, string, string | RegExp]>([
    ['product.product', 'create', { vals_list: [{}] }, 422, 'odoo.exceptions.ValidationError', /^The operation cannot be completed: Missing required value for the field 'Name' \(name\)\.\nModel: 'Product' \(product\.template\)\n- create\/update: a mandatory field is not set\n/],
    ['res.partner', 'create', { vals_list: [{}] }, 422, 'odoo.exceptions.ValidationError', 'The operation cannot be completed: Contacts require a name'],
    ['res.users', 'create', { vals_list: [{ name: 'x', login: 'admin' }] }, 422, 'odoo.exceptions.ValidationError', 'The operation cannot be completed: You can not have two users with the same login!'],
    ['res.partner', 'create', { vals_list: [{ name: 'x', nope: 1 }] }, 500, 'builtins.ValueError', "Invalid field 'nope' in 'res.partner'"],
    ['res.partner', 'write', { ids: [1], vals: { nope: 1 } }, 500, 'builtins.KeyError', 'nope'],
    ['res.partner', 'create', { vals_list: [{ name: 'x', type: 'nope' }] }, 500, 'builtins.ValueError', "Wrong value for res.partner.type: 'nope'"],
    ['res.partner', 'create', { vals_list: [{ name: 'x', color: 'abc' }] }, 500, 'builtins.ValueError', "invalid literal for int() with base 10: 'abc'"],
    ['res.partner', 'create', { vals_list: [{ name: 'x', country_id: 999999 }] }, 422, 'odoo.exceptions.ValidationError', inUse("'Contact' (res.partner)", "'Country' (country_id)")],
    ['res.partner', 'create', { vals_list: [{ name: 'x', country_id: 'abc' }] }, 500, 'psycopg2.errors.InvalidTextRepresentation', /^invalid input syntax for type integer: "abc"\n/],
    ['res.partner', 'create', { vals_list: ['x'] }, 500, 'builtins.AttributeError', "'str' object has no attribute 'get'"],
    ['res.partner', 'write', { ids: [1], vals: { category_id: 5 } }, 500, 'builtins.ValueError', 'Wrong value for res.partner.category_id: 5'],
    ['res.partner', 'write', { ids: [1], vals: { parent_id: 1 } }, 422, 'odoo.exceptions.ValidationError', 'You cannot create recursive Partner hierarchies.'],
    ['sale.order', 'write', { ids: [1], vals: { date_order: '2026-01-01T10:00:00Z' } }, 500, 'builtins.ValueError', "time data '2026-01-01T10:00:00Z' does not match format '%Y-%m-%d %H:%M:%S'"],
    ['project.project', 'write', { ids: [1], vals: { date: '31/12/2026' } }, 500, 'builtins.ValueError', "time data '31/12/2026' does not match format '%Y-%m-%d'"],
    ['res.partner', 'unlink', { ids: [999999] }, 404, 'odoo.exceptions.MissingError', 'Record does not exist or has been deleted.\n(Record: res.partner(999999,), User: 2)'],
    ['res.users', 'unlink', { ids: [1] }, 422, 'odoo.exceptions.UserError', /^You can not remove the admin user as it is used internally/],
    ['res.country', 'unlink', { ids: [4] }, 422, 'odoo.exceptions.ValidationError', inUse("'Contact' (res.partner)", "'Country' (country_id)")],
  ])('%s.%s refuses %j as Odoo 19 does', async (model, method, body, status, name, message) => {
    const [gotStatus, gotName, gotMessage] = await refused(model, method, body);
    expect([gotStatus, gotName]).toEqual([status, name]);
    if (typeof message === 'string') expect(gotMessage).toBe(message);
    else expect(gotMessage).toMatch(message);
  });

  it('leaves nothing behind of a call that fails', async () => {
    const count = (): Promise<unknown> => value('res.partner', 'search_count', { domain: [] });
    const before = await count();
    await refused('res.partner', 'create', { vals_list: [{ name: 'kept?' }, { name: 'x', type: 'nope' }] });
    await refused('sale.order', 'create', {
      vals_list: [{ partner_id: 1, order_line: [[0, 0, { product_id: 999999, name: 'x' }]] }],
    });
    expect(await count()).toBe(before);
    expect(await value('sale.order', 'search_count', { domain: [['order_line', '=', false]] })).toBe(0);
  });
});

describe('rights in the sandbox', () => {
  const denied = (verb: string, label: string, ...groups: string[]): string =>
    `You are not allowed to ${verb} ${label} records.\n\nThis operation is allowed for the following groups:\n` +
    `${groups.map((group) => `\t- ${group}\n`).join('')}\nContact your administrator to request access if necessary.`;
  const partner = "'Contact' (res.partner)";
  const writers = ['Contact/Creation', 'Inventory/Administrator', 'Sales/User: Own Documents Only'];

  // prettier-ignore
  it.each([
    ['res.partner', 'create', { vals_list: [{ name: 'x' }] }, denied('create', partner, ...writers)],
    ['res.partner', 'write', { ids: [1], vals: { name: 'x' } }, denied('modify', partner, ...writers)],
    ['res.partner', 'unlink', { ids: [1] }, denied('delete', partner, 'Contact/Creation')],
    ['ir.model', 'search_read', { domain: [] }, denied('access', "'Models' (ir.model)", 'Access Rights')],
    ['ir.model.fields', 'search_count', { domain: [] }, denied('access', "'Fields' (ir.model.fields)", 'Access Rights')],
    ['ir.cron', 'search_read', { domain: [] }, denied('access', "'Scheduled Actions' (ir.cron)", 'Role / Administrator')],
    ['res.users', 'create', { vals_list: [{ name: 'x', login: 'x' }] }, denied('create', "'User' (res.users)", 'Access Rights')],
    ['res.partner', 'check_access_rights', { operation: 'write' }, denied('modify', partner, ...writers)],
    ['res.users', 'read', { ids: [3] }, `Failed to read field res.users.log_ids\n${denied('access', "'Users Log' (res.users.log)", 'Role / Administrator')}`],
    ['sale.order', 'action_confirm', { ids: [1] }, denied('modify', "'Sales Order' (sale.order)", 'Invoicing/Invoicing', 'Sales/Administrator', 'Sales/User: Own Documents Only')],
    ['res.users', 'read', { ids: [4], fields: ['totp_secret'] }, 'You do not have enough rights to access the field "totp_secret" on User (res.users). Please contact your system administrator.\n\nOperation: read\nUser: 4\nGroups: always forbidden'],
  ])('a user without a role may not call %s.%s', async (model, method, body, message) => {
    expect((await refused(model, method, body, 'twoFactor'))[2]).toEqual(message);
  });

  it('a salesperson writes contacts and orders of their own, and deletes neither', async () => {
    const [contact = 0] = (await value(
      'res.partner',
      'create',
      { vals_list: [{ name: 'By demo' }] },
      'plain',
    )) as number[];
    expect(await value('res.partner', 'write', { ids: [contact], vals: { city: 'Gent' } }, 'plain')).toBe(
      true,
    );
    expect((await refused('res.partner', 'unlink', { ids: [contact] }, 'plain'))[2]).toBe(
      denied('delete', partner, 'Contact/Creation'),
    );
    const [order = 0] = (await value(
      'sale.order',
      'create',
      { vals_list: [{ partner_id: contact, order_line: [[0, 0, { product_id: 1 }]] }] },
      'plain',
    )) as number[];
    expect(await value('sale.order', 'action_confirm', { ids: [order] }, 'plain')).toBe(true);
    expect(await value('sale.order', 'has_access', { operation: 'read' }, 'plain')).toBe(true);
    expect(await value('sale.order', 'has_access', { operation: 'unlink' }, 'plain')).toBe(false);
  });

  it('a salesperson sees no orders of others and none of another company', async () => {
    const owners = (await value(
      'sale.order',
      'formatted_read_group',
      { domain: [], groupby: ['user_id', 'company_id'], aggregates: ['__count'] },
      'plain',
    )) as Row[];
    expect(owners.map(({ user_id, company_id }) => [user_id, company_id])).toEqual([
      [
        [3, 'Marc Demo'],
        [1, 'Sandbox Furniture'],
      ],
    ]);
    const [foreign] = (await value('sale.order', 'search', {
      domain: [['user_id', '=', 2]],
      limit: 1,
    })) as number[];
    expect(await refused('sale.order', 'read', { ids: [foreign] }, 'plain')).toEqual([
      403,
      'odoo.exceptions.AccessError',
      textLike(
        /^Uh-oh! Looks like you have stumbled upon some top-secret records\.\n\nSorry, Marc Demo \(id=3\) doesn't have 'read' access to:\n- Sales Order \(sale\.order\)\n\nIf you really/,
      ),
    ]);
    expect(await refused('sale.order', 'write', { ids: [foreign], vals: { note: 'x' } }, 'plain')).toEqual([
      403,
      'odoo.exceptions.AccessError',
      textLike(/doesn't have 'write' access to/),
    ]);
  });

  it('only companies of one’s own may be named in the context', async () => {
    const count = (companies: number[], who: 'admin' | 'plain'): Promise<unknown> =>
      value('sale.order', 'search_count', { domain: [], context: { allowed_company_ids: companies } }, who);
    const both = (await count([1, 2], 'admin')) as number;
    expect((await count([2], 'admin')) as number).toBeLessThan(both);
    const context = { allowed_company_ids: [2] };
    expect(await refused('sale.order', 'search_count', { domain: [], context }, 'plain')).toEqual([
      403,
      'odoo.exceptions.AccessError',
      'Access to unauthorized or invalid companies.',
    ]);
  });

  it('a plain user reads business records and fields', async () => {
    expect(await value('res.partner', 'search_count', { domain: [] }, 'twoFactor')).toBeGreaterThan(50);
    expect(await value('product.product', 'has_access', { operation: 'read' }, 'twoFactor')).toBe(true);
    expect(await value('product.product', 'has_access', { operation: 'write' }, 'twoFactor')).toBe(false);
    expect(
      Object.keys((await value('ir.model', 'fields_get', { attributes: ['type'] }, 'plain')) as object),
    ).toContain('model');
  });

  it('a plain user gets the models it may read, by name', async () => {
    const models = (await value('ir.model', 'get_available_models', {}, 'plain')) as Row[];
    expect(models).toContainEqual({ display_name: 'Contact', model: 'res.partner' });
    expect(models.map((row) => row['model'])).not.toContain('ir.model');
    expect(models.map((row) => row['model'])).not.toContain('sandbox.tools');
  });

  it('nobody sees another’s keys but the administrator', async () => {
    const owners = async (who: 'admin' | 'plain'): Promise<unknown[]> =>
      (
        (await value('res.users.apikeys', 'search_read', { domain: [], fields: ['user_id'] }, who)) as Row[]
      ).map((row) => row['user_id']);
    const own = [3, 'Marc Demo'];
    expect([...new Set((await owners('plain')).map(String))]).toEqual([String(own)]);
    expect(await owners('admin')).toEqual(expect.arrayContaining([own, [2, 'Mitchell Admin']]));
    expect((await refused('res.users.apikeys', 'read', { ids: [1] }, 'plain'))[2]).toMatch(
      /^Uh-oh!.*\n\nSorry, Marc Demo \(id=3\) doesn't have 'read' access/,
    );
    expect((await refused('res.users.apikeys', 'create', { vals_list: [{ name: 'x' }] }))[2]).toContain(
      'No group currently allows this operation.',
    );
  });

  it('the groups of a user can be asked for', async () => {
    const has = (id: number, group: string): Promise<unknown> =>
      value('res.users', 'has_group', { ids: [id], group_ext_id: group });
    expect([
      await has(2, 'base.group_system'),
      await has(3, 'base.group_system'),
      await has(3, 'base.group_user'),
    ]).toEqual([true, false, true]);
  });
});

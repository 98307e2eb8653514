import { beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../../src/sandbox/values';
import { sandboxVersions, versionInfo } from '../../../src/sandbox/version';
import type { SandboxVersion } from '../../../src/sandbox/version';
import { aNumber } from './support';
import { Orm, internal, salesperson } from './orm';

/* What 14, 16, 18 and 19 answered on the wire; the others keep to the sources and documents of Odoo. */

const orms = new Map<SandboxVersion, Orm>();
const on = (version: SandboxVersion): Orm => {
  const found = orms.get(version);
  if (found === undefined) throw new Error(`No database of Odoo ${version}.`);
  return found;
};
beforeAll(() => {
  for (const version of sandboxVersions) orms.set(version, new Orm(version));
});

/** The versions that have a method, asked by calling it in a way that works or fails for another reason. */
async function having(model: string, method: string, args: Value): Promise<SandboxVersion[]> {
  const found: SandboxVersion[] = [];
  for (const version of sandboxVersions) {
    const outcome = await on(version)
      .call(model, method, args)
      .catch((error: unknown) => error);
    const isMissing =
      outcome instanceof Error &&
      /has no attribute|does not exist|cannot be called remotely/.test(outcome.message);
    if (!isMissing) found.push(version);
  }
  return found;
}

describe('the methods of each version', () => {
  // prettier-ignore
  it.each<[string, string, Value, string]>([
    ['res.partner', 'search', [[]], '14 15 16 17 18 19 20'],
    ['res.partner', 'name_get', [[1]], '14 15 16 17'],
    ['res.partner', 'read_group', [[], [], ['country_id']], '14 15 16 17 18 19'],
    ['res.partner', 'formatted_read_group', [[], ['country_id'], ['__count']], '19 20'],
    ['res.partner', 'check_access_rights', ['read'], '14 15 16 17 18 19'],
    ['res.partner', 'has_access', [[], 'read'], '18 19 20'],
    ['res.partner', 'check_access', [[], 'read'], '18'],
    ['res.partner', 'search_fetch', [[], ['name']], '17 18'],
    ['res.partner', 'exists', [[1]], '14 15 16 17 18'],
    ['res.partner', 'fields_view_get', [], '14 15 16'],
    ['res.partner', 'load_views', [[[false, 'form']]], '14 15 16'],
    ['res.partner', 'get_views', [[[false, 'form']]], '16 17 18 19 20'],
    ['res.partner', 'web_search_read', [[], {}], '14 15 16 17 18 19 20'],
    ['res.partner', 'web_read', [[1], { name: {} }], '17 18 19 20'],
    ['res.partner', 'web_save', [[1], { city: 'x' }, { name: {} }], '17 18 19 20'],
    ['ir.model', 'get_available_models', [], '16 17 18 19 20'],
    ['ir.model', 'display_name_for', [['res.partner']], '16 17 18 19 20'],
    ['res.users.apikeys', 'generate', ['x', 'rpc', 'x', false], '20'],
    ['res.partner', 'init', [[]], ''],
  ])('%s.%s', async (model, method, args, versions) => {
    expect((await having(model, method, args)).join(' ')).toBe(versions);
  });

  // prettier-ignore
  it.each<[SandboxVersion, string, Value, Value, string]>([
    ['14', 'search', [], { domain: [] }, "TypeError: search() got an unexpected keyword argument 'domain'"],
    ['15', 'search_count', [], { domain: [] }, "TypeError: search_count() got an unexpected keyword argument 'domain'"],
    ['16', 'search', [], { args: [] }, "TypeError: BaseModel.search() got an unexpected keyword argument 'args'"],
    ['16', 'search_count', [[]], { foo: 1 }, "TypeError: BaseModel.search_count() got an unexpected keyword argument 'foo'"],
    ['17', 'search', [[]], { count: true }, "TypeError: BaseModel.search() got an unexpected keyword argument 'count'"],
    ['18', 'name_search', ['a'], { domain: [] }, "TypeError: BaseModel.name_search() got an unexpected keyword argument 'domain'"],
    ['19', 'name_search', ['a'], { args: [] }, "TypeError: BaseModel.name_search() got an unexpected keyword argument 'args'"],
    ['14', 'search_read', [[]], { limmit: 1 }, "TypeError: search_read() got an unexpected keyword argument 'limmit'"],
    ['16', 'search_read', [[]], { limmit: 1 }, "TypeError: BaseModel.read() got an unexpected keyword argument 'limmit'"],
    ['18', 'search_read', [[]], { limmit: 1 }, "TypeError: BaseModel._read_format() got an unexpected keyword argument 'limmit'"],
    ['14', 'web_search_read', [[]], { specification: {} }, "TypeError: web_search_read() got an unexpected keyword argument 'specification'"],
    ['16', 'web_search_read', [[]], { specification: {} }, "TypeError: Base.web_search_read() got an unexpected keyword argument 'specification'"],
    ['14', 'write', [[1]], {}, "TypeError: write() missing 1 required positional argument: 'vals'"],
    ['16', 'write', [[1]], {}, "TypeError: Partner.write() missing 1 required positional argument: 'vals'"],
    ['19', 'write', [[1]], {}, "TypeError: ResPartner.write() missing 1 required positional argument: 'vals'"],
    ['16', 'default_get', [], { fields_list: [] }, "TypeError: Partner.default_get() got an unexpected keyword argument 'fields_list'"],
    ['19', 'default_get', [], { fields_list: [] }, "TypeError: ResPartner.default_get() got an unexpected keyword argument 'fields_list'"],
  ])('Odoo %s: %s%j%j', async (version, method, args, kwargs, message) => {
    expect(await on(version).refused('res.partner', method, args, kwargs)).toBe(message);
  });

  it('take the arguments of their time', async () => {
    expect(await on('15').call('res.country', 'search', [], { args: [['code', '=', 'BE']] })).toEqual([4]);
    expect(await on('16').call('res.country', 'search', [[]], { count: true })).toBe(30);
    expect(await on('16').call('res.country', 'search_count', [[]], { limit: 7 })).toBe(7);
    expect(
      await on('18').call('res.country', 'name_search', ['bel'], { args: [['code', '=', 'BE']] }),
    ).toEqual([[4, 'Belgium']]);
    expect(await on('17').call('res.partner', 'copy', [[1]])).toEqual(aNumber);
    expect(await on('18').call('res.partner', 'copy', [[1]])).toEqual([aNumber]);
    expect(await on('17').refused('res.partner', 'copy', [[1, 2]])).toBe(
      'ValueError: Expected singleton: res.partner(1, 2)',
    );
    expect(await on('14').call('res.users', 'context_get')).toEqual({ lang: 'en_US', tz: 'Europe/Brussels' });
    expect(await on('16').call('res.users', 'context_get')).toMatchObject({ uid: 2 });
    expect(await on('17').call('res.users', 'has_group', ['base.group_system'])).toBe(true);
    expect(await on('18').call('res.users', 'has_group', [[3], 'base.group_system'])).toBe(false);
    expect(await on('18').refused('res.users', 'has_group', [[], 'base.group_system'])).toBe(
      'ValueError: Expected singleton: res.users()',
    );
  });

  it('web_search_read takes fields first, and a specification from 17 on', async () => {
    const of = (version: SandboxVersion, second: Value): Promise<unknown> =>
      on(version).call('res.country', 'web_search_read', [[['code', '=', 'BE']], second]);
    expect(await of('16', ['name', 'currency_id'])).toEqual({
      length: 1,
      records: [{ id: 4, name: 'Belgium', currency_id: [1, 'EUR'] }],
    });
    const specification = {
      name: {},
      currency_id: { fields: { display_name: {} } },
      state_ids: { fields: { code: {} }, limit: 2 },
    };
    expect(await of('17', specification)).toEqual({
      length: 1,
      records: [{ id: 4, name: 'Belgium', currency_id: { id: 1, display_name: 'EUR' }, state_ids: [] }],
    });
    const [saved] = await on('19').rows('res.partner', 'web_save', [
      [],
      { name: 'Saved' },
      { name: {}, child_ids: { fields: { name: {} } } },
    ]);
    expect(saved).toEqual({ id: aNumber, name: 'Saved', child_ids: [] });
  });

  it('views are named and wrapped as the version does', async () => {
    const form = /^<form string="Contact">[^]*<field name="name"\/>[^]*<\/form>$/;
    const { arch, fields } = (await on('14').call('res.partner', 'fields_view_get')) as {
      arch: string;
      fields: object;
    };
    expect(arch).toMatch(form);
    expect(Object.keys(fields)).toContain('email');
    const views = {
      views: [
        [false, 'form'],
        [false, 'list'],
      ] as Value,
    };
    for (const [version, tag] of [
      ['16', 'tree'],
      ['19', 'list'],
    ] as const) {
      const answer = (await on(version).call('res.partner', 'get_views', [], views)) as {
        views: Record<string, { arch: string; type: string }>;
        models: object;
      };
      expect(answer.views['form']?.arch).toMatch(form);
      expect(answer.views['list']?.type).toBe(tag);
      expect(answer.models).toHaveProperty(
        version === '16' ? ['res.partner', 'email'] : ['res.partner', 'fields', 'email'],
      );
    }
  });

  it('onchange gives the defaults of a new form', async () => {
    const specification = { name: {}, type: {}, category_id: {} };
    const defaults = { value: { name: false, type: 'contact', category_id: [] } };
    expect(
      await on('16').call('res.partner', 'onchange', [[], {}, [], { name: '', type: '', category_id: '' }]),
    ).toEqual(defaults);
    expect(await on('19').call('res.partner', 'onchange', [[], {}, [], specification])).toEqual(defaults);
    expect(
      await on('19').call('res.partner', 'onchange', [[1], { name: 'x' }, ['name'], specification]),
    ).toEqual({
      value: {},
    });
  });
});

describe('the words of each version', () => {
  // prettier-ignore
  it.each<[string, [SandboxVersion, string][], string, string, Value]>([
    ['an unknown method', [
      ['14', "AttributeError: type object 'res.partner' has no attribute 'no_such_method'"],
      ['17', "AttributeError: type object 'res.partner' has no attribute 'no_such_method'"],
      ['18', "AttributeError: The method 'res.partner.no_such_method' does not exist"],
    ], 'res.partner', 'no_such_method', []],
    ['a private method', [
      ['16', 'AccessError: Private methods (such as _compute_display_name) cannot be called remotely.'],
      ['18', "AccessError: Private methods (such as 'res.partner._compute_display_name') cannot be called remotely."],
    ], 'res.partner', '_compute_display_name', [[1]]],
    ['a method that became private', [
      ['19', "AccessError: Private methods (such as 'res.partner.search_fetch') cannot be called remotely."],
      ['20', "AccessError: Private methods (such as 'res.partner.search_fetch') cannot be called remotely."],
    ], 'res.partner', 'search_fetch', [[], []]],
    ['an unknown field that is read', [
      ['18', "ValueError: Invalid field 'nope' on model 'res.partner'"],
      ['19', "ValueError: Invalid field 'nope' on 'res.partner'"],
    ], 'res.partner', 'read', [[1], ['nope']]],
    ['an unknown field that is written', [
      ['14', "ValueError: Invalid field 'nope' on model 'res.partner'"],
      ['19', 'KeyError: nope'],
    ], 'res.partner', 'write', [[1], { nope: 1 }]],
    ['an unknown field of a new record', [
      ['14', "ValueError: Invalid field 'nope' on model 'res.partner'"],
      ['19', "ValueError: Invalid field 'nope' in 'res.partner'"],
    ], 'res.partner', 'create', [{ nope: 1 }]],
    ['an unknown field in a domain', [
      ['16', "ValueError: Invalid field res.partner.nope in leaf ('nope', '=', 1)"],
      ['19', "ValueError: Invalid field res.partner.nope in condition ('nope', '=', 1)"],
    ], 'res.partner', 'search', [[['nope', '=', 1]]]],
    ['an unknown operator', [
      ['18', "ValueError: Invalid leaf ('name', 'resembles', 'x')"],
      ['19', "ValueError: Invalid operator in condition ('name', 'resembles', 'x')"],
    ], 'res.partner', 'search', [[['name', 'resembles', 'x']]]],
    ['a condition of one part', [
      ['18', 'IndexError: tuple index out of range'],
      ['19', "ValueError: Domain() invalid item in domain: ['name']"],
    ], 'res.partner', 'search', [[['name']]]],
    ['a domain as text', [
      ['16', "AssertionError: Domains to normalize must have a 'domain' form: a list or tuple of domain components"],
      ['19', "TypeError: Domain() invalid argument type for domain: \"[('name','=','x')]\""],
    ], 'res.partner', 'search', ["[('name','=','x')]"]],
    ['a domain that ends too soon', [
      ['14', "AssertionError: This domain is syntactically not correct: ['&', ['id', '<', 3]]"],
      ['19', "ValueError: Domain() malformed domain ['&', ['id', '<', 3]]"],
    ], 'res.partner', 'search', [['&', ['id', '<', 3]]]],
    ['a date that is none', [
      ['14', 'DatetimeFieldOverflow: date/time field value out of range: "31/12/2026 23:59:59"\nLINE 1: ...\n         ^\nHINT:  Perhaps you need a different "datestyle" setting.\n'],
      ['19', "ValueError: Invalid term '31/12/2026' in expression date: '31/12/2026'"],
    ], 'res.partner', 'search', [[['create_date', '>', '31/12/2026']]]],
    ['any before there was any', [
      ['16', "ValueError: Invalid leaf ('child_ids', 'any', [])"],
    ], 'res.partner', 'search', [[['child_ids', 'any', []]]]],
    ['not =like before it came', [
      ['18', "ValueError: Invalid leaf ('name', 'not =like', 'A%')"],
    ], 'res.partner', 'search', [[['name', 'not =like', 'A%']]]],
    ['days relative to today before they came', [
      ['18', 'InvalidDatetimeFormat: invalid input syntax for type timestamp: "today -1d"\nLINE 1: ...\n         ^\n'],
    ], 'res.partner', 'search', [[['create_date', '>', 'today -1d']]]],
    ['a required value that is missing', [
      ['14', 'ValidationError: The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted. If possible, archive it instead.\n\nModel: Product Template (product.template), Field: Name (name)'],
      ['16', 'ValidationError: The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted. If possible, archive it instead.\n\nModel: Product (product.template)\nField: Name (name)\n'],
      ['19', "ValidationError: The operation cannot be completed: Missing required value for the field 'Name' (name).\nModel: 'Product' (product.template)\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n"],
    ], 'product.template', 'create', [{}]],
    ['a record that others need', [
      ['14', 'ValidationError: The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: Contact (res.partner), Constraint: res_partner_country_id_fkey'],
      ['18', 'ValidationError: The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: Contact (res.partner)\nConstraint: res_partner_country_id_fkey\n'],
    ], 'res.country', 'unlink', [[13]]],
    ['a login that is taken', [
      ['14', 'ValidationError: You can not have two users with the same login !'],
      ['16', 'ValidationError: The operation cannot be completed: You can not have two users with the same login !'],
      ['18', 'ValidationError: The operation cannot be completed: You can not have two users with the same login!'],
    ], 'res.users', 'create', [{ name: 'x', login: 'admin' }]],
    ['a language that is not installed', [
      ['19', 'UserError: Invalid language code: xx_XX'],
    ], 'res.partner', 'search', [[], 0, 1, null]],
  ])('for %s', async (what, expected, model, method, args) => {
    const kwargs: Value = what.startsWith('a language') ? { context: { lang: 'xx_XX' } } : {};
    for (const [version, message] of expected) {
      expect(await on(version).refused(model, method, args, kwargs), `Odoo ${version}`).toBe(message);
    }
  });

  it('a language that is not installed did not matter before 18', async () => {
    const context = { context: { lang: 'xx_XX' } };
    expect(await on('17').call('res.country', 'search_count', [[]], context)).toBe(30);
  });

  it('a right that is missing names the groups of its time', async () => {
    const denied = (label: string, group: string): string =>
      `AccessError: You are not allowed to access '${label}' (ir.cron) records.\n\n` +
      `This operation is allowed for the following groups:\n\t- ${group}\n\nContact your administrator to request access if necessary.`;
    for (const [version, group] of [
      ['14', 'Administration/Settings'],
      ['18', 'Administration/Settings'],
      ['19', 'Role / Administrator'],
    ] as const) {
      expect(await on(version).refused('ir.cron', 'search_read', [[]], {}, internal)).toBe(
        denied('Scheduled Actions', group),
      );
    }
  });

  it('a field nobody may see is refused in the words of the version', async () => {
    const of = (version: SandboxVersion): Promise<string> =>
      on(version).refused('res.users', 'read', [[3], ['totp_secret']], {}, salesperson);
    expect(await of('14')).toBe(
      'AccessError: The requested operation can not be completed due to security restrictions.\n\n' +
        'Document type: Users (res.users)\nOperation: read\nUser: 3\nFields:\n- totp_secret (always forbidden)',
    );
    expect(await of('18')).toBe(
      'AccessError: You do not have enough rights to access the fields "totp_secret" on User (res.users). ' +
        'Please contact your system administrator.\n\nOperation: read\nUser: 3\nFields:\n- totp_secret (always forbidden)',
    );
  });

  it('what a rule hides is refused in the words of the version', async () => {
    const [foreign = 0] = (await on('19').call('sale.order', 'search', [[['user_id', '=', 2]]])) as number[];
    expect(await on('14').refused('sale.order', 'read', [[foreign]], {}, salesperson)).toBe(
      "AccessError: Due to security restrictions, you are not allowed to access 'Sales Order' (sale.order) records.\n\n" +
        'Contact your administrator to request access if necessary.',
    );
    expect(await on('18').refused('sale.order', 'read', [[foreign]], {}, salesperson)).toMatch(
      /^AccessError: Uh-oh! .*\n\nSorry, Marc Demo \(id=3\) doesn't have 'read' access to:\n- Sales Order \(sale\.order\)\n\n/,
    );
  });

  it('plain users list models in 14 only, and see log lines refused from 17 on', async () => {
    expect(await on('14').call('ir.model', 'search_count', [[]], {}, internal)).toBeGreaterThan(40);
    expect(await on('15').refused('ir.model', 'search_count', [[]], {}, internal)).toMatch(/^AccessError/);
    expect(await on('16').rows('res.users', 'read', [[4]], {}, internal)).toHaveLength(1);
    expect(await on('17').refused('res.users', 'read', [[4]], {}, internal)).toMatch(
      /^AccessError: You are not allowed to access 'Users Log'/,
    );
    expect(await on('19').refused('res.users', 'read', [[4]], {}, internal)).toMatch(
      /^AccessError: Failed to read field res\.users\.log_ids\nYou are not/,
    );
  });
});

describe('the models of each version', () => {
  it('are told with its number', () => {
    expect(versionInfo('17')).toEqual({
      server_version: '17.0',
      server_version_info: [17, 0, 0, 'final', 0, ''],
      server_serie: '17.0',
      protocol_version: 1,
    });
  });

  it.each<[string, string]>([
    ['ir.model.access', '14 15 16 17 18 19'],
    ['ir.rule', '14 15 16 17 18 19'],
    ['ir.access', '20'],
    ['res.partner.title', '14 15 16 17 18'],
    ['res.users.apikeys', '14 15 16 17 18 19 20'],
  ])('%s is there in %s', (model, versions) => {
    expect(sandboxVersions.filter((version) => on(version).db.models.has(model)).join(' ')).toBe(versions);
  });

  it.each<[string, string, string]>([
    ['res.users', 'groups_id', '14 15 16 17 18'],
    ['res.users', 'group_ids', '19 20'],
    ['res.users', 'all_group_ids', '19 20'],
    ['res.users.apikeys', 'expiration_date', '18 19 20'],
    ['res.partner', '__last_update', '14 15 16'],
    ['res.partner', 'mobile', '14 15 16 17 18'],
    ['project.task', 'user_id', '14'],
    ['sale.order.line', 'tax_id', '14 15 16 17 18'],
    ['sale.order.line', 'tax_ids', '19 20'],
  ])('%s.%s is there in %s', (model, field, versions) => {
    const has = (version: SandboxVersion): boolean =>
      on(version).db.models.get(model)?.fields.has(field) === true;
    expect(sandboxVersions.filter(has).join(' ')).toBe(versions);
  });

  it('describe fields with the attributes of their time', async () => {
    const keys = async (version: SandboxVersion, field: string): Promise<string[]> =>
      Object.keys(
        ((await on(version).call('res.partner', 'fields_get', [[field]])) as Record<string, object>)[field] ??
          {},
      );
    expect(await keys('14', 'name')).toEqual(
      'change_default company_dependent depends manual readonly required searchable sortable store string translate trim type'.split(
        ' ',
      ),
    );
    expect(await keys('16', 'name')).toEqual(
      'change_default company_dependent default_export_compatible depends exportable manual name readonly required searchable sortable store string translate trim type'.split(
        ' ',
      ),
    );
    expect(await keys('18', 'parent_id')).toEqual(
      'allow_hierachy_operators change_default company_dependent context default_export_compatible depends domain exportable groupable manual name readonly relation required searchable sortable store string type'.split(
        ' ',
      ),
    );
    expect(await keys('17', 'color')).toContain('group_operator');
    expect(await keys('18', 'color')).toContain('aggregator');
  });

  it('have the same records in every version', async () => {
    for (const version of sandboxVersions) {
      const [order] = await on(version).rows('sale.order', 'search_read', [[['name', '=', 'S00001']]], {
        fields: ['partner_id', 'amount_total'],
      });
      expect(order, version).toEqual(
        (
          await on('19').rows('sale.order', 'search_read', [[['name', '=', 'S00001']]], {
            fields: ['partner_id', 'amount_total'],
          })
        )[0],
      );
    }
  });
});

describe('keys made by programs in Odoo 20', () => {
  it('come from a key that opens, for administrators and where a parameter says so', async () => {
    const orm = on('20');
    const { keysOf } = await import('../../../src/sandbox/keys');
    const own = keysOf(orm.db).generate(3, 'rpc', 'first', false);
    const make = [own, 'rpc', 'made', '2999-01-01'];
    expect(await orm.refused('res.users.apikeys', 'generate', make, {}, salesperson)).toMatch(/^AccessError/);
    await orm.call('ir.config_parameter', 'set_param', ['base.enable_programmatic_api_keys', 'True']);
    expect(await orm.refused('res.users.apikeys', 'generate', make, {}, salesperson)).toBe(
      'UserError: You cannot exceed 90 days.',
    );
    expect(
      await orm.refused('res.users.apikeys', 'generate', [own, 'rpc', 'x', false], {}, salesperson),
    ).toBe('UserError: The API key must have an expiration date');
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const key = await orm.call('res.users.apikeys', 'generate', [own, 'rpc', 'made', soon], {}, salesperson);
    expect(key).toMatch(/^[\da-f]{40}$/);
    expect(keysOf(orm.db).find(String(key))).toMatchObject({
      uid: 3,
      name: 'made',
      expires: `${soon} 00:00:00`,
    });
    expect(await orm.refused('res.users.apikeys', 'revoke', [key as Value])).toMatch(/^AccessError/);
    expect(await orm.call('res.users.apikeys', 'revoke', [key as Value], {}, salesperson)).toBe(null);
    expect(keysOf(orm.db).find(String(key))).toBe(undefined);
    await orm.call('ir.config_parameter', 'set_param', ['base.programmatic_api_keys_limit', '2']);
    expect(
      await orm.refused('res.users.apikeys', 'generate', [own, 'rpc', 'x', soon], {}, salesperson),
    ).toMatch(/^UserError: Limit of 2 API keys/);
  });
});

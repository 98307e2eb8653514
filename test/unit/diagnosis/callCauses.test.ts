import { describe, expect, it } from 'vitest';
import { investigate } from '../../../src/diagnosis/call/investigate';
import { isWrite, type RequestSpec } from '../../../src/model/requestSpec';
import { OdooError } from '../../../src/odoo/error';
import { fields, look, nameOf, refuse, version } from './callBench';

const model = 'sale.order';
const rows = (ids: number[]) => ids.map((id) => ({ id }));

describe('a refused right', () => {
  const refused = (message = '') => ({ code: 'server.accessRights', facts: { model }, message }) as const;
  const read: RequestSpec = { operation: 'read', model, ids: [7, 8] };

  it('names the rows that give it and their groups, where those may be read', async () => {
    const { problem, evidence, specs } = await look(refused(), read, {
      'sale.order.has_access': false,
      'ir.model.access.searchRead': [{ id: 1, name: 'sale.order user', group_id: [4, 'Sales / User'] }],
    });
    expect(problem.facts).toMatchObject({ reason: 'access', operation: 'read', groups: 'Sales / User' });
    expect(evidence).toEqual([
      'This user has no Read Access to sale.order: Odoo refused before it looked at any record.',
      'These groups have Read Access to it: Sales / User.',
      'Rows that give it: “sale.order user”.',
    ]);
    expect(specs.some(isWrite)).toBe(false);
  });

  it('names the groups that Odoo names, and what else the user may do, for everyone else', async () => {
    const message =
      "You are not allowed to access 'Order' (sale.order).\n\nAllowed:\n\t- Sales/User\n\t- Sales/Boss";
    const { problem, evidence } = await look(refused(message), read, {
      'sale.order.has_access': (spec) => spec.operation === 'call' && spec.args?.[1] === 'create',
    });
    expect(problem.facts['groups']).toBe('Sales/User, Sales/Boss');
    expect(evidence.at(-1)).toBe('What this user has on sale.order: Create Access.');
  });

  it('is asked for in the words of each version, and in both where it is not known', async () => {
    const script = {
      'sale.order.check_access_rights': false,
      'sale.order.has_access': refuse('server.unknownMethod'),
    };
    const before = await look(refused(), read, script, { version: version(17) });
    expect(before.problem.facts['reason']).toBe('access');
    expect(before.asked).not.toContain('sale.order.has_access');
    const asked: string[] = [];
    await investigate({ ...refused() }, read, (spec) => {
      asked.push(nameOf(spec));
      return Promise.reject(new OdooError('server.unknownMethod'));
    });
    expect(asked.slice(0, 2)).toEqual(['sale.order.has_access', 'sale.order.check_access_rights']);
  });

  it('reads the one table of rights from 19.4 on', async () => {
    const { problem, asked } = await look(
      refused(),
      read,
      {
        'sale.order.has_access': false,
        'ir.access.searchRead': [
          { id: 1, name: 'user', group_id: [4, 'Sales'], operation: 'rw', kind: 'permission' },
          { id: 2, name: 'maker', group_id: [5, 'Makers'], operation: 'c', kind: 'permission' },
        ],
      },
      { version: version(20) },
    );
    expect(problem.facts['groups']).toBe('Sales');
    expect(asked).not.toContain('ir.model.access.searchRead');
  });

  it('is a rule where the model itself is open: those for everyone and for the user’s own groups', async () => {
    const { problem, evidence } = await look(
      refused(),
      read,
      {
        'sale.order.has_access': true,
        'sale.order.searchRead': rows([7]),
        'ir.rule.searchRead': [
          { id: 1, name: 'Companies', groups: [], domain_force: "[('company_id', 'in', company_ids)]" },
          { id: 2, name: 'Own orders', groups: [4], domain_force: "[('user_id', '=', user.id)]" },
          { id: 3, name: 'Portal', groups: [9], domain_force: '[]' },
        ],
        'res.users.read': [{ id: 5, company_ids: [1], all_group_ids: [4, 6] }],
      },
      { uid: 5 },
    );
    expect(problem.facts).toMatchObject({ reason: 'rule' });
    expect(problem.facts).not.toHaveProperty('rules');
    expect(evidence).toEqual([
      'This user has Read Access to sale.order, so what refuses is about single records.',
      'Searching for them finds 7, but not 8.',
      'One of these rules: a record has to fit all that are for everyone, and one of those for the user’s groups.',
      "The rule “Companies” is for everyone: [('company_id', 'in', company_ids)]",
      "The rule “Own orders” is for a group of this user: [('user_id', '=', user.id)]",
    ]);
  });

  it('is not a rule that lets everything through, nor one beside it that another group’s rule makes good', async () => {
    const rules = [
      { id: 1, name: 'Companies', groups: [], domain_force: "[('company_id', 'in', company_ids)]" },
      { id: 2, name: 'Own orders', groups: [4], domain_force: "[('user_id', '=', user.id)]" },
      { id: 3, name: 'All orders', groups: [6], domain_force: "[(1, '=', 1)]" },
    ];
    const script = {
      'sale.order.has_access': true,
      'sale.order.searchRead': rows([7]),
      'ir.rule.searchRead': rules,
      'res.users.read': [{ id: 5, company_ids: [1], all_group_ids: [4, 6] }],
    };
    const { problem } = await look(refused(), read, script, { uid: 5 });
    expect(problem.facts).toMatchObject({ reason: 'rule', rules: 'Companies' });
  });

  it('is not said to be a rule where the model’s own code may refuse as well', async () => {
    const write: RequestSpec = { operation: 'update', model, ids: [7], values: {} };
    const script = { 'sale.order.has_access': true, 'sale.order.searchRead': rows([7]) };
    const { problem, evidence } = await look(refused('Locked orders stay.'), write, script);
    expect(problem.facts).toEqual({ model, operation: 'write' });
    expect(evidence[1]).toBe('Searching for them finds all of the records, so it is about changing them.');
  });

  it('is the right, not a field, where a field is unknown beside it', async () => {
    const spec: RequestSpec = { ...read, fields: ['nmae'] };
    const script = { 'sale.order.fields_get': fields({ name: {} }), 'sale.order.has_access': false };
    const { problem } = await look(refused(), spec, script);
    expect(problem.facts['reason']).toBe('access');
  });

  it('says who can read the rules when this user cannot', async () => {
    const { evidence } = await look(refused(), read, { 'sale.order.has_access': true });
    expect(evidence.at(-1)).toContain('only a user with Access Rights can read');
  });

  it('names the rules that Odoo blames, and takes no record or model for one', async () => {
    const message =
      "Sorry, Marc (id=6) doesn't have 'read' access to:\n- Sales Order, S00003 (sale.order: 3)\n\nBlame the following rules:\n- Own orders\n\nBye.";
    const { problem } = await look(refused(message), read, { 'sale.order.has_access': true });
    expect(problem.facts['rules']).toBe('Own orders');
  });

  it('is a closed field where Odoo names one, or does not tell the user of it', async () => {
    const spec: RequestSpec = { ...read, fields: ['name', 'margin'] };
    const told = { 'sale.order.fields_get': fields({ name: {} }) };
    const message =
      "You do not have enough rights to access the field \"margin\" on Order (sale.order).\n\nGroups: allowed for groups 'Sales', 'Boss'";
    const { problem } = await look(refused(message), spec, told);
    expect(problem.facts).toMatchObject({ reason: 'field', fields: 'margin', groups: 'Sales, Boss' });
    const silent = await look(refused('In einer anderen Sprache.'), spec, {
      ...told,
      'sale.order.has_access': true,
    });
    expect(silent.problem.facts).toMatchObject({ reason: 'field', fields: 'margin' });
    expect(silent.problem.facts).not.toHaveProperty('groups');
  });

  it('is put on the model that it is about, not on the one that was called', async () => {
    const other = { code: 'server.accessRights', facts: { model: 'res.partner' } } as const;
    const { evidence } = await look(
      other,
      { operation: 'call', model, method: 'action_confirm', args: [[7]] },
      {
        'res.partner.has_access': (spec) => spec.operation === 'call' && spec.args?.[1] === 'read',
      },
    );
    expect(evidence).toEqual([
      'The refusal is about res.partner, which the call uses beside sale.order.',
      'What this user has on res.partner: Read Access.',
      'What this user lacks on res.partner: Write Access, Create Access, Delete Access.',
    ]);
  });
});

describe('a missing record', () => {
  const missing = (message = '') => ({ code: 'server.missingRecord', message }) as const;
  const write: RequestSpec = { operation: 'update', model, ids: [7, 8, 9], values: { note: 'x' } };
  const finding = (found: number[]) => ({ 'sale.order.searchRead': () => rows(found) });

  it('is deleted where reading it gives nothing, and the others are still there', async () => {
    const { problem, evidence } = await look(missing(), write, { ...finding([7]), 'sale.order.read': [] });
    expect(problem.facts).toEqual({ model, ids: '8, 9', reason: 'gone' });
    expect(evidence).toEqual([
      'The records 8, 9 of sale.order do not exist: they were deleted, or never were in this database.',
      'Still there: 7.',
    ]);
  });

  it('is hidden where reading it is refused', async () => {
    const refusing = { ...finding([7, 8]), 'sale.order.read': refuse('server.accessRights') };
    const { problem, evidence } = await look(missing(), write, refusing);
    expect(problem.facts).toEqual({ model, ids: '9', reason: 'hidden' });
    expect(evidence[0]).toBe('Record 9 of sale.order exists, and a rule hides it from this user.');
  });

  it('is told apart by exists up to Odoo 18', async () => {
    const script = { ...finding([7]), 'sale.order.exists': [8] };
    const { problem, evidence } = await look(missing(), write, script, { version: version(16) });
    expect(problem.facts['reason']).toBe('hidden');
    expect(evidence.slice(0, 2)).toEqual([
      'Of sale.order these exist and are hidden from this user: 8.',
      'Record 9 of sale.order does not exist: it was deleted, or never was in this database.',
    ]);
  });

  it('stays undecided where neither is answered', async () => {
    const { problem, evidence } = await look(missing(), write, {
      ...finding([7]),
      'sale.order.read': refuse('call.timeout'),
    });
    expect(problem.facts['reason']).toBe('unknown');
    expect(evidence[0]).toBe('Searching sale.order does not find 8, 9: deleted, or hidden from this user.');
  });

  it('is laid to the companies of the request where those hide it', async () => {
    const { evidence } = await look(
      missing(),
      { ...write, ids: [7], context: { allowed_company_ids: [2] } },
      {
        'sale.order.searchRead': (() => {
          let times = 0;
          return (spec: RequestSpec) => {
            times++;
            const inside = 'context' in spec && 'allowed_company_ids' in (spec.context ?? {});
            return inside || times === 1 ? [] : rows([7]);
          };
        })(),
        'sale.order.read': refuse('server.accessRights'),
      },
    );
    expect(evidence).toContain('They belong to other companies than those of the request’s context (2).');
  });

  it('is the one that the server names, whichever model was called', async () => {
    const { problem } = await look(
      missing('Record does not exist or has been deleted.\n(Record: res.country(999,), User: 2)'),
      { operation: 'create', model, values: { country_id: 999 } },
      { 'res.country.searchRead': [], 'res.country.read': [] },
    );
    expect(problem.facts).toEqual({ model: 'res.country', ids: '999', reason: 'gone' });
  });
});

describe('a write that Odoo refuses', () => {
  const described = fields({
    name: { string: 'Reference', required: true },
    state: {
      type: 'selection',
      string: 'Status',
      required: true,
      selection: [
        ['draft', 'Draft'],
        ['sale', 'Sold'],
      ],
    },
    partner_id: { type: 'many2one', string: 'Customer', relation: 'res.partner', required: true },
    date_order: { type: 'datetime', string: 'Date' },
  });
  const refused = { code: 'server.refused', facts: {} } as const;
  const create = (values: Record<string, string | number>): RequestSpec => ({
    operation: 'create',
    model,
    values,
  });
  const script = { 'sale.order.fields_get': described, 'sale.order.default_get': { state: 'draft' } };

  it('lacks the required fields that have no default', async () => {
    const { problem, evidence } = await look(refused, create({ name: 'S1' }), script);
    expect(problem.facts).toEqual({ model, field: 'partner_id', label: 'Customer', fields: 'partner_id' });
    expect(evidence).toEqual([
      'Required, without a value in the request and without a default: partner_id (“Customer”).',
    ]);
  });

  it('has a value that the field cannot take', async () => {
    const values = { name: 'S1', partner_id: 4 };
    const choice = await look(refused, create({ ...values, state: 'sold' }), script);
    expect(choice.evidence).toEqual([
      '"sold" is no choice of state (“Status”); the choices are draft, sale.',
    ]);
    const date = await look(refused, create({ ...values, date_order: '2030-12-31T10:00:00Z' }), script);
    expect(date.evidence[0]).toContain('write 2030-12-31, or 2030-12-31 23:59:59 in UTC');
    expect(date.problem.facts['field']).toBe('date_order');
  });

  it('refers to a record that is not there', async () => {
    const facts = { field: 'partner_id' };
    const values = { name: 'S1', partner_id: 999 };
    const { evidence } = await look({ code: 'server.refused', facts }, create(values), {
      ...script,
      'res.partner.searchRead': [],
    });
    expect(evidence).toEqual([
      'The field is partner_id, called “Customer” in Odoo, of type many2one.',
      'partner_id refers to records of res.partner that this user does not find: 999.',
    ]);
  });

  it('says nothing where nothing is wrong that can be seen', async () => {
    const { problem, evidence } = await look(refused, create({ name: 'S1', partner_id: 4 }), script);
    expect(evidence).toEqual([]);
    expect(problem.facts).toEqual({});
  });
});

describe('a context that Odoo refuses', () => {
  it('is compared with the user’s companies', async () => {
    const { problem, evidence } = await look(
      { code: 'server.companyNotAllowed' },
      { operation: 'count', model, context: { allowed_company_ids: [1, 3] } },
      {
        'res.users.searchRead': [{ id: 5, company_ids: [1, 2], all_group_ids: [] }],
        'res.company.searchRead': [{ id: 1, name: 'Mine' }],
      },
      { login: 'marc' },
    );
    expect(problem.facts).toEqual({ companies: '1, 3', allowed: '1, 2', refused: '3' });
    expect(evidence[0]).toContain('this user may use 1 (“Mine”), 2.');
  });

  it('asks a key for its user where the protocol names none', async () => {
    const { asked } = await look(
      { code: 'server.companyNotAllowed' },
      { operation: 'count', model, context: { allowed_company_ids: [3] } },
      { 'res.users.context_get': { uid: 5 }, 'res.users.read': [{ id: 5, company_ids: [1] }] },
      { protocol: 'json2', login: 'someone.else' },
    );
    expect(asked.slice(0, 2)).toEqual(['res.users.context_get', 'res.users.read']);
  });

  it('is compared with the languages that are installed', async () => {
    const { problem } = await look(
      { code: 'server.languageNotInstalled', facts: {} },
      { operation: 'count', model, context: { lang: 'fr_FR' } },
      { 'res.lang.searchRead': [{ code: 'en_US' }, { code: 'fr_BE' }] },
    );
    expect(problem.facts).toEqual({ language: 'fr_FR', installed: 'en_US, fr_BE', suggestion: 'fr_BE' });
  });
});

describe('a call that is too much', () => {
  it('is said to be when it asks for everything, and nothing more is asked', async () => {
    const { problem, evidence, asked } = await look(
      { code: 'http.gateway', facts: { status: 504 } },
      { operation: 'searchRead', model },
    );
    expect(problem.facts).toEqual({ status: 504, large: true });
    expect(evidence).toHaveLength(2);
    expect(asked).toEqual([]);
  });

  it('is not, when it asks for little', async () => {
    const { problem, evidence } = await look(
      { code: 'http.gateway' },
      { operation: 'searchRead', model, limit: 80, fields: ['name'] },
    );
    expect([problem.facts, evidence]).toEqual([{}, []]);
  });

  it('counts what it writes', async () => {
    const values = Array.from({ length: 2000 }, () => ({ note: 'x'.repeat(400) }));
    const { evidence } = await look({ code: 'http.requestTooLarge' }, { operation: 'create', model, values });
    expect(evidence).toEqual([
      'The request writes 2000 records at once.',
      'Its values alone are 824 kB long.',
    ]);
  });
});

it('leaves failures alone that no question can tell more about', async () => {
  const { problem, evidence, asked } = await look(
    { code: 'server.databaseDown' },
    { operation: 'count', model },
  );
  expect([problem.code, evidence, asked]).toEqual(['server.databaseDown', [], []]);
});

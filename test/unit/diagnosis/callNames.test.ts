import { describe, expect, it } from 'vitest';
import { nearestNames } from '../../../src/domain/nearest';
import { fields, look, refuse, version } from './callBench';

const partner = fields({
  id: { type: 'integer' },
  name: { string: 'Name' },
  phone: { string: 'Phone Number' },
  country_id: { type: 'many2one', relation: 'res.country' },
  create_date: { type: 'datetime' },
});
const country = fields({ code: { string: 'Country Code' }, name: {} });
const script = { 'res.partner.fields_get': partner, 'res.country.fields_get': country };

describe('names that are nearly alike', () => {
  it('come nearest first, and never from further away than one change in three letters', () => {
    expect(nearestNames('nmae', ['phone', 'mane', 'name', 'nme'], 3)).toEqual(['name', 'nme']);
    expect(nearestNames('zzzzzz', ['name'], 3)).toEqual([]);
  });
});

describe('an unknown field', () => {
  const unknown = (field: string, model = 'res.partner') =>
    ({ code: 'server.unknownField', facts: { field, model } }) as const;

  it('is compared with names, and found in the fields, order and domain', async () => {
    const { problem, evidence } = await look(
      unknown('nmae'),
      {
        operation: 'searchRead',
        model: 'res.partner',
        fields: ['nmae'],
        order: 'nmae desc, id',
        domain: "[('nmae', '=', 'x')]",
      },
      script,
    );
    expect(problem.facts).toMatchObject({ suggestion: 'name', condition: 1, position: 3 });
    expect(evidence).toEqual([
      'Of the 5 fields of res.partner that this user sees, none is called nmae.',
      'Nearest names: name (“Name”).',
      'nmae stands in the list of fields to read.',
      'nmae stands in the order.',
      "Condition 1 of the domain, at character 4: ('nmae', '=', 'x')",
    ]);
  });

  it('is compared with labels', async () => {
    const spec = { operation: 'read', model: 'res.partner' } as const;
    const { problem } = await look(
      unknown('phone_number'),
      { ...spec, ids: [1], fields: ['phone_number'] },
      script,
    );
    expect(problem.facts['suggestion']).toBe('phone');
  });

  it('is found behind a dot, on the model that it leads to', async () => {
    const domain = [['country_id.cdoe', '=', 'BE']];
    const spec = { operation: 'count', model: 'res.partner', domain } as const;
    const { problem } = await look(unknown('cdoe', 'res.country'), { ...spec, domain }, script);
    const text = '[["country_id.cdoe", "=", "BE"]]';
    expect(problem.facts).toMatchObject({ suggestion: 'code', position: text.indexOf('cdoe') });
  });

  it('keeps where it stands when the fields cannot be read', async () => {
    const spec = { operation: 'update', model: 'res.partner', ids: [1], values: { nmae: 'x' } } as const;
    const { evidence, problem } = await look(unknown('nmae'), { ...spec, ids: [1] });
    expect(evidence).toEqual(['nmae stands in the values to write.']);
    expect(problem.facts).toEqual({ field: 'nmae', model: 'res.partner' });
  });

  it('offers what it is called since another version', async () => {
    const { problem } = await look(
      unknown('groups_id', 'res.users'),
      { operation: 'read', model: 'res.users', ids: [2], fields: ['groups_id'] },
      { 'res.users.fields_get': fields({ group_ids: {}, groups: {} }) },
    );
    expect(problem.facts['suggestion']).toBe('group_ids');
  });

  it('is told apart from a dotted name in a list of fields', async () => {
    const { problem, evidence } = await look(
      { code: 'server.exception', message: "Invalid field 'country_id.code' on 'res.partner'" },
      { operation: 'searchRead', model: 'res.partner', fields: ['country_id.code'] },
      script,
    );
    expect(problem.code).toBe('server.unknownField');
    expect(evidence).toContain('Read country_id, then read code of the records of res.country.');
  });
});

describe('an unknown model', () => {
  const unknown = (model: string) => ({ code: 'server.unknownModel', facts: { model } }) as const;
  const count = (model: string) => ({ operation: 'count', model }) as const;
  const models = { 'ir.model.searchRead': [{ id: 1, model: 'res.partner', name: 'Contact' }] };

  it('is compared with the models of the database, by name and by label', async () => {
    for (const model of ['res.partnre', 'res_partner', 'Contact']) {
      const { problem } = await look(unknown(model), count(model), models);
      expect(problem.facts['suggestion']).toBe('res.partner');
    }
  });

  it('is compared with the readable models where only those are told', async () => {
    const readable = { 'ir.model.get_available_models': [{ model: 'res.partner', display_name: 'Contact' }] };
    const { problem, asked } = await look(unknown('res.partnr'), count('res.partnr'), readable);
    expect(problem.facts['suggestion']).toBe('res.partner');
    expect(asked).toEqual(['ir.model.searchRead', 'ir.model.get_available_models']);
  });

  it('is laid to a module that is not installed', async () => {
    const { evidence } = await look(unknown('sale.order'), count('sale.order'), {
      ...models,
      'ir.module.module.searchRead': [{ id: 9, state: 'uninstalled', shortdesc: 'Sales' }],
    });
    expect(evidence).toContain('The module sale (“Sales”) is not installed on this database.');
  });

  it('is given its new name, in the versions that have it', async () => {
    const moved = { 'ir.model.searchRead': [{ id: 1, model: 'account.move', name: 'Entry' }] };
    const { problem } = await look(unknown('account.invoice'), count('account.invoice'), moved);
    expect(problem.facts['suggestion']).toBe('account.move');
    const before = await look(unknown('ir.rule'), count('ir.rule'), moved);
    expect(before.evidence.join()).not.toContain('ir.access');
    const after = await look(unknown('ir.rule'), count('ir.rule'), moved, { version: version(20) });
    expect(after.evidence).toContain('ir.rule has been ir.access since Odoo 19.4.');
  });
});

describe('an unknown method', () => {
  const unknown = (method: string) => ({ code: 'server.unknownMethod', facts: { method } }) as const;
  const call = (method: string) => ({ operation: 'call', model: 'res.partner', method }) as const;

  it('is compared with the methods that every model has', async () => {
    const { problem } = await look(unknown('res.partner.serach_read'), call('serach_read'));
    expect(problem.facts).toMatchObject({ method: 'serach_read', suggestion: 'search_read' });
  });

  it('is compared with what the server documents, where the connection may read that', async () => {
    const docs = { '/doc-bearer/res.partner.json': { methods: { action_merge_all: {}, write: {} } } };
    const looked = await look(unknown('action_merge_al'), call('action_merge_al'), docs, {
      protocol: 'json2',
    });
    expect(looked.problem.facts['suggestion']).toBe('action_merge_all');
    expect(looked.evidence[0]).toContain('Of the 2 methods that this server documents for res.partner');
    const elsewhere = await look(unknown('action_merge_al'), call('action_merge_al'), docs);
    expect(elsewhere.asked).toEqual([]);
  });

  it('is said to be removed where the version shows that it is', async () => {
    const on = (major: number, minor = 0) =>
      look(unknown('read_group'), call('read_group'), {}, { version: version(major, minor) });
    const removed = await on(19, 1);
    expect(removed.problem.code).toBe('server.methodRemoved');
    expect(removed.evidence).toEqual([
      'read_group is gone since Odoo 19.1; formatted_read_group does its work.',
    ]);
    expect((await on(19)).problem.code).toBe('server.unknownMethod');
  });

  it('is said to come with a later version', async () => {
    const { evidence } = await look(unknown('has_access'), call('has_access'), {}, { version: version(17) });
    expect(evidence).toEqual(['has_access came with Odoo 18; this server is 17.0.']);
  });

  it('is replaced by a public one where it is private now', async () => {
    const facts = { method: 'res.partner.search_fetch' };
    const { problem } = await look({ code: 'server.privateMethod', facts }, call('search_fetch'));
    expect(problem.facts['successor']).toBe('search_read');
  });
});

describe('wrong arguments', () => {
  const wrong = (message: string) => ({ code: 'server.arguments', message }) as const;
  const call = (kwargs: Record<string, []>) =>
    ({ operation: 'call', model: 'res.partner', method: 'search', kwargs }) as const;

  it('are compared with the names that the ORM uses', async () => {
    const message = "search() got an unexpected keyword argument 'domian'";
    const { problem } = await look(wrong(message), call({ domian: [] }));
    expect(problem.facts).toEqual({ argument: 'domian', suggestion: 'domain' });
  });

  it('know what the domain is called in each version', async () => {
    const message = "search() got an unexpected keyword argument 'domain'";
    const { problem } = await look(wrong(message), call({ domain: [] }), {}, { version: version(14) });
    expect(problem.facts['suggestion']).toBe('args');
  });

  it('say which one is missing, and which one was probably meant to be it', async () => {
    const { evidence } = await look(wrong("missing a required argument: 'domain'"), call({ domian: [] }));
    expect(evidence.at(-1)).toBe('The call names domian, which is nearly the same.');
  });
});

it('asks nothing more once six questions are spent, and takes a refusal for an answer', async () => {
  const { asked, problem } = await look(
    { code: 'server.accessRights', facts: { model: 'res.partner' } },
    { operation: 'create', model: 'res.partner', values: { name: 'x' } },
    { 'res.partner.fields_get': partner, 'res.partner.has_access': false },
  );
  expect(asked.length).toBeLessThanOrEqual(6);
  expect(problem.facts['reason']).toBe('access');
  await expect(
    look(
      { code: 'server.unknownField', facts: { field: 'nmae', model: 'res.partner' } },
      { operation: 'count', model: 'res.partner' },
      { 'res.partner.fields_get': refuse('call.cancelled') },
    ),
  ).rejects.toMatchObject({ code: 'call.cancelled' });
});

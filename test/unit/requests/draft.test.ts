import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../src/model/draft';
import type { Draft } from '../../../src/model/draft';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { specFromDraft } from '../../../src/requests/draft';
import { draftFromSpec } from '../../../src/requests/draftFromSpec';

function draft(parts: Partial<Draft>): Draft {
  return { ...emptyDraft, connectionId: 'c1', model: 'res.partner', ...parts };
}

const specs: RequestSpec[] = [
  { operation: 'searchRead', model: 'res.partner' },
  {
    operation: 'searchRead',
    model: 'res.partner',
    domain: "[('name', 'ilike', 'azure')] # half typed",
    fields: ['name', 'country_id.code'],
    order: 'name desc, id',
    limit: 0,
    offset: 20,
    context: { lang: 'fr_FR', active_test: false },
  },
  { operation: 'count', model: 'res.partner', domain: '[]' },
  { operation: 'read', model: 'res.partner', ids: [1, 2, 3], fields: ['name'] },
  { operation: 'create', model: 'res.partner', values: { name: 'A', tags: [[6, 0, [1]]], x: null } },
  { operation: 'create', model: 'res.partner', values: [{ name: 'A' }, {}] },
  { operation: 'update', model: 'res.partner', ids: [7], values: { name: 'é😀"' }, context: {} },
  { operation: 'delete', model: 'res.partner', ids: [7, 8] },
  { operation: 'call', model: 'res.partner', method: 'name_search', args: ['azure'], kwargs: { limit: 3 } },
  { operation: 'call', model: 'res.users', method: 'context_get' },
  { operation: 'search', model: 'res.partner', domain: '[]', order: 'id', limit: 5, offset: 10 },
  { operation: 'readGroup', model: 'sale.order', groupBy: [] },
  {
    operation: 'readGroup',
    model: 'sale.order',
    domain: "[('state', '=', 'sale')]",
    groupBy: ['partner_id', 'date_order:month'],
    aggregates: ['amount_total:sum'],
    having: "[('amount_total:sum', '>', 100)]",
    order: 'amount_total:sum desc',
    limit: 5,
    offset: 5,
    context: { tz: 'Europe/Brussels' },
  },
  { operation: 'nameSearch', model: 'res.partner' },
  {
    operation: 'nameSearch',
    model: 'res.partner',
    text: 'azure ',
    textOperator: '=',
    domain: '[]',
    limit: 8,
  },
  { operation: 'update', model: 'res.partner', values: [{ id: 1, name: 'A' }, { id: 2 }] },
  { operation: 'copy', model: 'res.partner', ids: [1, 2] },
  { operation: 'copy', model: 'res.partner', ids: [1], values: { name: 'B' } },
  { operation: 'fieldsGet', model: 'res.partner' },
  { operation: 'fieldsGet', model: 'res.partner', fields: ['name'], attributes: ['type', 'help'] },
  { operation: 'defaultGet', model: 'res.partner', fields: ['lang'] },
  { operation: 'exportData', model: 'res.partner', ids: [1], fields: ['id', 'parent_id/id'] },
  {
    operation: 'load',
    model: 'res.partner',
    fields: ['id', 'name'],
    rows: [
      ['a.b', 'A'],
      ['', 'B"\n'],
    ],
  },
];

describe('a request and its form', () => {
  it.each(specs)('$operation comes back from the form as it went in', (spec) => {
    expect(specFromDraft(draftFromSpec(spec, 'c1'))).toEqual({ ok: true, spec });
  });

  it('shows a list domain as text', () => {
    const domain = ['|', ['a', '=', 1], ['b', 'in', [1, 2]]];
    const shown = draftFromSpec({ operation: 'count', model: 'x', domain }, 'c1');
    expect(shown.domain).toBe('["|", ["a","=",1], ["b","in",[1,2]]]');
    expect(JSON.parse(shown.domain)).toEqual(domain);
    expect(draftFromSpec({ operation: 'count', model: 'x', domain: [] }, 'c1').domain).toBe('[]');
  });

  it('keeps the connection and the name', () => {
    expect(draftFromSpec({ operation: 'count', model: 'x' }, 'c1', 'How many')).toMatchObject({
      connectionId: 'c1',
      name: 'How many',
      limit: '',
    });
    expect(draftFromSpec({ operation: 'count', model: 'x' }, 'c1')).not.toHaveProperty('name');
  });
});

describe('specFromDraft', () => {
  it('leaves out what is empty, and what belongs to another operation', () => {
    const everything = draft({
      operation: 'count',
      ids: 'x',
      values: '{',
      args: '[',
      limit: 'no',
      method: '',
      order: 'a',
    });
    expect(specFromDraft(everything)).toEqual({
      ok: true,
      spec: { operation: 'count', model: 'res.partner' },
    });
  });

  it('copies the domain as it is typed, comments and mistakes included', () => {
    const domain = "  [('a', =, # here\n";
    expect(specFromDraft(draft({ operation: 'count', domain }))).toMatchObject({
      ok: true,
      spec: { domain },
    });
  });

  it.each([
    ['1, 2 3', [1, 2, 3]],
    ['1', [1]],
    [' 4\n5;6,\t', [4, 5, 6]],
    ['[1, 2]', [1, 2]],
    ['[ 7 ]', [7]],
  ])('reads the record ids %j', (ids, expected) => {
    expect(specFromDraft(draft({ operation: 'delete', ids }))).toMatchObject({
      ok: true,
      spec: { ids: expected },
    });
  });

  it.each([['a'], ['1, x'], ['1.5'], ['[1, "2"]'], ['[]'], ['1-5'], ['99999999999999999999'], [',']])(
    'refuses %j as record ids',
    (ids) => {
      expect(specFromDraft(draft({ operation: 'read', ids }))).toMatchObject({
        ok: false,
        problems: [{ code: 'request.incomplete', facts: { part: 'ids' } }],
      });
    },
  );

  it('names every part that is missing', () => {
    const parts = (parts: Partial<Draft>): unknown => {
      const result = specFromDraft(draft({ model: ' ', ...parts }));
      return result.ok ? [] : result.problems.map((problem) => [problem.code, problem.facts.part]);
    };
    expect(parts({ operation: 'searchRead', limit: 'all', offset: '-1' })).toEqual([
      ['request.incomplete', 'model'],
      ['request.incomplete', 'limit'],
      ['request.incomplete', 'offset'],
    ]);
    expect(parts({ operation: 'update' })).toEqual([
      ['request.incomplete', 'model'],
      ['request.incomplete', 'ids'],
      ['request.incomplete', 'values'],
    ]);
    expect(parts({ operation: 'create' })).toEqual([
      ['request.incomplete', 'model'],
      ['request.incomplete', 'values'],
    ]);
    expect(parts({ operation: 'call' })).toEqual([
      ['request.incomplete', 'model'],
      ['request.incomplete', 'method'],
    ]);
  });

  it('says where JSON is wrong', () => {
    expect(specFromDraft(draft({ operation: 'create', values: '{\n  "name": Azure\n}' }))).toEqual({
      ok: false,
      problems: [
        {
          code: 'request.json',
          facts: {
            part: 'values',
            reason: 'Put Azure in double quotes: "Azure".',
            position: 12,
            line: 2,
            column: 11,
          },
        },
      ],
    });
  });

  it.each([
    ['create', { values: '[1]' }, 'values'],
    ['create', { values: '[]' }, 'values'],
    ['create', { values: 'null' }, 'values'],
    ['update', { values: '[{}]', ids: '1' }, 'values'],
    ['call', { method: 'm', args: '{}' }, 'args'],
    ['call', { method: 'm', kwargs: '[]' }, 'kwargs'],
    ['count', { context: '"fr_FR"' }, 'context'],
  ] as const)('%s refuses a value of the wrong shape: %j', (operation, parts, part) => {
    expect(specFromDraft(draft({ operation, ...parts }))).toMatchObject({
      ok: false,
      problems: [{ code: 'request.incomplete', facts: { part } }],
    });
  });

  it('refuses an integer that would be rounded on its way', () => {
    expect(
      specFromDraft(draft({ operation: 'create', values: '{"a": 12345678901234567890}' })),
    ).toMatchObject({
      ok: false,
      problems: [{ code: 'request.json', facts: { part: 'values', position: 6 } }],
    });
  });

  const problems = (parts: Partial<Draft>) => {
    const read = specFromDraft(draft(parts));
    return read.ok
      ? []
      : read.problems.map(({ facts }) => [facts.part, 'reason' in facts ? facts.reason : '']);
  };

  it('wants a cell for each field in the rows to load', () => {
    const fields = ['name', 'color'];
    expect(problems({ operation: 'load', fields, rows: '[["A", 1], ["B"]]' })).toEqual([
      ['rows', 'Row 2 needs a cell for each field, 2 in all.'],
    ]);
    expect(problems({ operation: 'load', fields, rows: '[{"name": "A"}]' })).toEqual([
      ['rows', 'The rows are a list of lists: [["…", "…"], …].'],
    ]);
    expect(problems({ operation: 'load', fields, rows: '[["A", 1' }).map(([part]) => part)).toEqual(['rows']);
    expect(problems({ operation: 'load' }).map(([part]) => part)).toEqual(['fields', 'rows']);
  });

  it('wants every object of an updating list to name its record, and no other ids', () => {
    const update = { operation: 'update' as const };
    expect(problems({ ...update, values: '[{"name": "A"}]' })).toEqual([
      ['values', 'In a list every object names its own record: {"id": 12, "name": "…"}.'],
    ]);
    expect(problems({ ...update, values: '[{"id": "NkK9"}]' }).map(([part]) => part)).toEqual(['values']);
    expect(problems({ ...update, values: '[{"id": 1}]', ids: '2' }).map(([part]) => part)).toEqual(['ids']);
    expect(problems({ ...update, values: '[]' }).map(([part]) => part)).toEqual(['values']);
  });

  it('wants the fields that a call cannot do without', () => {
    expect(problems({ operation: 'defaultGet' }).map(([part]) => part)).toEqual(['fields']);
    expect(problems({ operation: 'exportData', ids: '1' }).map(([part]) => part)).toEqual(['fields']);
  });
});

import { describe, expect, it } from 'vitest';
import { checkDomain } from '../../../src/domain/check';
import { explainDomain, type ExplainedClause } from '../../../src/domain/explain';
import { parseDomain } from '../../../src/domain/parse';
import type { FieldInfo } from '../../../src/model/schemaInfo';

function field(name: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return {
    name,
    label: name,
    type,
    required: false,
    readonly: false,
    stored: true,
    searchable: true,
    ...more,
  };
}

const schema: Record<string, FieldInfo[]> = {
  'res.partner': [
    field('id', 'integer', { label: 'ID' }),
    field('name', 'char', { label: 'Name' }),
    field('active', 'boolean', { label: 'Active' }),
    field('color', 'integer', { label: 'Color' }),
    field('create_date', 'datetime', { label: 'Created on' }),
    field('birthday', 'date', { label: 'Birthday' }),
    field('type', 'selection', {
      label: 'Type',
      selection: [
        ['contact', 'Contact'],
        ['invoice', 'Invoice Address'],
      ],
    }),
    field('country_id', 'many2one', { label: 'Country', relation: 'res.country' }),
    field('child_ids', 'one2many', { label: 'Contacts', relation: 'res.partner' }),
    field('parent_id', 'many2one', { label: 'Related Company', relation: 'res.partner' }),
    field('user_id', 'many2one', { label: 'Salesperson', relation: 'res.users' }),
    field('avatar_text', 'char', { label: 'Avatar', stored: false, searchable: false }),
    field('properties', 'properties', { label: 'Properties' }),
  ],
  'res.country': [
    field('id', 'integer'),
    field('code', 'char', { label: 'Code' }),
    field('name', 'char', { label: 'Name' }),
  ],
};
const fields = (model?: string): FieldInfo[] | undefined => schema[model ?? 'res.partner'];
const check = (text: string, version: number | undefined = 19, context = {}) =>
  checkDomain(text, { fields, model: 'res.partner', version, context: { active_test: false, ...context } });

// prettier-ignore
const faults: [string, number | undefined, 'error' | 'warning' | 'info', string, RegExp, string?][] = [
  ["[('nmae', '=', 'x')]", 19, 'error', 'nmae', /did you mean name/, 'name'],
  ["[('Country', '=', 'x')]", 19, 'error', 'Country', /did you mean country_id/, 'country_id'],
  ["[('country_id.cod', '=', 'x')]", 19, 'error', 'cod', /did you mean code/, 'code'],
  ["[('name.code', '=', 'x')]", 19, 'error', 'code', /name is no relation/],
  ["[('child_ids', 'any', [('country_id.cod', '=', 'x')])]", 19, 'error', 'cod', /did you mean code/, 'code'],
  ["[('avatar_text', '=', 'x')]", 19, 'error', 'avatar_text', /cannot search it/],
  ["[('avatar_text', '=', 'x')]", 14, 'warning', 'avatar_text', /may leave the condition out/],
  ["[('child_ids', 'any', [])]", 14, 'error', "'any'", /came with Odoo 17/],
  ["[('name', 'not =like', 'a%')]", 14, 'error', "'not =like'", /came with Odoo 19/],
  ["[('child_ids', 'any!', [])]", 19, 'error', "'any!'", /own code only/, 'any'],
  ["[('name', '<>', 'x')]", 19, 'info', "'<>'", /old way/, '!='],
  ["[('name', 'any', [('id', '=', 1)])]", 19, 'error', "'any'", /leads to records/],
  ["[('name', 'child_of', 1)]", 19, 'error', "'child_of'", /leads to records/],
  ["[('country_id', 'child_of', 1)]", 19, 'warning', "'child_of'", /no field parent_id/],
  ["[('country_id', '<', 'x')]", 19, 'error', "'<'", /says nothing/],
  ["[('active', '<', True)]", 19, 'error', "'<'", /says nothing/],
  ["[('color', '=', 'red')]", 19, 'error', "'red'", /is a number/],
  ["[('color', '=', '3')]", 19, 'warning', "'3'", /without quotes/],
  ["[('color', 'in', 3)]", 14, 'error', '3', /takes a list/],
  ["[('color', 'in', 3)]", 19, 'warning', '3', /takes a list/],
  ["[('color', '=', [3])]", 19, 'warning', '[3]', /reads it as in/],
  ["[('name', '=like', 4)]", 19, 'error', '4', /pattern in quotes/],
  ["[('child_ids', '!=', [])]", 19, 'warning', '[]', /compare with False/],
  ["[('type', '=', 'contcat')]", 19, 'warning', "'contcat'", /did you mean contact/, "'contact'"],
  ["[('type', '=', 'Invoice Address')]", 19, 'warning', "'Invoice Address'", /did you mean invoice/, "'invoice'"],
  ["[('active', '=', 'yes')]", 19, 'warning', "'yes'", /True or False/],
  ["[('country_id', '=', True)]", 19, 'warning', 'True', /!= False/],
  ["[('create_date', '>', '2026-01-31T10:00:00Z')]", 19, 'error', "'2026-01-31T10:00:00Z'", /time zone/, "'2026-01-31 10:00:00'"],
  ["[('create_date', '>', '2026-01-31T10:00:00+02:00')]", 19, 'error', "'2026-01-31T10:00:00+02:00'", /UTC/, "'2026-01-31 08:00:00'"],
  ["[('create_date', '>', '2026-01-31T10:00:00Z')]", 14, 'warning', "'2026-01-31T10:00:00Z'", /time zone/, "'2026-01-31 10:00:00'"],
  ["[('create_date', '>', '2026-01-31T10:00:00')]", 19, 'warning', "'2026-01-31T10:00:00'", /instead of the T/, "'2026-01-31 10:00:00'"],
  ["[('birthday', '=', '2026-02-30')]", 19, 'error', "'2026-02-30'", /No calendar/],
  ["[('birthday', '=', 'soon')]", 19, 'error', "'soon'", /is a date/],
  ["[('birthday', '>', 'today -1d')]", 18, 'error', "'today -1d'", /came with Odoo 19/],
  ["[('birthday', '=', 5)]", 19, 'error', '5', /is a date/],
  ["[('name', '=')]", 19, 'error', '(', /three parts/],
];

const fine: [string, number | undefined][] = [
  ["['|', ('name', 'ilike', 'a'), ('country_id.code', 'in', ['BE'])]", 14],
  ["[('child_ids.country_id.name', '=', 'x')]", 14],
  ["[('create_date.month_number', '=', 2), ('properties.abc', '=', 'x'), ('user_id.login', '=', 'x')]", 19],
  ["[('birthday', '>=', 'today -1d'), ('create_date', '>', 'now +3H =monday')]", 19],
  ["[('birthday', '=', False), ('create_date', '>', '2026-01-31')]", 19],
  ["[('birthday', '>', 'today')]", 14],
  ["[('country_id', '=', 'Belgium'), ('country_id', 'in', [1, 'x', False])]", 19],
  ["[('id', 'child_of', [1]), ('parent_id', 'child_of', 1)]", 14],
  ["[('type', 'in', ['contact', False]), ('active', 'in', [True, False])]", 19],
  ["[('child_ids', 'any', [('name', '=', 'x')])]", undefined],
  ["[(1, '=', 1), (0, '=', 1)]", 19],
];

describe('checking a domain', () => {
  it.each(faults)(
    'sees what is wrong with %s on Odoo %s',
    (text, version, severity, place, message, suggestion) => {
      const [finding, ...more] = check(text, version);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ severity, message: expect.stringMatching(message) as string });
      expect(text.slice(finding?.from, finding?.to)).toBe(place);
      expect(finding?.suggestion?.text).toBe(suggestion);
      if (!finding?.suggestion) return;
      const { from, to, text: instead } = finding.suggestion;
      expect(check(text.slice(0, from) + instead + text.slice(to), version)).toEqual([]);
    },
  );

  it.each(fine)('finds nothing wrong with %s on Odoo %s', (text, version) => {
    expect(check(text, version)).toEqual([]);
  });

  it('notes that archived records are left out, unless the domain or the context says otherwise', () => {
    const checked = (text: string, context = {}) =>
      checkDomain(text, { fields, model: 'res.partner', version: 19, context });
    expect(checked("[('name', '=', 'x')]")).toMatchObject([{ severity: 'info', from: 0, to: 0 }]);
    expect(checked('')).toHaveLength(1);
    expect(checked("['|', ('active', '=', True), ('active', '=', False)]")).toEqual([]);
    expect(checked("[('name', '=', 'x')]", { active_test: false })).toEqual([]);
  });

  it('still checks the conditions that are complete while another is being typed', () => {
    expect(check("[('nmae', '=', 1), ('x', ").map(({ severity }) => severity)).toEqual(['error', 'error']);
  });

  it('says nothing of a model whose fields are not known', () => {
    expect(
      checkDomain("[('x', '=', 1)]", { fields: () => undefined, model: 'res.partner', version: 19 }),
    ).toEqual([]);
  });
});

describe('explaining a domain', () => {
  const explain = (text: string) => {
    const parsed = parseDomain(text);
    if (!parsed.ok) throw new Error(parsed.message);
    return explainDomain(parsed.domain, { model: 'res.partner', fields, version: 19 });
  };
  const lines = (clause: ExplainedClause, depth = 0): string[] => [
    '  '.repeat(depth) + clause.text,
    ...clause.clauses.flatMap((inner) => lines(inner, depth + 1)),
  ];

  it('names fields by their labels, choices by theirs, and dates by what they mean', () => {
    const text = `['|', ('country_id.code', 'in', ['BE', 'FR']), '!', ('type', '=', 'invoice'),
      ('birthday', '<', 'today -1d'), ('child_ids', 'any', [('name', 'ilike', 'a'), ('active', '=', False)]), ('parent_id', '=', False)]`;
    expect(lines(explain(text))).toEqual([
      'All of these hold',
      '  At least one of these holds',
      '    Country → Code is one of “BE”, “FR”',
      '    This does not hold',
      '      Type is Invoice Address',
      '  Birthday is before today, 1 day earlier',
      '  Contacts has a record with all of these',
      '    Name contains “a”',
      '    Active is no',
      '  Related Company is not set',
    ]);
  });

  it('gives each clause as a domain to count, and what is left after each of several', () => {
    const root = explain("[('name', '=', 'a'), '|', ('color', '=', 1), ('color', '=', 2)]");
    expect(root.clauses.map(({ domain }) => domain)).toEqual([
      [['name', '=', 'a']],
      ['|', ['color', '=', 1], ['color', '=', 2]],
    ]);
    expect(root.clauses[1]?.cumulative).toEqual([
      ['name', '=', 'a'],
      '|',
      ['color', '=', 1],
      ['color', '=', 2],
    ]);
    expect(root.clauses[1]?.clauses[0]?.domain).toEqual([['color', '=', 1]]);
  });

  it('counts archived records in each clause where the whole domain does', () => {
    const root = explain("[('name', '=', 'a'), ('active', '=', False)]");
    expect(root.clauses.map(({ domain }) => domain)).toEqual([
      [
        ['name', '=', 'a'],
        ['active', 'in', [true, false]],
      ],
      [['active', '=', false]],
    ]);
    expect(root.clauses[1]?.cumulative).toEqual([
      ['name', '=', 'a'],
      ['active', '=', false],
    ]);
  });

  it('says that an empty domain means every record', () => {
    expect(explain('[]')).toEqual({ text: 'Every record', domain: [], clauses: [] });
  });
});

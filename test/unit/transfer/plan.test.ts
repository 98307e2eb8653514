import { describe, expect, it } from 'vitest';
import type { BulkPlan } from '../../../src/model/bulk';
import type { Json } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { OdooError } from '../../../src/odoo/error';
import { convertCell } from '../../../src/transfer/plan/cell';
import { readNumber } from '../../../src/transfer/plan/numbers';
import type { PlanPort } from '../../../src/transfer/plan/port';
import { prepare, type Prepared } from '../../../src/transfer/plan/prepare';
import { suggestFields } from '../../../src/transfer/plan/suggest';
import { field } from './memoryServer';

const partner: FieldInfo[] = [
  field('name', 'char', { required: true, label: 'Name' }),
  field('company_id', 'many2one', { relation: 'res.company', required: true, label: 'Company' }),
  field('color', 'integer', { label: 'Color Index' }),
  field('country_id', 'many2one', { relation: 'res.country', label: 'Country' }),
  field('tag_ids', 'many2many', { relation: 'x.tag', label: 'Tags' }),
  field('child_ids', 'one2many', { relation: 'res.partner', label: 'Contacts' }),
  field('contact', 'char', { label: 'Full name', stored: false, readonly: true }),
];

const data: Record<string, { id: number; name: string; xml?: string }[]> = {
  'res.country': [
    { id: 20, name: 'Belgium', xml: 'base.be' },
    { id: 21, name: 'France' },
  ],
  'x.tag': [
    { id: 1, name: 'A' },
    { id: 2, name: 'B' },
    { id: 3, name: 'Twice' },
    { id: 4, name: 'Twice' },
  ],
  'res.partner': [
    { id: 7, name: 'Seven', xml: '__import__.seven' },
    { id: 8, name: 'Eight' },
  ],
};

class Asked implements PlanPort {
  readonly calls: RequestSpec[] = [];
  mayReadExternal = true;

  fields = (model: string): Promise<FieldInfo[]> =>
    Promise.resolve(model === 'res.partner' ? partner : [field('name', 'char')]);

  run = (spec: RequestSpec): Promise<Json> => {
    this.calls.push(spec);
    return Promise.resolve().then(() => this.#answer(spec));
  };

  #answer(spec: RequestSpec): Json {
    switch (spec.operation) {
      case 'defaultGet':
        return { company_id: 1 };
      case 'search': {
        const [[, , ids]] = spec.domain as [[string, string, number[]]];
        return (data[spec.model] ?? []).map(({ id }) => id).filter((id) => ids.includes(id));
      }
      case 'searchRead': {
        if (spec.model === 'ir.model.data') return this.#external();
        const [[, , names]] = spec.domain as [[string, string, string[]]];
        return (data[spec.model] ?? [])
          .filter(({ name }) => names.includes(name))
          .map(({ id, name }) => ({ id, name }));
      }
      case 'nameSearch':
        return spec.text === 'Azure, Belgium' ? [[20, 'Azure, Belgium']] : [];
      case 'call': {
        const found = this.#external().find(
          ({ module, name }) => module === spec.kwargs?.['module'] && name === spec.kwargs['xml_id'],
        );
        if (found) return [found.model, found.res_id];
        throw new OdooError('server.exception');
      }
      default:
        throw new Error(`Not expected: ${spec.operation}`);
    }
  }

  #external(): { module: string; name: string; model: string; res_id: number }[] {
    if (!this.mayReadExternal && this.calls.at(-1)?.operation === 'searchRead')
      throw new OdooError('server.accessRights');
    return Object.entries(data).flatMap(([model, rows]) =>
      rows.flatMap(({ id, xml }) => {
        const [module = '', name = ''] = xml?.split('.') ?? [];
        return xml ? [{ module, name, model, res_id: id }] : [];
      }),
    );
  }
}

const plan = (columns: string[], changes: Partial<BulkPlan> = {}): BulkPlan => ({
  ...{
    model: 'res.partner',
    action: 'create',
    columns,
    chunk: 100,
    dates: 'dmy',
    decimal: ',',
    timeZone: 'Europe/Brussels',
  },
  ...changes,
});

function prepared(
  columns: string[],
  rows: Json[][],
  changes: Partial<BulkPlan> = {},
  port = new Asked(),
): Promise<Prepared> {
  return prepare(
    { columns: columns.map((_, index) => `c${index}`), rows, remarks: [] },
    plan(columns, changes),
    port,
  );
}

const values = ({ rows }: Prepared): Json[] => rows.map((row) => row.values);
const problems = (found: Prepared): string[] =>
  found.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);

describe('numbers', () => {
  it.each([
    ['1234', '.', 1234],
    ['-1,234.5', '.', -1234.5],
    ['1.234.567,89', ',', 1234567.89],
    ['1 234,5', ',', 1234.5],
    ['1\u202f234', ',', 1234],
    ['1’234.50', '.', 1234.5],
    [',5', ',', 0.5],
    ['1.5e3', '.', 1500],
    ['+7', '.', 7],
  ] as const)('reads %j with “%s” as %d', (text, decimal, value) => {
    expect(readNumber(text, decimal)).toBe(value);
  });

  it.each([
    ['1,23', '.'],
    ['1.234,5', '.'],
    ['12,34,567', '.'],
    ['1,234 567', '.'],
    ['', '.'],
    ['-', '.'],
    ['.', '.'],
    ['1.2.3', '.'],
    ['0x10', '.'],
    ['Infinity', '.'],
    ['1 €', ','],
    ['1.234', ','],
  ] as const)('does not guess at %j with “%s”', (text, decimal) => {
    const read = readNumber(text, decimal);
    // Groups of three are one number, whatever the person meant.
    expect(read).toBe(text === '1.234' ? 1234 : undefined);
  });
});

describe('a cell', () => {
  const writing = { dates: 'dmy', decimal: ',', timeZone: 'Europe/Brussels' } as const;
  const as = (
    type: string,
    cell: Json,
    more: Partial<FieldInfo> = {},
    dates: BulkPlan['dates'] = 'dmy',
  ): Json => {
    const converted = convertCell(cell, field('x', type, more), { ...writing, dates });
    return converted.ok ? converted.value : `! ${converted.message}`;
  };

  it('is a date in the order that was chosen, and ISO in any', () => {
    expect(as('date', '3/4/2026')).toBe('2026-04-03');
    expect(as('date', '3/4/2026', {}, 'mdy')).toBe('2026-03-04');
    expect(as('date', '2026-04-03')).toBe('2026-04-03');
    expect(as('date', '31.12.99')).toBe('1999-12-31');
    expect(as('date', '29/2/2026')).toContain('!');
    expect(as('date', '3/4/2026', {}, 'iso')).toContain('!');
    expect(as('date', 46_000)).toContain('!');
  });

  it('is a moment of the chosen time zone, sent in UTC', () => {
    expect(as('datetime', '31/01/2026 08:30')).toBe('2026-01-31 07:30:00');
    expect(as('datetime', '31/07/2026 08:30:15')).toBe('2026-07-31 06:30:15');
    expect(as('datetime', '31/07/2026 8:30 PM')).toBe('2026-07-31 18:30:00');
    expect(as('datetime', '2026-07-31T08:30:00Z')).toBe('2026-07-31 08:30:00');
    expect(as('datetime', '2026-07-31T08:30:00.123+05:30')).toBe('2026-07-31 03:00:00');
    expect(as('datetime', '1/8/2026')).toBe('2026-07-31 22:00:00');
    expect(as('datetime', '1/8/2026 25:00')).toContain('!');
    expect(as('datetime', '1/8/2026 13:00 PM')).toContain('!');
  });

  it('is a whole number that fits, a boolean in several languages, a choice by value or label', () => {
    expect(as('integer', '1.234')).toBe(1234);
    expect(as('integer', '3,0')).toBe(3);
    expect(as('integer', 2.5)).toContain('!');
    expect(as('integer', '3000000000')).toContain('too large');
    expect(as('boolean', 'Ja')).toBe(true);
    expect(as('boolean', 0)).toBe(false);
    expect(as('boolean', 'perhaps')).toContain('!');
    const selection: [string, string][] = [
      ['draft', 'Quotation'],
      ['sale', 'Sales Order'],
    ];
    expect(as('selection', 'sale', { selection })).toBe('sale');
    expect(as('selection', 'quotation', { selection })).toBe('draft');
    expect(as('selection', 'done', { selection })).toBe('! “done” is none of the choices: draft, sale.');
  });

  it('keeps texts as they are, and numbers of a sheet as texts', () => {
    expect(as('char', ' 007 ')).toBe(' 007 ');
    expect(as('char', 7)).toBe('7');
    expect(as('char', [1])).toContain('!');
    expect(as('binary', 'aGVsbG8=')).toBe('aGVsbG8=');
    expect(as('binary', 'not base64')).toContain('!');
    expect(as('reference', 'res.partner,7')).toBe('res.partner,7');
    expect(as('reference', 'seven')).toContain('!');
  });
});

describe('a plan', () => {
  it('finds records by name, id and external id with one question for each model', async () => {
    const port = new Asked();
    const rows: Json[][] = [
      ['A', 'Belgium', 'A, B'],
      ['B', '21', 'B'],
      ['C', [20, 'Belgium'], [1, 2]],
      ['D', null, ''],
    ];
    const found = await prepared(['name', 'country_id', 'tag_ids'], rows, {}, port);
    expect(values(found)).toEqual([
      { name: 'A', country_id: 20, tag_ids: [[6, 0, [1, 2]]] },
      { name: 'B', country_id: 21, tag_ids: [[6, 0, [2]]] },
      { name: 'C', country_id: 20, tag_ids: [[6, 0, [1, 2]]] },
      { name: 'D' },
    ]);
    expect(port.calls.map((call) => `${call.operation} ${'model' in call ? call.model : ''}`)).toEqual([
      'search res.country',
      'searchRead res.country',
      'search x.tag',
      'searchRead x.tag',
      'defaultGet res.partner',
    ]);
  });

  it('says which names are unknown, ambiguous or spelled otherwise, and finds composed ones', async () => {
    const found = await prepared(
      ['name', 'country_id', 'tag_ids'],
      [
        ['A', 'belgium', ''],
        ['B', 'Azure, Belgium', 'Twice'],
        ['C', '99', ''],
        ['D', 'Azure, Belgium', ''],
      ],
    );
    expect(problems(found)).toEqual([
      '1 c1: No record of res.country is called “belgium”, in just this spelling.',
      '2 c2: More than one record is called “Twice” (ids 3, 4). Give the id instead.',
      '3 c1: There is no record 99 of res.country to be seen.',
    ]);
    expect(values(found)).toEqual([{ name: 'D', country_id: 20 }]);
  });

  it.each([true, false])('finds records by external id (may read the table of them: %s)', async (may) => {
    const port = new Asked();
    port.mayReadExternal = may;
    const found = await prepared(
      ['name', 'country_id@id'],
      [
        ['A', 'base.be'],
        ['B', 'base.xx'],
        ['C', 'seven'],
      ],
      {},
      port,
    );
    expect(values(found)).toEqual([{ name: 'A', country_id: 20 }]);
    expect(problems(found)).toEqual([
      '2 c1: There is no external id “base.xx”.',
      '3 c1: “seven” is a record of res.partner, not of res.country.',
    ]);
  });

  it('knows which required fields have a value of their own', async () => {
    const found = await prepared(['color'], [['1'], ['x']]);
    expect(found.missing).toEqual(['name']);
    expect(found.problemCount).toBe(1);
    const empty = await prepared(
      ['name', 'company_id'],
      [
        ['', ''],
        ['A', ''],
      ],
    );
    expect(problems(empty)).toEqual(['1 c0: A value is required here.']);
    expect(values(empty)).toEqual([{ name: 'A' }]);
  });

  it('empties what an update leaves empty', async () => {
    const found = await prepared(['id', 'color', 'country_id', 'tag_ids'], [['7', '', '', '']], {
      action: 'update',
    });
    expect(found.rows).toEqual([
      { row: 1, id: 7, values: { color: false, country_id: false, tag_ids: [[6, 0, []]] } },
    ]);
    const required = await prepared(['id', 'name'], [['7', '']], { action: 'update' });
    expect(problems(required)).toEqual(['1 c1: A value is required here.']);
  });

  it('names a record once', async () => {
    const found = await prepared(
      ['id', 'color'],
      [
        ['7', '1'],
        ['8', '2'],
        ['7', '3'],
        ['9', '1'],
        ['', '1'],
        ['x', '1'],
      ],
      { action: 'update' },
    );
    expect(found.rows.map(({ row, id }) => [row, id])).toEqual([
      [1, 7],
      [2, 8],
    ]);
    expect([...found.bad]).toEqual([
      [3, 'Row 1 names the same record.'],
      [4, 'c0: There is no record 9 of res.partner to be seen.'],
      [5, 'c0: The id is missing.'],
      [6, 'c0: “x” is no id.'],
    ]);
  });

  it('gives new records external ids that are free, and finds those of old ones', async () => {
    const found = await prepared(
      ['@id', 'name'],
      [
        ['seven', 'A'],
        ['new', 'B'],
        ['', 'C'],
        ['base.be', 'D'],
      ],
    );
    expect(found.rows.map(({ row, external }) => [row, external])).toEqual([
      [2, 'new'],
      [3, undefined],
    ]);
    const old = await prepared(
      ['@id', 'name'],
      [
        ['seven', 'A'],
        ['new', 'B'],
      ],
      { action: 'delete' },
    );
    expect(old.rows).toEqual([{ row: 1, id: 7, values: {} }]);
  });

  it.each([
    [['nme'], 'create', 'noField'],
    [['name', 'name'], 'create', 'twice'],
    [['country_id', 'country_id@id'], 'create', 'twice'],
    [['child_ids'], 'create', 'lines'],
    [['color@id'], 'create', 'notRelation'],
    [['id', 'name'], 'create', 'idOfNew'],
    [['name'], 'update', 'noKey'],
    [['id', '@id', 'name'], 'update', 'twoKeys'],
    [['id', ''], 'update', 'nothing'],
    [['name'], 'delete', 'noKey'],
  ] as const)('of %j to %s cannot be carried out: %s', async (columns, action, reason) => {
    await expect(prepared([...columns], [columns.map(() => '1')], { action })).rejects.toMatchObject({
      code: 'bulk.plan',
      facts: { reason },
    });
  });

  it('shows the first 20 rows, counts every problem and lists the first 200', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => [`Row ${index}`, 'x']);
    const found = await prepared(['name', 'color'], rows);
    expect([found.preview.length, found.problems.length, found.problemCount, found.bad.size]).toEqual([
      20, 200, 500, 500,
    ]);
    expect(found.preview[0]).toEqual({ name: 'Row 0' });
  });
});

describe('the suggested fields', () => {
  const suggested = (...names: (string | [string, string])[]): string[] =>
    suggestFields(
      names.map((name) =>
        typeof name === 'string' ? { name, samples: [] } : { name: name[0], samples: [name[1]] },
      ),
      partner,
    );

  it('go by name and label, as Odoo’s own export writes them, and none is suggested twice', () => {
    expect(suggested('name', 'Country', 'COLOR index', 'Tags', 'nothing')).toEqual([
      'name',
      'country_id',
      'color',
      'tag_ids',
      '',
    ]);
    expect(suggested('country_id/id', 'tag_ids/.id', '.id')).toEqual(['country_id@id', 'tag_ids', 'id']);
    expect(suggested('Name', 'name')).toEqual(['', 'name']);
    expect(suggested('Contacts', 'country')).toEqual(['', 'country_id']);
    expect(suggested(['id', '7'])).toEqual(['id']);
    expect(suggested(['id', 'base.main_partner'])).toEqual(['@id']);
  });
});

import { describe, expect, it } from 'vitest';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { nearest } from '../../../src/domain/nearest';
import { missingFields } from '../../../src/values/checkObject';
import { checkValues, type ValuesContext } from '../../../src/values/checkValues';
import type { Finding } from '../../../src/values/finding';
import { readTree } from '../../../src/values/jsonTree';

function field(name: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label: name, type, required: false, readonly: false, stored: true, ...more };
}

const fields: FieldInfo[] = [
  field('id', 'integer', { readonly: true }),
  field('name', 'char', { required: true }),
  field('comment', 'html'),
  field('color', 'integer'),
  field('price', 'float'),
  field('active', 'boolean'),
  field('state', 'selection', {
    required: true,
    selection: [
      ['draft', 'Draft'],
      ['sale', 'Sales Order'],
    ],
  }),
  field('day', 'date'),
  field('at', 'datetime'),
  field('country_id', 'many2one', { relation: 'res.country' }),
  field('about', 'reference', { selection: [['res.partner', 'Contact']] }),
  field('line_ids', 'one2many', { relation: 'sale.line' }),
  field('tag_ids', 'many2many', { relation: 'res.tag' }),
  field('image', 'binary'),
  field('props', 'properties'),
  field('total', 'float', { readonly: true }),
];
const lineFields: FieldInfo[] = [
  field('order_id', 'many2one', { relation: 'sale.order', required: true }),
  field('product', 'char', { required: true }),
  field('at', 'datetime'),
];

function check(text: string, more: Partial<ValuesContext> = {}): Finding[] {
  const tree = readTree(text);
  if (!tree.ok) throw new Error(`${text} is no JSON`);
  return checkValues(tree.root, {
    mode: 'update',
    shape: 'object',
    model: 'sale.order',
    fields,
    fieldsOf: (model) => (model === 'sale.line' ? lineFields : undefined),
    nearest,
    ...more,
  });
}

/** "error "x" -> fix" of each finding. */
function said(text: string, more: Partial<ValuesContext> = {}): string[] {
  return check(text, more).map(({ severity, from, to, fix }) =>
    [severity, text.slice(from, to), ...(fix ? ['->', fix.written] : [])].join(' '),
  );
}

describe('values that Odoo takes', () => {
  it.each([
    '{"name": "x", "comment": "<p>x</p>", "color": 3, "price": 1.10, "active": true}',
    '{"name": "", "color": false, "price": null, "state": false, "day": false, "at": false, "image": false}',
    '{"state": "sale", "day": "2026-01-31", "at": "2026-01-31 10:00:00", "country_id": 20, "about": "res.partner,3"}',
    '{"country_id": false, "line_ids": false, "tag_ids": []}',
    '{"tag_ids": [[4, 3]], "line_ids": [[5], [0, "virtual_1", {"product": "x"}], [6, 0, []]]}',
    '{"tag_ids": [3, 4], "image": "aGk=", "props": {"a": 1}}',
    '{"at": "2026-01-31", "active": 0, "price": 10}',
  ])('are passed without a word: %s', (text) => {
    expect(check(text)).toEqual([]);
  });
});

describe('what Odoo refuses or loses', () => {
  it.each([
    ['{"nmae": "x"}', 'error "nmae" -> "name"'],
    ['{"__proto__": 1}', 'error "__proto__"'],
    ['{"name": "a", "name": "b"}', 'error "name"'],
    ['{"color": 9007199254740993}', 'error 9007199254740993'],
    ['{"color": "x"}', 'error "x"'],
    ['{"price": "1,5"}', 'error "1,5" -> 1.5'],
    ['{"state": "Sales order"}', 'error "Sales order" -> "sale"'],
    ['{"state": "drfat"}', 'error "drfat" -> "draft"'],
    ['{"state": 5}', 'error 5'],
    ['{"day": "31/01/2026"}', 'error "31/01/2026"'],
    ['{"at": "2026-01-31T10:00:00+02:00"}', 'error "2026-01-31T10:00:00+02:00" -> "2026-01-31 08:00:00"'],
    ['{"at": 5}', 'error 5'],
    ['{"country_id": [20, "Belgium"]}', 'error [20, "Belgium"] -> 20'],
    ['{"country_id": "Belgium"}', 'error "Belgium"'],
    ['{"country_id": true}', 'error true'],
    ['{"about": ["res.partner", 3]}', 'error ["res.partner", 3] -> "res.partner,3"'],
    ['{"about": "res.users,3"}', 'error "res.users,3"'],
    ['{"tag_ids": 3}', 'error 3'],
    ['{"tag_ids": [4, 3, 0]}', 'error [4, 3, 0]'],
    ['{"tag_ids": [[4]]}', 'error [4]'],
    ['{"tag_ids": [[6, 0, 3]]}', 'error 3'],
    ['{"tag_ids": [{"name": "x"}]}', 'error {"name": "x"}'],
    ['{"image": "aGk"}', 'error "aGk"'],
    ['{"image": "5.13 Kb"}', 'error "5.13 Kb"'],
    ['{"image": "data:image/png;base64,aGk="}', 'error "data:image/png;base64,aGk=" -> "aGk="'],
    ['{"props": 5}', 'error 5'],
    [
      '{"line_ids": [[1, 4, {"at": "2026-01-31T10:00:00Z"}]]}',
      'error "2026-01-31T10:00:00Z" -> "2026-01-31 10:00:00"',
    ],
    ['[]', 'error []'],
  ])('%s', (text, finding) => {
    expect(said(text).filter((each) => each.startsWith('error '))[0]).toBe(finding);
  });
});

describe('what Odoo takes, but perhaps not as it is meant', () => {
  it.each([
    ['{"name": 5}', 'warning 5'],
    ['{"color": 1.5}', 'warning 1.5 -> 1'],
    ['{"color": "12"}', 'info "12" -> 12'],
    ['{"active": "false"}', 'warning "false" -> false'],
    ['{"day": "2026-01-31 23:00:00"}', 'warning "2026-01-31 23:00:00" -> "2026-01-31"'],
    ['{"country_id": "20"}', 'warning "20" -> 20'],
    ['{"tag_ids": [[7, 0, 0]]}', 'warning [7, 0, 0]'],
    ['{"create_date": "2020-01-01 00:00:00"}', 'warning "create_date"'],
    ['{"total": 5}', 'info "total"'],
  ])('%s', (text, finding) => {
    expect(said(text)).toEqual([finding]);
  });
});

describe('records that are made', () => {
  it('are told what they require and do not have, at their beginning', () => {
    const [finding] = check('{"color": 1}', { mode: 'create' });
    expect(finding).toMatchObject({ severity: 'info', from: 0, to: 1, path: [] });
    expect(finding?.message).toContain('name, state');
    expect(check('{"name": "x", "state": "draft"}', { mode: 'create' })).toEqual([]);
  });

  it('need no link to the record whose lines they are', () => {
    const text = '{"name": "x", "state": "draft", "line_ids": [[0, 0, {}]]}';
    const [finding] = check(text, { mode: 'create' });
    expect(finding?.path).toEqual(['line_ids', 0, 2]);
    expect(finding?.message).toContain('not set here: product.');
    expect(missingFields(lineFields, new Set()).map(({ name }) => name)).toEqual(['order_id', 'product']);
  });
});

describe('lists of records', () => {
  it('are checked one by one where a list may stand', () => {
    expect(said('[{"id": 1, "color": "x"}, {"color": 2}, 3]', { shape: 'objectOrList' })).toEqual([
      'error "x"',
      'error {',
      'error 3',
    ]);
    expect(said('[{"id": 1}]')).toEqual(['error [{"id": 1}]']);
  });

  it('are told of at most 200 things', () => {
    const text = `[${Array.from({ length: 1000 }, () => '{"nope": 1}').join(',')}]`;
    expect(check(text, { shape: 'objectOrList', mode: 'create' })).toHaveLength(200);
  });
});

describe('values of a model whose fields are not known', () => {
  it('are looked at as JSON alone', () => {
    expect(said('{"nmae": 1, "x": 9007199254740993}', { fields: undefined })).toEqual([
      'error 9007199254740993',
    ]);
  });

  it('say no more than a line of any hostile name', () => {
    const key = 'x'.repeat(100_000);
    expect(check(`{"${key}": 1}`)[0]?.message.length).toBeLessThan(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { describeModel } from '../../src/odoo/schema';
import { checkValues } from '../../src/values/checkValues';
import { writeCommand, type Command } from '../../src/values/commands';
import { toUtc, writeDatetime } from '../../src/values/datetimes';
import { setAt, writeJson } from '../../src/values/jsonEdit';
import { readTree } from '../../src/values/jsonTree';
import { clientWith, connection, major, transport, value, type Row } from './target';

const client = clientWith();
const tag = `values-test-${process.pid}-${Date.now()}`;
/** A picture of one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const create = async (model: string, values: JsonObject): Promise<number> =>
  (await value(client, { operation: 'create', model, values })) as number;
const update = (model: string, id: number, values: JsonObject): Promise<unknown> =>
  value(client, { operation: 'update', model, ids: [id], values });
const remove = (model: string, ids: number[]): Promise<unknown> =>
  value(client, { operation: 'delete', model, ids });
async function read(model: string, id: number, field: string): Promise<Json | undefined> {
  const rows = (await value(client, { operation: 'read', model, ids: [id], fields: [field] })) as Row[];
  return rows[0]?.[field];
}
async function found(model: string, domain: Json[]): Promise<number[]> {
  return (await value(client, { operation: 'search', model, domain, limit: 500 })) as number[];
}

const schemas = new Map<string, FieldInfo[]>();
const made: Partial<
  Record<'partner' | 'other' | 'tag' | 'pricelist' | 'item' | 'attachment' | 'menu', number>
> = {};
const id = (name: keyof typeof made): number => made[name] ?? 0;
let belgium = 0;

beforeAll(async () => {
  for (const model of ['res.partner', 'product.pricelist.item', 'ir.attachment', 'ir.ui.menu']) {
    schemas.set(model, await describeModel(client, connection(), model));
  }
  belgium = (await found('res.country', [['code', '=', 'BE']]))[0] ?? 0;
  made.partner = await create('res.partner', { name: tag });
  made.other = await create('res.partner', { name: `${tag} other` });
  made.tag = await create('res.partner.category', { name: tag });
  made.pricelist = await create('product.pricelist', { name: tag });
  made.item = await create('product.pricelist.item', { pricelist_id: id('pricelist'), fixed_price: 1 });
  made.attachment = await create('ir.attachment', { name: tag, datas: 'aGk=' });
  made.menu = await create('ir.ui.menu', { name: tag });
});

afterAll(async () => {
  try {
    await remove('product.pricelist.item', [id('item')]);
    await remove('product.pricelist', [id('pricelist')]);
    await remove('ir.attachment', [id('attachment')]);
    await remove('ir.ui.menu', [id('menu')]);
    await remove('res.partner', await found('res.partner', [['name', '=like', `${tag}%`]]));
    await remove('res.partner.category', await found('res.partner.category', [['name', '=like', `${tag}%`]]));
  } finally {
    await transport.close();
  }
});

/** The words of what would be said of one value, by their weight. */
function weights(model: string, field: string, written: Json): string[] {
  const tree = readTree(writeJson({ [field]: written }));
  if (!tree.ok) throw new Error('A value was not written as JSON');
  return checkValues(tree.root, {
    mode: 'update',
    shape: 'object',
    model,
    fields: schemas.get(model),
    fieldsOf: () => undefined,
    nearest,
  }).map(({ severity }) => severity);
}

const places = {
  'res.partner': () => id('partner'),
  'product.pricelist.item': () => id('item'),
  'ir.attachment': () => id('attachment'),
  'ir.ui.menu': () => id('menu'),
};

/** Values by field, as Odoo is sent them; numbers of records are those of this run. */
const cases: [model: keyof typeof places, field: string, values: () => Json[]][] = [
  ['res.partner', 'street', () => ['x', '', false, null, 5, true, [1]]],
  [
    'res.partner',
    'color',
    () => ['12', '1.5', '', ' 7 ', '1_0', 'x', 1.5, true, null, [1], 3_000_000_000, '0x1', []],
  ],
  [
    'res.partner',
    'partner_latitude',
    () => ['1.5', '1e3', '1,5', '', true, null, [1], 10, '1_0.5', 'nan', '.5'],
  ],
  ['res.partner', 'is_company', () => ['false', '', 0, 1, null, [], [0]]],
  ['res.partner', 'type', () => ['invoice', 'nope', '', 'Invoice Address', null, false, true, 0, 5]],
  [
    'res.partner',
    'country_id',
    () => [belgium, false, null, [belgium, 'Belgium'], 'Belgium', true, { id: belgium }, -1],
  ],
  [
    'res.partner',
    'category_id',
    () => [
      [[4, id('tag')]],
      [[4, id('tag'), 0]],
      [[3, id('tag')]],
      [[5]],
      [[6, 0, [id('tag')]]],
      [[6, false, [id('tag')]]],
      [[6, [id('tag')]]],
      [id('tag')],
      id('tag'),
      [],
      false,
      null,
      'x',
      true,
      { id: id('tag') },
      [{ name: tag }],
      [[0, 0, { name: `${tag} a` }]],
      [[0, 'virtual_1', { name: `${tag} b` }]],
      [[1, id('tag'), { name: tag }]],
      [[1, id('tag')]],
      [[0, 0]],
      [[4]],
      [[4, [id('tag')], 0]],
      [[6, 0, id('tag')]],
      [[7, 0, 0]],
      [[5, 0, 0], id('tag')],
      [id('tag'), [5, 0, 0]],
      [[]],
    ],
  ],
  [
    'res.partner',
    'image_1920',
    () => [pixel, 'aGk', 'not base64!', '', false, null, 5, true, `data:image/png;base64,${pixel}`],
  ],
  [
    'ir.attachment',
    'datas',
    () => ['aGk=', 'aGk', 'aG k=\n', 'not base64!', 'aGk===', 'aGkx=', '', false, null, 5],
  ],
  [
    'product.pricelist.item',
    'date_start',
    () => [
      '2026-01-02 03:04:05',
      '2026-01-02T03:04:05',
      '2026-01-02 03:04:05Z',
      '2026-01-02T03:04:05Z',
      '2026-01-02 03:04',
      '2026-01-02 03',
      '2026-01-02',
      '2026-01',
      '2026',
      '2026-01-02 03:04:05.123',
      '2026-01-02 03:04:05+02:00',
      '2026-1-2 3:4:5',
      '2026-1-2 03:04:05',
      ' 2026-01-02 03:04:05',
      '2026-01-02  03:04:05',
      '2026-02-30 00:00:00',
      '2026-01-02 24:00:00',
      '2026-01-02 03:04:60',
      '2026-01-02 03:04:5',
      '0001-01-01 00:00:00',
      'today',
      'x',
      '',
      false,
      null,
      true,
      5,
      0,
    ],
  ],
  [
    'ir.ui.menu',
    'action',
    () => [
      'ir.actions.act_window,1',
      'ir.actions.act_window, 1',
      'ir.actions.act_window',
      'res.partner,1',
      'nope.model,1',
      'ir.actions.act_window,x',
      '',
      false,
      null,
      5,
      ['ir.actions.act_window', 1],
    ],
  ],
];

describe('what is said of a value is what Odoo does with it', () => {
  it.each(cases)('%s.%s', async (model, field, values) => {
    const wrong: string[] = [];
    for (const written of values()) {
      const record = places[model]();
      const isError = weights(model, field, written).includes('error');
      const refused = await update(model, record, { [field]: written }).then(
        () => false,
        () => true,
      );
      // An id in any other form than a number is taken, and the field emptied: the value is lost.
      const lost =
        !refused &&
        field === 'country_id' &&
        Boolean(written) &&
        (await read(model, record, field)) === false;
      if (isError !== (refused || lost)) {
        wrong.push(
          `${JSON.stringify(written)}: ${isError ? 'called an error' : 'passed'}, ${refused ? 'refused' : 'taken'}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  it('unknown fields are refused, and fields that Odoo sets itself are passed over', async () => {
    await expect(update('res.partner', id('partner'), { nmae: 'x' })).rejects.toThrow();
    expect(weights('res.partner', 'nmae', 'x')).toEqual(['error']);
    const before = await read('res.partner', id('partner'), 'create_date');
    await update('res.partner', id('partner'), { create_date: '2020-01-01 00:00:00' });
    expect(await read('res.partner', id('partner'), 'create_date')).toBe(before);
    expect(weights('res.partner', 'create_date', '2020-01-01 00:00:00')).toEqual(['warning']);
  });
});

describe('values that the form makes', () => {
  it('create a contact with lines, tags, a date and a picture, and change it by every verb', async () => {
    const link = writeCommand({ verb: 'link', id: id('tag') });
    const child = writeCommand({ verb: 'create', values: { name: `${tag} child` } });
    const steps: [string, Json][] = [
      ['name', `${tag} whole`],
      ['category_id', [link]],
      ['child_ids', [child]],
      ['image_1920', pixel],
      ['country_id', belgium],
      ['type', 'contact'],
    ];
    const text = steps.reduce((made, [key, written]) => setAt(made, [key], writeJson(written)), '');
    const values: unknown = JSON.parse(text);
    if (!isJsonObject(values)) throw new Error('The form made no object');
    const partner = await create('res.partner', values);
    expect(await read('res.partner', partner, 'category_id')).toEqual([id('tag')]);
    const [line = 0] = (await read('res.partner', partner, 'child_ids')) as number[];
    expect(await read('res.partner', line, 'name')).toBe(`${tag} child`);
    expect(await read('res.partner', partner, 'image_1920')).toBeTypeOf('string');

    const send = async (field: string, ...commands: Command[]): Promise<Json | undefined> => {
      await update('res.partner', partner, { [field]: commands.map(writeCommand) });
      return read('res.partner', partner, field);
    };
    expect(await send('child_ids', { verb: 'update', id: line, values: { name: `${tag} renamed` } })).toEqual(
      [line],
    );
    expect(await read('res.partner', line, 'name')).toBe(`${tag} renamed`);
    expect(await send('category_id', { verb: 'unlink', id: id('tag') })).toEqual([]);
    expect(await send('category_id', { verb: 'set', ids: [id('tag')] })).toEqual([id('tag')]);
    expect(await send('category_id', { verb: 'clear' })).toEqual([]);
    expect(await send('child_ids', { verb: 'remove', id: line })).toEqual([]);
    expect(await found('res.partner', [['id', '=', line]])).toEqual([]);
  });

  it('hold a local time as the UTC that Odoo keeps', async () => {
    const local = { year: 2026, month: 7, day: 15, hour: 12, minute: 0, second: 30 };
    const sent = writeDatetime(toUtc(local, 'Europe/Brussels').utc);
    await update('product.pricelist.item', id('item'), { date_start: sent });
    expect(await read('product.pricelist.item', id('item'), 'date_start')).toBe('2026-07-15 10:00:30');
  });

  it.runIf(major >= 17)('set properties by their names, and take away those that are not named', async () => {
    const definition = [
      { name: 'h5color', string: 'Color', type: 'char' },
      { name: 'h5size', string: 'Size', type: 'integer' },
    ];
    const category = await create('product.category', {
      name: tag,
      product_properties_definition: definition,
    });
    const product = await create('product.template', { name: tag, categ_id: category });
    const properties = async (): Promise<Record<string, Json>> => {
      const list = (await read('product.template', product, 'product_properties')) as JsonObject[];
      return Object.fromEntries(
        list.map((each) => [typeof each['name'] === 'string' ? each['name'] : '', each['value'] ?? null]),
      );
    };
    try {
      await update('product.template', product, { product_properties: { h5color: 'red', h5size: 3 } });
      expect(await properties()).toEqual({ h5color: 'red', h5size: 3 });
      await update('product.template', product, { product_properties: { h5color: 'blue' } });
      expect(await properties()).toEqual({ h5color: 'blue', h5size: null });
    } finally {
      await remove('product.template', [product]);
      await remove('product.category', [category]);
    }
  });
});

import { isJsonObject, type Json } from '../../src/model/json';
import { OdooError } from '../../src/odoo/error';
import type { Caller, Operation } from './operation';
import { target } from './target';

async function removeOf(caller: Caller, tag: string): Promise<void> {
  const domain = [['name', '=like', `${tag}%`]];
  const ids = await caller.run({ operation: 'search', model: 'res.partner.category', domain });
  if (Array.isArray(ids) && ids.length > 0) {
    await caller.run({ operation: 'delete', model: 'res.partner.category', ids: ids as number[] });
  }
}

async function tags(caller: Caller, tag: string): Promise<Json> {
  const rows = await caller.run({
    operation: 'searchRead',
    model: 'res.partner.category',
    domain: [['name', '=like', `${tag}%`]],
    fields: ['name', 'color', 'parent_id'],
    order: 'id',
  });
  if (!Array.isArray(rows)) return rows;
  return rows.map((row) => (isJsonObject(row) ? [row['name'], row['color']] : row)) as Json;
}

/** Runs with tags of its own, which are deleted whatever happens. */
async function withTags(
  caller: Caller,
  names: string[],
  use: (ids: number[]) => Promise<unknown>,
): Promise<unknown> {
  const ids = (await caller.run({
    operation: 'create',
    model: 'res.partner.category',
    values: names.map((name) => ({ name, color: 1 })),
  })) as number[];
  try {
    return await use(ids);
  } finally {
    await removeOf(caller, names[0]?.split(' ')[0] ?? 'nothing');
  }
}

/** The builder's other operations. Those that write clean up behind themselves. */
export const builderOperations: Operation[] = [
  {
    name: 'operation: search',
    run: (caller, { tag }) =>
      caller.run({
        operation: 'search',
        model: 'res.partner',
        domain: [['ref', '=', tag]],
        order: 'id desc',
        limit: 2,
        offset: 1,
      }),
    expected: ({ company, people }) => [people[0], company],
  },
  {
    name: 'operation: name search',
    run: async (caller, { tag }) => [
      await caller.run({
        operation: 'nameSearch',
        model: 'res.partner',
        text: `${tag} Werke`,
        domain: [['is_company', '=', true]],
        limit: 5,
      }),
      await caller.run({
        operation: 'nameSearch',
        model: 'res.partner.category',
        text: `${tag} A`,
        textOperator: '=',
      }),
      await caller.run({ operation: 'nameSearch', model: 'res.partner', domain: [['ref', '=', 'nobody']] }),
    ],
    expected: ({ company, categories, tag }) => [
      [[company, `${tag} Werke GmbH`]],
      [[categories[0], `${tag} A`]],
      [],
    ],
  },
  {
    name: 'operation: describe fields',
    run: async (caller) => {
      const some = await caller.run({
        operation: 'fieldsGet',
        model: 'res.partner',
        fields: ['name', 'parent_id'],
        attributes: ['type', 'relation', 'required'],
      });
      // On Odoo 19 an attribute of a field of price lists holds a None, which XML-RPC cannot carry.
      const model = target.name.startsWith('sandbox') ? 'res.partner' : 'product.pricelist';
      const all = await caller.run({ operation: 'fieldsGet', model });
      return [some, isJsonObject(all) && isJsonObject(all['name'] ?? null)];
    },
    expected: () => [
      {
        name: { type: 'char', required: false },
        parent_id: { type: 'many2one', relation: 'res.partner', required: false },
      },
      true,
    ],
  },
  {
    name: 'operation: default values',
    run: (caller) =>
      caller.run({
        operation: 'defaultGet',
        model: 'res.partner',
        fields: ['color', 'ref', 'active'],
        context: { default_color: 3, default_ref: 'x' },
      }),
    expected: () => ({ color: 3, ref: 'x', active: true }),
  },
  {
    name: 'operation: export data',
    run: async (caller, { company, people }) => {
      const answer = await caller.run({
        operation: 'exportData',
        model: 'res.partner',
        ids: [company, people[0]],
        fields: ['name', 'parent_id/name', '.id'],
      });
      const rows = isJsonObject(answer) ? answer['datas'] : undefined;
      // What is empty is false on Odoo 14 and "" on 19.
      return Array.isArray(rows) ? rows.flat().map((cell) => cell || '') : answer;
    },
    expected: ({ company, people, tag }) => [
      ...[`${tag} Werke GmbH`, '', String(company)],
      ...[`${tag} Ångström`, `${tag} Werke GmbH`, String(people[0])],
    ],
  },
  {
    name: 'operation: update each by its own values',
    run: (caller, { tag }) =>
      withTags(caller, [`${tag}-each 1`, `${tag}-each 2`, `${tag}-each 3`], async ([a = 0, b = 0, c = 0]) => {
        const answer = await caller.run({
          operation: 'update',
          model: 'res.partner.category',
          values: [
            { id: a, color: 5 },
            { id: b, color: 5 },
            { id: c, color: 6, name: `${tag}-each last` },
          ],
        });
        return [answer, await tags(caller, `${tag}-each`)];
      }),
    expected: ({ tag }) => [
      true,
      [
        [`${tag}-each 1`, 5],
        [`${tag}-each 2`, 5],
        [`${tag}-each last`, 6],
      ],
    ],
  },
  {
    name: 'operation: an update that fails half way says what it did',
    run: (caller, { tag }) =>
      withTags(caller, [`${tag}-half 1`], async ([id = 0]) => {
        try {
          await caller.run({
            operation: 'update',
            model: 'res.partner.category',
            values: [
              { id, color: 5 },
              { id, no_such_field: 6 },
            ],
          });
        } catch (error) {
          if (!(error instanceof OdooError)) throw error;
          return [error.facts['updated'], error.facts['of'], await tags(caller, `${tag}-half`)];
        }
        return 'no failure';
      }),
    expected: ({ tag }) => [1, 2, [[`${tag}-half 1`, 5]]],
  },
  {
    name: 'operation: copy one and several',
    run: (caller, { tag }) =>
      withTags(caller, [`${tag}-copy 1`, `${tag}-copy 2`], async ([a = 0, b = 0]) => {
        const one = await caller.run({
          operation: 'copy',
          model: 'res.partner.category',
          ids: [a],
          values: { name: `${tag}-copy one`, color: 9 },
        });
        const two = await caller.run({
          operation: 'copy',
          model: 'res.partner.category',
          ids: [a, b],
          values: { color: 8, name: `${tag}-copy both` },
        });
        return [
          Array.isArray(one) && one.length,
          Array.isArray(two) && two.length,
          await tags(caller, `${tag}-copy`),
        ];
      }),
    expected: ({ tag }) => [
      1,
      2,
      [
        [`${tag}-copy 1`, 1],
        [`${tag}-copy 2`, 1],
        [`${tag}-copy one`, 9],
        [`${tag}-copy both`, 8],
        [`${tag}-copy both`, 8],
      ],
    ],
  },
  {
    name: 'operation: load creates, and updates by external id',
    run: (caller, { tag }) =>
      withTags(caller, [`${tag}-load 0`], async () => {
        const load = async (rows: string[][]): Promise<Json> => {
          const answer = await caller.run({
            operation: 'load',
            model: 'res.partner.category',
            fields: ['id', 'name', 'color', 'parent_id'],
            rows,
          });
          return isJsonObject(answer) && Array.isArray(answer['ids'])
            ? [answer['ids'].length, answer['messages'] ?? null]
            : answer;
        };
        const id = `conformance.${tag.replaceAll('-', '_')}_${caller.way.name.replaceAll(/\W/g, '_')}`;
        const created = await load([
          [id, `${tag}-load 1`, '3', ''],
          [`${id}_b`, `${tag}-load 2`, '4', `${tag}-load 0`],
        ]);
        const updated = await load([[id, `${tag}-load 1`, '7', '']]);
        return [created, updated, await tags(caller, `${tag}-load`)];
      }),
    expected: ({ tag }) => [
      [2, []],
      [1, []],
      [
        [`${tag}-load 0`, 1],
        [`${tag}-load 1`, 7],
        [`${tag}-load 2`, 4],
      ],
    ],
  },
  {
    name: 'operation: load refuses all rows for one',
    run: (caller, { tag }) =>
      withTags(caller, [`${tag}-refused 0`], async () => {
        try {
          await caller.run({
            operation: 'load',
            model: 'res.partner.category',
            fields: ['name', 'color', 'parent_id'],
            rows: [
              [`${tag}-refused 1`, '3', ''],
              [`${tag}-refused 2`, 'x', ''],
              [`${tag}-refused 3`, '3', 'No such tag'],
            ],
          });
        } catch (error) {
          if (!(error instanceof OdooError)) throw error;
          const { code, facts } = error;
          return [code, facts['messages'], facts['first'], await tags(caller, `${tag}-refused`)];
        }
        return 'no failure';
      }),
  },
];

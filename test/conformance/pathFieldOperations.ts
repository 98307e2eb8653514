import { isJsonObject } from '../../src/model/json';
import type { Operation } from './operation';

/** Fields of related records, read by their paths. */
export const pathFieldOperations: Operation[] = [
  {
    name: 'search & read: paths through a many2one',
    run: (caller, { tag }) =>
      caller.run({
        operation: 'searchRead',
        model: 'res.partner',
        domain: [['ref', '=', tag]],
        fields: ['parent_id.name', 'name', 'parent_id.parent_id.name'],
        order: 'id',
      }),
    expected: ({ company, people, tag }) => [
      {
        id: company,
        'parent_id.name': false,
        name: `${tag} Werke GmbH`,
        'parent_id.parent_id.name': false,
      },
      ...people.map((id, index) => ({
        id,
        'parent_id.name': `${tag} Werke GmbH`,
        name: `${tag} ${index === 0 ? 'Ångström' : 'Brühl'}`,
        'parent_id.parent_id.name': false,
      })),
    ],
  },
  {
    name: 'read: paths through lists, and back',
    run: async (caller, { company, people }) => {
      const rows = await caller.run({
        operation: 'read',
        model: 'res.partner',
        ids: [company],
        fields: ['child_ids', 'child_ids.color', 'child_ids.parent_id.category_id.name', 'category_id.id'],
      });
      const [row] = Array.isArray(rows) ? rows : [];
      if (row === undefined || !isJsonObject(row)) return rows;
      // Odoo orders a relation by its model's own order; each list goes in the order of its ids.
      const { child_ids: ids, 'child_ids.color': colors } = row;
      if (!Array.isArray(ids) || !Array.isArray(colors)) return row;
      const names = row['child_ids.parent_id.category_id.name'];
      const categories = row['category_id.id'];
      return {
        colors: people.map((id) => colors[ids.indexOf(id)]),
        names: Array.isArray(names) ? [...names].sort() : names,
        categories: Array.isArray(categories) ? [...categories].sort() : categories,
        keys: Object.keys(row),
      };
    },
    expected: ({ categories, tag }) => ({
      colors: [0, 7],
      names: [`${tag} A`, `${tag} A`, `${tag} B`, `${tag} B`],
      categories,
      keys: ['id', 'child_ids', 'child_ids.color', 'child_ids.parent_id.category_id.name', 'category_id.id'],
    }),
  },
  {
    name: 'read: a path through a field that leads nowhere',
    run: (caller, { company }) =>
      caller.code({ operation: 'read', model: 'res.partner', ids: [company], fields: ['name.length'] }),
    expected: () => 'server.unknownField',
  },
];

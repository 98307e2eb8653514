import { isJsonObject, type Json } from '../../src/model/json';
import type { Operation } from './operation';
import { target, version } from './target';

const { major } = version;
/** After 19.0 the public read_group is gone; formatted_read_group came with 19 (odoo/orm/models.py). */
export const hasReadGroup = major < 19 || (major === 19 && version.minor === 0);

function names(value: Json): Json[] {
  return Array.isArray(value) ? value.map((row) => (isJsonObject(row) ? (row['name'] ?? null) : row)) : [];
}

function withSortedIds(row: Json): Json {
  if (!isJsonObject(row)) return row;
  const sorted = (ids: Json): Json =>
    Array.isArray(ids) && ids.every((id) => typeof id === 'number') ? [...ids].sort((a, b) => a - b) : ids;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sorted(value)]));
}

/** Calls that read. */
export const readOperations: Operation[] = [
  {
    name: 'who am I',
    run: (caller) =>
      caller.run({
        operation: 'searchRead',
        model: 'res.users',
        domain: [['login', '=', target.login]],
        fields: ['login', 'active'],
      }),
  },
  {
    name: 'search & read: fields, order',
    run: (caller, { tag }) =>
      caller.run({
        operation: 'searchRead',
        model: 'res.partner',
        domain: [['ref', '=', tag]],
        fields: ['name', 'email', 'is_company', 'color'],
        order: 'id desc',
      }),
    expected: ({ company, people, tag }) => [
      { id: people[1], name: `${tag} Brühl`, email: 'b@example.com', is_company: false, color: 7 },
      { id: people[0], name: `${tag} Ångström`, email: 'a@example.com', is_company: false, color: 0 },
      { id: company, name: `${tag} Werke GmbH`, email: false, is_company: true, color: 0 },
    ],
  },
  {
    name: 'search & read: limit, offset',
    run: async (caller, { tag }) =>
      names(
        await caller.run({
          operation: 'searchRead',
          model: 'res.partner',
          domain: [['ref', '=', tag]],
          fields: ['name'],
          order: 'id',
          limit: 1,
          offset: 1,
        }),
      ),
    expected: ({ tag }) => [`${tag} Ångström`],
  },
  {
    name: 'search & read: a domain in Python',
    run: async (caller, { tag }) =>
      names(
        await caller.run({
          operation: 'searchRead',
          model: 'res.partner',
          domain: `['&', ('ref', '=', '${tag}'), '|', ('parent_id.name', 'like', 'Werke'), ('color', '=', 7)]`,
          fields: ['name'],
          order: 'id',
        }),
      ),
    expected: ({ tag }) => [`${tag} Ångström`, `${tag} Brühl`],
  },
  {
    name: 'search',
    run: (caller, { tag }) => caller.call('res.partner', 'search', [[['ref', '=', tag]]], { order: 'id' }),
    expected: ({ company, people }) => [company, ...people],
  },
  {
    name: 'search: child_of',
    run: (caller, { company }) =>
      caller.call('res.partner', 'search', [[['id', 'child_of', company]]], { order: 'id' }),
    expected: ({ company, people }) => [company, ...people],
  },
  {
    name: 'search: any',
    absent: major < 17 ? 'the operator came with 17' : undefined,
    run: (caller, { tag }) =>
      caller.call('res.partner', 'search', [[['child_ids', 'any', [['ref', '=', tag]]]]], { order: 'id' }),
    expected: ({ company }) => [company],
  },
  {
    name: 'count',
    run: (caller, { tag }) =>
      caller.run({ operation: 'count', model: 'res.partner', domain: [['ref', '=', tag]] }),
    expected: () => 3,
  },
  {
    name: 'read: relations',
    run: async (caller, { company }) => {
      const rows = await caller.run({
        operation: 'read',
        model: 'res.partner',
        ids: [company],
        fields: ['child_ids', 'category_id', 'parent_id', 'ref'],
      });
      // Odoo orders a relation by its model's own order.
      return Array.isArray(rows) ? rows.map(withSortedIds) : rows;
    },
    expected: ({ company, people, categories, tag }) => [
      { id: company, child_ids: people, category_id: categories, parent_id: false, ref: tag },
    ],
  },
  {
    name: 'read: many2one as id and name',
    run: (caller, { people }) =>
      caller.run({ operation: 'read', model: 'res.partner', ids: [people[0]], fields: ['parent_id'] }),
    expected: ({ company, people, tag }) => [{ id: people[0], parent_id: [company, `${tag} Werke GmbH`] }],
  },
  {
    name: 'read: a missing record is left out',
    run: (caller, { company }) =>
      caller.run({ operation: 'read', model: 'res.partner', ids: [company, 99_999_999], fields: ['ref'] }),
    expected: ({ company, tag }) => [{ id: company, ref: tag }],
  },
  {
    name: 'name search',
    run: async (caller, { tag }) => {
      // The keyword for the domain was `args` up to 18 (odoo/models.py, name_search).
      const domain = { [major >= 19 ? 'domain' : 'args']: [['ref', '=', tag]] };
      const found = await caller.call('res.partner', 'name_search', [`${tag} Werke`], domain);
      return Array.isArray(found) ? found[0] : found;
    },
    expected: ({ company, tag }) => [company, `${tag} Werke GmbH`],
  },
  {
    name: 'read group',
    absent: hasReadGroup ? undefined : 'gone after 19.0',
    run: async (caller, { tag }) => {
      const groups = await caller.call('res.partner', 'read_group', [[['ref', '=', tag]]], {
        fields: ['color:sum'],
        groupby: ['is_company'],
        orderby: 'is_company',
      });
      return Array.isArray(groups)
        ? groups.map((group) =>
            isJsonObject(group) ? [group['is_company'], group['is_company_count'], group['color']] : group,
          )
        : groups;
    },
    expected: () => [
      [false, 2, 7],
      [true, 1, 0],
    ],
  },
  {
    name: 'formatted read group',
    absent: major < 19 ? 'came with 19' : undefined,
    run: async (caller, { tag }) => {
      const groups = await caller.call('res.partner', 'formatted_read_group', [[['ref', '=', tag]]], {
        groupby: ['is_company'],
        aggregates: ['__count', 'color:sum'],
        order: 'is_company',
      });
      return Array.isArray(groups)
        ? groups.map((group) =>
            isJsonObject(group) ? [group['is_company'], group['__count'], group['color:sum']] : group,
          )
        : groups;
    },
    expected: () => [
      [false, 2, 7],
      [true, 1, 0],
    ],
  },
  {
    name: 'fields',
    run: (caller) =>
      caller.call('res.partner', 'fields_get', [
        ['name', 'parent_id', 'category_id'],
        ['type', 'relation', 'required'],
      ]),
  },
  {
    name: 'default values',
    run: (caller) =>
      caller.call('res.partner', 'default_get', [['color', 'ref']], {
        context: { default_color: 3, default_ref: 'x' },
      }),
    expected: () => ({ color: 3, ref: 'x' }),
  },
  {
    name: 'access rights',
    run: (caller) =>
      major >= 18
        ? caller.call('res.partner', 'has_access', [[]], { operation: 'write' })
        : caller.call('res.partner', 'check_access_rights', ['write'], { raise_exception: false }),
    expected: () => true,
  },
  {
    name: 'export rows',
    run: (caller, { people }) =>
      caller.call('res.partner', 'export_data', [[people[0]], ['name', 'parent_id/name', 'email']]),
    expected: ({ tag }) => ({ datas: [[`${tag} Ångström`, `${tag} Werke GmbH`, 'a@example.com']] }),
  },
  {
    name: 'metadata',
    run: async (caller, { company }) => {
      const rows = await caller.call('res.partner', 'get_metadata', [[company]]);
      const row = Array.isArray(rows) ? rows[0] : rows;
      return row !== undefined && isJsonObject(row) ? [row['id'], row['noupdate'], row['xmlid']] : row;
    },
    expected: ({ company }) => [company, false, false],
  },
];

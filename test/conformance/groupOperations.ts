import { isRecordGroup } from '../../src/model/recordGroup';
import { isJsonObject, type Json } from '../../src/model/json';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { Caller, Operation } from './operation';
import { version } from './target';

type ReadGroup = Extract<RequestSpec, { operation: 'readGroup' }>;

const { major } = version;

/** The groups without their domains, and how many records each group's domain finds: as many as it counts. */
async function groupsOf(caller: Caller, tag: string, parts: Partial<ReadGroup>): Promise<Json> {
  const groups = await caller.run({
    operation: 'readGroup',
    model: 'res.partner',
    domain: [['ref', '=', tag]],
    groupBy: [],
    ...parts,
  });
  if (!Array.isArray(groups)) return groups;
  const rows: Json[] = [];
  for (const group of groups) {
    if (!isRecordGroup(group)) throw new Error('This was expected to be a group of records.');
    const { __domain: domain, ...row } = group;
    rows.push({
      ...row,
      found: await caller.run({ operation: 'count', model: 'res.partner', domain }),
    });
  }
  return rows;
}

/** Records in groups, in one shape on every version. */
export const groupOperations: Operation[] = [
  {
    name: 'groups: two fields, two aggregates of one field',
    run: (caller, { tag }) =>
      groupsOf(caller, tag, {
        groupBy: ['is_company', 'parent_id'],
        aggregates: ['color:sum', 'color:max'],
        order: 'is_company desc',
      }),
    expected: ({ company, tag }) => [
      { is_company: true, parent_id: false, 'color:sum': 0, 'color:max': 0, __count: 1, found: 1 },
      {
        is_company: false,
        parent_id: [company, `${tag} Werke GmbH`],
        'color:sum': 7,
        'color:max': 7,
        __count: 2,
        found: 2,
      },
    ],
  },
  {
    name: 'groups: ordered by an aggregate, by the count, limited',
    run: async (caller, { tag }) => [
      await groupsOf(caller, tag, {
        groupBy: ['is_company'],
        aggregates: ['color:sum'],
        order: 'color:sum desc',
        limit: 1,
      }),
      await groupsOf(caller, tag, { groupBy: ['is_company'], order: '__count desc' }),
      await groupsOf(caller, tag, { groupBy: ['color'], order: 'color desc', offset: 1 }),
    ],
    expected: () => [
      [{ is_company: false, 'color:sum': 7, __count: 2, found: 2 }],
      [
        { is_company: false, __count: 2, found: 2 },
        { is_company: true, __count: 1, found: 1 },
      ],
      [{ color: 0, __count: 2, found: 2 }],
    ],
  },
  {
    name: 'groups: a date by its month, with its start and the server’s label',
    run: async (caller, { tag }) => {
      const groups = await groupsOf(caller, tag, { groupBy: ['create_date:month'] });
      const [group] = Array.isArray(groups) ? groups : [];
      if (group === undefined || !isJsonObject(group)) return groups;
      const { 'create_date:month': month } = group;
      const [start, label] = Array.isArray(month) ? month : [];
      return {
        ...group,
        'create_date:month': [/^"\d{4}-\d\d-01 00:00:00"$/.test(JSON.stringify(start)), typeof label],
      };
    },
    expected: () => ({ 'create_date:month': [true, 'string'], __count: 3, found: 3 }),
  },
  {
    name: 'groups: none, and no records',
    run: async (caller, { tag }) => [
      await groupsOf(caller, tag, { aggregates: ['color:sum', 'id:count'] }),
      await groupsOf(caller, `${tag} nobody`, { aggregates: ['color:sum', 'id:count'] }),
      await groupsOf(caller, `${tag} nobody`, { groupBy: ['is_company'] }),
    ],
    expected: () => [
      [{ 'color:sum': 7, 'id:count': 3, __count: 3, found: 3 }],
      [{ 'color:sum': false, 'id:count': 0, __count: 0, found: 0 }],
      [],
    ],
  },
  {
    name: 'groups: filtered',
    absent: major < 19 ? 'came with 19' : undefined,
    run: (caller, { tag }) =>
      groupsOf(caller, tag, {
        domain: `[('ref', '=', '${tag}')]`,
        groupBy: ['is_company'],
        having: "[('__count', '>', 1)]",
      }),
    expected: () => [{ is_company: false, __count: 2, found: 2 }],
  },
  {
    name: 'groups: a filter refused where there is none',
    absent: major >= 19 ? 'there is one' : undefined,
    run: (caller) =>
      caller.code({
        operation: 'readGroup',
        model: 'res.partner',
        groupBy: ['is_company'],
        having: [['__count', '>', 1]],
      }),
    expected: () => 'request.incomplete',
  },
];

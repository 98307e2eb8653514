import { isJsonObject, type Json } from '../../src/model/json';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { Caller, Operation } from './operation';
import { hasReadGroup } from './readOperations';

const hidden = 'XML-RPC cannot carry it: XML 1.0 has no form for control characters';

/** Sends a value through a context default and gets it back, without touching a record. */
async function echo(caller: Caller, field: 'color' | 'ref' | 'name', value: Json): Promise<Json> {
  const given = await caller.call('res.partner', 'default_get', [[field]], {
    context: { [`default_${field}`]: value },
  });
  return isJsonObject(given) ? (given[field] ?? null) : given;
}

/** The sum of a column that the ORM keeps in 32 bits, which itself needs more. */
function sumOfColors(ids: number[]): RequestSpec {
  const domain = [['id', 'in', ids]];
  const kwargs = hasReadGroup
    ? { domain, fields: ['color:sum'], groupby: [] }
    : { domain, groupby: [], aggregates: ['color:sum'] };
  const method = hasReadGroup ? 'read_group' : 'formatted_read_group';
  return { operation: 'call', model: 'res.partner', method, kwargs };
}

function text(name: string, value: string): Operation {
  return { name: `text: ${name}`, run: (caller) => echo(caller, 'ref', value), expected: () => value };
}

/** Values that must come back as they went, and the few that Odoo itself carries otherwise (odoo-facts: XML-RPC of Python). */
export const valueOperations: Operation[] = [
  text('letters of many scripts', 'Žluťoučký 株式会社 مرحبا Ελλάδα'),
  text('beyond the basic plane', '🦆 𝔘𝔫𝔦𝔠𝔬𝔡𝔢'),
  text('markup', '<b>&amp; "quoted" \'single\' ]]> </b><!-- no -->'),
  text('spaces at the ends', '  padded\t'),
  text('line breaks', 'one\ntwo\n'),
  {
    name: 'text: carriage returns',
    run: (caller) => echo(caller, 'ref', 'one\r\ntwo'),
    expected: () => 'one\r\ntwo',
    differences: {
      xmlRpc: {
        why: 'every XML parser reads CR LF as LF (XML 1.0, section 2.11)',
        expected: 'one\ntwo',
      },
    },
  },
  {
    name: 'text: a control character',
    run: async (caller) =>
      caller
        .code({
          operation: 'call',
          model: 'res.partner',
          method: 'default_get',
          args: [['ref']],
          kwargs: { context: { default_ref: 'a\u0001b' } },
        })
        .then(async (code) => (code === 'no failure' ? echo(caller, 'ref', 'a\u0001b') : code)),
    expected: () => 'a\u0001b',
    differences: { xmlRpc: { why: hidden, expected: 'request.incomplete' } },
  },
  { name: 'text: empty', run: (caller) => echo(caller, 'ref', ''), expected: () => '' },
  {
    name: 'number: negative',
    run: (caller) => echo(caller, 'color', -7),
    expected: () => -7,
  },
  {
    name: 'number: the largest of 32 bits',
    run: (caller) => echo(caller, 'color', 2_147_483_647),
    expected: () => 2_147_483_647,
  },
  {
    name: 'number: beyond 32 bits',
    run: async (caller, { people }) => {
      // The largest number a column holds, twice, and their sum.
      const values = { color: 2_147_483_647 };
      await caller.run({ operation: 'update', model: 'res.partner', ids: people, values });
      const call = sumOfColors(people);
      try {
        const code = await caller.code(call);
        if (code !== 'no failure') return code;
        const [group] = (await caller.run(call)) as Json[];
        return group !== undefined && isJsonObject(group) ? (group['color'] ?? group['color:sum']) : group;
      } finally {
        const [first, second] = people;
        await caller.run({ operation: 'update', model: 'res.partner', ids: [first], values: { color: 0 } });
        await caller.run({ operation: 'update', model: 'res.partner', ids: [second], values: { color: 7 } });
      }
    },
    expected: () => 4_294_967_294,
    differences: {
      xmlRpc: {
        why: 'Python’s XML-RPC refuses to write it (“int exceeds XML-RPC limits”)',
        expected: 'server.numberTooLarge',
      },
    },
  },
  {
    name: 'number: with decimals',
    run: async (caller, { people }) => {
      const ids = [people[0]];
      const values = { partner_latitude: 47.37691, partner_longitude: -8.5 };
      await caller.run({ operation: 'update', model: 'res.partner', ids, values });
      const fields = ['partner_latitude', 'partner_longitude'];
      const [row] = (await caller.run({ operation: 'read', model: 'res.partner', ids, fields })) as Json[];
      return row;
    },
    expected: ({ people }) => ({ id: people[0], partner_latitude: 47.37691, partner_longitude: -8.5 }),
  },
  {
    name: 'empty values are false, lists are empty',
    run: (caller, { people }) =>
      caller.run({
        operation: 'read',
        model: 'res.partner',
        ids: [people[1]],
        fields: ['phone', 'category_id', 'country_id', 'user_id'],
      }),
    expected: ({ people }) => [
      { id: people[1], phone: false, category_id: [], country_id: false, user_id: false },
    ],
  },
  {
    name: 'date and time as text, in UTC',
    run: async (caller, { company }) => {
      const ids = [company];
      const rows = await caller.run({
        operation: 'read',
        model: 'res.partner',
        ids,
        fields: ['create_date'],
      });
      const [row] = rows as Json[];
      const date = row !== undefined && isJsonObject(row) ? row['create_date'] : row;
      return [
        typeof date,
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(typeof date === 'string' ? date : ''),
        date,
      ];
    },
  },
  {
    name: 'files as base64',
    run: async (caller, { tag }) => {
      const datas = Buffer.from('h\u00e9llo \u0000 bytes').toString('base64');
      const id = await caller.run({
        operation: 'create',
        model: 'ir.attachment',
        values: { name: `${tag}.bin`, datas },
      });
      const ids = [id as number];
      const fields = ['datas', 'file_size', 'type'];
      const rows = (await caller.run({ operation: 'read', model: 'ir.attachment', ids, fields })) as Json[];
      await caller.run({ operation: 'delete', model: 'ir.attachment', ids });
      const [row] = rows;
      return row !== undefined && isJsonObject(row)
        ? [row['datas'] === datas, row['file_size'], row['type']]
        : row;
    },
    expected: () => [true, 14, 'binary'],
  },
  {
    name: 'structures: nested lists and objects, odd names',
    run: async (caller) =>
      caller.call('res.partner', 'default_get', [['ref']], {
        context: {
          default_ref: 'x',
          nested: [[], {}, [[1, [2, [3]]]], { '': 1, 'a.b': { c: [true, false] }, 'é<&>': 'ok' }],
        },
      }),
    expected: () => ({ ref: 'x' }),
  },
  {
    name: 'None as an argument',
    run: (caller, { people }) =>
      caller.call('res.partner', 'read', [[people[0]], ['parent_id']], { load: null }),
    expected: ({ company, people }) => [{ id: people[0], parent_id: company }],
  },
];

import { isJsonObject, type Json, type JsonObject } from '../../src/model/json';
import type { Caller, Operation } from './operation';

type Id = string | number;

function isSecure(caller: Caller): boolean {
  return caller.way.connection.rest?.dialect === 'secureApi';
}

/** The module's own name for contacts. */
function contacts(caller: Caller): string {
  return isSecure(caller) ? 'partner' : 'partners';
}

function rows(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [value].filter(isJsonObject);
}

function idOf(row: JsonObject | undefined): Id {
  const id = row?.['id'];
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new Error(`This was expected to be a record with an id: ${JSON.stringify(row)}.`);
}

async function listed(caller: Caller, tag: string): Promise<JsonObject[]> {
  const value = await caller.run({
    operation: 'restList',
    route: contacts(caller),
    domain: [['ref', '=', tag]],
    fields: ['name'],
    order: 'id',
  });
  return rows(value);
}

async function create(caller: Caller, values: JsonObject): Promise<Id> {
  const value = await caller.run({ operation: 'restCreate', route: contacts(caller), values });
  return idOf(rows(value)[0]);
}

async function nameOf(caller: Caller, id: Id): Promise<Json> {
  const value = await caller.run({
    operation: 'restRead',
    route: contacts(caller),
    ids: [id],
    fields: ['name'],
  });
  return rows(value)[0]?.['name'] ?? null;
}

async function withContacts<T>(caller: Caller, names: string[], use: (ids: Id[]) => Promise<T>): Promise<T> {
  const ids: Id[] = [];
  for (const name of names) ids.push(await create(caller, { name }));
  try {
    return await use(ids);
  } finally {
    for (const id of ids) await remove(caller, id);
  }
}

async function remove(caller: Caller, id: Id): Promise<void> {
  const code = await caller.code({ operation: 'restDelete', route: contacts(caller), ids: [id] });
  if (code !== 'no failure' && code !== 'rest.notFound') throw new Error(`Deleting ${id} gave ${code}.`);
}

/** Whether records are gone: each says so, or is left out. */
async function allGone(caller: Caller, ids: Id[]): Promise<boolean> {
  for (const id of ids) {
    const spec = { operation: 'restRead' as const, route: contacts(caller), ids: [id] };
    const code = await caller.code(spec);
    if (code === 'no failure' && rows(await caller.run(spec)).length > 0) return false;
  }
  return true;
}

/** What only the Secure API module has, and what the others say instead. */
function bulk(
  name: string,
  run: (caller: Caller, tag: string) => Promise<unknown>,
  expected: unknown,
): Operation {
  return {
    name: `REST bulk: ${name}`,
    run: (caller, { tag }) => (isSecure(caller) ? run(caller, tag) : Promise.resolve(expected)),
    expected: () => expected,
  };
}

/** Calls of a REST module, for those who are signed in. */
export const restOperations: Operation[] = [
  {
    name: 'REST: list',
    run: async (caller, { tag }) => (await listed(caller, tag)).map((row) => row['name']),
    expected: ({ tag }) => [`${tag} Werke GmbH`, `${tag} Ångström`, `${tag} Brühl`],
  },
  {
    name: 'REST: list with limit, offset and the total',
    run: async (caller, { tag }) => {
      const outcome = await caller.outcome({
        operation: 'restList',
        route: contacts(caller),
        domain: `[('ref', '=', '${tag}'), ('is_company', '=', False)]`,
        fields: ['name'],
        order: 'id desc',
        limit: 1,
        offset: 1,
      });
      return [rows(outcome.value).map((row) => row['name']), outcome.total, outcome.status];
    },
    expected: ({ tag }) => [[`${tag} Ångström`], 2, 200],
  },
  {
    name: 'REST: ids are kept as they are',
    run: async (caller, { tag }) => {
      const ids = (await listed(caller, tag)).map((row) => typeof row['id']);
      return isSecure(caller)
        ? ids.every((type) => type === 'string')
        : ids.every((type) => type === 'number');
    },
    expected: () => true,
  },
  {
    name: 'REST: read',
    run: async (caller, { tag }) => {
      const [first] = await listed(caller, tag);
      return nameOf(caller, idOf(first));
    },
    expected: ({ tag }) => `${tag} Werke GmbH`,
  },
  {
    name: 'REST: create, update, delete',
    run: async (caller, { tag }) => {
      const id = await create(caller, { name: `${tag} rest`, email: 'r@example.com' });
      const before = await nameOf(caller, id);
      await caller.run({
        operation: 'restUpdate',
        route: contacts(caller),
        ids: [id],
        values: { name: `${tag} rest changed` },
      });
      const after = await nameOf(caller, id);
      await remove(caller, id);
      return [before, after, await allGone(caller, [id])];
    },
    expected: ({ tag }) => [`${tag} rest`, `${tag} rest changed`, true],
  },
  bulk(
    'create',
    async (caller, tag) => {
      const value = await caller.run({
        operation: 'restCreate',
        route: contacts(caller),
        values: [{ name: `${tag} b1` }, { name: `${tag} b2` }],
      });
      const made = rows(value);
      for (const row of made) await remove(caller, idOf(row));
      return made.length;
    },
    2,
  ),
  bulk(
    'read',
    (caller, tag) =>
      withContacts(
        caller,
        [`${tag} 1`, `${tag} 2`],
        async (ids) =>
          rows(await caller.run({ operation: 'restRead', route: contacts(caller), ids, fields: ['name'] }))
            .length,
      ),
    2,
  ),
  bulk(
    'update, the same for all',
    (caller, tag) =>
      withContacts(caller, [`${tag} 1`, `${tag} 2`], async (ids) => {
        await caller.run({ operation: 'restUpdate', route: contacts(caller), ids, values: { color: 9 } });
        const read = { operation: 'restRead' as const, route: contacts(caller), ids, fields: ['color'] };
        return rows(await caller.run(read)).map((row) => row['color']);
      }),
    [9, 9],
  ),
  bulk(
    'update, each its own',
    (caller, tag) =>
      withContacts(caller, [`${tag} 1`, `${tag} 2`], async (ids) => {
        const values = ids.map((id, index) => ({ id, color: index + 1 }));
        await caller.run({ operation: 'restUpdate', route: contacts(caller), values });
        const read = { operation: 'restRead' as const, route: contacts(caller), ids, fields: ['color'] };
        return rows(await caller.run(read)).map((row) => row['color']);
      }),
    [1, 2],
  ),
  bulk(
    'delete, as an object',
    async (caller, tag) => {
      const ids = [await create(caller, { name: `${tag} 1` }), await create(caller, { name: `${tag} 2` })];
      await caller.run({ operation: 'restDelete', route: contacts(caller), ids });
      return allGone(caller, ids);
    },
    true,
  ),
  bulk(
    'delete, as a list',
    async (caller, tag) => {
      const ids = [await create(caller, { name: `${tag} 1` }), await create(caller, { name: `${tag} 2` })];
      await caller.run({ operation: 'restDelete', route: contacts(caller), ids, bulkForm: 'list' });
      return allGone(caller, ids);
    },
    true,
  ),
  {
    name: 'REST: one record at a time where the API takes no more',
    run: (caller) =>
      isSecure(caller)
        ? Promise.resolve('request.incomplete')
        : caller.code({ operation: 'restRead', route: contacts(caller), ids: [1, 2] }),
    expected: () => 'request.incomplete',
  },
  {
    name: 'REST: call a method',
    run: (caller, { tag }) =>
      withContacts(caller, [`${tag} rpc`], async (ids) => {
        const route = isSecure(caller) ? 'partner' : 'partners/action_archive';
        await caller.run({ operation: 'restCall', route, ids });
        const read = { operation: 'restRead' as const, route: contacts(caller), ids, fields: ['active'] };
        return rows(await caller.run(read)).map((row) => row['active']);
      }),
    expected: () => [false],
  },
  {
    name: 'failure: a record that is not there',
    run: (caller) => {
      const ids = [isSecure(caller) ? 'no-such-id' : 99_999_999];
      return caller.code({ operation: 'restRead', route: contacts(caller), ids });
    },
    expected: () => 'rest.notFound',
  },
  {
    name: 'failure: a route that is not there',
    run: (caller) => caller.code({ operation: 'restList', route: 'no-such-route' }),
    expected: () => 'rest.notFound',
  },
  {
    name: 'failure: what a constraint forbids',
    run: async (caller) => {
      const code = await caller.code({
        operation: 'restCreate',
        route: contacts(caller),
        values: { name: false },
      });
      // Odoo's own exception in its envelope, or the status that stands for it.
      return ['server.refused', 'rest.refused'].includes(code) ? 'refused' : code;
    },
    expected: () => 'refused',
  },
  {
    name: 'failure: a call of an Odoo model',
    run: (caller) => caller.code({ operation: 'count', model: 'res.partner' }),
    expected: () => 'request.wrongProtocol',
  },
];

/** Routes that are open to anyone, signed in or not. */
export const openOperations: Operation[] = [
  {
    name: 'REST: a route that is open to anyone',
    run: async (caller) => {
      const route = isSecure(caller) ? 'country' : 'countries';
      const value = await caller.run({
        operation: 'restList',
        route,
        domain: [['code', '=', 'BE']],
        fields: ['name'],
      });
      return rows(value).map((row) => row['name']);
    },
    expected: () => ['Belgium'],
  },
];

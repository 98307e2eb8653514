import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json';
import type { RequestSpec } from '../../src/model/requestSpec';
import { describeModel } from '../../src/odoo/schema';
import { checkUnchanged } from '../../src/writes/conflict';
import { prepareWrite } from '../../src/writes/prepare';
import type { WritePort } from '../../src/writes/snapshot';
import { prepareUndo, undoableAfter, undoRequest } from '../../src/writes/undo';
import { clientWith, connection, transport, wayName, waysOfCalls, type Row } from './target';

/*
 * What a write is said to change is what it changes, and undoing brings back what was there: read on the server itself, over every
 * way to sign in.
 */
const tag = `explorer-writes-${process.pid}-${Date.now()}`;
const model = 'res.partner';
const client = clientWith();

afterAll(() => transport.close());

describe.each(waysOfCalls)('a reviewed write over $auth and $protocol', (way) => {
  const self = connection({ ...way, id: `writes ${wayName(way)}` });
  const run = async (spec: RequestSpec): Promise<Json> => (await client.run(self, spec)).value;
  const port: WritePort = { run, fields: (name) => describeModel(client, self, name) };
  const fields = ['name', 'phone', 'color', 'active', 'parent_id', 'category_id', 'comment'];
  const made: [string, number[]][] = [];
  let tags: number[];

  async function create(of: string, values: Record<string, Json>[]): Promise<number[]> {
    const ids = (await run({ operation: 'create', model: of, values })) as number[];
    made.push([of, ids]);
    return ids;
  }

  async function read(ids: number[]): Promise<Row[]> {
    const context = { active_test: false };
    return (await run({ operation: 'read', model, ids, fields, context })) as Row[];
  }

  beforeAll(async () => {
    tags = await create('res.partner.category', [{ name: `${tag} a` }, { name: `${tag} b` }]);
  });

  afterAll(async () => {
    for (const [of, ids] of made.reverse()) {
      const domain: Json[] = [['id', 'in', ids]];
      const left = await run({ operation: 'search', model: of, domain, context: { active_test: false } });
      if (Array.isArray(left) && left.length > 0) {
        await run({ operation: 'delete', model: of, ids: left as number[] });
      }
    }
  });

  it('tells old and new of an update, and writing the old values back leaves nothing of it', async () => {
    const [one = 0, two = 0] = tags;
    const [parent = 0] = await create(model, [{ name: `${tag} parent`, is_company: true }]);
    const ids = await create(model, [
      { name: `${tag} first`, phone: '+1', color: 3, category_id: [[6, 0, [one]]] },
      { name: `${tag} second`, parent_id: parent },
    ]);
    const before = await read(ids);
    const spec: RequestSpec = {
      operation: 'update',
      model,
      ids,
      values: { phone: '+32', color: 0, category_id: [[4, two, 0]], parent_id: false },
    };
    const prepared = await prepareWrite(spec, port);
    if (!prepared) throw new Error('An update is a write.');
    expect(prepared.changes.map(({ id, field, before, after }) => [id, field, before, after])).toEqual([
      [ids[0], 'phone', '+1', '+32'],
      [ids[0], 'color', 3, 0],
      [ids[0], 'category_id', [one], [one, two]],
      [ids[1], 'phone', false, '+32'],
      [ids[1], 'category_id', [], [two]],
      [ids[1], 'parent_id', [parent, `${tag} parent`], false],
    ]);
    if (prepared.snapshot) await checkUnchanged(prepared.snapshot, port);
    await run(spec);
    const undoable = await undoableAfter(prepared, port);
    if (!undoable) throw new Error('An update that was read can be undone.');
    const written = await read(ids);
    expect(written.map((row) => [row['phone'], row['color'], row['category_id']])).toEqual([
      ['+32', 0, [one, two]],
      ['+32', 0, [two]],
    ]);
    expect((await prepareUndo(undoable, port)).remarks).toEqual([]);
    await run(undoRequest(undoable));
    expect(await read(ids)).toEqual(before);
  });

  it('creates deleted records anew with the values that they had', async () => {
    const [one = 0] = tags;
    const ids = await create(model, [
      { name: `${tag} gone`, phone: '+2', comment: 'remember', category_id: [[6, 0, [one]]], active: false },
    ]);
    const [before] = await read(ids);
    const prepared = await prepareWrite({ operation: 'delete', model, ids }, port);
    if (!prepared) throw new Error('A delete is a write.');
    expect(prepared.victims.map(({ id }) => id)).toEqual(ids);
    await run({ operation: 'delete', model, ids });
    expect(await read(ids)).toEqual([]);
    const undoable = await undoableAfter(prepared, port);
    const anew = undoable ? ((await run(undoRequest(undoable))) as number[]) : [];
    made.push([model, anew]);
    const [after] = await read(anew);
    expect({ ...after, id: 0 }).toEqual({ ...before, id: 0 });
  });

  it('notices that a record was changed after it was looked at', async () => {
    const ids = await create(model, [{ name: `${tag} busy` }]);
    const prepared = await prepareWrite({ operation: 'update', model, ids, values: { phone: 'a' } }, port);
    if (!prepared?.snapshot) throw new Error('The record was read.');
    // Odoo keeps the time of a change to the second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await run({ operation: 'update', model, ids, values: { color: 5 } });
    await expect(checkUnchanged(prepared.snapshot, port)).rejects.toMatchObject({
      code: 'write.conflict',
      facts: { records: 1, record: `${tag} busy` },
    });
  });
});

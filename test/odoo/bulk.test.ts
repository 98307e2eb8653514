import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json';
import type { RequestSpec } from '../../src/model/requestSpec';
import { dryRun } from '../../src/transfer/dryRun';
import { prepare } from '../../src/transfer/plan/prepare';
import { readTable } from '../../src/transfer/read/readTable';
import { bulkOf, bulkPort, planOf, planPort, tableOf } from './bulkPorts';
import { CutProxy, type Cut } from './cutProxy';
import {
  clientWith,
  connection,
  describeInLab,
  lab,
  problemOf,
  transport,
  wayName,
  ways,
  type Row,
} from './target';

const tag = `explorer-bulk-${process.pid}-${Date.now()}`;
const model = 'res.country.state';
// Over JSON-RPC, Odoo 14 with several databases hides why it refuses.
const self = connection({ protocol: 'xmlRpc', id: 'bulk' });
const client = clientWith();
const run = async (spec: RequestSpec): Promise<Json> => (await client.run(self, spec)).value;
const mine = (more = ''): Json[] => [['name', '=like', `${tag}${more}%`]];
const count = (more = ''): Promise<Json> => run({ operation: 'count', model, domain: mine(more) });

async function removeAll(): Promise<void> {
  const ids = (await run({ operation: 'search', model, domain: mine() })) as number[];
  for (let at = 0; at < ids.length; at += 1000) {
    await run({ operation: 'delete', model, ids: ids.slice(at, at + 1000) });
  }
}

let belgium = 0;
beforeAll(async () => {
  [belgium = 0] = (await run({
    operation: 'search',
    model: 'res.country',
    domain: [['code', '=', 'BE']],
  })) as number[];
});
afterAll(async () => {
  await removeAll();
  await transport.close();
});

const bad = [3, 200, 201, 777, 2500, 4001, 5000];

describe('5,000 rows with 7 bad ones', () => {
  it('are written through a connection that is cut again and again, none of them twice', async () => {
    await run({
      operation: 'create',
      model,
      values: { name: `${tag} taken`, code: `${tag}-taken`, country_id: belgium },
    });
    const csv = ['Name;Code;Country'];
    for (let row = 1; row <= 5000; row++) {
      // One code can be given to one state of a country only.
      csv.push(`"${tag} row ${row}";${tag}-${bad.includes(row) ? 'taken' : row};Belgium`);
    }
    const table = await readTable('states.csv', Buffer.from(csv.join('\r\n')));
    const proxy = new CutProxy(self.url, (request) => request.includes('<string>create</string>'));
    await proxy.listen();
    try {
      const cuts: [number, Cut][] = [
        [0, 'answered'],
        [4, 'working'],
        [9, 'unsent'],
        [30, 'answered'],
        [50, 'working'],
        [51, 'unsent'],
      ];
      for (const [at, cut] of cuts) proxy.cuts.set(at, cut);
      const throughProxy = { ...self, url: proxy.url, id: 'cut' };
      const bulk = await bulkOf(
        client,
        throughProxy,
        planOf('create', model, ['name', 'code', 'country_id']),
        table,
      );
      expect(bulk.prepared.problems).toEqual([]);
      let interruptions = 0;
      await bulk.run.resume();
      while (bulk.run.state === 'interrupted' && interruptions < 20) {
        interruptions++;
        expect(bulk.run.problem?.code).toBe('tcp.closed');
        await bulk.run.resume();
      }
      const { report } = bulk.run;
      expect([bulk.run.state, report.count('done'), report.count('failed'), report.count('unsure')]).toEqual([
        'done',
        4993,
        7,
        0,
      ]);
      expect(interruptions).toBe(cuts.length);
      const failed = bulk.run.rows('failed', 0, 100).rows;
      expect(failed.map(({ row }) => row)).toEqual(bad);
      expect(failed[0]?.reason).not.toBe('');
      expect(proxy.seen).toBeLessThan(220);
      // Each row once, and under the id that the report says.
      const records = (await run({
        operation: 'searchRead',
        model,
        domain: mine(' row '),
        fields: ['name', 'country_id'],
        order: 'id',
      })) as Row[];
      expect(records).toHaveLength(4993);
      const names = new Map(records.map(({ id, name }) => [id, name]));
      for (let row = 1; row <= 5000; row++) {
        if (bad.includes(row)) continue;
        expect(names.get(report.get(row).id ?? 0)).toBe(`${tag} row ${row}`);
      }
      expect((records[0]?.['country_id'] as Json[])[0]).toBe(belgium);
    } finally {
      await proxy.close();
    }
  }, 300_000);

  it('are deleted by their ids, what a cut call deleted too', async () => {
    const ids = (await run({ operation: 'search', model, domain: mine(' row '), order: 'id' })) as number[];
    const proxy = new CutProxy(self.url, (request) => request.includes('<string>unlink</string>'));
    await proxy.listen();
    try {
      proxy.cuts.set(1, 'answered');
      proxy.cuts.set(3, 'working');
      const throughProxy = { ...self, url: proxy.url, id: 'cut' };
      const table = tableOf(
        ['id'],
        ids.map((id) => [id]),
      );
      const bulk = await bulkOf(client, throughProxy, planOf('delete', model, ['id'], 1000), table);
      for (let turn = 0; turn < 10 && bulk.run.state !== 'done'; turn++) await bulk.run.resume();
      expect([bulk.run.state, bulk.run.report.count('done')]).toEqual(['done', ids.length]);
      expect(await count(' row ')).toBe(0);
    } finally {
      await proxy.close();
    }
  }, 120_000);
});

describe('external ids', () => {
  const names = Array.from({ length: 50 }, (_, index) => `${tag.replaceAll('-', '_')}_${index}`);

  it('are given to new records, name them in an update and in a delete', async () => {
    const created = await bulkOf(
      client,
      self,
      planOf('create', model, ['@id', 'name', 'code', 'country_id@id'], 20),
      tableOf(
        ['x', 'n', 'c', 'of'],
        names.map((name, index) => [name, `${tag} named ${index}`, `${tag}-n${index}`, 'base.be']),
      ),
    );
    expect(created.prepared.problems).toEqual([]);
    await created.run.resume();
    expect([created.run.state, created.run.report.count('done')]).toEqual(['done', 50]);

    const again = await bulkOf(
      client,
      self,
      planOf('create', model, ['@id', 'name', 'code', 'country_id']),
      tableOf(['x', 'n', 'c', 'of'], [[names[0] ?? '', 'a', 'b', belgium]]),
    );
    expect(again.prepared.problems.map(({ column }) => column)).toEqual(['x']);

    const updated = await bulkOf(
      client,
      self,
      planOf('update', model, ['@id', 'name']),
      tableOf(
        ['x', 'n'],
        [
          ...names.map((name, index) => [name, `${tag} named anew ${index % 2}`]),
          ['base.nothing_like_it', 'x'],
          ['base.be', 'x'],
        ],
      ),
    );
    expect(updated.prepared.problems.map(({ row }) => row)).toEqual([51, 52]);
    await updated.run.resume();
    expect([updated.run.state, updated.run.report.count('done'), updated.run.report.count('failed')]).toEqual(
      ['done', 50, 2],
    );
    expect(await count(' named anew 0')).toBe(25);
    expect(await count(' named anew 1')).toBe(25);

    const deleted = await bulkOf(
      client,
      self,
      planOf('delete', model, ['@id']),
      tableOf(
        ['x'],
        names.map((name) => [name]),
      ),
    );
    await deleted.run.resume();
    expect(deleted.run.report.count('done')).toBe(50);
    expect(await count(' named')).toBe(0);
  });
});

describe('a dry run', () => {
  const columns = ['name', 'code', 'country_id'];

  it('says in the server’s words which rows it would refuse, and leaves nothing behind', async () => {
    await run({
      operation: 'create',
      model,
      values: { name: `${tag} dry`, code: `${tag}-dry`, country_id: belgium },
    });
    const before = await count();
    const table = tableOf(columns, [
      [`${tag} Été “”`, `${tag}-d1`, 'Belgium'],
      [`${tag} double`, `${tag}-dry`, 'Belgium'],
      [`${tag} fine`, `${tag}-d3`, 'Belgium'],
    ]);
    const plan = planOf('create', model, columns);
    const port = planPort(client, self);
    const { rows } = await prepare(table, plan, port);
    const fields = await port.fields(model);
    const tried = await dryRun(rows, plan, fields, port);
    expect(tried.rows).toBe(3);
    expect([...new Set(tried.problems.map(({ row }) => row))]).toEqual([2]);
    expect(tried.problems[0]?.message).not.toBe('');
    const good = await dryRun(
      rows.filter(({ row }) => row !== 2),
      plan,
      fields,
      port,
    );
    expect(good).toEqual({ rows: 2, problems: [] });
    expect(await count()).toBe(before);
    const wizards = await run({
      operation: 'searchRead',
      model: 'base_import.import',
      domain: [['res_model', '=', model]],
      fields: ['file'],
      context: { bin_size: true },
    });
    expect((wizards as Row[]).length).toBeGreaterThan(0);
    expect((wizards as Row[]).map(({ file }) => file)).toEqual((wizards as Row[]).map(() => false));
    expect(
      await run({ operation: 'count', model: 'base_import.mapping', domain: [['res_model', '=', model]] }),
    ).toBe(0);
  });

  it('tries updates out by id', async () => {
    const [id = 0] = (await run({ operation: 'search', model, domain: mine(' dry') })) as number[];
    const plan = planOf('update', model, ['id', 'name']);
    const port = planPort(client, self);
    const { rows } = await prepare(tableOf(['id', 'name'], [[id, `${tag} changed`]]), plan, port);
    expect(await dryRun(rows, plan, await port.fields(model), port)).toEqual({ rows: 1, problems: [] });
    expect(await run({ operation: 'read', model, ids: [id], fields: ['name'] })).toEqual([
      { id, name: `${tag} dry` },
    ]);
  });

  it('is refused for deleting', async () => {
    const port = planPort(client, self);
    const problem = await problemOf(dryRun([], planOf('delete', model, ['id']), [], port));
    expect([problem.code, problem.facts['reason']]).toEqual(['bulk.noDryRun', 'delete']);
  });
});

describeInLab('a user with few rights', () => {
  const plain = () => connection({ login: lab().plain.login, protocol: 'xmlRpc', id: 'plain' });
  const theirs = clientWith(lab().plain.password);

  it('has external ids looked up although the table of them may not be read', async () => {
    const plan = planOf('create', model, ['name', 'code', 'country_id@id']);
    const table = tableOf(
      ['n', 'c', 'of'],
      [
        ['a', 'b', 'base.be'],
        ['a', 'b', 'base.nowhere'],
        ['a', 'b', 'base.EUR'],
      ],
    );
    const { rows, problems } = await prepare(table, plan, planPort(theirs, plain()));
    expect(rows.map(({ values }) => values['country_id'])).toEqual([belgium]);
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'of'],
      [3, 'of'],
    ]);
  });

  it('is told at once that the server lets them write none of the rows', async () => {
    const table = tableOf(
      ['n', 'c', 'of'],
      Array.from({ length: 500 }, (_, index) => [`${tag} not ${index}`, `${tag}-x${index}`, 'Belgium']),
    );
    const bulk = await bulkOf(
      theirs,
      plain(),
      planOf('create', model, ['name', 'code', 'country_id']),
      table,
    );
    await bulk.run.resume();
    expect([bulk.run.state, bulk.run.problem?.code, bulk.run.report.count('waiting')]).toEqual([
      'interrupted',
      'server.accessRights',
      500,
    ]);
    expect(await count(' not ')).toBe(0);
  });
});

describe('a run over the other protocols', () => {
  const others = ways.filter(({ protocol }) => protocol !== 'xmlRpc');

  it.each(others)('writes with $auth over $protocol', async (way) => {
    const other = connection({ ...way, id: wayName(way) });
    const name = `${tag} ${wayName(way)}`;
    const code = `${tag}-${way.auth}-${way.protocol}`;
    const table = tableOf(
      ['n', 'c', 'of'],
      [
        [`${name} 1`, `${code}-1`, 'Belgium'],
        [`${name} 2`, `${code}-2`, 'Belgium'],
      ],
    );
    const plan = planOf('create', model, ['name', 'code', 'country_id']);
    const { run: writing } = await bulkOf(client, other, plan, table);
    await writing.resume();
    expect([writing.state, await count(` ${wayName(way)}`)]).toEqual(['done', 2]);
    expect(await bulkPort(client, other).uid(new AbortController().signal)).toBeGreaterThan(0);
  });
});

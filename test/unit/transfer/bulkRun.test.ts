import { describe, expect, it } from 'vitest';
import type { BulkPlan } from '../../../src/model/bulk';
import type { JsonObject } from '../../../src/model/json';
import { BulkRun } from '../../../src/transfer/bulk/bulkRun';
import type { PreparedRow } from '../../../src/transfer/plan/prepare';
import { OdooError } from '../../../src/odoo/error';
import { MemoryServer, tagFields, type Cut } from './memoryServer';

const plan = (changes: Partial<BulkPlan> = {}): BulkPlan => ({
  model: 'res.partner.category',
  action: 'create',
  columns: [],
  chunk: 10,
  dates: 'iso',
  decimal: '.',
  timeZone: 'UTC',
  ...changes,
});

const rowsOf = (
  count: number,
  values: (row: number) => JsonObject = (row) => ({ name: `Row ${row}` }),
): PreparedRow[] =>
  Array.from({ length: count }, (_, index) => ({ row: index + 1, values: values(index + 1) }));

interface Started {
  server: MemoryServer;
  run: BulkRun;
  abort: AbortController;
}

function start(server: MemoryServer, rows: PreparedRow[], changes: Partial<BulkPlan> = {}): Started {
  const abort = new AbortController();
  const work = {
    plan: plan(changes),
    fields: tagFields,
    prepared: { rows, bad: new Map<number, string>() },
    of: rows.length,
  };
  return { server, run: new BulkRun(work, server.port, { signal: abort.signal }), abort };
}

/** Goes on after every interruption; fails the test when there are too many. */
async function finish({ run, server }: Started, most = 40): Promise<number> {
  let interruptions = 0;
  await run.resume();
  while (run.state === 'interrupted') {
    if (++interruptions > most) throw new Error('It is interrupted without end.');
    await run.resume();
  }
  // What the server still works on comes through.
  await server.port.wait(600_000, new AbortController().signal);
  return interruptions;
}

describe('a run that creates', () => {
  it('writes every row once, in chunks, and says each record’s id', async () => {
    const server = new MemoryServer();
    const started = start(server, rowsOf(25));
    await finish(started);
    expect(started.run.state).toBe('done');
    expect(server.names()).toEqual(rowsOf(25).map(({ values }) => values['name']));
    expect(server.writesSeen).toBe(3);
    expect(started.run.rows('all', 24, 5).rows).toEqual([{ row: 25, state: 'done', id: 25 }]);
  });

  it('finds 7 bad rows of 5,000 with few calls and writes all the others', async () => {
    const server = new MemoryServer();
    const bad = new Set([1, 200, 201, 999, 2500, 2501, 5000]);
    server.refuses = ({ name }) =>
      bad.has(Number((name as string).slice(4))) ? `${name as string} is not valid` : undefined;
    const started = start(server, rowsOf(5000), { chunk: 200 });
    await finish(started);
    expect(server.records.size).toBe(4993);
    const failed = started.run.rows('failed', 0, 100);
    expect(failed.rows.map(({ row }) => row)).toEqual([...bad]);
    expect(failed.rows[3]).toEqual({ row: 999, state: 'failed', reason: 'Row 999 is not valid' });
    expect(server.calls.length).toBeLessThan(180);
  });

  it('ends early with the reason when the server refuses every row for the same one', async () => {
    const server = new MemoryServer();
    server.refusesAll = new OdooError(
      'server.accessRights',
      {},
      { server: { message: 'You are not allowed to create' } },
    );
    const started = start(server, rowsOf(5000), { chunk: 200 });
    await started.run.resume();
    expect(started.run.state).toBe('interrupted');
    expect(started.run.problem?.code).toBe('server.accessRights');
    expect(server.calls.length).toBeLessThan(30);
    expect(started.run.report.count('waiting')).toBe(5000);
    server.refusesAll = undefined;
    await finish(started);
    expect(server.names().sort()).toEqual(
      rowsOf(5000)
        .map(({ values }) => values['name'])
        .sort(),
    );
  });

  it.each(['server.unknownModel', 'connection.readOnly', 'signIn.rejected', 'tcp.refused'] as const)(
    'stops at the first call with %s, and sends nothing twice after it is over',
    async (code) => {
      const server = new MemoryServer();
      server.refusesAll = new OdooError(code);
      const started = start(server, rowsOf(30));
      await started.run.resume();
      expect([started.run.state, server.writesSeen]).toEqual(['interrupted', 1]);
      server.refusesAll = undefined;
      await finish(started);
      expect(server.records.size).toBe(30);
    },
  );

  it('reports every row of a small table that is refused as a whole', async () => {
    const server = new MemoryServer();
    server.refuses = () => 'No';
    const started = start(server, rowsOf(4));
    await finish(started);
    expect([started.run.state, started.run.report.count('failed')]).toEqual(['done', 4]);
  });

  it('cuts a chunk that is too large for the server until it fits', async () => {
    const server = new MemoryServer();
    const { run } = server.port;
    server.port.run = (spec, signal) =>
      spec.operation === 'create' && Array.isArray(spec.values) && spec.values.length > 3
        ? Promise.reject(new OdooError('http.requestTooLarge'))
        : run(spec, signal);
    const started = start(server, rowsOf(25));
    await finish(started);
    expect([started.run.state, server.records.size]).toEqual(['done', 25]);
  });

  it('sends a chunk again that the server gave up because others wrote at the same time', async () => {
    const server = new MemoryServer();
    let times = 2;
    const { run } = server.port;
    server.port.run = (spec, signal) => {
      if (spec.operation === 'create' && times-- > 0) {
        const said = { name: 'psycopg2.errors.SerializationFailure', message: 'could not serialize access' };
        return Promise.reject(new OdooError('server.exception', {}, { server: said }));
      }
      return run(spec, signal);
    };
    const started = start(server, rowsOf(10));
    await finish(started);
    expect([started.run.state, server.records.size]).toEqual(['done', 10]);
  });
});

describe('a connection that is lost while records are created', () => {
  const cuts: Cut[] = ['before', 'after', 'late'];
  const points = Array.from({ length: 12 }, (_, index) => index);

  it.each(cuts.flatMap((cut) => points.map((at) => ({ cut, at }))))(
    'writes nothing twice and loses nothing when write $at is cut ($cut)',
    async ({ cut, at }) => {
      const server = new MemoryServer();
      for (let id = 0; id < 3; id++) server.put({ name: 'There before' });
      server.refuses = ({ name }) => (name === 'Row 7' || name === 'Row 33' ? 'Not valid' : undefined);
      server.cuts.set(at, cut);
      const started = start(server, rowsOf(40));
      await finish(started);
      const good = rowsOf(40).filter(({ row }) => row !== 7 && row !== 33);
      expect(
        server
          .names()
          .filter((name) => name !== 'There before')
          .sort(),
      ).toEqual(good.map(({ values }) => values['name']).sort());
      expect(started.run.rows('failed', 0, 10).rows.map(({ row }) => row)).toEqual([7, 33]);
      expect(started.run.report.count('unsure')).toBe(0);
      for (const { row } of good) {
        const { id = 0 } = started.run.report.get(row);
        expect(server.records.get(id)?.['name']).toBe(`Row ${row}`);
      }
    },
  );

  it.each(points)(
    'writes nothing twice when every connection from call %i on is lost for a while',
    async (at) => {
      const server = new MemoryServer();
      for (let call = at; call < at + 6; call++) server.deaf.add(call);
      server.cuts.set(1, 'after');
      const started = start(server, rowsOf(30));
      await finish(started);
      expect([server.records.size, started.run.report.count('done')]).toEqual([30, 30]);
    },
  );

  it('tells its own records from others’ that came meanwhile', async () => {
    const server = new MemoryServer();
    server.cuts.set(1, 'after');
    const started = start(server, rowsOf(20));
    await started.run.resume();
    server.put({ name: 'Something else' }, 9);
    server.put({ name: 'My own, made by hand' });
    await finish(started);
    expect([server.records.size, started.run.report.count('done')]).toEqual([22, 20]);
  });

  it('leaves rows for a person to judge when others of the same values came meanwhile, and never sends them again', async () => {
    const server = new MemoryServer();
    server.cuts.set(1, 'before');
    const started = start(server, rowsOf(30));
    await started.run.resume();
    server.put({ name: 'Row 11' }, 9);
    await finish(started);
    const unsure = started.run.rows('unsure', 0, 100);
    expect(unsure.rows.map(({ row }) => row)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(unsure.rows[0]?.reason).toContain('[("id", ">", 10)]');
    expect([started.run.state, server.records.size]).toEqual(['done', 21]);
  });

  it('leaves rows for a person to judge when the server changes what it is given', async () => {
    const server = new MemoryServer();
    server.cuts.set(1, 'after');
    const started = start(server, rowsOf(20));
    await started.run.resume();
    for (const record of server.records.values()) record['name'] = (record['name'] as string).toUpperCase();
    await finish(started);
    expect(started.run.report.count('unsure')).toBe(10);
    expect(server.records.size).toBe(20);
  });

  it('does not take records of equal rows for twice as many', async () => {
    const server = new MemoryServer();
    server.cuts.set(0, 'after');
    const started = start(
      server,
      rowsOf(10, () => ({ name: 'The same' })),
    );
    await finish(started);
    expect([server.records.size, started.run.report.count('done')]).toEqual([10, 10]);
  });

  it('marks rows as unsure when it is cancelled before it could look', async () => {
    const server = new MemoryServer();
    server.cuts.set(0, 'after');
    const started = start(server, rowsOf(20));
    await started.run.resume();
    started.run.cancel();
    expect([
      started.run.state,
      started.run.report.count('unsure'),
      started.run.report.count('waiting'),
    ]).toEqual(['cancelled', 10, 10]);
  });
});

describe('a run that is stopped', () => {
  it('pauses after the call that runs, and goes on from there', async () => {
    const server = new MemoryServer();
    const started = start(server, rowsOf(30));
    const going = started.run.resume();
    started.run.pause();
    await going;
    expect(started.run.state).toBe('paused');
    const written = server.records.size;
    expect(written).toBeLessThan(30);
    await finish(started);
    expect([started.run.state, server.records.size]).toEqual(['done', 30]);
  });

  it('cancels after the call that runs and leaves the rest waiting', async () => {
    const server = new MemoryServer();
    const started = start(server, rowsOf(30));
    const going = started.run.resume();
    started.run.cancel();
    await going;
    await started.run.resume();
    expect(started.run.state).toBe('cancelled');
    expect(started.run.report.count('waiting')).toBe(30 - server.records.size);
  });

  it('ends when its page is closed, and says which rows it does not know about', async () => {
    const server = new MemoryServer();
    const started = start(server, rowsOf(30));
    const { run } = server.port;
    server.port.run = (spec, signal) => {
      if (spec.operation === 'create' && server.writesSeen === 1) {
        started.abort.abort();
        return Promise.reject(new OdooError('call.cancelled'));
      }
      return run(spec, signal);
    };
    await started.run.resume();
    const { report } = started.run;
    expect([
      started.run.state,
      report.count('done'),
      report.count('unsure'),
      report.count('waiting'),
    ]).toEqual(['cancelled', 10, 10, 10]);
  });
});

describe('a run that updates', () => {
  const changed = (server: MemoryServer, count: number, values: (row: number) => JsonObject): PreparedRow[] =>
    rowsOf(count, values).map((row) => ({ ...row, id: server.put({ name: `Old ${row.row}` }) }));

  it('writes equal values with one call', async () => {
    const server = new MemoryServer();
    const started = start(
      server,
      changed(server, 40, (row) => ({ color: row % 2 })),
      { action: 'update', chunk: 100 },
    );
    await finish(started);
    expect(server.writesSeen).toBe(2);
    expect([...server.records.values()].map(({ color }) => color)).toEqual(
      Array.from({ length: 40 }, (_, index) => (index + 1) % 2),
    );
  });

  it.each(['before', 'after', 'late'] as const)('repeats a call whose answer was lost (%s)', async (cut) => {
    const server = new MemoryServer();
    server.cuts.set(1, cut);
    const started = start(
      server,
      changed(server, 30, () => ({ color: 3 })),
      { action: 'update' },
    );
    expect(await finish(started)).toBe(1);
    expect([...server.records.values()].every(({ color }) => color === 3)).toBe(true);
    expect(started.run.report.count('done')).toBe(30);
  });

  it('reports a record that is gone, and changes the others', async () => {
    const server = new MemoryServer();
    const rows = changed(server, 20, () => ({ color: 3 }));
    server.records.delete(5);
    const started = start(server, rows, { action: 'update' });
    await finish(started);
    expect(started.run.rows('failed', 0, 10).rows).toEqual([
      { row: 5, state: 'failed', reason: 'Record 5 is missing' },
    ]);
    expect(started.run.report.count('done')).toBe(19);
  });
});

describe('a run that deletes', () => {
  const rowsToDelete = (server: MemoryServer, count: number): PreparedRow[] =>
    rowsOf(count, () => ({})).map((row) => ({ ...row, id: server.put({ name: `Old ${row.row}` }) }));

  it.each(['before', 'after', 'late'] as const)(
    'looks at what is still there after a lost answer (%s)',
    async (cut) => {
      const server = new MemoryServer();
      server.cuts.set(1, cut);
      const started = start(server, rowsToDelete(server, 30), { action: 'delete' });
      await finish(started);
      expect([server.records.size, started.run.report.count('done')]).toEqual([0, 30]);
    },
  );

  it('says of a record that somebody else deleted that it is missing', async () => {
    const server = new MemoryServer();
    const rows = rowsToDelete(server, 20);
    server.records.delete(8);
    const started = start(server, rows, { action: 'delete' });
    await finish(started);
    expect(started.run.rows('failed', 0, 10).rows.map(({ row }) => row)).toEqual([8]);
    expect(server.records.size).toBe(0);
  });
});

describe('a run that creates with external ids', () => {
  const named = (count: number): PreparedRow[] =>
    rowsOf(count).map((row) => ({ ...row, external: `test.row_${row.row}` }));

  it('goes through load, and reports the rows that load names', async () => {
    const server = new MemoryServer();
    server.refuses = ({ name }) => (name === 'Row 4' ? 'Row 4 is not valid' : undefined);
    const started = start(server, named(20));
    await finish(started);
    expect(started.run.rows('failed', 0, 10).rows).toEqual([
      { row: 4, state: 'failed', reason: 'Row 4 is not valid' },
    ]);
    expect(server.records.size).toBe(19);
    expect(server.calls.every(({ operation }) => operation === 'load')).toBe(true);
  });

  it.each(['before', 'after', 'late'] as const)(
    'may be sent again after a lost answer (%s): the external id is the same',
    async (cut) => {
      const server = new MemoryServer();
      server.cuts.set(1, cut);
      server.lateMs = 0;
      const started = start(server, named(30));
      await finish(started);
      expect([server.records.size, started.run.report.count('done')]).toEqual([30, 30]);
    },
  );
});

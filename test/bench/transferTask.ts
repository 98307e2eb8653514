import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { BulkPlan } from '../../src/model/bulk';
import type { Connection } from '../../src/model/connection';
import type { Json } from '../../src/model/json';
import { OdooClient } from '../../src/odoo/client';
import { describeModel } from '../../src/odoo/schema';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import { BulkRun } from '../../src/transfer/bulk/bulkRun';
import { wait } from '../../src/transfer/bulk/port';
import { exportRecords } from '../../src/transfer/exportRecords';
import { prepare } from '../../src/transfer/plan/prepare';
import { readTable } from '../../src/transfer/read/readTable';

/** What a process is to do that is measured. */
export interface TransferTask {
  what: 'export' | 'bulk';
  url: string;
  database: string;
  login: string;
  password: string;
  model: string;
  fields: string[];
  domain: Json[];
  /** Records in one call. */
  chunk: number;
  file: string;
}

// The product's own code in a process of its own: bundled by transfer.ts, its task on standard input.
const task = JSON.parse(readFileSync(0, 'utf8')) as TransferTask;
const transport = new UndiciTransport(() => ({ verifyCertificates: true, certificates: [] }), {});
const client = new OdooClient({
  transport,
  secrets: { read: () => Promise.resolve(task.password) },
  guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
  now: () => performance.now(),
  limits: () => ({ timeoutMs: 600_000, maxBytes: 500_000_000 }),
});
const { url, database, login, model } = task;
const connection: Connection = {
  ...{ id: 'bench', name: 'Bench', url, database, login, auth: 'password', protocol: 'jsonRpc' },
  ...{ production: false, readOnly: false },
};
const { signal } = new AbortController();
const run = async (
  ...[spec]: Parameters<typeof client.run> extends [unknown, infer S, ...unknown[]] ? [S] : never
): Promise<Json> => (await client.run(connection, spec, { signal })).value;

async function exporting(): Promise<number> {
  const fields = await describeModel(client, connection, model);
  const columns = task.fields.map((name) => {
    const { label = name, type = 'integer' } = fields.find((field) => field.name === name) ?? {};
    return { name, label, type };
  });
  const job = { format: 'csv', columns, file: task.file, model, fields } as const;
  return (await exportRecords(job, { domain: task.domain, order: 'id' }, { run }, { signal })).records;
}

async function writing(): Promise<number> {
  const table = await readTable('rows.csv', await readFile(task.file));
  const plan: BulkPlan = {
    ...{ model, action: 'create', columns: table.columns, chunk: task.chunk },
    ...{ dates: 'iso', decimal: '.', timeZone: 'UTC' },
  };
  const fields = await describeModel(client, connection, model);
  const prepared = await prepare(table, plan, { run, fields: () => Promise.resolve(fields) });
  const bulk = new BulkRun(
    { plan, fields, prepared, of: table.rows.length },
    { run, uid: () => client.signIn(connection), explain: String, now: () => performance.now(), wait },
    { signal },
  );
  await bulk.resume();
  if (bulk.state !== 'done') throw new Error(`The run ended as ${bulk.state}: ${bulk.problem?.code}`);
  return bulk.report.count('done');
}

async function main(): Promise<void> {
  await client.signIn(connection);
  const started = performance.now();
  const records = await (task.what === 'export' ? exporting() : writing());
  const ms = performance.now() - started;
  const peak = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  console.log(JSON.stringify({ records, ms, peakMb: Number(peak) / 1024 }));
  await transport.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measured, odoorpcFolder, pythonProgram, type Measured } from './odoorpc';
import type { TransferTask } from './transferTask';
import { down, isUp, readServer, up, type OdooServer } from '../support/odooServer';

const root = join(import.meta.dirname, '..', '..');
/** Cheap to create and to delete, so that what is measured is the client as much as the server. */
const model = 'res.partner.category';
const fields = ['id', 'name', 'color', 'active', 'create_date'];
/** What an export of these fields reads at once, and a bulk run writes at once. */
const chunks = { export: 2_000, bulk: 1_000 };

/** The product's own process and Python's odoorpc, which did the same. */
export interface Compared {
  own: Measured;
  peer: Measured;
}

interface Bench {
  folder: string;
  /** Runs a task by the product, and by odoorpc. */
  own: (changes: Partial<TransferTask>) => Promise<Measured>;
  peer: (changes: Partial<TransferTask>) => Promise<Measured>;
  tag: string;
}

/** Brings Odoo 19 up where it is not, does the work, and removes every record that it made. */
async function onServer<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  const before = readServer('19');
  const wasUp = before !== undefined && (await isUp(before));
  const server = await up('19', (line) => console.error(`Odoo 19: ${line}`));
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-bench-'));
  const tag = `bench-${process.pid}-${Date.now()}`;
  try {
    const script = join(folder, 'task.cjs');
    await build({
      entryPoints: [join(root, 'test', 'bench', 'transferTask.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    const env = { ...process.env, PYTHONPATH: odoorpcFolder() };
    const task = taskOf(server, tag);
    return await work({
      folder,
      tag,
      own: (changes) => measured(process.execPath, [script], { ...task, ...changes }),
      peer: (changes) => measured('python3', ['-c', pythonProgram], { ...task, ...changes }, env),
    });
  } finally {
    await removeRecords(server, tag);
    rmSync(folder, { recursive: true, force: true });
    if (!wasUp) await down('19');
  }
}

function taskOf({ url, database, admin }: OdooServer, tag: string): TransferTask {
  return {
    ...{ what: 'export', url, database, login: admin.login, password: admin.password },
    ...{ model, fields, domain: [['name', '=like', `${tag}%`]], chunk: chunks.export, file: '' },
  };
}

function rowsFile(folder: string, name: string, tag: string, rows: number): string {
  const file = join(folder, name);
  const lines = ['name,color'];
  for (let row = 1; row <= rows; row++) lines.push(`${tag} ${name} ${row},${row % 12}`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** Records created from a CSV file, once by each. */
export function measureBulk(rows: number): Promise<Compared> {
  return onServer(async ({ folder, tag, own, peer }) => {
    const task = { what: 'bulk', chunk: chunks.bulk } as const;
    const first = await own({ ...task, file: rowsFile(folder, 'own', tag, rows) });
    const second = await peer({ ...task, file: rowsFile(folder, 'peer', tag, rows) });
    return checked(rows, { own: first, peer: second });
  });
}

/** Records exported to CSV. Each goes twice in turn, and its faster time counts: the first one finds the server's caches cold. */
export function measureExport(rows: number): Promise<Compared> {
  return onServer(async ({ folder, tag, own, peer }) => {
    await own({ what: 'bulk', chunk: chunks.bulk, file: rowsFile(folder, 'rows', tag, rows) });
    const times: Compared[] = [];
    for (let round = 0; round < 2; round++) {
      const first = await own({ file: join(folder, 'own.csv') });
      times.push({ own: first, peer: await peer({ file: join(folder, 'peer.csv') }) });
    }
    const best = (all: Measured[]): Measured => all.reduce((a, b) => (b.ms < a.ms ? b : a));
    return checked(rows, {
      own: best(times.map((time) => time.own)),
      peer: best(times.map((time) => time.peer)),
    });
  });
}

function checked(rows: number, compared: Compared): Compared {
  for (const { records } of [compared.own, compared.peer]) {
    if (records !== rows) throw new Error(`${records} records were counted where there are ${rows}.`);
  }
  return compared;
}

async function removeRecords({ url, database, admin }: OdooServer, tag: string): Promise<void> {
  const call = async (service: string, method: string, args: unknown[]): Promise<unknown> => {
    const answer = await fetch(`${url}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } }),
    });
    const { result, error } = (await answer.json()) as {
      result?: unknown;
      error?: { data?: { message?: string } };
    };
    if (error) throw new Error(`The bench's records could not be removed: ${error.data?.message ?? ''}`);
    return result;
  };
  const uid = await call('common', 'login', [database, admin.login, admin.password]);
  const execute = (method: string, ...args: unknown[]): Promise<unknown> =>
    call('object', 'execute', [database, uid, admin.password, model, method, ...args]);
  for (;;) {
    const ids = await execute('search', [['name', '=like', `${tag}%`]], 0, 5_000);
    if (!Array.isArray(ids) || ids.length === 0) return;
    await execute('unlink', ids);
  }
}

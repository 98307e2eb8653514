import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../support/cache';

/** Where Python finds odoorpc: Debian's package, unpacked into the cache. Nothing is installed. */
export function odoorpcFolder(): string {
  const folder = join(cacheRoot(), 'bench', 'python3-odoorpc');
  const modules = join(folder, 'usr', 'lib', 'python3', 'dist-packages');
  if (existsSync(modules)) return modules;
  mkdirSync(join(folder, '..'), { recursive: true });
  const building = mkdtempSync(`${folder}.building-`);
  const run = (command: string, ...args: string[]): void => {
    execFileSync(command, args, { cwd: building, stdio: 'pipe', timeout: 240_000 });
  };
  try {
    try {
      run('apt-get', 'download', '-q', 'python3-odoorpc');
    } catch {
      run('apt-get', 'update', '-q');
      run('apt-get', 'download', '-q', 'python3-odoorpc');
    }
    const file = readdirSync(building).find((name) => name.endsWith('.deb'));
    if (!file) throw new Error('apt-get download python3-odoorpc gave no package.');
    run('dpkg-deb', '-x', file, 'root');
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(building, 'root'), folder);
    return modules;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** What a measured process tells at its end. */
export interface Measured {
  records: number;
  ms: number;
  /** The most memory it had, as the kernel counts it. */
  peakMb: number;
}

/** Starts a process, gives it its task as JSON on its standard input, and reads what it measured. */
export async function measured(
  command: string,
  args: string[],
  task: unknown,
  env = process.env,
): Promise<Measured> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stdin.end(JSON.stringify(task));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The measured process ended with code ${code}.`);
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Measured;
}

/** The same work in Python: `read` in chunks to CSV, `create` in chunks from CSV. */
export const pythonProgram = `
import csv, json, sys, time
from urllib.parse import urlsplit
import odoorpc

task = json.load(sys.stdin)
url = urlsplit(task['url'])
odoo = odoorpc.ODOO(url.hostname, port=url.port, timeout=600)
odoo.login(task['database'], task['login'], task['password'])
model, fields, chunk, file = task['model'], task['fields'], task['chunk'], task['file']
started = time.perf_counter()
if task['what'] == 'export':
    ids = odoo.execute_kw(model, 'search', [task['domain']], {'order': 'id'})
    records = len(ids)
    with open(file, 'w', encoding='utf-8-sig', newline='') as out:
        writer = csv.writer(out)
        writer.writerow(fields)
        for at in range(0, len(ids), chunk):
            for record in odoo.execute_kw(model, 'read', [ids[at:at + chunk]], {'fields': fields}):
                writer.writerow(['' if record[name] is False else record[name] for name in fields])
else:
    with open(file, encoding='utf-8', newline='') as source:
        rows = list(csv.DictReader(source))
    records = len(rows)
    for at in range(0, len(rows), chunk):
        odoo.execute_kw(model, 'create', [[{'name': row['name'], 'color': int(row['color'])} for row in rows[at:at + chunk]]], {})
ms = (time.perf_counter() - started) * 1000
with open('/proc/self/status') as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith('VmHWM'))
print(json.dumps({'records': records, 'ms': ms, 'peakMb': peak / 1024}))
`;

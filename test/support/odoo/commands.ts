import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Longer than any step takes on a slow machine: a mirror that stops sending must not hang the tests forever. */
const LIMIT_MS = 20 * 60_000;

export interface RunOptions {
  /** Everything it prints is appended here. */
  logFile: string;
  env?: Record<string, string>;
  /** Text for its standard input. */
  input?: string;
  /** The command as an error message shows it, when the command line itself would not help. */
  shown?: string;
}

/** A small, known environment. TZ stays out: with it set, Odoo 19 does not start. */
export function environment(more: Record<string, string> = {}): Record<string, string> {
  return { PATH, HOME: '/root', LC_ALL: 'C.UTF-8', ...more };
}

/** Runs a command to its end and returns what it wrote to standard output; throws with the log's tail when it fails. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  // A pid namespace that dies with this process: an interrupted build leaves nothing running.
  const guard = [
    '--pdeathsig',
    'KILL',
    'unshare',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    '--mount-proc',
  ];
  // The shell stays as the namespace's first process: a command that changes its user would drop the tie to us.
  const inner = ['sh', '-c', '"$@"; exit $?', 'sh', command, ...args];
  const child = spawn('setpriv', [...guard, '--', ...inner], {
    env: environment(options.env),
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  // A command that ends without reading its input is judged by its exit code, not by the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    appendFileSync(options.logFile, text);
  });
  child.stderr.on('data', (bytes: Buffer) => appendFileSync(options.logFile, bytes));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    const name = options.shown ?? [command, ...args].join(' ');
    throw new Error(`Failed (exit ${code ?? 'by a signal'}): ${name}\n${tail(options.logFile)}`);
  }
  return out;
}

/** What a quick command prints, or undefined when it fails. */
export function output(command: string, args: readonly string[]): string | undefined {
  const done = spawnSync(command, args, { env: environment(), encoding: 'utf8', timeout: 60_000 });
  return done.status === 0 ? done.stdout : undefined;
}

/** The last lines of a log, for an error message; a command that printed nothing made none. */
export function tail(file: string, lines = 25): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Asks again and again until the answer is yes; false when it never was. */
export async function until(
  yes: () => Promise<boolean> | boolean,
  limitMs: number,
  everyMs = 200,
): Promise<boolean> {
  for (const end = Date.now() + limitMs; ;) {
    if (await yes()) return true;
    if (Date.now() > end) return false;
    await sleep(everyMs);
  }
}

/** Holds a file's lock while the work is done. The kernel frees it if this process dies, so it is never stale. */
export async function locked<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  // flock keeps the lock as long as cat runs, and cat runs until its standard input is closed.
  const holder = spawn('flock', [file, 'sh', '-c', 'echo locked; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const notice = setTimeout(waiting, 1000);
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once('data', () => resolve());
      holder.once('error', reject);
      holder.once('exit', (code) => reject(new Error(`flock ${file} ended (exit ${code ?? 'by a signal'})`)));
    });
    clearTimeout(notice);
    return await work();
  } finally {
    clearTimeout(notice);
    holder.stdin.end();
  }
}

import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { environment, run, type RunOptions, until } from './commands';

export type JailUser = 'root' | 'postgres' | 'odoo';

// The mounts live in a namespace of the command's own and vanish with it: nothing to unmount, nothing left after a
// crash, and removing the folder can never reach the host's /proc. PostgreSQL needs dev/shm, apt needs dev/pts.
const ENTER = `
root=$1 user=$2; shift 2
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t devpts devpts "$root/dev/pts"
exec chroot "--userspec=$user:$user" "$root" "$@"`;

const homes: Record<JailUser, string> = {
  root: '/root',
  postgres: '/var/lib/postgresql',
  odoo: '/var/lib/odoo',
};

function enter(root: string, user: JailUser, command: readonly string[]): string[] {
  return ['-ec', ENTER, 'sh', root, user, ...command];
}

/** Runs a command inside the installed system to its end. */
export function runIn(
  root: string,
  user: JailUser,
  command: readonly string[],
  options: RunOptions,
): Promise<string> {
  return run('sh', enter(root, user, command), {
    ...options,
    env: { HOME: homes[user], ...options.env },
    shown: `${command.join(' ')} (as ${user} in ${root})`,
  });
}

/**
 * Starts a server inside the installed system and returns its pid. It outlives this process, unless `tied`: then it
 * ends with it.
 */
export function startIn(
  root: string,
  user: JailUser,
  command: readonly string[],
  options: { logFile: string; tied?: boolean },
): number {
  const log = openSync(options.logFile, 'w');
  const tie = options.tied ? ['setpriv', '--pdeathsig', 'TERM'] : [];
  const child = spawn('unshare', ['--mount', 'sh', ...enter(root, user, [...tie, ...command])], {
    env: environment({ HOME: homes[user] }),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  if (child.pid === undefined) throw new Error('unshare did not start (package util-linux)');
  return child.pid;
}

/** Every process that runs inside this installed system, whoever started it. */
export function processesIn(root: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isIn(root, pid));
}

/** Whether the process runs inside this installed system. A pid that now belongs to something else does not. */
export function isIn(root: string, pid: number): boolean {
  try {
    const [here, there] = [statSync(root), statSync(`/proc/${pid}/root`)];
    return here.dev === there.dev && here.ino === there.ino && !/^\d+ \(.*\) Z/s.test(statOf(pid));
  } catch {
    return false;
  }
}

function statOf(pid: number): string {
  return readFileSync(`/proc/${pid}/stat`, 'utf8');
}

/** The program the process runs, without its folder. */
export function programOf(pid: number): string {
  try {
    return /\((.*)\)/s.exec(statOf(pid))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** Asks the processes to end and, when some do not in time, ends them. */
export async function stop(
  root: string,
  pids: readonly number[],
  signal: 'SIGTERM' | 'SIGINT',
  patienceMs: number,
): Promise<void> {
  const left = (): number[] => pids.filter((pid) => isIn(root, pid));
  for (const pid of left()) send(pid, signal);
  if (await until(() => left().length === 0, patienceMs, 100)) return;
  for (const pid of left()) send(pid, 'SIGKILL');
  await until(() => left().length === 0, 5000, 100);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

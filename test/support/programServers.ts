import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { program } from './programs';

const startLimitMs = 20_000;
const stopLimitMs = 10_000;

/** What a test file started and made; stopped and removed when it has run, the latest first. */
const endings: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Programs that run; none outlives this process, should an ending be cut short. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function atEnd(end: () => Promise<void> | void): void {
  endings.push(end);
}

/** A folder that is removed when the test file has run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-test-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

export interface Started {
  /** Everything that reached it: one line a request. */
  accessLog: () => string;
}

/**
 * Starts nginx in the foreground, as one process.
 * @param servers what stands in its http block; each server says itself where it listens
 * @param port one of the ports it will listen on
 */
export async function startNginx(servers: string, port: number): Promise<Started> {
  const folder = temporaryFolder();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
    .join(' ');
  const log = join(folder, 'access.log');
  const errors = join(folder, 'error.log');
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log ${errors};
events {}
http {
  log_format seen '$remote_user "$request" $status "$http_authorization" "$proxy_protocol_addr"';
  access_log ${log} seen; default_type text/plain; ${temporary}
${servers}
}
`,
  );
  await start(program('nginx'), ['-e', errors, '-p', folder, '-c', file], port, errors);
  return { accessLog: () => readFileSync(log, 'utf8') };
}

/** Starts tinyproxy, which opens tunnels. @param login a name and password it asks for */
export async function startTinyproxy(
  port: number,
  login?: { name: string; password: string },
): Promise<Started> {
  const folder = temporaryFolder();
  const log = join(folder, 'tinyproxy.log');
  const file = join(folder, 'tinyproxy.conf');
  const lines = [
    `Port ${port}`,
    'Listen 127.0.0.1',
    'Allow 127.0.0.1',
    'Timeout 30',
    'MaxClients 20',
    'LogLevel Connect',
    `LogFile "${log}"`,
    ...(login ? [`BasicAuth ${login.name} ${login.password}`] : []),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  await start(program('tinyproxy'), ['-d', '-c', file], port, log);
  return { accessLog: () => readFileSync(log, 'utf8') };
}

/** Starts a program that listens on a loopback port, and waits until it does. */
export async function start(command: string, args: string[], port: number, log: string): Promise<void> {
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended (${code ?? 'by a signal'}).`)));
  });
  ended.catch(() => undefined);
  atEnd(() => stop(child));
  try {
    await Promise.race([listening(port), ended]);
  } catch (error) {
    throw new Error(`${command} did not start.\n${said}\n${read(log)}`, { cause: error });
  }
}

async function listening(port: number): Promise<void> {
  const end = Date.now() + startLimitMs;
  while (!(await takesConnections(port))) {
    if (Date.now() > end) throw new Error(`Nothing listens on port ${port}.`);
    await delay(25);
  }
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await gone;
  clearTimeout(timer);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

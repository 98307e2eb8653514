import { spawn } from 'node:child_process';
import { constants, accessSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

export interface Leashed {
  /** What the command printed last, for an error message. */
  lastOutput(): string;
  /** Resolves when the command has ended, with its exit code. */
  readonly ended: Promise<number>;
  /** Ends the command and everything it started. */
  stop(): Promise<void>;
}

/** Starts a server that must not outlive this process, however this process ends. */
export function startLeashed(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Leashed {
  const leash = join(import.meta.dirname, 'leash.mjs');
  const child = spawn(process.execPath, [leash, command, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => undefined); // It has ended by itself: nothing left to tell it.
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  return {
    lastOutput: () => output.slice(-4000),
    ended,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * Runs a command to its end and gives back its exit code and everything it printed. `input` null: no standard input.
 * With `echo`, its output is also shown while it runs.
 */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; echo?: boolean; timeoutMs?: number } = {},
): Promise<{ exitCode: number; output: string }> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (options.echo) process.stderr.write(chunk);
    });
  }
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { exitCode, output };
}

/** The full path of the first of these programs found on PATH. */
export function findOnPath(...names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      if (!folder) continue;
      const path = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return undefined;
}

/** A TCP port of the loopback interface that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no free TCP port.');
  return address.port;
}

/** Waits until the address answers with a success, or says what was printed instead. */
export async function waitForAnswer(
  url: string,
  name: string,
  process: Leashed,
  timeoutMs: number,
): Promise<void> {
  let over: number | undefined;
  void process.ended.then((code) => (over = code));
  const end = Date.now() + timeoutMs;
  while (Date.now() < end && over === undefined) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
      await answer.body?.cancel();
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const why =
    over === undefined ? `did not answer within ${timeoutMs / 1000} s` : `ended with exit code ${over}`;
  throw new Error(`${name} ${why}. Its last output:\n${process.lastOutput()}`);
}

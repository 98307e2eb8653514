import { spawn } from 'node:child_process';
import { constants, accessSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

export interface Leashed {
  /** What the command printed last, for an error message. */
  lastOutput(): string;
  /** Waits for the command to print something that fits, and gives that. */
  line(pattern: RegExp, name: string, timeoutMs: number): Promise<string>;
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
  const line = async (pattern: RegExp, name: string, timeoutMs: number): Promise<string> => {
    let over: number | undefined;
    void ended.then((code) => (over = code));
    const end = Date.now() + timeoutMs;
    while (Date.now() < end) {
      const found = pattern.exec(output);
      if (found) return found[0];
      if (over !== undefined) throw new Error(`${name} ended with exit code ${over}. It printed:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${name} did not say it was ready within ${timeoutMs / 1000} s. It printed:\n${output}`);
  };
  return {
    lastOutput: () => output.slice(-4000),
    line,
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

/** Whether a server could listen on that port of the loopback interface. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import type { SignInMethod } from '../../src/model/authMethod';
import type { Connection } from '../../src/model/connection';
import type { RequestSpec } from '../../src/model/requestSpec';
import { OdooClient } from '../../src/odoo/client';
import type { HttpRequest } from '../../src/odoo/transport';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import type { Sandbox } from '../../src/sandbox/server';
import { RecordingTransport } from '../support/scriptedTransport';

const read: RequestSpec = {
  operation: 'searchRead',
  model: 'res.partner',
  fields: ['name', 'email'],
  limit: 20,
};
const list: RequestSpec = { operation: 'restList', route: 'partners', fields: ['name', 'email'], limit: 20 };

/** What is called, and how. Another way is a row here. */
const rows: { way: SignInMethod; spec: RequestSpec; more?: Partial<Connection> }[] = [
  { way: { protocol: 'jsonRpc', auth: 'password' }, spec: read },
  { way: { protocol: 'xmlRpc', auth: 'password' }, spec: read },
  { way: { protocol: 'json2', auth: 'apiKey' }, spec: read },
  { way: { protocol: 'web', auth: 'webSession' }, spec: read },
  {
    way: { protocol: 'rest', auth: 'basic' },
    spec: list,
    more: { rest: { dialect: 'plain', basePath: '/api/v1' } },
  },
];
const concurrencies = [1, 8];

/** One round warms up; in the others, ours and the peer's take turns, so that the machine's moods meet both. */
const rounds = 21;
const callsInRound = 50;

export interface CallTimes {
  protocol: string;
  auth: string;
  concurrency: number;
  calls: number;
  ownP50: number;
  ownP95: number;
  peerP50: number;
  peerP95: number;
}

/**
 * Milliseconds of a call through OdooClient.run, beside those of the same bytes sent by a bare undici request whose answer is read and
 * not looked at. Both sign in before anything is measured.
 */
export async function measureCalls(print: (times: CallTimes) => void): Promise<void> {
  const sandbox = await sandboxProcess();
  const settings = { verifyCertificates: true, certificates: [] };
  const transport = new UndiciTransport(() => settings, {});
  const pool = new Pool(sandbox.url, { connections: Math.max(...concurrencies) });
  try {
    for (const { way, spec, more } of rows) {
      const recording = new RecordingTransport(transport);
      const client = new OdooClient({
        transport: recording,
        secrets: {
          read: (_connection, kind) => Promise.resolve(kind === 'apiKey' ? sandbox.apiKey : sandbox.password),
        },
        guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
        now: () => performance.now(),
        limits: () => ({ timeoutMs: 30_000, maxBytes: 100_000_000 }),
      });
      const { url, database, login } = sandbox;
      const connection: Connection = {
        ...{ id: 'bench', name: 'Sandbox', url, database, login, ...way },
        ...{ production: false, readOnly: false, ...more },
      };
      const own = async (): Promise<void> => {
        await client.run(connection, spec);
        // What is kept for the peer must not grow with the calls.
        recording.requests.splice(0, recording.requests.length - 1);
      };
      await own();
      await own();
      const [request] = recording.requests;
      if (!request) throw new Error('The client sent nothing.');
      const peer = (): Promise<void> => bare(pool, request);
      for (const concurrency of concurrencies) {
        const times = { own: [] as number[], peer: [] as number[] };
        for (let round = 0; round < rounds; round++) {
          const ownTimes = await timesOfRound(own, concurrency);
          const peerTimes = await timesOfRound(peer, concurrency);
          if (round === 0) continue;
          times.own.push(...ownTimes);
          times.peer.push(...peerTimes);
        }
        print({
          ...way,
          concurrency,
          calls: times.own.length,
          ownP50: percentile(times.own, 0.5),
          ownP95: percentile(times.own, 0.95),
          peerP50: percentile(times.peer, 0.5),
          peerP95: percentile(times.peer, 0.95),
        });
      }
    }
  } finally {
    await pool.destroy();
    await transport.close();
    await sandbox.end();
  }
}

async function bare(pool: Pool, { method, url, headers, body }: HttpRequest): Promise<void> {
  const { pathname, search } = new URL(url);
  const answer = await pool.request({
    path: pathname + search,
    method,
    headers: headers ?? {},
    body: body ?? null,
  });
  await answer.body.text();
  if (answer.statusCode !== 200)
    throw new Error(`The bare request was answered with HTTP ${answer.statusCode}.`);
}

/** The milliseconds of each of a round's calls. */
async function timesOfRound(call: () => Promise<void>, concurrency: number): Promise<number[]> {
  const times: number[] = [];
  let left = callsInRound;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      await call();
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return times;
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

async function sandboxProcess(): Promise<Sandbox & { end: () => Promise<void> }> {
  const script = join(import.meta.dirname, 'callSandbox.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    gone.then(() => {
      throw new Error('The sandbox did not start.');
    }),
  ]);
  const sandbox = JSON.parse(line) as Sandbox;
  const end = async (): Promise<void> => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  };
  return { ...sandbox, end };
}

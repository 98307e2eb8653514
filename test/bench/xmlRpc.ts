import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Deserializer from 'xmlrpc/lib/deserializer.js';
import { decodeXmlRpc } from '../../src/odoo/protocol/xmlRpcDecoder';
import { partnersXml } from './partnersXml';

const records = 10_000;
const ownRuns = 9;
const watchedRuns = 5;
const npmRuns = 3;
const pythonRuns = 5;
/** What a socket gives at a time. */
const chunk = 65_536;

export interface XmlRpcTimes {
  records: number;
  bytes: number;
  decoderMs: number;
  npmXmlrpcMs: number;
  /** Undefined where there is no python3. */
  pythonMs: number | undefined;
  /** How long nothing else had its turn while the decoder ran: the median of the worst of each run. */
  longestBlockMs: number;
  /** Most memory over what was there before, the text itself included. */
  peakMb: number;
}

/** Median times from the bytes of one answer to its value: ours, the xmlrpc package's, and that of Python's xmlrpc.client. */
export async function measureXmlRpc(): Promise<XmlRpcTimes> {
  const bytes = Buffer.from(partnersXml(records));
  const own: number[] = [];
  for (let run = 0; run < ownRuns; run++) own.push(await timed(() => ownDecode(bytes.toString('utf8'))));
  const npm: number[] = [];
  for (let run = 0; run < npmRuns; run++) npm.push(await timed(() => npmDecode(bytes)));
  const watched: { longestBlockMs: number; peakMb: number }[] = [];
  for (let run = 0; run < watchedRuns; run++) watched.push(await watch(bytes));
  return {
    records,
    bytes: bytes.length,
    decoderMs: median(own),
    npmXmlrpcMs: median(npm),
    pythonMs: pythonTime(bytes),
    longestBlockMs: median(watched.map((run) => run.longestBlockMs)),
    peakMb: median(watched.map((run) => run.peakMb)),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Decodes while something else wants its turn all the time, and notes how long that had to wait, and how much memory there was. */
async function watch(bytes: Buffer): Promise<{ longestBlockMs: number; peakMb: number }> {
  collectGarbage();
  const before = memory();
  const xml = bytes.toString('utf8');
  let peak = before;
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    longest = Math.max(longest, performance.now() - last);
    peak = Math.max(peak, memory());
    last = performance.now();
  };
  const tick = (): void => {
    look();
    next = setImmediate(tick);
  };
  let next = setImmediate(tick);
  await ownDecode(xml);
  look();
  clearImmediate(next);
  return { longestBlockMs: longest, peakMb: (peak - before) / 1e6 };
}

async function ownDecode(xml: string): Promise<void> {
  const answer = await decodeXmlRpc(xml);
  if (!answer.ok || !Array.isArray(answer.value) || answer.value.length !== records) {
    throw new Error('The answer was not read to what was written.');
  }
}

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function npmDecode(bytes: Buffer): Promise<void> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunk) chunks.push(bytes.subarray(at, at + chunk));
  return new Promise((resolve, reject) => {
    new Deserializer('utf-8').deserializeMethodResponse(Readable.from(chunks), (error) => {
      if (error) reject(error instanceof Error ? error : new Error('The document could not be read.'));
      else resolve();
    });
  });
}

const pythonProgram = `
import sys, time, xmlrpc.client
data = open(sys.argv[1], 'rb').read()
for run in range(int(sys.argv[2])):
    started = time.perf_counter()
    xmlrpc.client.loads(data)
    print((time.perf_counter() - started) * 1000)
`;

function pythonTime(bytes: Buffer): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-bench-'));
  try {
    const file = join(folder, 'answer.xml');
    writeFileSync(file, bytes);
    const printed = execFileSync('python3', ['-c', pythonProgram, file, String(pythonRuns)], {
      encoding: 'utf8',
    });
    return median(printed.trim().split('\n').map(Number));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

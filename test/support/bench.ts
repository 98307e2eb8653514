import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { measureCalls } from '../bench/calls';
import { gridPeer, measureGrids, type Frames } from '../bench/grid';
import { measureBulk, measureExport, type Compared } from '../bench/transfer';
import { measureXmlRpc } from '../bench/xmlRpc';
import { installCodeServer } from './vscode/install';
import { runInExtensionHost } from './vscode/extensionHost';

/*
 * Sizes and times, one JSON object a line. Times come with a peer measured in the same run, and the ratio to it: machines differ, and
 * the same machine from minute to minute.
 */
const root = join(import.meta.dirname, '..', '..');

function print(line: Record<string, unknown>): void {
  console.log(JSON.stringify(line));
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

function sizes(): void {
  execFileSync('npm', ['run', '--silent', 'package'], { cwd: root, stdio: ['ignore', 2, 2] });
  const files = {
    host: 'dist/extension.js',
    cli: 'dist/cli.js',
    requestPage: 'dist/webview/request.js',
    diagnosticsPage: 'dist/webview/diagnostics.js',
    vsix: 'dist/odoo-api-explorer.vsix',
  };
  // Against what the libraries weigh that a bundle cannot do without.
  const libraries = new Map([
    ['host', librarySize('extension')],
    ['cli', librarySize('cli')],
    ['requestPage', librarySize('request')],
    ['diagnosticsPage', librarySize('diagnostics')],
  ]);
  for (const [name, file] of Object.entries(files)) {
    const bytes = statSync(join(root, file)).size;
    const gzip = file.endsWith('.vsix') ? bytes : gzipSync(readFileSync(join(root, file))).length;
    const library = libraries.get(name);
    print({
      bench: 'size',
      what: name,
      bytes,
      gzip,
      ...(library
        ? { libraryBytes: library, ratio: round(bytes / library), against: 'its libraries alone' }
        : {}),
    });
  }
}

/** Bytes of a bundle that come from node_modules, by its metafile. */
function librarySize(name: string): number {
  const metafile = JSON.parse(readFileSync(join(root, 'dist', 'meta', `${name}.json`), 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  let bytes = 0;
  for (const [file, output] of Object.entries(metafile.outputs)) {
    if (!file.endsWith('.js')) continue;
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      if (input.includes('node_modules/')) bytes += bytesInOutput;
    }
  }
  return bytes;
}

async function activation(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-bench-'));
  try {
    const extension = join(folder, 'extension');
    cpSync(join(root, 'dist'), join(extension, 'dist'), { recursive: true });
    cpSync(join(root, 'media'), join(extension, 'media'), { recursive: true });
    // Left to itself VS Code would start the extension before it can be measured.
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(extension, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
    const testsEntry = join(folder, 'bench.js');
    await build({
      entryPoints: [join(root, 'test', 'bench', 'activationHost.ts')],
      outfile: testsEntry,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
      logLevel: 'error',
    });
    const result = join(folder, 'result.json');
    const codeServer = await installCodeServer();
    const run = await runInExtensionHost({
      codeServer,
      extensionFolder: extension,
      testsEntry,
      folder,
      env: { ODOO_BENCH_RESULT: result },
    });
    if (run.exitCode !== 0) throw new Error(`The measurement in the extension host failed:\n${run.all}`);
    const { ownMs, peerMs, peer } = JSON.parse(readFileSync(result, 'utf8')) as {
      ownMs: number;
      peerMs: number;
      peer: string;
    };
    print({
      bench: 'activation',
      ms: round(ownMs),
      peer,
      peerMs: round(peerMs),
      ratio: round(ownMs / peerMs),
      vscode: codeServer.vscode,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function xmlrpc(): Promise<void> {
  const times = await measureXmlRpc();
  const { pythonMs } = times;
  print({
    bench: 'xmlrpc',
    records: times.records,
    bytes: times.bytes,
    decoderMs: round(times.decoderMs),
    npmXmlrpcMs: round(times.npmXmlrpcMs),
    pythonMs: pythonMs === undefined ? null : round(pythonMs),
    ratioToNpm: round(times.npmXmlrpcMs / times.decoderMs),
    ratioToPython: pythonMs === undefined ? null : round(pythonMs / times.decoderMs),
    longestBlockMs: round(times.longestBlockMs),
    peakMb: round(times.peakMb, 1),
  });
}

async function call(): Promise<void> {
  await measureCalls(({ protocol, auth, concurrency, calls, ownP50, ownP95, peerP50, peerP95 }) =>
    print({
      bench: 'call',
      protocol,
      auth,
      concurrency,
      calls,
      p50Ms: round(ownP50, 3),
      p95Ms: round(ownP95, 3),
      peer: 'bare undici request',
      peerP50Ms: round(peerP50, 3),
      peerP95Ms: round(peerP95, 3),
      ratioP50: round(ownP50 / peerP50),
      ratioP95: round(ownP95 / peerP95),
    }),
  );
}

async function grid(): Promise<void> {
  const { own, peer } = await measureGrids();
  const common = { bench: 'grid', rows: 100_000, columns: 30, peer: gridPeer };
  const compared = (what: string, ownMs: number, peerMs: number): void =>
    print({ ...common, what, ms: round(ownMs), peerMs: round(peerMs), ratio: round(ownMs / peerMs) });
  const frames = (what: string, ours: Frames, theirs: Frames): void =>
    print({
      ...common,
      what,
      p50Ms: round(ours.p50),
      p95Ms: round(ours.p95),
      worstMs: round(ours.worst),
      peerP50Ms: round(theirs.p50),
      peerP95Ms: round(theirs.p95),
      peerWorstMs: round(theirs.worst),
      ratioP50: round(ours.p50 / theirs.p50),
      ratioP95: round(ours.p95 / theirs.p95),
    });
  compared('firstPaint', own.firstPaintMs, peer.firstPaintMs);
  frames('steadyScrollFrame', own.steady, peer.steady);
  frames('sidewaysScrollFrame', own.sideways, peer.sideways);
  frames('farJumpFrame', own.jumps, peer.jumps);
  compared('farJumpToRowsP50', own.arrivalP50, peer.arrivalP50);
  compared('farJumpToRowsP95', own.arrivalP95, peer.arrivalP95);
  const heaps: [string, number, number][] = [
    ['heapAtFirst', own.heapAtFirst, peer.heapAtFirst],
    ['heapAfterScroll', own.heapAfter, peer.heapAfter],
  ];
  for (const [what, bytes, peerBytes] of heaps) {
    print({ ...common, what, bytes, peerBytes, ratio: round(bytes / peerBytes) });
  }
}

/** Rows of `export` and `bulk`: `-- bulk --rows 20000` for another number. */
let rows = 100_000;

function printCompared(bench: string, { own, peer }: Compared): void {
  const perSecond = ({ records, ms }: Compared['own']): number => round((records / ms) * 1000, 0);
  print({
    bench,
    records: own.records,
    perSecond: perSecond(own),
    peakMb: round(own.peakMb, 0),
    peer: 'odoorpc',
    peerPerSecond: perSecond(peer),
    peerPeakMb: round(peer.peakMb, 0),
    ratio: round(peer.ms / own.ms),
    memoryRatio: round(own.peakMb / peer.peakMb),
  });
}

/** Everything that can be measured, by the name that chooses it: `npm run bench -- xmlrpc`. Without a name, all of it. */
const sections = new Map<string, () => void | Promise<void>>([
  ['size', sizes],
  ['xmlrpc', xmlrpc],
  ['call', call],
  ['grid', grid],
  ['export', async () => printCompared('export', await measureExport(rows))],
  ['bulk', async () => printCompared('bulk', await measureBulk(rows))],
  ['activation', activation],
]);

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const option = names.indexOf('--rows');
  if (option >= 0) {
    rows = Number(names[option + 1]);
    if (!Number.isInteger(rows) || rows < 1) throw new Error('--rows is followed by a number of rows.');
    names.splice(option, 2);
  }
  const unknown = names.filter((name) => !sections.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no ${unknown.join(', ')} to measure; there is ${[...sections.keys()].join(', ')}.`,
    );
  }
  for (const [name, measure] of sections) {
    if (names.length === 0 || names.includes(name)) await measure();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

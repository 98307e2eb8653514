import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../support/cache';
import { chromiumOptions, findChromium } from '../support/vscode/chromium';
import { themeCss } from '../webview/support/themes';
import type { Shown } from './gridPage';
import type { ScrollTimes } from './gridScroll';

const root = join(import.meta.dirname, '..', '..');
const peerVersion = '36.2.0';
const rowCount = 100_000;
/** The grids take turns, so that the machine's moods meet all of them. */
const rounds = 3;

export interface GridTimes {
  /** Milliseconds from the data to the first paint with values. */
  firstPaintMs: number;
  /** Milliseconds between frames, which come as fast as they can be made. */
  steady: Frames;
  sideways: Frames;
  jumps: Frames;
  /** Milliseconds from a far jump until the rows are there with their values. */
  arrivalP50: number;
  arrivalP95: number;
  /** Bytes of JavaScript memory that the grid takes beside the table itself, at first and after the scroll. */
  heapAtFirst: number;
  heapAfter: number;
}

export interface Frames {
  p50: number;
  p95: number;
  worst: number;
}

export const gridPeer = `ag-grid-community ${peerVersion}, given all rows at once`;

/** Our grid and AG Grid with the same 100,000 rows of 30 columns on the same page. Each is shown by a page of its own, several times. */
export async function measureGrids(): Promise<{ own: GridTimes; peer: GridTimes }> {
  const found = await findChromium();
  if (found.path === undefined) throw new Error(`The measurement needs a browser. ${found.reason}`);
  const page = await bundle();
  const options = chromiumOptions(found.path);
  const browser = await chromium.launch({
    ...options,
    // Without a limit a frame takes as long as its work.
    args: [
      ...(options.args ?? []),
      '--disable-frame-rate-limit',
      '--disable-gpu-vsync',
      '--enable-precise-memory-info',
    ],
  });
  const own: Run[] = [];
  const peer: Run[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      own.push(await run(browser, page, 'ours'));
      peer.push(await run(browser, page, 'agGrid'));
    }
  } finally {
    await browser.close();
  }
  return { own: summary(own), peer: summary(peer) };
}

interface Run {
  firstPaintMs: number;
  times: ScrollTimes;
  heapAtFirst: number;
  heapAfter: number;
}

async function run(browser: Browser, html: string, shown: Shown): Promise<Run> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  try {
    const page = await context.newPage();
    await page.route('https://bench.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await page.goto('https://bench.test/');
    await page.evaluate((count) => window.bench.prepare(count), rowCount);
    const before = await heap(page);
    const firstPaintMs = await page.evaluate((what) => window.bench.show(what), shown);
    const heapAtFirst = (await heap(page)) - before;
    const times = await page.evaluate((what) => window.bench.scroll(what), shown);
    return { firstPaintMs, times, heapAtFirst, heapAfter: (await heap(page)) - before };
  } finally {
    await context.close();
  }
}

/** Bytes in use after everything that can be forgotten has been. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

function summary(runs: readonly Run[]): GridTimes {
  const all = (pick: (times: ScrollTimes) => number[]): number[] => runs.flatMap(({ times }) => pick(times));
  const arrivals = all((times) => times.arrivals);
  const median = (pick: (run: Run) => number): number => percentile(runs.map(pick), 0.5);
  return {
    firstPaintMs: median((each) => each.firstPaintMs),
    steady: framesOf(all((times) => times.steady)),
    sideways: framesOf(all((times) => times.sideways)),
    jumps: framesOf(all((times) => times.jumps)),
    arrivalP50: percentile(arrivals, 0.5),
    arrivalP95: percentile(arrivals, 0.95),
    heapAtFirst: median((each) => each.heapAtFirst),
    heapAfter: median((each) => each.heapAfter),
  };
}

function framesOf(times: readonly number[]): Frames {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), worst: Math.max(...times) };
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** The page as one HTML text, built as our pages are. AG Grid is installed for it in the cache, beside nothing of ours. */
async function bundle(): Promise<string> {
  const folder = join(cacheRoot(), 'bench', `ag-grid-${peerVersion}`);
  if (!existsSync(join(folder, 'node_modules', 'ag-grid-community', 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    execFileSync(
      'npm',
      [
        'install',
        '--silent',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        `ag-grid-community@${peerVersion}`,
      ],
      {
        cwd: folder,
        stdio: ['ignore', 2, 2],
        timeout: 300_000,
      },
    );
  }
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test', 'bench', 'gridPage.tsx')],
    outdir: join(root, 'out', 'bench'),
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    nodePaths: [join(folder, 'node_modules')],
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const text = (extension: string): string =>
    outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Grids</title>
<style>${themeCss('dark')}</style><style>${text('.css')}
#app { display: flex; flex-direction: column; } #app > * { flex: 1; min-height: 0; }</style></head>
<body class="vscode-dark"><div id="app"></div><script>${text('.js').replaceAll('</script', '<\\/script')}</script></body></html>`;
}

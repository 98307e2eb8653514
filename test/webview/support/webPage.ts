import { chromium, type Browser, type Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import type { Frame } from '../../../src/contract/rpc';
import { chromiumOptions, findChromium } from '../../support/vscode/chromium';
import { bundle, root } from './bundles';
import { themeCss, themes, type ThemeName } from './themes';

export interface PageOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** What an earlier life of the page kept with setState(). */
  state?: unknown;
  reducedMotion?: boolean;
  /** The page's clock moves only as the test says (page.clock). */
  fakeClock?: boolean;
  /** The computer's time zone: "Europe/Brussels". */
  timeZone?: string;
}

/** The extension host's end of a page. */
export interface Host {
  receive: (frame: unknown) => void;
  connect: (post: (frame: Frame) => void) => void;
}

declare global {
  interface Window {
    keptState?: unknown;
    toHost(frame: unknown): void;
    acquireVsCodeApi(): unknown;
  }
}

const origin = 'https://page.test';
const nonce = 'bm9uY2U';

let browser: Browser | undefined;
const open: { page: Page; faults: string[] }[] = [];

/** Call once in a test file: starts the browser, and after each test closes its pages and fails on anything they complained of. */
export function useBrowser(): void {
  vi.setConfig({ testTimeout: 60_000 });
  beforeAll(async () => {
    const found = await findChromium();
    if (found.path === undefined) throw new Error(`The page tests need a browser. ${found.reason}`);
    browser = await chromium.launch(chromiumOptions(found.path));
  }, 120_000);
  afterEach(async () => {
    for (const { page, faults } of open.splice(0)) {
      await page.context().close();
      expect(faults, 'The page logged no errors').toEqual([]);
    }
  });
  afterAll(async () => {
    await browser?.close();
  });
}

/**
 * Opens a page as VS Code does: its theme and default styles, acquireVsCodeApi(), and the strictest content security policy the
 * page must live with.
 */
export async function openPage(
  name: string,
  entry: string,
  host: Host,
  options: PageOptions = {},
): Promise<Page> {
  if (!browser) throw new Error('useBrowser() was not called.');
  const { js, css } = await bundle(entry);
  const theme = options.theme ?? 'dark';
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    ...(options.timeZone === undefined ? {} : { timezoneId: options.timeZone }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (options.fakeClock) await page.clock.install();
  const faults: string[] = [];
  open.push({ page, faults });
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });

  const kind = themes[theme].kind;
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin} 'nonce-${nonce}'; img-src data:`;
  const files: Record<string, [type: string, body: string]> = {
    '/theme.css': ['text/css', themeCss(theme)],
    [`/${name}.css`]: ['text/css', css],
    [`/${name}.js`]: ['text/javascript', js],
    '/favicon.ico': ['image/x-icon', ''],
    '/': [
      'text/html',
      `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="${name}.css"><title>Odoo</title></head>
<body class="${kind}" data-vscode-theme-kind="${kind}" data-page="${name}"><div id="app"></div>
<script nonce="${nonce}" src="${name}.js"></script></body></html>`,
    ],
  };
  await page.route(`${origin}/**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return file ? route.fulfill({ contentType: `${file[0]}; charset=utf-8`, body: file[1] }) : route.abort();
  });
  await page.exposeFunction('toHost', (frame: unknown) => host.receive(frame));
  await page.addInitScript((state) => {
    window.keptState = state;
    window.acquireVsCodeApi = () => ({
      postMessage: (frame: unknown) => window.toHost(frame),
      getState: () => window.keptState,
      setState: (kept: unknown) => (window.keptState = structuredClone(kept)),
    });
  }, options.state);
  host.connect((frame) => {
    if (!page.isClosed())
      page.evaluate((sent) => window.postMessage(sent, '*'), frame).catch(() => undefined);
  });
  await page.goto(`${origin}/`);
  return page;
}

/** Asks again until the answer is the expected one; patient, for the machine may be busy. */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 15_000, interval: 50 });
}

/** The draft in what the page has kept with setState(). */
export async function keptDraft(page: Page): Promise<unknown> {
  const state = await keptState(page);
  return typeof state === 'object' && state !== null && 'draft' in state ? state.draft : state;
}

/** Everything the page has kept with setState(). */
export function keptState(page: Page): Promise<unknown> {
  return page.evaluate(() => window.keptState);
}

/** Keeps a picture for people to look at: out/screenshots/webview-<name>.png. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `webview-${name}.png`), animations: 'disabled' });
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Where every picture of a run goes. */
export const screenshots = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

/** How long a journey waits for one thing before it gives up. */
export const patience = 30_000;

/**
 * Asks again until there is an answer. When time is up, the error says what was expected and what is on the screen
 * instead, and names a picture of it.
 */
export async function waitFor<T>(
  page: Page,
  expected: string,
  probe: () => Promise<T | undefined>,
  timeoutMs: number = patience,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  let problem = '';
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
      problem = '';
    } catch (error) {
      problem = ` (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})`;
    }
    if (Date.now() > end) break;
    await page.waitForTimeout(50);
  }
  const picture = await takePicture(page, `failed-${new Date().toISOString().replace(/\D/g, '')}`).catch(
    () => 'none',
  );
  const seen = await whatIsVisible(page).catch(
    (error: unknown) => `nothing, the page is gone: ${String(error)}`,
  );
  throw new Error(
    `Expected within ${timeoutMs / 1000} s: ${expected}.${problem}\nOn the screen instead:\n${seen}\nPicture: ${picture}`,
  );
}

/** Clicks as soon as it is possible; what is still moving or covered gets time. */
export async function click(
  page: Page,
  what: string,
  target: Locator,
  options: { button?: 'right' } = {},
): Promise<void> {
  await waitFor(page, `${what}, to click it`, async () => {
    await target.click({ ...options, timeout: 2000 });
    return true;
  });
}

/** Saves a picture of the page and gives its file. */
export async function takePicture(page: Page, name: string): Promise<string> {
  mkdirSync(screenshots, { recursive: true });
  const path = join(screenshots, `${name}.png`);
  await page.screenshot({ path, timeout: 10_000 });
  return path;
}

/** The parts of the workbench a journey deals with, in words. */
async function whatIsVisible(page: Page): Promise<string> {
  const parts = await page.evaluate(() => {
    const texts = (selector: string): string[] =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((element) => element.checkVisibility())
        .map((element) => element.innerText.replace(/\s+/g, ' ').trim())
        .filter((text) => text !== '');
    const input = document.querySelector<HTMLInputElement>('.quick-input-widget input.input');
    return {
      dialog: texts('.monaco-dialog-box'),
      'quick input': texts('.quick-input-title, .quick-input-message'),
      'quick input value': input?.checkVisibility()
        ? [input.type === 'password' ? '(a password)' : input.value]
        : [],
      'quick input items': texts('.quick-input-list .monaco-list-row').slice(0, 12),
      notifications: texts('.notification-toast'),
      tabs: texts('.tabs-container .tab'),
      'side bar': texts('.sidebar .title-label'),
      rows: texts('.sidebar .monaco-list-row').slice(0, 30),
      'status bar': texts('.statusbar-item'),
    };
  });
  return Object.entries(parts)
    .filter(([, texts]) => texts.length > 0)
    .map(([part, texts]) => `  ${part}: ${texts.join(' | ')}`)
    .join('\n');
}

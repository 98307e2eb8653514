import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RequestApi } from '../../src/contract/requestApi';
import type { Handlers } from '../../src/contract/rpc';
import { emptyDraft } from '../../src/model/draft';
import type { JsonObject } from '../../src/model/json';
import { openRequest, partner, requestHost, tableResult, type RequestHost } from './support/requestHost';
import { problem, Refusal } from './support/scriptedHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const state = { ...emptyDraft, connectionId: 'staging', model: 'res.partner' };

async function showRows(
  rowCount: number,
  handlers: Partial<Handlers<RequestApi>> = {},
): Promise<{ page: Page; host: RequestHost }> {
  const host = requestHost({ send: () => tableResult(rowCount), ...handlers });
  const page = await openRequest(host, { state });
  await page.getByTestId('send').click();
  await page.getByTestId('grid').waitFor();
  return { page, host };
}

const cell = (page: Page, row: number, column: number) =>
  page.locator(`[role="gridcell"][data-row="${row}"][data-column="${column}"]`);

const activeText = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => {
    const id = document.querySelector('[role="grid"]')?.getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.textContent;
  });

describe('the grid', () => {
  it('asks for the rows near the visible part only, and shows the last of 100,000 after End', async () => {
    const { page, host } = await showRows(100_000);
    expect(host.calls('rows')).toEqual([{ resultId: 1, offset: 0, count: 100 }]);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('End');
    await eventually(() => cell(page, 99_990, 0).textContent()).toBe('99997');
    await eventually(() => activeText(page)).toBe('100006');
    const asked = host.calls('rows').map((slice) => (slice as { offset: number }).offset);
    expect(asked).toContain(99_900);
    expect(asked.length).toBeLessThan(6);
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await eventually(() => cell(page, 0, 1).textContent()).toBe('AB Constructions SA');
  });

  it('keeps up with fast scrolling without asking for what is passed over', async () => {
    const { page, host } = await showRows(100_000, {
      rows: async ({ offset, count }) => {
        await new Promise((resolve) => setTimeout(resolve, 40));
        return Array.from({ length: count }, (_, index) => partner(offset + index));
      },
    });
    const slowest = await page.getByTestId('grid').evaluate(async (grid) => {
      let before = performance.now();
      let worst = 0;
      for (let step = 1; step <= 60; step++) {
        grid.scrollTop = step * 40_000;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        worst = Math.max(worst, now - before);
        before = now;
      }
      return worst;
    });
    await eventually(() => cell(page, 99_999, 0).count()).toBe(1);
    await eventually(() => cell(page, 99_999, 0).textContent()).toBe('100006');
    expect(host.calls('rows').length).toBeLessThan(60);
    // Far above a frame, so that a busy machine passes; a grid that is not virtual takes seconds.
    expect(slowest).toBeLessThan(400);
  });

  it('tells screen readers its size and each cell’s place', async () => {
    const { page } = await showRows(4213);
    const grid = page.getByRole('grid', { name: 'Records' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('4214');
    expect(await grid.getAttribute('aria-colcount')).toBe('8');
    expect(
      await page.getByRole('columnheader', { name: 'country_id, Country' }).getAttribute('aria-colindex'),
    ).toBe('4');
    expect(await page.getByRole('row').nth(1).getAttribute('aria-rowindex')).toBe('2');
  });

  it('shows each type of value as what it is', async () => {
    const { page } = await showRows(6);
    const row = async (index: number): Promise<(string | null)[]> =>
      Promise.all([1, 2, 3, 4, 5].map((column) => cell(page, index, column).textContent()));
    expect(await row(0)).toEqual(['AB Constructions SA', 'ab@example.com', 'Belgium21', '[2] 3, 8', 'true']);
    expect(await row(3)).toEqual(['Brasserie du Cygne', '', 'Belgium21', '[2] 3, 8', 'false']);
    expect(await row(4)).toEqual(['Cabinet Muller & Fils', 'cabinet@example.com', '', '[1] 3', 'true']);
    expect(await row(5)).toEqual(['Deco Addict', 'deco@example.com', 'Luxembourg23', '', 'false']);
    const align = await cell(page, 0, 6).evaluate((element) => getComputedStyle(element).textAlign);
    expect(align).toBe('right');
  });

  it('shows null, nested values and long texts without growing', async () => {
    const odd: JsonObject = { a: null, b: { x: [1] }, c: 'long '.repeat(500), d: 'two\nlines', e: false };
    const { page } = await showRows(1, {
      send: () => tableResult(1, { columns: Object.keys(odd).map((name) => ({ name, label: name })) }),
      rows: () => [odd],
    });
    expect(await cell(page, 0, 0).textContent()).toBe('null');
    expect(await cell(page, 0, 1).textContent()).toBe('{"x":[1]}');
    expect((await cell(page, 0, 2).textContent())?.length).toBe(301);
    expect((await cell(page, 0, 3).boundingBox())?.height).toBe(23);
    expect(await cell(page, 0, 4).textContent()).toBe('false');
  });

  it('makes only the columns near the visible part', async () => {
    const columns = Array.from({ length: 200 }, (_, index) => ({
      name: `x_${index}`,
      label: `X ${index}`,
      type: 'char',
    }));
    const { page } = await showRows(500, {
      send: () => tableResult(500, { columns }),
      rows: ({ count }) =>
        Array.from({ length: count }, () =>
          Object.fromEntries(columns.map(({ name }) => [name, `value of ${name}`])),
        ),
    });
    expect(await page.getByRole('columnheader').count()).toBeLessThan(30);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('Control+ArrowRight');
    await page.getByRole('columnheader', { name: 'x_199' }).waitFor();
    await eventually(() => activeText(page)).toBe('value of x_199');
  });

  it('is moved through by arrows and pages, and entered by a click', async () => {
    const { page } = await showRows(1000);
    await cell(page, 2, 1).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await eventually(() => activeText(page)).toBe('10');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    await eventually(() => activeText(page)).toBe('10');
    await page.keyboard.press('Control+End');
    await eventually(() => activeText(page)).toBe('2026-11-21 09:41:09');
  });

  it('copies the selected cell, and a selected range as a spreadsheet takes it', async () => {
    const { page, host } = await showRows(1000);
    await cell(page, 0, 3).click();
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copy')).toEqual([{ text: 'Belgium' }]);
    await cell(page, 3, 1).click();
    await cell(page, 4, 3).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copy').at(-1)).toEqual({
      text: 'Brasserie du Cygne\t\tBelgium\nCabinet Muller & Fils\tcabinet@example.com\t',
    });
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copy').length).toBe(3);
    expect((host.calls('copy').at(-1) as { text: string }).text.split('\n')).toHaveLength(1000);
  });

  it('has columns that are resized by mouse and by keyboard, and fit their content on a double click', async () => {
    const { page } = await showRows(50);
    const head = page.getByRole('columnheader', { name: 'email' });
    const width = async (): Promise<number> => (await head.boundingBox())?.width ?? 0;
    const before = await width();
    const handle = await head.locator('.grid-handle').boundingBox();
    if (!handle) throw new Error('The column has no handle.');
    await page.mouse.move(handle.x + 4, handle.y + 10);
    await page.mouse.down();
    await page.mouse.move(handle.x + 104, handle.y + 10, { steps: 4 });
    await page.mouse.up();
    await eventually(width).toBe(before + 100);
    await cell(page, 0, 2).click();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await eventually(width).toBe(before + 76);
    await head.locator('.grid-handle').dblclick();
    await eventually(width).toBeLessThan(before + 40);
  });

  it('holds a row’s place until it has come', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { page } = await showRows(1000, {
      rows: async ({ offset, count }) => {
        if (offset > 0) await held;
        return Array.from({ length: count }, (_, index) => partner(offset + index));
      },
    });
    await page.getByTestId('grid').focus();
    await page.keyboard.press('End');
    await cell(page, 999, 0).waitFor();
    expect(await cell(page, 999, 0).textContent()).toBe('');
    expect(await page.locator('.grid-row[aria-busy="true"]').count()).toBeGreaterThan(5);
    release();
    await eventually(() => cell(page, 999, 0).textContent()).toBe('1006');
  });

  it('says so when rows cannot be had, and tries again', async () => {
    let broken = true;
    const { page } = await showRows(1000, {
      rows: ({ offset, count }) => {
        if (offset > 0 && broken) throw new Refusal(problem('internal', { title: 'The rows are gone' }));
        return Array.from({ length: count }, (_, index) => partner(offset + index));
      },
    });
    await page.getByTestId('grid').focus();
    await page.keyboard.press('End');
    await page.getByText('The rows are gone').waitFor();
    broken = false;
    await page.getByText('Try again').click();
    await eventually(() => cell(page, 999, 0).textContent()).toBe('1006');
    expect(await page.getByText('The rows are gone').count()).toBe(0);
  });
});

describe('the JSON text', () => {
  it('asks for the lines near the visible part only', async () => {
    const { page, host } = await showRows(100, {
      jsonLines: ({ offset, count }) => ({
        total: 1_000_000,
        lines: Array.from({ length: count }, (_, index) => `  "line": ${offset + index + 1},`),
      }),
    });
    await page.getByRole('tab', { name: 'JSON' }).click();
    const json = page.getByTestId('json');
    await json.getByText('"line"').first().waitFor();
    await json.focus();
    await page.keyboard.press('End');
    await json.getByText('1000000').first().waitFor();
    // The browser glides to the end, so some slices on the way are asked for, of 5,000.
    expect(host.calls('jsonLines').length).toBeLessThan(50);
    expect(await page.locator('.json-line').count()).toBeLessThan(120);
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copyJson')).toEqual([{ resultId: 1 }]);
  });

  it('is what a value is shown as, under the sentence that says what happened', async () => {
    const host = requestHost({
      send: () => tableResult(0, { kind: 'value', columns: [], summary: 'Created 1 record: 57' }),
      jsonLines: () => ({ total: 1, lines: ['57'] }),
    });
    const page = await openRequest(host, { state });
    await page.getByTestId('send').click();
    await page.getByTestId('json').getByText('57').waitFor();
    expect(await page.getByText('Created 1 record: 57').count()).toBeGreaterThan(0);
    expect(await page.getByRole('tab', { name: 'Grid' }).count()).toBe(0);
    expect(host.calls('rows')).toEqual([]);
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import {
  activeText,
  cell,
  columnNames,
  gridHost,
  head,
  openGrid,
  order,
  orderColumns,
  showOrders,
} from './support/gridHost';
import { problem, Refusal } from './support/scriptedHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

/** Shows rows of any kind in columns of these names, without types. */
async function showRows(
  rows: JsonObject[],
  columns: Column[] = Object.keys(rows[0] ?? {}).map((name) => ({ name, label: name })),
): Promise<Page> {
  const host = gridHost(rows.length, {}, (index) => rows[index] ?? {});
  return openGrid(host, { rowCount: rows.length, columns });
}

describe('the grid', () => {
  it('asks for the rows near the visible part only, and shows the last of 100,000 after End', async () => {
    const { page, host } = await showOrders(100_000);
    expect(host.calls('rows')).toEqual([{ resultId: 1, arrangement: 0, offset: 0, count: 100 }]);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('End');
    await eventually(() => cell(page, 99_990, 0).textContent()).toBe('99991');
    await eventually(() => activeText(page)).toBe('100000');
    const asked = host.calls('rows').map((slice) => (slice as { offset: number }).offset);
    expect(asked).toContain(99_900);
    expect(asked.length).toBeLessThan(6);
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await eventually(() => cell(page, 0, 1).textContent()).toBe('S00001');
  });

  it('keeps up with fast scrolling without asking for what is passed over', async () => {
    const host = gridHost(100_000, {
      rows: async ({ offset, count }) => {
        await new Promise((resolve) => setTimeout(resolve, 40));
        return Array.from({ length: count }, (_, index) => order(offset + index));
      },
    });
    const page = await openGrid(host, { rowCount: 100_000 });
    await page.getByTestId('grid').evaluate(async (grid) => {
      for (let step = 1; step <= 60; step++) {
        grid.scrollTop = step * 40_000;
        await new Promise(requestAnimationFrame);
      }
    });
    await eventually(() => cell(page, 99_999, 0).count()).toBe(1);
    await eventually(() => cell(page, 99_999, 0).textContent()).toBe('100000');
    expect(host.calls('rows').length).toBeLessThan(60);
  });

  it('keeps its rows in their order for who reads the page as a text, after steps and after jumps', async () => {
    const { page } = await showOrders(5000);
    const order = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.grid-row')].map((row) => Number(row.dataset['row'])),
      );
    for (const top of [500, 700, 90_000, 89_000, 119_999, 0]) {
      await page.getByTestId('grid').evaluate((grid, to) => (grid.scrollTop = to), top);
      await eventually(async () => (await order()).includes(Math.min(4990, Math.floor(top / 24)))).toBe(true);
      const rows = await order();
      expect(rows).toEqual([...rows].sort((a, b) => a - b));
      expect(new Set(rows).size).toBe(rows.length);
    }
  });

  it('tells screen readers its size and each cell’s place', async () => {
    const { page } = await showOrders(4213);
    const grid = page.getByRole('grid', { name: 'Records' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('4214');
    expect(await grid.getAttribute('aria-colcount')).toBe(String(orderColumns.length));
    expect(await head(page, 'partner_id').getAttribute('aria-colindex')).toBe('3');
    expect(await page.getByRole('row').nth(1).getAttribute('aria-rowindex')).toBe('2');
    expect(await grid.getAttribute('aria-readonly')).toBe('true');
  });

  it('shows each type of value as what it is', async () => {
    const columns = orderColumns.slice(0, 12);
    const host = gridHost(4);
    const page = await openGrid(host, { rowCount: 4, columns }, { width: 1600 });
    const row = (index: number): Promise<(string | null)[]> =>
      Promise.all(columns.map((_, column) => cell(page, index, column).textContent()));
    expect(await row(0)).toEqual([
      ...['1', 'S00001', 'Azure Interior10', '[2] 3, 8', '1,234.50EUR', '1,000', '0.500', '✓'],
      ...['Quotationdraft', '2026-01-31', '2026-01-31 23:30:05', 'Net 30 days & no alert(1) rebate'],
    ]);
    expect(await row(3)).toEqual([
      ...['4', 'S00004', '', '[2] 3, 8', '1,265JPY', '1,021', '0.500', '–'],
      ...['Quotationdraft', '2026-01-31', '', 'Net 30 days & no alert(1) rebate'],
    ]);
    const style = (column: number, name: 'textAlign' | 'fontVariantNumeric') =>
      cell(page, 0, column).evaluate((element, key) => getComputedStyle(element)[key], name);
    expect(await style(5, 'textAlign')).toBe('right');
    expect(await style(5, 'fontVariantNumeric')).toBe('tabular-nums');
    expect(await cell(page, 0, 7).getByRole('img', { name: 'true' }).count()).toBe(1);
    expect(await cell(page, 3, 7).getByRole('img', { name: 'false' }).count()).toBe(1);
  });

  it('shows files by their size, small pictures as pictures, and structures in one line', async () => {
    const columns = orderColumns.slice(13, 17);
    const page = await openGrid(gridHost(2), { rowCount: 2, columns });
    expect(await cell(page, 0, 0).textContent()).toBe('12.30 Kb');
    const picture = cell(page, 0, 1).getByRole('img', { name: 'Picture, 70 B' });
    await eventually(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
    expect(await cell(page, 1, 1).textContent()).toBe('');
    expect(await cell(page, 0, 2).textContent()).toBe('{"colour":["red",1]}');
    expect(await cell(page, 0, 3).textContent()).toBe('sale.order,7');
  });

  it('says on hover what a cell leaves out: raw digits, UTC, the rest of a text', async () => {
    const { page } = await showOrders(1, {}, { width: 1600 });
    const title = async (column: number): Promise<string | null> => {
      await cell(page, 0, column).hover();
      return cell(page, 0, column).getAttribute('title');
    };
    expect(await title(4)).toBe('1234.5');
    expect(await title(10)).toBe('2026-01-31 23:30:05 UTC');
    expect(await title(2)).toBe('[10,"Azure Interior"]');
  });

  it('shows null, nested values and long texts without growing', async () => {
    const odd: JsonObject = { a: null, b: { x: [1] }, c: 'long '.repeat(500), d: 'two\nlines', e: false };
    const page = await showRows([odd]);
    expect(await cell(page, 0, 0).textContent()).toBe('null');
    expect(await cell(page, 0, 1).textContent()).toBe('{"x":[1]}');
    expect((await cell(page, 0, 2).textContent())?.length).toBe(301);
    expect((await cell(page, 0, 3).boundingBox())?.height).toBe(23);
    expect(await cell(page, 0, 4).textContent()).toBe('–');
  });

  it('shows hostile values as the text that they are', async () => {
    const row =
      '{"id": 1, "__proto__": "<img src=x onerror=alert(1)>", "constructor": "</script><script>alert(2)</script>", "toString": null}';
    const huge = 'A'.repeat(1_000_000);
    const mixed = '‮evil 👩‍👩‍👧 مرحبا';
    const rows = [
      row,
      JSON.stringify({ id: 2, huge, html: `<b onclick="x">${huge}</b>`, data: huge, mixed }),
    ];
    const names = ['id', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'huge', 'mixed'];
    const columns: Column[] = [
      ...names.map((name) => ({ name, label: name, type: 'char' })),
      { name: 'html', label: 'html', type: 'html' },
      { name: 'data', label: 'data', type: 'binary' },
    ];
    const host = gridHost(2, {}, (index) => ({ json: rows[index] ?? '' }));
    const page = await openGrid(host, { rowCount: 2, columns, rowsAsText: true }, { width: 1600 });
    expect(await cell(page, 0, 1).textContent()).toBe('<img src=x onerror=alert(1)>');
    expect(await cell(page, 0, 2).textContent()).toBe('</script><script>alert(2)</script>');
    expect(await cell(page, 0, 3).textContent()).toBe('null');
    expect(await cell(page, 0, 4).textContent()).toBe('');
    expect(await cell(page, 1, 1).textContent()).toBe('');
    expect((await cell(page, 1, 5).textContent())?.length).toBe(301);
    expect(await cell(page, 1, 6).textContent()).toBe(mixed);
    expect((await cell(page, 1, 7).textContent())?.length).toBe(301);
    expect(await cell(page, 1, 8).textContent()).toBe('750 KB');
    expect(await page.locator('#app script, .grid img').count()).toBe(0);
    await head(page, '__proto__').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Pin left' }).click();
    await eventually(() => columnNames(page).then((all) => all.slice(0, 2))).toEqual(['id', '__proto__']);
  });

  it('lets each text find its own direction', async () => {
    const { page } = await showOrders(6);
    const direction = (row: number): Promise<string> =>
      cell(page, row, 2).evaluate((element) => getComputedStyle(element).direction);
    // The fourth of five customers has an Arabic name; the row after the fourth has none at all.
    await eventually(() => cell(page, 0, 2).textContent()).toContain('Azure');
    expect(await direction(0)).toBe('ltr');
    const page2 = await showRows([{ name: 'شركة النور' }, { name: 'Plain' }]);
    expect(await cell(page2, 0, 0).evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  });

  it('makes only the columns near the visible part', async () => {
    const columns = Array.from({ length: 200 }, (_, index) => ({
      name: `x_${index}`,
      label: `X ${index}`,
      type: 'char',
    }));
    const row = Object.fromEntries(columns.map(({ name }) => [name, `value of ${name}`]));
    const page = await openGrid(
      gridHost(500, {}, () => row),
      { rowCount: 500, columns },
    );
    expect(await page.getByRole('columnheader').count()).toBeLessThan(30);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('Control+ArrowRight');
    await head(page, 'x_199').waitFor();
    await eventually(() => activeText(page)).toBe('value of x_199');
    expect(await page.getByRole('columnheader').count()).toBeLessThan(30);
  });

  it('keeps the active cell for screen readers while the pointer scrolls elsewhere', async () => {
    const { page } = await showOrders(5000);
    await cell(page, 3, 5).click();
    await page.getByTestId('grid').evaluate((grid) => grid.scrollTo(5000, 60_000));
    await eventually(() => cell(page, 2500, 16).count()).toBe(1);
    expect(await activeText(page)).toBe('1,021');
    await page.keyboard.press('ArrowDown');
    await eventually(() => activeText(page)).toBe('1,028');
    await eventually(() => cell(page, 4, 5).isVisible()).toBe(true);
  });

  it('holds a row’s place until it has come', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const host = gridHost(1000, {
      rows: async ({ offset, count }) => {
        if (offset > 0) await held;
        return Array.from({ length: count }, (_, index) => order(offset + index));
      },
    });
    const page = await openGrid(host, { rowCount: 1000 });
    await page.getByTestId('grid').focus();
    await page.keyboard.press('End');
    await cell(page, 999, 0).waitFor();
    expect(await cell(page, 999, 0).textContent()).toBe('');
    expect(await page.locator('.grid-row[aria-busy="true"]').count()).toBeGreaterThan(5);
    release();
    await eventually(() => cell(page, 999, 0).textContent()).toBe('1000');
    expect(await page.locator('.grid-row[aria-busy="true"]').count()).toBe(0);
  });

  it('says so when rows cannot be had, and tries again', async () => {
    let broken = true;
    const host = gridHost(1000, {
      rows: ({ offset, count }) => {
        if (offset > 0 && broken) throw new Refusal(problem('internal', { title: 'The rows are gone' }));
        return Array.from({ length: count }, (_, index) => order(offset + index));
      },
    });
    const page = await openGrid(host, { rowCount: 1000 });
    await page.getByTestId('grid').focus();
    await page.keyboard.press('End');
    await page.getByText('The rows are gone').waitFor();
    broken = false;
    await page.getByText('Try again').click();
    await eventually(() => cell(page, 999, 0).textContent()).toBe('1000');
    expect(await page.getByText('The rows are gone').count()).toBe(0);
  });

  it('lets pinned columns take no more than a good half of a narrow window', async () => {
    const layout = { order: [], hidden: [], pinned: ['id', 'name', 'partner_id'], widths: {} };
    const { page } = await showOrders(50, { layout }, { width: 320 });
    const pinned = () => page.locator('.grid-row').first().locator('.grid-pinned [role="gridcell"]').count();
    await eventually(pinned).toBe(1);
    await page.setViewportSize({ width: 1400, height: 700 });
    await eventually(pinned).toBe(3);
  });
});

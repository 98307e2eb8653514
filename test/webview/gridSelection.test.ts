import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { activeText, cell, gridHost, head, openGrid, said, showOrders } from './support/gridHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const menuItems = (page: Page): Promise<(string | null)[]> =>
  page
    .getByRole('menuitem')
    .evaluateAll((items) => items.map((each) => each.firstChild?.textContent ?? null));

/** A press on a cell's ground, beside what may be a link in it. */
const press = (page: Page, row: number, column: number, modifiers: ('Shift' | 'Control')[] = []) =>
  cell(page, row, column).click({ position: { x: 2, y: 2 }, modifiers });

describe('moving in the grid', () => {
  it('goes by arrows and pages, and is entered by a press', async () => {
    const { page } = await showOrders(1000);
    await press(page, 2, 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await eventually(() => activeText(page)).toBe('4');
    await page.keyboard.press('PageDown');
    await eventually(() => activeText(page)).not.toBe('4');
    await page.keyboard.press('PageUp');
    await eventually(() => activeText(page)).toBe('4');
    await page.keyboard.press('Control+End');
    await eventually(() => activeText(page)).toBe('JPY2');
  });

  it('keeps the focus in one place for the Tab key', async () => {
    const { page } = await showOrders(100);
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('role') ?? document.activeElement?.textContent,
      );
    await page.getByTestId('grid-columns').focus();
    await page.keyboard.press('Tab');
    await eventually(focused).toBe('grid');
    await page.keyboard.press('Tab');
    await eventually(focused).toBe('After the grid');
  });
});

describe('selecting and copying in the grid', () => {
  it('copies a cell, a range by Shift, and a range that is drawn', async () => {
    const { page, host } = await showOrders(1000);
    const copies = () => host.calls('copyCells');
    const common = { resultId: 1, arrangement: 0, form: 'tsv', withHead: false };
    await press(page, 0, 2);
    await page.keyboard.press('Control+c');
    await eventually(copies).toEqual([{ ...common, firstRow: 0, lastRow: 0, columns: ['partner_id'] }]);
    await press(page, 4, 3);
    await press(page, 3, 1, ['Shift']);
    await page.keyboard.press('Control+c');
    const range = { ...common, firstRow: 3, lastRow: 4, columns: ['name', 'partner_id', 'tag_ids'] };
    await eventually(() => copies().at(-1)).toEqual(range);
    expect(await page.locator('[role="gridcell"][aria-selected="true"]').count()).toBe(6);
    await press(page, 6, 0);
    const to = await cell(page, 7, 1).boundingBox();
    const from = await cell(page, 6, 1).boundingBox();
    if (!from || !to) throw new Error('A cell has no place.');
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(to.x + 5, to.y + 5, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    await eventually(() => copies().at(-1)).toEqual({
      ...common,
      firstRow: 6,
      lastRow: 7,
      columns: ['name', 'partner_id'],
    });
  });

  it('selects whole rows by their numbers and by Shift+Space, and says how many', async () => {
    const { page, host } = await showOrders(100);
    await page.locator('[data-row="2"] .grid-number').click();
    await page.locator('[data-row="5"] .grid-number').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy ids' }).click();
    await eventually(() => host.calls('copyCells').at(-1)).toMatchObject({
      firstRow: 2,
      lastRow: 5,
      form: 'ids',
    });
    expect((await said(page)).at(-1)).toBe('4 rows selected');
    await press(page, 9, 3);
    await page.keyboard.press('Shift+Space');
    expect((await said(page)).at(-1)).toBe('1 row selected');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copyCells').at(-1)).toMatchObject({ firstRow: 9, lastRow: 10 });
    expect((host.calls('copyCells').at(-1) as { columns: string[] }).columns.length).toBe(18);
  });

  it('selects a whole column by Ctrl+Space, and everything by Ctrl+A', async () => {
    const { page, host } = await showOrders(100);
    await press(page, 9, 1);
    await page.keyboard.press('Control+Space');
    await page.keyboard.press('Control+c');
    const column = { firstRow: 0, lastRow: 99, columns: ['name'] };
    await eventually(() => host.calls('copyCells').at(-1)).toMatchObject(column);
    expect((await said(page)).at(-1)).toBe('1 column selected');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copyCells').length).toBe(2);
    const { columns, ...all } = host.calls('copyCells').at(-1) as { columns: string[] };
    expect(all).toMatchObject({ firstRow: 0, lastRow: 99 });
    expect(columns.length).toBe(18);
  });

  it('copies in every form from the menu, in the order of the columns that are shown', async () => {
    const layout = { order: ['quantity', 'name'], hidden: [], pinned: [], widths: {} };
    const { page, host } = await showOrders(100, { layout });
    for (const [label, form, withHead] of [
      ['Copy with headers', 'tsv', true],
      ['Copy as CSV', 'csv', true],
      ['Copy as JSON', 'json', true],
      ['Copy ids', 'ids', false],
      ['Copy as a domain', 'domain', false],
    ] as const) {
      await press(page, 0, 0);
      await press(page, 1, 1, ['Shift']);
      await cell(page, 1, 0).click({ button: 'right' });
      await page.getByRole('menuitem', { name: label }).click();
      await eventually(() => host.calls('copyCells').at(-1)).toMatchObject({ form, withHead });
      expect(host.calls('copyCells').at(-1)).toMatchObject({ columns: ['quantity', 'name'], lastRow: 1 });
    }
  });
});

describe('the menu of a cell', () => {
  it('offers what applies, and nothing else', async () => {
    const { page } = await showOrders(10, { editable: true });
    await press(page, 0, 2);
    await page.keyboard.press('ContextMenu');
    expect(await menuItems(page)).toEqual([
      ...['Copy value', 'Copy with headers', 'Copy as CSV', 'Copy as JSON', 'Copy ids', 'Copy as a domain'],
      ...['Open record', 'Open related', 'Show row', 'Filter by this value', 'Edit', 'Set empty'],
    ]);
    await page.keyboard.press('Escape');
    await eventually(() => page.getByRole('menu').count()).toBe(0);
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    const plain = await openGrid(
      gridHost(1, {}, () => ({ total: 5 })),
      { rowCount: 1, plain: true, columns: [{ name: 'total', label: 'Total' }] },
    );
    await press(plain, 0, 0);
    await plain.keyboard.press('Shift+F10');
    expect(await menuItems(plain)).toEqual([
      ...[
        'Copy value',
        'Copy with headers',
        'Copy as CSV',
        'Copy as JSON',
        'Show row',
        'Filter by this value',
      ],
    ]);
  });

  it('is gone through by arrows and first letters, and opens at the pointer for another cell', async () => {
    const { page } = await showOrders(10);
    const focused = () => page.evaluate(() => document.activeElement?.firstChild?.textContent);
    await cell(page, 3, 1).click({ button: 'right' });
    await eventually(focused).toBe('Copy value');
    await page.keyboard.press('ArrowUp');
    await eventually(focused).toBe('Filter by this value');
    await page.keyboard.press('s');
    await eventually(focused).toBe('Show row');
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => window.gridTold.shownRows)).toEqual([3]);
  });
});

describe('opening from the grid', () => {
  it('opens the record by Enter, and what a relation points to by Enter on it', async () => {
    const { page, host } = await showOrders(10);
    await press(page, 3, 1);
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('openRecord')).toEqual([{ resultId: 1, arrangement: 0, row: 3 }]);
    await press(page, 1, 2);
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('openRelated')).toEqual([
      { resultId: 1, arrangement: 0, row: 1, column: 'partner_id' },
    ]);
    await press(page, 3, 2);
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('openRecord').length).toBe(2);
    expect(host.calls('openRelated').length).toBe(1);
  });

  it('opens by a click on the text of a link, and by Ctrl and a click anywhere in its cell', async () => {
    const { page, host } = await showOrders(10);
    await cell(page, 2, 0).getByText('3', { exact: true }).click();
    await eventually(() => host.calls('openRecord')).toEqual([{ resultId: 1, arrangement: 0, row: 2 }]);
    await cell(page, 2, 2).getByText('Deco Addict').click();
    await eventually(() => host.calls('openRelated').at(-1)).toMatchObject({ row: 2, column: 'partner_id' });
    await press(page, 0, 3, ['Control']);
    await eventually(() => host.calls('openRelated').at(-1)).toMatchObject({ row: 0, column: 'tag_ids' });
    await press(page, 4, 2);
    expect(host.calls('openRelated').length).toBe(2);
  });

  it('shows a row by Space, and goes into a group by Enter', async () => {
    const { page, host } = await showOrders(10, { groups: true });
    await press(page, 4, 1);
    await page.keyboard.press('Space');
    await eventually(() => page.evaluate(() => window.gridTold.shownRows)).toEqual([4]);
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => window.gridTold.drilled)).toEqual([4]);
    expect(host.calls('openRecord')).toEqual([]);
  });

  it('acts on the rows as they are arranged', async () => {
    const { page, host } = await showOrders(10);
    await head(page, 'name').click();
    await head(page, 'name').click();
    await eventually(() => cell(page, 0, 1).textContent()).toBe('S00010');
    await press(page, 0, 1);
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copyCells').at(-1)).toMatchObject({ arrangement: 2, firstRow: 0 });
  });
});

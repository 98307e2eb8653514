import { describe, expect, it } from 'vitest';
import { activeText, cell, columnNames, head, said, showOrders } from './support/gridHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const firstNames = (page: Parameters<typeof columnNames>[0], count: number) =>
  columnNames(page).then((names) => names.slice(0, count));

describe('sorting in the grid', () => {
  it('goes up, down and away by clicks on a head, and says so', async () => {
    const { page, host } = await showOrders(30);
    const sorts = () => host.calls('arrange').map((call) => (call as { sort: unknown }).sort);
    await head(page, 'name').click();
    await eventually(() => head(page, 'name').getAttribute('aria-sort')).toBe('ascending');
    await head(page, 'name').click();
    await eventually(() => head(page, 'name').getAttribute('aria-sort')).toBe('descending');
    await eventually(() => cell(page, 0, 1).textContent()).toBe('S00030');
    await head(page, 'name').click();
    await eventually(() => head(page, 'name').getAttribute('aria-sort')).toBe('none');
    expect(sorts()).toEqual([
      [{ column: 'name', descending: false }],
      [{ column: 'name', descending: true }],
      [],
    ]);
    expect(await said(page)).toEqual(['Sorted by name ascending', 'Sorted by name descending', 'Not sorted']);
  });

  it('sorts by several columns with Shift, by keyboard alone, and shows which comes first', async () => {
    const { page, host } = await showOrders(30);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('ArrowUp');
    await eventually(() => activeText(page)).toContain('id');
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
    await eventually(() => activeText(page)).toContain('state');
    await page.keyboard.press('Enter');
    await eventually(() => head(page, 'state').getAttribute('aria-sort')).toBe('ascending');
    for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+Space');
    await eventually(() => host.calls('arrange').length).toBe(2);
    await page.keyboard.press('Shift+Enter');
    await eventually(() => host.calls('arrange').at(-1)).toMatchObject({
      sort: [
        { column: 'state', descending: false },
        { column: 'name', descending: true },
      ],
    });
    await page.getByRole('columnheader', { name: 'name, Order Reference, sort key 2' }).waitFor();
    expect(await head(page, 'state').locator('.grid-sort').textContent()).toBe('▲1');
    await eventually(() => cell(page, 0, 1).textContent()).toBe('S00028');
  });
});

describe('filtering in the grid', () => {
  it('keeps the rows that hold what is typed under a head, and says how many', async () => {
    const { page, host } = await showOrders(60);
    await page.getByTestId('grid-filters').click();
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Filter name',
    );
    await page.keyboard.type('S0001');
    await eventually(() => page.getByTestId('grid-count').textContent()).toContain('10 of 60 rows match');
    expect(host.calls('arrange')).toEqual([
      { resultId: 1, sort: [], filters: [{ column: 'name', text: 'S0001' }] },
    ]);
    expect(await said(page)).toEqual(['10 of 60 rows match']);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('12');
    await page.keyboard.press('ArrowDown');
    await eventually(() => activeText(page)).toBe('S00010');
  });

  it('opens the filter of the active column by Ctrl+F, and clears it by Escape', async () => {
    const { page, host } = await showOrders(60);
    await cell(page, 0, 8).click();
    await page.keyboard.press('Control+f');
    const field = page.getByRole('textbox', { name: 'Filter state' });
    await field.waitFor();
    await page.keyboard.type('=draft');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByTestId('grid-count').textContent()).toContain('20 of 60 rows match');
    await page.keyboard.press('Escape');
    await eventually(() => page.getByTestId('grid-count').count()).toBe(0);
    expect(await field.inputValue()).toBe('');
    expect(host.calls('arrange').length).toBe(2);
    await page.keyboard.press('Escape');
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  it('says that nothing matches, keeps the heads, and clears all filters at once', async () => {
    const { page } = await showOrders(60);
    await page.getByTestId('grid-filters').click();
    await page.keyboard.type('nowhere');
    await page.getByText('No row matches these filters.').waitFor();
    expect(await said(page)).toEqual(['0 of 60 rows match']);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(() => cell(page, 0, 1).textContent()).toBe('S00001');
    expect(await page.getByRole('textbox', { name: 'Filter name' }).inputValue()).toBe('');
  });

  it('filters by the value of a cell from its menu', async () => {
    const { page, host } = await showOrders(60);
    await cell(page, 0, 2).click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Filter by this value' }).click();
    await eventually(() => page.getByTestId('grid-count').textContent()).toContain('9 of 60 rows match');
    expect(host.calls('arrange').at(-1)).toMatchObject({
      filters: [{ column: 'partner_id', text: '=Azure Interior' }],
    });
    expect(await page.getByRole('textbox', { name: 'Filter partner_id' }).inputValue()).toBe(
      '=Azure Interior',
    );
  });
});

describe('the columns of the grid', () => {
  it('are hidden and shown from a list that can be searched', async () => {
    const { page } = await showOrders(10);
    await page.getByTestId('grid-columns').click();
    await page.keyboard.type('total');
    await page.getByRole('checkbox', { name: 'amount_total' }).uncheck();
    expect(await page.getByRole('checkbox').count()).toBe(1);
    await eventually(() => head(page, 'amount_total').count()).toBe(0);
    await page.getByRole('textbox', { name: 'Search the columns' }).fill('');
    await page.getByRole('checkbox', { name: /^name/ }).uncheck();
    await eventually(() => firstNames(page, 3)).toEqual(['id', 'partner_id', 'tag_ids']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await eventually(() => firstNames(page, 3)).toEqual(['id', 'name', 'partner_id']);
    await page.keyboard.press('Escape');
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
      'grid-columns',
    );
  });

  it('are moved by dragging a head, and not sorted by that', async () => {
    const { page, host } = await showOrders(10, {}, { width: 1400 });
    const from = await head(page, 'quantity').boundingBox();
    const to = await head(page, 'name').boundingBox();
    if (!from || !to) throw new Error('A head has no place.');
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y + 10, { steps: 8 });
    await page.locator('.grid-drop').waitFor();
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 3 });
    await page.mouse.up();
    await eventually(() => firstNames(page, 4)).toEqual(['id', 'quantity', 'name', 'partner_id']);
    expect(host.calls('arrange')).toEqual([]);
    expect(await page.locator('.grid-drop').count()).toBe(0);
  });

  it('stay where they are when a drag is given up by Escape', async () => {
    const { page } = await showOrders(10, {}, { width: 1400 });
    const from = await head(page, 'quantity').boundingBox();
    if (!from) throw new Error('The head has no place.');
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x - 300, from.y + 10, { steps: 5 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await firstNames(page, 3)).toEqual(['id', 'name', 'partner_id']);
  });

  it('are moved by Ctrl+Shift and an arrow on the head, and the focus goes along', async () => {
    const { page } = await showOrders(10);
    await head(page, 'partner_id').click();
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await eventually(() => firstNames(page, 3)).toEqual(['id', 'partner_id', 'name']);
    await eventually(() => activeText(page)).toContain('partner_id');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await eventually(() => firstNames(page, 3)).toEqual(['id', 'name', 'partner_id']);
    expect((await said(page)).slice(1)).toEqual(['partner_id is column 2 now', 'partner_id is column 3 now']);
  });

  it('are pinned from the menu of their head, stay in sight, and are let go again', async () => {
    const { page } = await showOrders(10);
    await head(page, 'state').click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Pin left' }).click();
    await eventually(() => firstNames(page, 2)).toEqual(['id', 'state']);
    await page.getByTestId('grid').evaluate((grid) => (grid.scrollLeft = 5000));
    await eventually(() => cell(page, 0, 16).count()).toBe(1);
    const box = await cell(page, 0, 1).boundingBox();
    expect(box?.x).toBeLessThan(200);
    await eventually(() => activeText(page)).toContain('state');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Unpin' }).click();
    await eventually(() => head(page, 'state').getAttribute('aria-colindex')).toBe('9');
    await eventually(() => head(page, 'state').isVisible()).toBe(true);
  });

  it('are resized by mouse and by keyboard, and fit their content on a double click', async () => {
    const { page } = await showOrders(50);
    const width = async (): Promise<number> => (await head(page, 'name').boundingBox())?.width ?? 0;
    const before = await width();
    const handle = await head(page, 'name').locator('.grid-handle').boundingBox();
    if (!handle) throw new Error('The column has no handle.');
    await page.mouse.move(handle.x + 4, handle.y + 10);
    await page.mouse.down();
    await page.mouse.move(handle.x + 104, handle.y + 10, { steps: 4 });
    await page.mouse.up();
    await eventually(width).toBe(before + 100);
    await cell(page, 0, 1).click();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await eventually(width).toBe(before + 76);
    await head(page, 'name').locator('.grid-handle').dblclick();
    await eventually(width).toBeLessThan(before + 40);
  });

  it('take a layout from outside, tell every change of it, and go back to the first one', async () => {
    const layout = {
      order: ['id', 'x_gone', 'state', 'name'],
      hidden: ['tag_ids'],
      pinned: [],
      widths: { name: 99 },
    };
    const { page } = await showOrders(10, { layout });
    expect(await firstNames(page, 4)).toEqual(['id', 'state', 'name', 'partner_id']);
    expect((await head(page, 'name').boundingBox())?.width).toBe(99);
    await head(page, 'state').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move right' }).click();
    await eventually(() => firstNames(page, 3)).toEqual(['id', 'name', 'state']);
    const told = await page.evaluate(() => window.gridTold.layouts.at(-1));
    expect(told?.order.slice(0, 4)).toEqual(['id', 'x_gone', 'name', 'state']);
    expect(told?.hidden).toEqual(['tag_ids']);
    await page.getByTestId('grid-columns').click();
    await page.getByRole('button', { name: 'Reset layout' }).click();
    await eventually(() => firstNames(page, 4)).toEqual(['id', 'name', 'partner_id', 'tag_ids']);
  });

  it('have a menu that hides, copies and selects them', async () => {
    const { page, host } = await showOrders(10);
    await head(page, 'name').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy name' }).click();
    await eventually(() => host.calls('copy')).toEqual([{ text: 'name' }]);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy column' }).click();
    await eventually(() => host.calls('copyCells')).toEqual([
      expect.objectContaining({ firstRow: 0, lastRow: 9, columns: ['name'], form: 'tsv', withHead: false }),
    ]);
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('h');
    await page.keyboard.press('Enter');
    await eventually(() => head(page, 'name').count()).toBe(0);
    expect((await said(page)).at(-1)).toBe('name is hidden');
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  activeText,
  cell,
  edits,
  gridHost,
  head,
  openGrid,
  order,
  said,
  showOrders,
} from './support/gridHost';
import { problem, Refusal } from './support/scriptedHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const column = {
  name: 1,
  partner: 2,
  total: 4,
  quantity: 5,
  active: 7,
  state: 8,
  date: 9,
  confirmed: 10,
  comment: 12,
};
const editor = (page: Page) => page.getByTestId('cell-editor');

/** Makes a cell the active one, wherever its column is. */
async function at(page: Page, row: number, place: number): Promise<void> {
  if ((await cell(page, row, place).count()) === 0) {
    await page.getByTestId('grid').evaluate((grid, right) => {
      grid.scrollLeft = right ? grid.scrollWidth : 0;
    }, place > 5);
  }
  await cell(page, row, place).scrollIntoViewIfNeeded();
  await cell(page, row, place).click({ position: { x: 2, y: 2 } });
}

describe('editing in the grid', () => {
  it('edits by F2 and keeps the value with Enter, which goes down', async () => {
    const { page } = await showOrders(20, { editable: true });
    await at(page, 1, column.name);
    await page.keyboard.press('F2');
    await editor(page).waitFor();
    expect(await editor(page).getAttribute('aria-label')).toBe('Order Reference, row 2');
    await page.keyboard.type('New name');
    await page.keyboard.press('Enter');
    await eventually(() => edits(page)).toEqual({ '2': { name: 'New name' } });
    await eventually(() => activeText(page)).toBe('S00003');
    expect(await cell(page, 1, column.name).textContent()).toBe('New nameChanged from S00002');
    expect(await cell(page, 1, column.name).getAttribute('class')).toContain('changed');
    await page.keyboard.press('ArrowDown');
    await eventually(() => activeText(page)).toBe('S00004');
  });

  it('starts with the letter that is typed, goes on by Tab, and gives up by Escape', async () => {
    const { page } = await showOrders(20, { editable: true });
    await at(page, 0, column.total);
    await page.keyboard.type('77.5');
    await page.keyboard.press('Tab');
    await eventually(() => edits(page)).toEqual({ '1': { amount_total: 77.5 } });
    await eventually(() => activeText(page)).toBe('1,000');
    await page.keyboard.type('12');
    await page.keyboard.press('Shift+Tab');
    await eventually(() => edits(page)).toEqual({ '1': { amount_total: 77.5, quantity: 12 } });
    await eventually(() => activeText(page)).toContain('77.50');
    await page.keyboard.type('9');
    await page.keyboard.press('Escape');
    await eventually(() => editor(page).count()).toBe(0);
    expect(await edits(page)).toEqual({ '1': { amount_total: 77.5, quantity: 12 } });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  it('keeps what is wrong in the editor and says why', async () => {
    const { page } = await showOrders(20, { editable: true });
    await at(page, 0, column.quantity);
    await page.keyboard.type('12x');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Type a whole number, in digits.').waitFor();
    expect(await editor(page).getAttribute('aria-invalid')).toBe('true');
    expect(await edits(page)).toEqual({});
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await eventually(() => edits(page)).toEqual({ '1': { quantity: 12 } });
  });

  it('takes what was typed when the focus goes elsewhere', async () => {
    const { page } = await showOrders(20, { editable: true });
    await at(page, 0, column.name);
    await page.keyboard.type('Kept');
    await at(page, 5, column.quantity);
    await eventually(() => edits(page)).toEqual({ '1': { name: 'Kept' } });
    await page.keyboard.type('oops');
    await at(page, 0, column.name);
    await eventually(() => said(page).then((all) => all.at(-1))).toContain('“oops” was not taken.');
    expect(await edits(page)).toEqual({ '1': { name: 'Kept' } });
  });

  it('has an editor for each type: choices, dates, times in UTC, lines, and a boolean at once', async () => {
    const { page } = await showOrders(20, { editable: true }, { width: 1600 });
    await at(page, 0, column.state);
    await page.keyboard.press('F2');
    await editor(page).selectOption('sale');
    await page.keyboard.press('Enter');
    await at(page, 0, column.active);
    await page.keyboard.press('F2');
    await at(page, 0, column.date);
    await page.keyboard.press('F2');
    await editor(page).fill('2026-12-24');
    await page.keyboard.press('Enter');
    await at(page, 0, column.confirmed);
    await page.keyboard.press('F2');
    await editor(page).fill('2026-12-24T10:11:12');
    await page.keyboard.press('Enter');
    const utc = await page.evaluate(() => new Date(2026, 11, 24, 10, 11, 12).toISOString());
    await at(page, 0, column.comment);
    await page.keyboard.press('F2');
    await page.keyboard.press('End');
    await editor(page).fill('One');
    await page.keyboard.press('Alt+Enter');
    await editor(page).pressSequentially('!');
    await page.keyboard.press('Enter');
    await eventually(() => edits(page)).toEqual({
      '1': {
        state: 'sale',
        active: false,
        date: '2026-12-24',
        confirmed: utc.slice(0, 19).replace('T', ' '),
        comment: expect.stringContaining('One') as unknown,
      },
    });
  });

  it('finds a record by its name for a many2one, and empties it', async () => {
    const { page, host } = await showOrders(20, { editable: true });
    await at(page, 0, column.partner);
    await page.keyboard.type('deco');
    await page.getByRole('option', { name: /Deco Addict/ }).waitFor();
    expect(host.calls('records').at(-1)).toMatchObject({ model: 'res.partner', text: 'deco' });
    await page.keyboard.press('Enter');
    await eventually(() => edits(page)).toEqual({ '1': { partner_id: [12, 'Deco Addict'] } });
    await page.keyboard.press('Delete');
    await eventually(() => edits(page).then((all) => all['2'])).toEqual({ partner_id: false });
    await at(page, 2, column.partner);
    await page.keyboard.press('F2');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await eventually(() => edits(page).then((all) => all['3'])).toEqual({ partner_id: false });
  });

  it('says that records cannot be searched, and keeps the editor', async () => {
    const host = gridHost(20, {
      records: () => {
        throw new Refusal(problem('internal', { title: 'You may not read contacts' }));
      },
    });
    const page = await openGrid(host, { rowCount: 20, editable: true });
    await at(page, 0, column.partner);
    await page.keyboard.press('F2');
    await page.getByText('You may not read contacts').waitFor();
    await page.keyboard.press('Escape');
    expect(await edits(page)).toEqual({});
  });

  it('takes one change back by Ctrl+Z and from the menu, and none that is typed back', async () => {
    const { page } = await showOrders(20, { editable: true });
    await at(page, 0, column.name);
    await page.keyboard.type('A');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+z');
    await eventually(() => edits(page)).toEqual({});
    await eventually(() => activeText(page)).toBe('S00001');
    await page.keyboard.type('B');
    await page.keyboard.press('Tab');
    await eventually(() => edits(page)).toEqual({ '1': { name: 'B' } });
    await cell(page, 0, column.name).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Revert' }).click();
    await eventually(() => edits(page)).toEqual({});
    await page.keyboard.type('C');
    await page.keyboard.press('Tab');
    await at(page, 0, column.name);
    await page.keyboard.press('F2');
    await editor(page).fill('S00001');
    await page.keyboard.press('Enter');
    await eventually(() => edits(page)).toEqual({});
  });

  it('keeps changes with their records through sorting, filtering and scrolling', async () => {
    const { page } = await showOrders(500, { editable: true });
    await at(page, 0, column.name);
    await page.keyboard.type('Changed');
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await eventually(() => cell(page, 499, 1).textContent()).toBe('S00500');
    await page.keyboard.press('Home');
    await eventually(() => cell(page, 0, 1).textContent()).toContain('Changed');
    await head(page, 'quantity').click();
    await head(page, 'quantity').click();
    await eventually(() => cell(page, 0, 1).textContent()).toBe('S00500');
    await page.getByTestId('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await eventually(() => cell(page, 499, 1).textContent()).toContain('Changed');
  });

  it('copies a value that is not saved as it is shown', async () => {
    const { page, host } = await showOrders(20, { editable: true });
    await at(page, 0, column.name);
    await page.keyboard.type('Mine');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copy')).toEqual([{ text: 'Mine' }]);
  });

  it('reads a text that a slice has cut whole before it is edited, or does not edit it', async () => {
    const whole = 'long '.repeat(1000);
    let broken = true;
    const host = gridHost(
      3,
      {
        record: ({ row }) => {
          if (broken) throw new Refusal(problem('internal'));
          return { ...order(row), comment: whole };
        },
      },
      (index) => ({ ...order(index), comment: `${whole.slice(0, 2000)}…` }),
    );
    const page = await openGrid(host, { rowCount: 3, editable: true }, { width: 1600 });
    await at(page, 0, column.comment);
    await page.keyboard.press('F2');
    await eventually(() => said(page).then((all) => all.at(-1))).toBe(
      'The whole value could not be read, so it is not edited.',
    );
    expect(await editor(page).count()).toBe(0);
    broken = false;
    await page.keyboard.press('F2');
    await eventually(() => editor(page).inputValue()).toBe(whole);
  });

  it('edits nothing that is not editable', async () => {
    const { page } = await showOrders(20, { editable: true });
    await at(page, 0, 0);
    await page.keyboard.press('F2');
    await page.keyboard.type('5');
    await eventually(() => said(page).then((all) => all.at(-1))).toBe('This value cannot be edited here.');
    expect(await editor(page).count()).toBe(0);
    const { page: readOnly } = await showOrders(20);
    await at(readOnly, 0, column.name);
    await readOnly.keyboard.type('x');
    await cell(readOnly, 0, column.name).dblclick();
    expect(await editor(readOnly).count()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { cell, head, showOrders } from './support/gridHost';
import { picture, useBrowser } from './support/webPage';

useBrowser();

describe('the grid for everyone', () => {
  for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
    for (const width of [320, 1600]) {
      it(`has nothing for axe to complain of in ${theme} at ${width} pixels`, async () => {
        const { page } = await showOrders(200, { editable: true }, { theme, width, height: 420 });
        expect(await axeViolations(page)).toEqual([]);
        await page.getByTestId('grid-filters').click();
        await page.keyboard.type('S000');
        await page.getByTestId('grid-count').waitFor();
        await head(page, 'name').click();
        await cell(page, 2, 1).click({ position: { x: 2, y: 2 } });
        await page.keyboard.type('New');
        expect(await axeViolations(page)).toEqual([]);
        await picture(page, `grid-edit-${theme}-${width}`);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Shift+ArrowDown');
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press('Shift+F10');
        await page.getByRole('menu').waitFor();
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByTestId('grid-columns').click();
        expect(await axeViolations(page)).toEqual([]);
        await picture(page, `grid-columns-${theme}-${width}`);
      });
    }
  }

  it('has nothing for axe to complain of where nothing matches', async () => {
    const { page } = await showOrders(20);
    await page.getByTestId('grid-filters').click();
    await page.keyboard.type('nowhere');
    await page.getByText('No row matches these filters.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('offers targets of 24 pixels', async () => {
    const { page } = await showOrders(20);
    await page.getByTestId('grid-filters').click();
    for (const target of [
      page.getByTestId('grid-filters'),
      page.getByTestId('grid-columns'),
      page.getByRole('textbox', { name: 'Filter name' }),
      head(page, 'name'),
    ]) {
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    }
  });

  it('shows the selection and changes in forced colors too', async () => {
    const { page } = await showOrders(20, { editable: true });
    await page.emulateMedia({ forcedColors: 'active' });
    await cell(page, 1, 1).click();
    await page.keyboard.type('New');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+ArrowDown');
    const background = (row: number): Promise<string> =>
      cell(page, row, 1).evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await background(3)).not.toBe(await background(6));
    await picture(page, 'grid-forced-colors');
  });
});

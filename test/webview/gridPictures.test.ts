import { describe, it } from 'vitest';
import { cell, showOrders } from './support/gridHost';
import { picture, useBrowser } from './support/webPage';

useBrowser();

describe('pictures of the grid for people to look at', () => {
  for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
    it(`shows its cells, a selection, filters and a menu in ${theme}`, async () => {
      const { page } = await showOrders(200, { editable: true }, { theme, width: 1600 });
      await page.getByTestId('grid-filters').click();
      await page.getByRole('columnheader', { name: /^name,/ }).click();
      await cell(page, 2, 2).click({ position: { x: 3, y: 3 } });
      await cell(page, 5, 5).click({ modifiers: ['Shift'] });
      await picture(page, `grid-${theme}`);
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
      await picture(page, `grid-menu-${theme}`);
    });
  }

  it('shows it in a narrow editor', async () => {
    const { page } = await showOrders(200, {}, { width: 320, height: 600 });
    await page.getByTestId('grid-columns').click();
    await picture(page, 'grid-narrow');
  });
});

import type { FrameLocator, Locator } from 'playwright-core';
import { patience } from './combobox';

/** The answer's records as a person sees and changes them. */
export class Grid {
  private readonly grid: Locator;

  constructor(private readonly page: FrameLocator) {
    this.grid = page.getByTestId('grid');
  }

  /** The cells of the rows in view, without the rows' numbers: one text for each row. */
  async rows(): Promise<string[]> {
    const rows = this.grid.getByRole('row');
    await rows.nth(1).waitFor(patience);
    const cells = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent)),
    );
    return cells.filter((row) => row.length > 0).map((row) => row.join(' ').replace(/\s+/g, ' ').trim());
  }

  /** Opens the record whose id stands in the grid. */
  async openRecord(id: string): Promise<void> {
    await this.grid.getByText(id, { exact: true }).first().click(patience);
  }

  /** Goes down into a group, by its count. */
  async openGroup(name: string): Promise<void> {
    const row = this.grid.getByRole('row').filter({ hasText: name }).last();
    await row.locator('.grid-link').last().click(patience);
  }

  /** Types over a cell. @param column its name, @param row counted from 1 */
  async edit(row: number, column: string, text: string): Promise<void> {
    const head = this.grid.getByRole('columnheader').filter({ hasText: column }).first();
    const place = await head.getAttribute('aria-colindex', patience);
    const cell = this.grid.locator(`[data-row="${row - 1}"] [aria-colindex="${place ?? ''}"]`);
    await cell.click({ ...patience, position: { x: 3, y: 3 } });
    await this.grid.press('F2', patience);
    const editor = this.page.getByTestId('cell-editor');
    await editor.fill(text, patience);
    await editor.press('Enter', patience);
    await cell.getByText(text).waitFor(patience);
  }
}

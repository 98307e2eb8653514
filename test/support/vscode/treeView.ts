import type { Locator, Page } from 'playwright-core';
import { click, waitFor } from './waits';

export interface TreeRow {
  label: string;
  description: string;
  level: number;
  expanded: boolean | undefined;
  /** The row's number in the whole list, in view or not. */
  index: number;
}

/**
 * One tree of the side bar. Rows are named by the labels on the way to them: `expand('Production', 'res.partner')`.
 * VS Code draws only the rows in view, so everything here scrolls. After Workbench.restart(), ask for the tree again.
 */
export class TreeView {
  private readonly pane: Locator;
  private readonly list: Locator;

  constructor(
    private readonly page: Page,
    readonly name: string,
  ) {
    this.pane = page.locator('.sidebar .pane', { has: page.locator(`.pane-header[aria-label^="${name}"]`) });
    this.list = this.pane.locator('.pane-body .monaco-list');
  }

  /** Waits for the row, opening the ones above it, and brings it into view. */
  async row(...path: string[]): Promise<Locator> {
    if (path.length > 1) await this.expand(...path.slice(0, -1));
    const found = await waitFor(
      this.page,
      `the row ${path.join(' → ')} in the view "${this.name}"`,
      async () => {
        await this.open();
        const rows = await this.rows(path);
        return find(rows, path);
      },
    );
    const row = this.at(found.index);
    // A row that sticks out at the bottom: the browser's own scrolling would shift the list inside its frame.
    const [rowBox, listBox] = [await row.boundingBox(), await this.list.boundingBox()];
    if (rowBox && listBox && rowBox.y + rowBox.height > listBox.y + listBox.height) await this.scroll(0.2);
    return row;
  }

  /** Opens a row, and the ones above it, and waits for what is under it. */
  async expand(...path: string[]): Promise<void> {
    const row = await this.row(...path);
    if ((await row.getAttribute('aria-expanded')) === 'false')
      await click(this.page, `the arrow of ${path.join(' → ')}`, row.locator('.monaco-tl-twistie'));
    await waitFor(this.page, `${path.join(' → ')} open and loaded`, async () => {
      if ((await row.getAttribute('aria-expanded')) !== 'true') return undefined;
      return (await this.loading()) ? undefined : true;
    });
  }

  async collapse(...path: string[]): Promise<void> {
    const row = await this.row(...path);
    if ((await row.getAttribute('aria-expanded')) === 'true')
      await click(this.page, `the arrow of ${path.join(' → ')}`, row.locator('.monaco-tl-twistie'));
  }

  /** The labels directly under a row (of the whole tree: no path), opening it first. */
  async labels(...path: string[]): Promise<string[]> {
    if (path.length > 0) await this.expand(...path);
    else await this.settled();
    const rows = await this.rows();
    const parent = path.length > 0 ? find(rows, path) : undefined;
    if (path.length > 0 && !parent) return [];
    const level = (parent?.level ?? 0) + 1;
    const after = rows.filter((row) => row.index > (parent?.index ?? -1));
    const end = after.findIndex((row) => row.level < level);
    return (end < 0 ? after : after.slice(0, end))
      .filter((row) => row.level === level)
      .map((row) => row.label);
  }

  /** Clicks a row: what its command does happens. */
  async click(...path: string[]): Promise<void> {
    const row = await this.row(...path);
    await click(this.page, `the row ${path.join(' → ')}`, row.locator('.label-name').first());
  }

  /** Chooses an entry of a row's context menu. */
  async contextMenu(path: readonly string[], entry: string): Promise<void> {
    const row = await this.row(...path);
    await click(this.page, `the row ${path.join(' → ')}`, row.locator('.label-name').first(), {
      button: 'right',
    });
    const items = this.page.locator('.context-view .monaco-menu .action-item .action-label');
    const index = await waitFor(this.page, `the context menu entry "${entry}"`, async () => {
      const labels = await items.allInnerTexts();
      const found = labels.findIndex((label) => label.trim() === entry);
      if (found < 0 && labels.length > 0) throw new Error(`the menu has: ${labels.join(' | ')}`);
      return found < 0 ? undefined : found;
    });
    // For its first tenth of a second a menu takes the click for the end of the one that opened it.
    await this.page.waitForTimeout(250);
    await click(this.page, `the context menu entry "${entry}"`, items.nth(index));
    await waitFor(this.page, 'the context menu gone', async () =>
      (await items.count()) === 0 ? true : undefined,
    );
  }

  /** Presses a button that appears on the row under the mouse. */
  async inlineAction(path: readonly string[], title: string): Promise<void> {
    const row = await this.row(...path);
    await row.hover();
    const action = row.locator(`.actions .action-label[aria-label^="${title}"]`);
    await click(this.page, `the button "${title}" on ${path.join(' → ')}`, action);
  }

  /** Presses a button of the view's title bar. */
  async titleAction(title: string): Promise<void> {
    await this.open();
    await this.pane.locator('.pane-header').hover();
    const action = this.pane.locator(`.pane-header .action-label[aria-label^="${title}"]`);
    await click(this.page, `the button "${title}" of the view "${this.name}"`, action);
  }

  /** What a view without rows says: its welcome text with its buttons, or its message. */
  async emptyText(): Promise<string> {
    await this.open();
    const welcome = this.pane.locator(
      '.welcome-view-content, .tree-explorer-viewlet-tree-view .message:not(.hide)',
    );
    return waitFor(this.page, `a text in the empty view "${this.name}"`, async () => {
      const texts = await welcome.allInnerTexts();
      return texts.join('\n').trim() || undefined;
    });
  }

  /** Presses a button or link in the text of a view without rows. */
  async emptyTextButton(label: string): Promise<void> {
    await this.emptyText();
    const button = this.pane.locator('.welcome-view-content').getByText(label, { exact: true });
    await click(this.page, `"${label}" in the empty view "${this.name}"`, button);
  }

  /** Every row from the top, or those as far as the path leads; the list is left where it ended. */
  private async rows(until: readonly string[] = []): Promise<TreeRow[]> {
    if ((await this.list.count()) === 0) return [];
    const seen = new Map<number, TreeRow>();
    await this.scroll(-1_000_000);
    for (;;) {
      for (const row of await this.inView()) seen.set(row.index, row);
      const sorted = [...seen.values()].sort((a, b) => a.index - b.index);
      if (until.length > 0 && find(sorted, until)) return sorted;
      if (!(await this.scroll(0.75))) return sorted;
    }
  }

  /**
   * Scrolls by this many heights of the list and says whether that moved it. VS Code's lists only know the wheel, and
   * a real one would be slow: the event is made in the page, and the next two frames have drawn its result.
   */
  private async scroll(heights: number): Promise<boolean> {
    return this.list.evaluate(async (list, by) => {
      const rows = list.querySelector<HTMLElement>('.monaco-list-rows');
      const before = rows?.style.top;
      // VS Code moves a list 50 pixels for a wheel delta of 120.
      const deltaY = by * list.clientHeight * (120 / 50);
      // It reads the older wheelDeltaY, which has the other sign.
      const wheel = { deltaY, wheelDeltaY: -deltaY, bubbles: true, cancelable: true };
      rows?.dispatchEvent(new WheelEvent('wheel', wheel));
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      return rows?.style.top !== before;
    }, heights);
  }

  private async inView(): Promise<TreeRow[]> {
    return this.list.locator('.monaco-list-rows > .monaco-list-row').evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string): string =>
          row.querySelector<HTMLElement>(selector)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
        const expanded = row.getAttribute('aria-expanded');
        return {
          label: text('.label-name'),
          description: text('.label-description'),
          level: Number(row.getAttribute('aria-level')),
          expanded: expanded === null ? undefined : expanded === 'true',
          index: Number(row.getAttribute('data-index')),
        };
      }),
    );
  }

  private at(index: number): Locator {
    return this.list.locator(`.monaco-list-rows > .monaco-list-row[data-index="${index}"]`);
  }

  private async loading(): Promise<boolean> {
    const signs = '.codicon-tree-item-loading, .codicon-loading, .monaco-progress-container.active';
    return (await this.pane.locator(signs).count()) > 0;
  }

  private async settled(): Promise<void> {
    await this.open();
    await waitFor(this.page, `the view "${this.name}" to be loaded`, async () =>
      (await this.loading()) ? undefined : true,
    );
  }

  /** Opens the view's section when it is folded. */
  private async open(): Promise<void> {
    const header = this.pane.locator('.pane-header');
    await waitFor(this.page, `the view "${this.name}" in the side bar`, async () =>
      (await header.isVisible()) ? true : undefined,
    );
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }
}

/** The row at the end of the path, among rows in their order from the top. */
function find(rows: readonly TreeRow[], path: readonly string[]): TreeRow | undefined {
  let depth = 0;
  for (const row of rows) {
    if (row.level <= depth) depth = row.level - 1; // We left the branch we were in.
    if (row.level === depth + 1 && row.label === path[depth]) {
      depth += 1;
      if (depth === path.length) return row;
    }
  }
  return undefined;
}

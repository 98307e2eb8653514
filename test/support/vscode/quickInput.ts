import type { Locator, Page } from 'playwright-core';
import { click, waitFor } from './waits';

export interface QuickItem {
  label: string;
  description: string;
  detail: string;
  /** Whether it is ticked, in a list with checkboxes. */
  checked: boolean;
}

/** The box that drops down at the top of the workbench: palette, pick lists and input boxes. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-filter input.input');
  }

  /** Waits until a step shows this text as its title, prompt or placeholder, and is done loading. */
  async step(text: string): Promise<void> {
    await waitFor(this.page, `a quick input with "${text}"`, async () => {
      if (!(await this.input.isVisible())) return undefined;
      const shown = [
        await this.title(),
        await this.message(),
        (await this.input.getAttribute('placeholder')) ?? '',
      ];
      if (!shown.some((part) => part.includes(text))) return undefined;
      return (await this.widget.locator('.quick-input-progress.active').count()) === 0 ? true : undefined;
    });
  }

  async title(): Promise<string> {
    return visibleText(this.widget.locator('.quick-input-title'));
  }

  /** The line under the box: the prompt, or what the validation says about the value. */
  async message(): Promise<string> {
    return visibleText(this.widget.locator('.quick-input-message'));
  }

  /** Waits until the validation refuses the value, and gives its words. */
  async validation(): Promise<string> {
    return waitFor(this.page, 'a validation message under the input box', async () => {
      const refused = this.widget.locator('.monaco-inputbox.error, .monaco-inputbox.warning');
      return (await refused.isVisible()) ? await this.message() : undefined;
    });
  }

  /** Replaces what stands in the box. */
  async type(text: string): Promise<void> {
    await waitFor(this.page, `a quick input to type "${text}" into`, async () => {
      await this.input.fill(text, { timeout: 1000 });
      return true;
    });
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** One step of an input box: wait for it, type, confirm. */
  async enter(step: string, text: string): Promise<void> {
    await this.step(step);
    await this.type(text);
    // A validation answers a moment later; confirming before it has would be ignored.
    await this.page.waitForTimeout(150);
    await this.accept();
  }

  /** Names the file in a dialog that saves one. It fills in its own proposal a moment after it opens, over what is typed until then. */
  async saveAs(step: string, file: string): Promise<void> {
    await this.step(step);
    await waitFor(this.page, `the file ${file} in the dialog`, async () => {
      if ((await this.value()) !== file) await this.type(file);
      await this.page.waitForTimeout(500);
      return (await this.value()) === file ? true : undefined;
    });
    await this.accept();
    await this.closed();
  }

  /** Waits for the list to have entries and gives them; of a long list, its part in view. */
  async items(): Promise<QuickItem[]> {
    return waitFor(this.page, 'entries in the list of the quick input', async () => {
      const items = await this.itemsNow();
      return items.length > 0 ? items : undefined;
    });
  }

  private async itemsNow(): Promise<QuickItem[]> {
    return this.rows().evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string): string => {
          const found = row.querySelector<HTMLElement>(selector);
          return found?.checkVisibility() ? found.innerText.replace(/\s+/g, ' ').trim() : '';
        };
        return {
          label: text('.quick-input-list-row .monaco-icon-label .label-name'),
          description: text('.quick-input-list-row .label-description'),
          detail: text('.quick-input-list-label-meta .label-name'),
          checked:
            row.querySelector('[role="checkbox"][aria-checked="true"], input[type="checkbox"]:checked') !==
            null,
        };
      }),
    );
  }

  /** Chooses the item with exactly this label, filtering a long list for it first; in a list with checkboxes, ticks it. */
  async pick(label: string): Promise<void> {
    await this.choose(label, (item) => item.label === label, label);
  }

  /** Chooses the first item that fits; `filter` is typed when it is not in view. */
  async choose(what: string, fits: (item: QuickItem) => boolean, filter: string): Promise<void> {
    const start = Date.now();
    let filtered = false;
    const index = await waitFor(this.page, `the item "${what}" in the list`, async () => {
      const found = (await this.itemsNow()).findIndex(fits);
      if (found >= 0) return found;
      if (!filtered && Date.now() - start > 2000 && (await this.input.isVisible())) {
        filtered = true;
        await this.type(filter);
      }
      return undefined;
    });
    await click(this.page, `the item "${what}"`, this.rows().nth(index));
  }

  /** Presses a button of the title bar or the box, such as "Back". */
  async button(label: string): Promise<void> {
    const button = this.widget.locator(`.action-label[aria-label^="${label}"]`).first();
    await click(this.page, `the button "${label}" of the quick input`, button);
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.closed();
  }

  async closed(): Promise<void> {
    await waitFor(this.page, 'no quick input any more', async () =>
      (await this.widget.isVisible()) ? undefined : true,
    );
  }

  /**
   * Runs a command from the palette. A palette opened while extensions are still being loaded never gets their
   * commands, so one without the command is closed and opened again.
   */
  async runCommand(title: string): Promise<void> {
    const fits = (label: string): boolean => label === title || label.endsWith(`: ${title}`);
    const run = async (): Promise<true | undefined> => {
      await this.openPalette();
      await this.type(`>${title}`);
      for (let tries = 0; tries < 20; tries++) {
        const labels = (await this.itemsNow()).map((item) => item.label);
        const index = labels.findIndex((label) => fits(label) || fits(label.replace(/…$/, '')));
        if (index >= 0) {
          await this.rows().nth(index).click({ timeout: 3000 });
          await this.paletteClosed();
          return true;
        }
        await this.page.waitForTimeout(100);
      }
      const offered = (await this.itemsNow()).map((item) => item.label).slice(0, 5);
      await this.cancel();
      throw new Error(`the palette offered: ${offered.join(' | ')}`);
    };
    await waitFor(this.page, `the command "${title}" in the palette`, run, 40_000);
  }

  /** Opens the palette; F1 is lost while the workbench is still starting, so it may take two. */
  private async openPalette(): Promise<void> {
    let pressed = 0;
    await waitFor(this.page, 'the command palette after F1', async () => {
      if (await this.input.isVisible()) {
        if ((await this.value()).startsWith('>')) return true;
      }
      if (Date.now() - pressed > 2000) {
        await this.page.keyboard.press('F1');
        pressed = Date.now();
      }
      return undefined;
    });
  }

  /** Waits until a chosen command has taken the palette away; its own quick input may stand there already. */
  private async paletteClosed(): Promise<void> {
    await waitFor(this.page, 'the command palette closed', async () => {
      if (!(await this.widget.isVisible())) return true;
      // It may close, or the window may be reloaded by the command, between the two looks.
      const value = await this.input.inputValue({ timeout: 1000 }).catch(() => '');
      return value.startsWith('>') ? undefined : true;
    });
  }

  private rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }
}

async function visibleText(locator: Locator): Promise<string> {
  return (await locator.isVisible()) ? (await locator.innerText()).replace(/\s+/g, ' ').trim() : '';
}

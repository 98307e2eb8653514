import type { FrameLocator, Locator } from 'playwright-core';

/** How long a step in a page may take, in milliseconds. */
export const patience = { timeout: 20_000 };

/** Types into a combobox and chooses the first option that holds the name. */
export async function pickIn(page: FrameLocator, field: Locator, text: string, name: string): Promise<void> {
  await field.click(patience);
  await field.fill(text, patience);
  const options = page.getByRole('listbox').getByRole('option');
  await options.filter({ hasText: name }).first().click(patience);
  // Some lists stay open for the next choice, over what is below them.
  await field.press('Tab', patience);
}

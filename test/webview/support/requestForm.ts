import type { Page } from 'playwright-core';

/** Chooses an operation of the form by its label. */
export async function chooseOperation(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Operation', exact: true }).click();
  await page.getByTestId('operation').getByRole('option', { name: label, exact: true }).click();
}

/** The parts that the form shows, by what stands beside them. */
export async function formRows(page: Page): Promise<string[]> {
  const labels = await page.locator('[data-region=form] > .form-row > .form-label').allTextContents();
  return labels.filter((label) => label !== '');
}

/** The form's controls that a screen reader has no name for. */
export function namelessControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '[data-region=form] :is(input, vscode-text-field, vscode-dropdown, [contenteditable=true])',
      ),
    ]
      .filter((element) => !element.getAttribute('aria-label')?.trim())
      .map((element) => element.outerHTML),
  );
}

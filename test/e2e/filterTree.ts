import type { FrameLocator, Locator } from 'playwright-core';
import { patience, pickIn } from './combobox';

/** A filter as it is built by clicking: conditions, each with a field, an operator in words and a value. */
export class FilterTree {
  constructor(private readonly page: FrameLocator) {}

  /** Adds a condition at the end; the operator is the one that a field starts with where none is given. */
  async add(field: string, operator?: string): Promise<void> {
    const tree = this.page.getByTestId('filter-tree');
    const before = await tree.getByRole('group', { name: /^Condition/ }).count();
    await this.page.getByTestId('add-condition').click(patience);
    const line = this.line(before + 1);
    await line.waitFor(patience);
    await pickIn(this.page, line.getByRole('combobox', { name: 'Field', exact: true }), field, field);
    if (operator !== undefined) await this.choose(line, 'Operator', operator);
  }

  /** How the conditions belong together: "Any of". */
  async join(how: string): Promise<void> {
    await this.choose(this.page.getByTestId('filter-tree'), 'Conditions that must hold', how);
  }

  async type(condition: number, text: string): Promise<void> {
    await this.line(condition).getByRole('textbox', { name: 'Value' }).fill(text, patience);
  }

  async chooseValue(condition: number, value: string): Promise<void> {
    await this.choose(this.line(condition), 'Value', value);
  }

  private line(condition: number): Locator {
    return this.page.getByRole('group', { name: `Condition ${condition}`, exact: true });
  }

  private async choose(within: Locator, label: string, option: string): Promise<void> {
    const select = within.getByRole('combobox', { name: label, exact: true });
    await select.click(patience);
    await within.getByRole('option', { name: option, exact: true }).click(patience);
  }
}

import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench';

const patience = { timeout: 20_000 };

/** A request builder as a person uses it. */
export class Builder {
  private constructor(private readonly page: FrameLocator) {}

  /** Waits for the builder in the tab of this title. */
  static async in(workbench: Workbench, title: string): Promise<Builder> {
    const page = await workbench.webview(title);
    await page.getByTestId('connection').waitFor(patience);
    return new Builder(page);
  }

  async chooseOperation(label: string): Promise<void> {
    await this.page.getByTestId('operation').click(patience);
    await this.page
      .getByTestId('operation')
      .getByRole('option', { name: label, exact: true })
      .click(patience);
  }

  async chooseModel(model: string): Promise<void> {
    const input = this.page.getByTestId('model').getByRole('combobox');
    const field = (await input.count()) > 0 ? input : this.page.getByTestId('model');
    await field.click(patience);
    await field.fill(model, patience);
    await this.page.getByRole('option').filter({ hasText: model }).first().waitFor(patience);
    await field.press('Enter', patience);
  }

  /** Types the route of a REST call, any path, or a model that no list shows. */
  async choosePlace(part: 'route' | 'path' | 'model', text: string): Promise<void> {
    const field = this.page.getByTestId(part);
    await field.fill(text, patience);
    await field.press('Enter', patience);
  }

  async chooseIn(testId: string, label: string): Promise<void> {
    await this.page.getByTestId(testId).click(patience);
    await this.page.getByTestId(testId).getByRole('option', { name: label, exact: true }).click(patience);
  }

  /** Chooses an operation of the imported OpenAPI document. */
  async chooseApiOperation(id: string): Promise<void> {
    const field = this.page.getByTestId('api-operation');
    await field.fill(id, patience);
    await this.page.getByRole('option').filter({ hasText: id }).first().click(patience);
  }

  /** What stands in a text field or a picker. */
  async value(testId: string): Promise<string> {
    return this.page.getByTestId(testId).inputValue(patience);
  }

  /** Waits until the answer's JSON or text holds this. */
  async answered(text: string): Promise<void> {
    await this.page.getByTestId('json').getByText(text).first().waitFor(patience);
  }

  /** Opens the record whose id stands in the grid. */
  async openRecord(id: string): Promise<void> {
    await this.page.getByTestId('grid').getByText(id, { exact: true }).first().click(patience);
  }

  /** Replaces what stands in one of the editors: filter, values, args, kwargs, context, query, headers, body. */
  async write(part: string, text: string): Promise<void> {
    const editor = this.page.getByTestId(part);
    await editor.click(patience);
    await editor.press('Control+a', patience);
    await editor.fill(text, patience);
  }

  async written(part: string): Promise<string> {
    return this.page.getByTestId(part).innerText(patience);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: label, exact: true }).fill(text, patience);
  }

  async send(): Promise<void> {
    await this.page.getByTestId('send').click(patience);
  }

  async sendByKeyboard(): Promise<void> {
    await this.page.getByTestId('filter').press('Control+Enter', patience);
  }

  async cancel(): Promise<void> {
    await this.page.getByTestId('cancel').first().click(patience);
  }

  async save(): Promise<void> {
    await this.page.getByTestId('save').click(patience);
  }

  /** Waits for an answer and gives its summary line: "50 records". */
  async summary(): Promise<string> {
    const summary = this.page.getByTestId('result-summary');
    await summary.waitFor(patience);
    return summary.innerText(patience);
  }

  /** The text of the rows in view. */
  async rows(): Promise<string[]> {
    const rows = this.page.getByTestId('grid').getByRole('row');
    await rows.nth(1).waitFor(patience);
    const [, ...texts] = await rows.allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Waits for a failure and gives its title and sentence. */
  async problem(): Promise<string> {
    await this.page.getByTestId('problem-sentence').waitFor(patience);
    return `${await this.page.getByTestId('problem-title').innerText()} ${await this.page.getByTestId('problem-sentence').innerText()}`;
  }

  /** Waits for the calm note that takes the place of an answer, such as after Cancel. */
  async calmNote(): Promise<string> {
    const note = this.page.getByTestId('calm');
    await note.waitFor(patience);
    return note.innerText(patience);
  }

  /** Waits for the note that the operation and the way to sign in do not go together. */
  async misfit(): Promise<string> {
    const note = this.page.getByTestId('misfit');
    await note.waitFor(patience);
    return note.innerText(patience);
  }

  async diagnose(): Promise<void> {
    await this.page.getByTestId('diagnose').click(patience);
  }
}

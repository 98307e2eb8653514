import type { FrameLocator, Locator } from 'playwright-core';
import { patience, pickIn } from './combobox';
import { FilterTree } from './filterTree';
import { Grid } from './grid';
import type { Workbench } from './workbench';

/** The editors that a view of choices stands before: their control, and what the text is called there. */
const textViews: Readonly<Record<string, readonly [control: string, view: string]>> = {
  filter: ['filter-view', 'Text'],
  values: ['values-view', 'JSON'],
};

/** A request builder as a person uses it. */
export class Builder {
  readonly grid: Grid;

  private constructor(readonly page: FrameLocator) {
    this.grid = new Grid(page);
  }

  /** Waits for the builder in the tab of this title. */
  static async in(workbench: Workbench, title: string): Promise<Builder> {
    const page = await workbench.webview(title);
    await page.getByTestId('connection').waitFor(patience);
    return new Builder(page);
  }

  /** The filter as a tree. */
  async tree(): Promise<FilterTree> {
    await this.show('filter-view', 'Tree');
    return new FilterTree(this.page);
  }

  async chooseOperation(label: string): Promise<void> {
    await this.chooseIn('operation', label);
  }

  async chooseModel(model: string): Promise<void> {
    await this.pick('model', model, model);
  }

  /** Types into a picker and chooses the option that holds the name. */
  async pick(testId: string, text: string, name: string): Promise<void> {
    await this.unfold();
    await pickIn(this.page, this.page.getByTestId(testId), text, name);
  }

  /** Adds to the chips of a part: fields, groupBy, aggregates, attributes. A path through relations is typed to its end. */
  async add(testId: string, ...names: string[]): Promise<void> {
    await this.unfold();
    const box = this.page.getByTestId(testId);
    for (const name of names) {
      await pickIn(this.page, box.getByRole('combobox'), name, name);
      await this.chip(testId, name).waitFor(patience);
    }
  }

  /** Chooses records by typing, each by its id or by a part of its name. */
  async addRecord(text: string, name: string): Promise<void> {
    await this.unfold();
    await pickIn(this.page, this.page.getByTestId('records').getByRole('combobox'), text, name);
  }

  /** Takes all chips of a part away, by the keyboard. */
  async clear(testId: string): Promise<void> {
    await this.unfold();
    const box = this.page.getByTestId(testId);
    const chips = box.getByRole('listitem');
    const field = box.getByRole('combobox');
    await field.fill('', patience);
    for (let left = await chips.count(); left > 0; left--) await field.press('Backspace', patience);
    await field.press('Tab', patience);
    await chips.first().waitFor({ ...patience, state: 'detached' });
  }

  private chip(testId: string, name: string): Locator {
    return this.page.getByTestId(testId).getByRole('listitem').filter({ hasText: name }).first();
  }

  /** Types the route of a REST call, any path, or a model that no list shows. */
  async choosePlace(part: 'route' | 'path' | 'model', text: string): Promise<void> {
    await this.unfold();
    const field = this.page.getByTestId(part);
    await field.fill(text, patience);
    await field.press('Enter', patience);
  }

  async chooseIn(testId: string, label: string): Promise<void> {
    if (testId !== 'sign-in' && testId !== 'connection') await this.unfold();
    await this.page.getByTestId(testId).click(patience);
    await this.page.getByTestId(testId).getByRole('option', { name: label, exact: true }).click(patience);
  }

  /** Chooses an operation of the imported OpenAPI document. */
  async chooseApiOperation(id: string): Promise<void> {
    await this.unfold();
    const field = this.page.getByTestId('api-operation');
    await field.fill(id, patience);
    await this.page.getByRole('option').filter({ hasText: id }).first().click(patience);
  }

  /** What stands in a text field or a picker. */
  async value(testId: string): Promise<string> {
    await this.unfold();
    return this.page.getByTestId(testId).inputValue(patience);
  }

  /** Waits until the answer's JSON or text holds this. */
  async answered(text: string): Promise<void> {
    await this.page.getByTestId('json').getByText(text).first().waitFor(patience);
  }

  /** Replaces what stands in one of the editors: filter, values, args, kwargs, rows, context, query, headers, body. */
  async write(part: string, text: string): Promise<void> {
    const editor = await this.editor(part);
    await editor.click(patience);
    await editor.press('Control+a', patience);
    await editor.fill(text, patience);
  }

  async written(part: string): Promise<string> {
    return (await this.editor(part)).innerText(patience);
  }

  private async editor(part: string): Promise<Locator> {
    await this.unfold();
    const editor = this.page.getByTestId(part);
    const view = textViews[part];
    if (view) {
      const control = this.page.getByTestId(view[0]);
      // Values of REST modules are JSON alone.
      await editor.or(control).first().waitFor(patience);
      if ((await control.count()) > 0) await this.show(...view);
    }
    return editor;
  }

  /** Shows a part in one of its views: the filter, the values. */
  async show(control: string, view: string): Promise<void> {
    await this.unfold();
    await this.page.getByTestId(control).getByRole('radio', { name: view, exact: true }).click(patience);
  }

  /** Adds a field to the values' form. */
  async addValue(name: string): Promise<void> {
    await this.show('values-view', 'Form');
    await pickIn(this.page, this.page.getByTestId('add-value'), name, name);
    await this.page.getByTestId(`value-${name}`).waitFor(patience);
  }

  /** Types a text or a number into a field of the values' form, which is added where it is not there. */
  async fillValue(name: string, text: string): Promise<void> {
    await this.ensureValue(name);
    await this.page.getByTestId(`value-${name}`).getByRole('textbox').fill(text, patience);
  }

  /** Chooses a record, or one of a selection, for a field of the values' form. */
  async pickValue(name: string, text: string, option: string): Promise<void> {
    await this.ensureValue(name);
    await pickIn(this.page, this.page.getByTestId(`value-${name}`).getByRole('combobox'), text, option);
  }

  async chooseValue(name: string, choice: string): Promise<void> {
    await this.ensureValue(name);
    const row = this.page.getByTestId(`value-${name}`);
    await row.getByRole('radio', { name: choice, exact: true }).click(patience);
  }

  private async ensureValue(name: string): Promise<void> {
    await this.show('values-view', 'Form');
    if ((await this.page.getByTestId(`value-${name}`).count()) === 0) await this.addValue(name);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.unfold();
    const named = { name: label, exact: true };
    const field = this.page.getByRole('textbox', named).or(this.page.getByRole('combobox', named));
    await field.fill(text, patience);
    // What it offers would lie over the parts below it.
    if ((await field.getAttribute('role')) === 'combobox') await field.press('Tab', patience);
  }

  /** Sends what only reads; what writes is shown first, and `confirm` sends it. */
  async send(): Promise<void> {
    await this.page.getByTestId('send').click(patience);
  }

  async sendByKeyboard(): Promise<void> {
    const filter = this.page.getByTestId('filter').or(this.page.getByTestId('add-condition'));
    await filter.press('Control+Enter', patience);
  }

  /** Waits for what a write will change, and gives all of it as it reads. */
  async review(): Promise<string> {
    const review = this.page.getByTestId('review');
    await review.waitFor(patience);
    return (await review.innerText(patience)).replace(/\s+/g, ' ').trim();
  }

  /** Agrees to what the review says, and waits until that was sent. */
  async confirm(): Promise<void> {
    await this.page.getByTestId('review-confirm').click(patience);
    await this.gone('review');
  }

  /** Sends a write and agrees to its review, which it gives. */
  async sendWrite(): Promise<string> {
    await this.send();
    const review = await this.review();
    await this.confirm();
    return review;
  }

  async press(testId: string): Promise<void> {
    await this.page.getByTestId(testId).first().click(patience);
  }

  async pressKey(key: string): Promise<void> {
    await this.page.locator(':focus').press(key, patience);
  }

  async cancel(): Promise<void> {
    await this.press('cancel');
  }

  async save(): Promise<void> {
    await this.press('save');
  }

  /** Waits for an answer and gives its summary line: "50 records". */
  async summary(): Promise<string> {
    return this.text('result-summary');
  }

  /** The rows in view. */
  async rows(): Promise<string[]> {
    return this.grid.rows();
  }

  /** Waits for a part of the page and gives its text. */
  async text(testId: string): Promise<string> {
    const part = this.page.getByTestId(testId);
    await part.waitFor(patience);
    return part.innerText(patience);
  }

  /** Waits until a part of the page is there no more. */
  async gone(testId: string): Promise<void> {
    await this.page.getByTestId(testId).waitFor({ ...patience, state: 'detached' });
  }

  /** Waits for a failure and gives its title and sentence. */
  async problem(): Promise<string> {
    await this.page.getByTestId('problem-sentence').waitFor(patience);
    return `${await this.text('problem-title')} ${await this.text('problem-sentence')}`;
  }

  /** Waits for the calm note that takes the place of an answer, such as after Cancel. */
  async calmNote(): Promise<string> {
    return this.text('calm');
  }

  /** Waits for the note that the operation and the way to sign in do not go together. */
  async misfit(): Promise<string> {
    return this.text('misfit');
  }

  async diagnose(): Promise<void> {
    await this.press('diagnose');
  }

  /** A short page folds the form away under an answer. */
  private async unfold(): Promise<void> {
    const unfold = this.page.getByTestId('unfold');
    await unfold.or(this.page.getByTestId('operation')).first().waitFor(patience);
    // The answer is shown a moment before the form folds.
    await this.page
      .locator('body')
      .evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if ((await unfold.count()) > 0) await unfold.click(patience);
  }
}

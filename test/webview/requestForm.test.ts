import { describe, expect, it } from 'vitest';
import { allModels, companies as draft, openRequest, requestHost } from './support/requestHost';
import { problem, Refusal } from './support/scriptedHost';
import { eventually, keptDraft, useBrowser } from './support/webPage';

useBrowser();

describe('the model picker', () => {
  it('completes the server’s models by name and label', async () => {
    const host = requestHost();
    const page = await openRequest(host);
    const model = page.getByRole('combobox', { name: 'Model' });
    await model.fill('contact');
    await page
      .getByRole('option', { name: /^res\.partner/ })
      .first()
      .waitFor();
    await model.press('Enter');
    expect(await model.inputValue()).toBe('res.partner');
    await eventually(() => host.calls('fields')).toEqual([{ connectionId: 'staging', model: 'res.partner' }]);
  });

  it('takes any name where the server refuses its list, and says why it is empty', async () => {
    const host = requestHost({ models: () => ({ source: 'refused', models: [] }) });
    const page = await openRequest(host);
    await page
      .getByText('This server lists its models to administrators only. Type a model’s name to open it.')
      .waitFor();
    await page.getByRole('combobox', { name: 'Model' }).fill('res.partner');
    await eventually(() => host.calls('fields')).toEqual([{ connectionId: 'staging', model: 'res.partner' }]);
  });

  it('says how many models the user may read', async () => {
    const models = allModels.models.slice(0, 214);
    const page = await openRequest(requestHost({ models: () => ({ source: 'readable', models }) }));
    await page
      .getByText(
        'Showing the 214 models you may read. Listing all of them needs the Access Rights permission.',
      )
      .waitFor();
  });

  it('says that it is loading, and what went wrong when it fails, with a second try and a diagnosis', async () => {
    let answer = (): void => undefined;
    let tries = 0;
    const host = requestHost({
      models: () => {
        if (++tries > 1) return allModels;
        return new Promise((_resolve, reject) => {
          answer = () => reject(new Refusal(problem('dns.notFound', { title: 'No server by this name' })));
        });
      },
    });
    const page = await openRequest(host, { state: draft });
    await page.getByText('Reading the list of models').waitFor();
    answer();
    const note = page.getByTestId('models-note');
    await eventually(() => note.textContent()).toContain('No server by this name.');
    await note.getByText('Diagnose').click();
    await eventually(() => host.calls('diagnose')).toEqual([{ connectionId: 'staging' }]);
    await note.getByText('Try again').click();
    await eventually(() => note.count()).toBe(0);
    // Only a person's own wish has a refused secret sent once more.
    expect(host.calls('models')).toEqual([
      { connectionId: 'staging', again: false },
      { connectionId: 'staging', again: true },
    ]);
  });
});

describe('the fields picker', () => {
  it('adds fields as chips, drops them again, and reads all when none is left', async () => {
    const page = await openRequest(requestHost(), { state: { ...draft, fields: [] } });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    expect(await picker.getAttribute('placeholder')).toBe('All fields. Add one to read only some');
    await picker.fill('comp');
    await page.getByRole('option', { name: /is_company/ }).click();
    await picker.fill('x_own');
    await picker.press('Enter');
    await eventually(() => keptDraft(page)).toEqual({ ...draft, fields: ['is_company', 'x_own'] });
    await page.getByRole('button', { name: 'Remove is_company' }).click();
    await picker.press('Backspace');
    await eventually(() => keptDraft(page)).toEqual({ ...draft, fields: [] });
  });

  it('counts a whole name as chosen when it is left or sent, and keeps half a name to be finished', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: { ...draft, fields: [] } });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    await eventually(() => host.calls('fields').length).toBe(1);
    await picker.fill('comp');
    await page.getByRole('combobox', { name: 'Order' }).click();
    expect(await picker.inputValue()).toBe('comp');
    await picker.fill('name');
    await page.getByRole('combobox', { name: 'Order' }).click();
    await eventually(() => keptDraft(page)).toEqual({ ...draft, fields: ['name'] });
    await picker.fill('email');
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('send')).toEqual([{ draft }]);
  });

  it('says when the fields cannot be read, and takes names all the same', async () => {
    const host = requestHost({
      fields: () => Promise.reject(new Refusal(problem('server.unknownModel', { title: 'No such model' }))),
    });
    const page = await openRequest(host, { state: { ...draft, fields: [] } });
    await page.getByTestId('fields-note').waitFor();
    await page.getByRole('combobox', { name: 'Add field' }).fill('name');
    await page.keyboard.press('Enter');
    await eventually(() => keptDraft(page)).toEqual({ ...draft, fields: ['name'] });
  });
});

describe('the editors', () => {
  it('check JSON as it is typed', async () => {
    const page = await openRequest(requestHost(), {
      state: { ...draft, operation: 'call', kwargs: "{'name': 1}" },
    });
    await page.getByText('A name in double quotes must stand here.').waitFor();
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/model/draft';
import { axeViolations } from './support/axe';
import { companies, openRequest, partnerFields, requestHost } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, keptDraft, useBrowser } from './support/webPage';

useBrowser();

const focusedLabel = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

describe('the fields picker', () => {
  it('steps into a relation by the right arrow, by its row and by typing, and says what a path leads to', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: { ...companies, fields: [] } });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    await picker.fill('countr');
    await page.getByRole('option', { name: /^country_id Country/ }).waitFor();
    await picker.press('ArrowRight');
    expect(await picker.inputValue()).toBe('country_id.');
    await page.getByRole('option', { name: /country_id\.code/ }).waitFor();
    await picker.press('Enter');
    await picker.fill('countr');
    await page.getByRole('option', { name: 'Fields of res.country' }).click();
    expect(await picker.inputValue()).toBe('country_id.');
    await picker.pressSequentially('name');
    await picker.press('Enter');
    await eventually(() => keptDraft(page)).toMatchObject({ fields: ['country_id.code', 'country_id.name'] });
    expect(await page.getByTitle('Country Code · char').count()).toBe(1);
    const asked = host.calls('fields') as { model: string }[];
    expect(asked.filter(({ model }) => model === 'res.country')).toHaveLength(1);
  });

  it('is used by the keyboard alone: chips are one stop, moved among, moved and taken away', async () => {
    const state = { ...companies, fields: ['name', 'email', 'country_id'] };
    const page = await openRequest(requestHost(), { state });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    await picker.focus();
    await page.keyboard.press('Shift+Tab');
    expect(await focusedLabel(page)).toBe('Remove name');
    await page.keyboard.press('Shift+Tab');
    expect(await focusedLabel(page)).not.toMatch(/^Remove/);
    await picker.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await focusedLabel(page)).toBe('Remove country_id');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await eventually(() => keptDraft(page)).toMatchObject({ fields: ['country_id', 'name', 'email'] });
    await page.getByText('country_id is now 1 of 3').waitFor({ state: 'attached' });
    expect(await focusedLabel(page)).toBe('Remove country_id');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete');
    expect(await focusedLabel(page)).toBe('Remove email');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('End');
    expect(await focusedLabel(page)).toBe('Add field');
    await eventually(() => keptDraft(page)).toMatchObject({ fields: ['country_id'] });
  });

  it('takes all stored fields or all, and reads the list again on demand', async () => {
    const fields = [...partnerFields, { ...partnerFields[0], name: 'shown', stored: false }];
    const host = requestHost({ fields: () => fields as typeof partnerFields });
    const page = await openRequest(host, { state: companies });
    const menu = page.getByRole('button', { name: 'Choose fields' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'All stored fields (9)' }).click();
    await eventually(async () => ((await keptDraft(page)) as Draft).fields).toEqual(
      partnerFields.map((field) => field.name),
    );
    await menu.press('Enter');
    await page.getByRole('menuitem', { name: 'All fields (10)' }).press('Enter');
    await eventually(async () => ((await keptDraft(page)) as Draft).fields).toContain('shown');
    await menu.click();
    await page.getByRole('menuitem', { name: 'Remove all' }).click();
    await eventually(() => keptDraft(page)).toMatchObject({ fields: [] });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Read the list of fields again' }).click();
    await eventually(() => host.calls('fields').at(-1)).toEqual({
      connectionId: 'staging',
      model: 'res.partner',
      again: true,
    });
  });
});

describe('the model picker', () => {
  it('reads the lists again on demand, and everything known with them', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: companies });
    await eventually(() => host.calls('fields').length).toBe(1);
    await page.getByRole('button', { name: 'Read the list of models again' }).click();
    await eventually(() => host.calls('models').at(-1)).toEqual({ connectionId: 'staging', again: true });
    await eventually(() => host.calls('fields').length).toBe(2);
  });
});

describe('the records picker', () => {
  const state: Draft = { ...companies, operation: 'read', ids: '15, 7' };

  it('names the records, and finds more by name without losing what is typed', async () => {
    const host = requestHost({
      recordNames: ({ ids }) => ids.map((id) => ({ id, name: id === 7 ? 'شركة النور' : `<i>${id}</i>` })),
      records: ({ text }) => (text === 'azure int' ? [{ id: 40, name: 'Azure Interior' }] : []),
    });
    const page = await openRequest(host, { state });
    await page.getByRole('button', { name: 'Remove 15 <i>15</i>' }).waitFor();
    await page.getByText('شركة النور').waitFor();
    const picker = page.getByRole('combobox', { name: 'Record ids' });
    await picker.pressSequentially('azure int');
    await eventually(() => keptDraft(page)).toMatchObject({ ids: '15, 7, azure int' });
    await page.getByRole('option', { name: '40 Azure Interior' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picker.press('ArrowDown');
    await picker.press('Enter');
    await eventually(() => keptDraft(page)).toMatchObject({ ids: '15, 7, 40' });
    expect(host.calls('recordNames')[0]).toEqual({
      connectionId: 'staging',
      model: 'res.partner',
      ids: [15, 7],
    });
  });

  it('cancels the search before when typing goes on', async () => {
    const cancelled: string[] = [];
    const host = requestHost({
      records: ({ text }, signal) => {
        if (text === 'az') {
          signal.addEventListener('abort', () => cancelled.push(text));
          return untilCancelled(signal, problem('call.cancelled'));
        }
        return [{ id: 1, name: 'Azure' }];
      },
    });
    const page = await openRequest(host, { state: { ...state, ids: '' } });
    await eventually(() => host.calls('fields').length).toBe(1);
    const picker = page.getByRole('combobox', { name: 'Record ids' });
    await picker.fill('az');
    const searched = (): string[] => (host.calls('records') as { text: string }[]).map(({ text }) => text);
    await eventually(searched).toContain('az');
    await picker.fill('azu');
    await page.getByRole('option', { name: '1 Azure' }).waitFor();
    expect(cancelled).toEqual(['az']);
  });

  it('takes ids typed in any way, in their order, and keeps the text that was opened', async () => {
    const page = await openRequest(requestHost(), { state: { ...state, ids: '3;  1\n2' } });
    await page.getByRole('button', { name: /Remove 2/ }).waitFor();
    expect(await keptDraft(page)).toMatchObject({ ids: '3;  1\n2' });
    const picker = page.getByRole('combobox', { name: 'Record ids' });
    await picker.fill('9 8,');
    await eventually(() => keptDraft(page)).toMatchObject({ ids: '3;  1\n2, 9 8,' });
    expect(await picker.inputValue()).toBe('');
    await page.getByRole('button', { name: /Remove 1 / }).click();
    await eventually(() => keptDraft(page)).toMatchObject({ ids: '3, 2, 9, 8' });
  });

  it('is text on demand, for a JSON list, and for more than can be looked at', async () => {
    const page = await openRequest(requestHost(), { state });
    await page.getByRole('button', { name: 'Records: more' }).click();
    await page.getByRole('menuitem', { name: 'Edit as text' }).click();
    const text = page.getByRole('textbox', { name: 'Record ids' });
    await text.fill('4 5');
    await eventually(() => keptDraft(page)).toMatchObject({ ids: '4 5' });
    await page.getByRole('button', { name: 'Show names' }).click();
    await page.getByRole('button', { name: /Remove 4/ }).waitFor();
    const list = await openRequest(requestHost(), { state: { ...state, ids: '[1, 2]' } });
    expect(await list.getByRole('textbox', { name: 'Record ids' }).inputValue()).toBe('[1, 2]');
    const many = Array.from({ length: 3000 }, (_, index) => index + 1).join(', ');
    const long = await openRequest(requestHost(), { state: { ...state, ids: many } });
    expect(await long.getByRole('textbox', { name: 'Record ids' }).inputValue()).toBe(many);
  });

  it('says that nothing is found, and why nothing can be', async () => {
    let fails = false;
    const host = requestHost({
      records: () =>
        fails ? Promise.reject(new Refusal(problem('tcp.refused', { title: 'No answer' }))) : [],
    });
    const page = await openRequest(host, { state: { ...state, ids: '' } });
    await eventually(() => host.calls('fields').length).toBe(1);
    const picker = page.getByRole('combobox', { name: 'Record ids' });
    await picker.fill('zz');
    await page.getByText('No records match').waitFor();
    fails = true;
    await picker.fill('zzz');
    await page.getByText('Records cannot be searched: No answer').waitFor();
    expect(await keptDraft(page)).toMatchObject({ ids: 'zzz' });
  });
});

describe('the pickers of groups and orders', () => {
  const state: Draft = { ...companies, operation: 'readGroup', order: '' };

  it('group dates by a period, and sum numbers up', async () => {
    const page = await openRequest(requestHost(), { state });
    await eventually(() => page.getByTestId('groupBy').count()).toBe(1);
    const group = page.getByRole('combobox', { name: 'Add group' });
    await group.fill('write');
    await page.getByRole('option', { name: /write_date:month Last Updated on, by month/ }).waitFor();
    await group.press('ArrowRight');
    expect(await group.inputValue()).toBe('write_date:');
    await group.pressSequentially('quarter');
    await group.press('Enter');
    await group.press('Escape');
    const aggregate = page.getByRole('combobox', { name: 'Add aggregate' });
    await aggregate.fill('rank');
    await page.getByRole('option', { name: /customer_rank:sum/ }).waitFor();
    await aggregate.press('Enter');
    await aggregate.press('Escape');
    const order = page.getByRole('combobox', { name: 'Order' });
    await order.click();
    await page.getByRole('option', { name: '__count desc Number of records' }).click();
    await order.press('End');
    await order.pressSequentially(', cust');
    await page.getByRole('option', { name: 'customer_rank:sum desc' }).click();
    await eventually(() => keptDraft(page)).toEqual({
      ...state,
      groupBy: ['write_date:quarter'],
      aggregates: ['customer_rank:sum'],
      order: '__count desc, customer_rank:sum desc',
    });
  });
});

describe('the method picker', () => {
  const state: Draft = { ...companies, operation: 'call', method: '', ids: '' };
  const doc = 'Confirms.\n\n<script>window.hacked = true</script>';

  it('shows a method’s signature and documentation as text, and offers its parameters', async () => {
    const host = requestHost({
      methods: () => ({
        source: 'server',
        methods: [
          {
            name: 'action_confirm',
            signature: "(force=False, note='')",
            parameters: [
              { name: 'force', required: false, default: 'False' },
              { name: 'note', required: true },
            ],
            ofModel: false,
            doc,
            module: 'sale',
          },
        ],
      }),
    });
    const page = await openRequest(host, { state });
    await eventually(() => host.calls('methods').length).toBe(1);
    const method = page.getByRole('combobox', { name: 'Method', exact: true });
    await method.fill('conf');
    await page.getByRole('option', { name: /action_confirm/ }).waitFor();
    await method.press('Enter');
    const about = page.getByTestId('method-about');
    await eventually(() => about.textContent()).toContain("action_confirm(force=False, note='')");
    await about.getByText('Documentation').click();
    expect(await about.locator('pre').textContent()).toBe(doc);
    await page.getByRole('button', { name: 'force' }).click();
    await page.getByRole('button', { name: 'note (required)' }).click();
    expect(await page.getByRole('group', { name: 'Parameters to add' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Record ids' }).fill('7, 15');
    await eventually(async () => {
      const { args, kwargs, method: name } = (await keptDraft(page)) as Draft;
      return [name, JSON.parse(args || 'null'), JSON.parse(kwargs || 'null')] as unknown;
    }).toEqual(['action_confirm', [[7, 15]], { force: false, note: null }]);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it('takes any name, and says what it knows of the methods', async () => {
    const page = await openRequest(requestHost(), { state });
    await page.getByText('These are the methods of every model.').waitFor();
    await page.getByRole('combobox', { name: 'Method', exact: true }).fill('my_own');
    await page.keyboard.press('Enter');
    await eventually(() => keptDraft(page)).toMatchObject({ method: 'my_own' });
  });
});

describe('hostile names', () => {
  it('are shown as the text that they are', async () => {
    const hostile = [
      '<img src=x onerror="window.hacked=1">',
      '__proto__',
      'constructor',
      '‮reversed',
      '😀'.repeat(50),
    ];
    const fields = hostile.map((name, index) => ({
      name: index === 0 ? 'x' : name,
      label: name,
      type: 'char',
      required: false,
      readonly: false,
      stored: true,
    }));
    const host = requestHost({
      fields: () => fields,
      models: () => ({ source: 'all', models: hostile.map((name) => ({ model: name, label: name })) }),
    });
    const page = await openRequest(host, { state: { ...companies, fields: ['__proto__', 'constructor'] } });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    await picker.click();
    await page.getByRole('option', { name: /<img src=x/ }).waitFor();
    await picker.fill('onerror');
    await picker.press('Enter');
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: /__proto__/ }).click();
    await eventually(() => keptDraft(page)).toMatchObject({
      model: '__proto__',
      fields: ['__proto__', 'constructor', 'x'],
    });
    expect(await page.locator('.combobox-list img, .chip img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import { operationLabels, type Operation } from '../../src/model/requestSpec';
import { axeViolations } from './support/axe';
import { chooseOperation, formRows, namelessControls } from './support/requestForm';
import { companies, live, openRequest, requestHost, staging } from './support/requestHost';
import { eventually, keptDraft, useBrowser } from './support/webPage';

useBrowser();

/** The context that the page has kept, as the object that it is. */
async function keptContext(page: Page): Promise<unknown> {
  const kept = (await keptDraft(page)) as Draft;
  return JSON.parse(kept.context);
}

/** What each operation on models needs, in the form's order. */
const parts: Partial<Record<Operation, string[]>> = {
  searchRead: ['Fields', 'Filter', 'Order'],
  search: ['Filter', 'Order'],
  count: ['Filter'],
  read: ['Records', 'Fields'],
  readGroup: ['Group by', 'Aggregates', 'Filter', 'Groups kept', 'Order'],
  nameSearch: ['Name', 'Filter'],
  fieldsGet: ['Fields', 'Attributes'],
  defaultGet: ['Fields'],
  exportData: ['Records', 'Fields'],
  create: ['Values'],
  update: ['Update', 'Records', 'Values'],
  delete: ['Records'],
  copy: ['Records', 'Values'],
  load: ['Fields', 'Rows'],
  call: ['Method', 'Records', 'Arguments', 'Keywords'],
};

describe('the form', () => {
  it('shows each operation’s parts and nothing else, all of them named and without a fault of accessibility', async () => {
    const page = await openRequest(requestHost(), { state: companies });
    for (const [operation, rows] of Object.entries(parts)) {
      await chooseOperation(page, operationLabels[operation as Operation]);
      await eventually(() => formRows(page)).toEqual(['Operation', ...rows]);
      expect(await namelessControls(page), operation).toEqual([]);
      expect(await axeViolations(page, '[data-region=form]'), operation).toEqual([]);
    }
    // What came and went is all there: only the operation is another.
    await chooseOperation(page, 'Search & read');
    await eventually(() => keptDraft(page)).toEqual(companies);
  });

  it('stands the operations under their headings', async () => {
    const page = await openRequest(requestHost(), { state: companies });
    const headings = page.getByTestId('operation').locator('.option-group');
    await eventually(() => headings.allTextContents()).toEqual(['Read', 'Write', 'Methods', 'Any path']);
  });

  it('has room for everything at 320 and at 1600 pixels', async () => {
    for (const width of [320, 1600]) {
      const page = await openRequest(requestHost(), {
        width,
        height: 900,
        state: {
          ...companies,
          context: '{"lang": "fr_FR"}',
          ids: '7, 15',
          fields: ['name', 'country_id.code'],
        },
      });
      await page.getByTestId('add-context').click();
      for (const operation of ['searchRead', 'readGroup', 'update', 'call'] as const) {
        await chooseOperation(page, operationLabels[operation]);
        await eventually(() => formRows(page)).toContain((parts[operation] ?? [])[0]);
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('[data-region=form] *')]
            .filter(
              (element) => element.checkVisibility() && !element.closest('.unseen, [popover], .cm-editor'),
            )
            .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
            .map((element) => element.outerHTML.slice(0, 120)),
        );
        expect(wide, `${operation} at ${width}`).toEqual([]);
      }
    }
  });

  it('filters groups from Odoo 19 on, and keeps what was typed for it on an older server', async () => {
    const older = { ...staging, version: '17.0' };
    const host = requestHost({
      open: () => ({ connections: [older, live], activeConnectionId: 'staging', sendNow: false }),
    });
    const state: Draft = { ...companies, operation: 'readGroup', order: '' };
    const page = await openRequest(host, { state });
    await page.getByTestId('groupBy').waitFor();
    expect(await formRows(page)).not.toContain('Groups kept');
    const typed = await openRequest(host, { state: { ...state, having: "[('__count', '>', 1)]" } });
    await typed.getByText('Filtering groups needs Odoo 19 or later. What you typed is kept.').waitFor();
  });

  it('says when an order is none of groups, and clears it on demand', async () => {
    const state: Draft = { ...companies, operation: 'readGroup', groupBy: ['country_id'] };
    const page = await openRequest(requestHost(), { state });
    await eventually(() => page.getByTestId('order-note').textContent()).toContain('which name is not');
    await page.getByText('Clear the order').click();
    await eventually(() => keptDraft(page)).toEqual({ ...state, order: '' });
  });
});

describe('an update', () => {
  it('writes the same to all or different values to each, and loses neither text', async () => {
    const state: Draft = {
      ...emptyDraft,
      connectionId: 'staging',
      model: 'res.partner',
      operation: 'update',
      ids: '7, 15',
      values: '{"name": "Deco"}',
    };
    const page = await openRequest(requestHost(), { state });
    await page.getByRole('radio', { name: 'Different values per record' }).click();
    await eventually(() => formRows(page)).toEqual(['Operation', 'Update', 'Values']);
    const each = '[\n  {"id": 7, "name": "Deco"},\n  {"id": 15, "name": "Deco"}\n]';
    await eventually(() => keptDraft(page)).toMatchObject({ values: each, ids: '7, 15' });
    await page.getByRole('radio', { name: 'Same values for all' }).press('Space');
    await eventually(() => keptDraft(page)).toMatchObject({ values: state.values, otherValues: each });
    expect(await formRows(page)).toEqual(['Operation', 'Update', 'Records', 'Values']);
  });
});

describe('the context', () => {
  it('is summed up in a line, and opens as a form over its text', async () => {
    const state: Draft = { ...companies, context: '{"lang": "fr_FR", "active_test": false, "own": [1]}' };
    const page = await openRequest(requestHost(), { state });
    const link = page.getByTestId('add-context');
    expect(await link.textContent()).toBe('Context: lang fr_FR, archived shown, own');
    await link.press('Enter');
    const language = page.getByRole('combobox', { name: 'Language' });
    expect(await language.evaluate((element) => element === document.activeElement)).toBe(true);
    await language.fill('en_');
    await page.getByRole('option', { name: /en_US/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Brussels');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Files' }).click();
    await page.getByRole('option', { name: 'Size only' }).click();
    await eventually(() => keptContext(page)).toEqual({
      lang: 'en_US',
      active_test: false,
      own: [1],
      tz: 'Europe/Brussels',
      bin_size: true,
    });
    expect(await axeViolations(page, '[data-region=form]')).toEqual([]);
    await page.getByText('Fold the context').press('Enter');
    await page
      .getByText('Context: lang en_US, tz Europe/Brussels, archived shown, file sizes only, own')
      .waitFor();
  });

  it('chooses companies by name, in an order', async () => {
    const host = requestHost({
      companies: () => [
        { id: 1, name: 'Acme Belgium' },
        { id: 3, name: '<b>Acme</b> France' },
      ],
    });
    const page = await openRequest(host, { state: companies });
    await page.getByTestId('add-context').click();
    const company = page.getByRole('combobox', { name: 'Add company' });
    await company.fill('france');
    await company.press('Enter');
    await company.fill('belg');
    await company.press('Enter');
    await company.press('Escape');
    await company.press('ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await eventually(() => keptContext(page)).toEqual({
      allowed_company_ids: [1, 3],
    });
    await page.getByRole('button', { name: 'Remove 3 <b>Acme</b> France' }).waitFor();
  });

  it('waits where its text is no JSON, and leaves that alone', async () => {
    const state: Draft = { ...companies, context: '{"lang": ' };
    const page = await openRequest(requestHost(), { state });
    await page.getByText('Context: not readable').click();
    await page.getByTestId('context-note').waitFor();
    expect(await page.getByRole('combobox', { name: 'Language' }).count()).toBe(0);
    expect(await keptDraft(page)).toEqual(state);
  });
});

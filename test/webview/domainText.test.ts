import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../src/model/draft';
import { axeViolations } from './support/axe';
import { expectDomain, filterHost, filterText, openFilter } from './support/filter';
import { openRequest, requestHost, staging } from './support/requestHost';
import { eventually, keptDraft, useBrowser } from './support/webPage';

useBrowser();

describe('the filter as text', () => {
  it('marks what is wrong where it stands, says the first and how many there are', async () => {
    const page = await openFilter("[('custmer_rank', '>', 1), ('type', '=', 'invoic')]");
    const text = await filterText(page);
    const findings = page.getByTestId('findings');
    await findings.getByText(/has no field custmer_rank/).waitFor();
    await eventually(() => page.locator('.cm-lintRange-error').textContent()).toBe('custmer_rank');
    await eventually(() => page.locator('.cm-lintRange-warning').allTextContents()).toEqual(["'invoic'"]);
    expect(await text.getAttribute('aria-invalid')).toBe('true');
    const more = findings.getByRole('button', { name: /^Show all: 1 error, 1 warning/ });
    await more.click();
    await findings.getByText(/^Warning: type has no choice/).waitFor();
    await findings.getByRole('button', { name: /^Go to it: type has no choice/ }).click();
    expect(await page.evaluate(() => document.getSelection()?.toString())).toBe("'invoic'");
    await findings.getByRole('button', { name: /^Use customer_rank/ }).click();
    await expectDomain(page, "[('customer_rank', '>', 1), ('type', '=', 'invoic')]");
    await eventually(() => text.getAttribute('aria-invalid')).toBe('false');
  });

  it('goes from one finding to the next by F8', async () => {
    const page = await openFilter("[('nmae', '=', 'a'), ('emial', '=', 'b')]");
    const text = await filterText(page);
    await eventually(() => page.locator('.cm-lintRange-error').count()).toBe(2);
    await text.focus();
    const selected = (): Promise<string | undefined> =>
      page.evaluate(() => document.getSelection()?.toString());
    await page.keyboard.press('F8');
    await eventually(selected).toBe('nmae');
    await page.keyboard.press('F8');
    await eventually(selected).toBe('emial');
  });

  it('says that a text makes no sense as soon as typing pauses, and no longer when it does', async () => {
    const page = await openFilter('');
    await (await filterText(page)).click();
    await page.keyboard.insertText('name = 1');
    await eventually(() => page.getByTestId('filter').getAttribute('aria-invalid')).toBe('true');
    await expectDomain(page, 'name = 1');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await eventually(() => page.getByTestId('filter').getAttribute('aria-invalid')).toBe('false');
  });

  it('remembers for the session that it is shown', async () => {
    const page = await openFilter("[('name', '=', 'a')]");
    await filterText(page);
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.getByRole('option', { name: 'Read', exact: true }).click();
    await eventually(() => page.getByTestId('filter').count()).toBe(0);
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.getByRole('option', { name: 'Count', exact: true }).click();
    await page.getByTestId('filter').waitFor();
  });
});

describe('completing the filter’s text', () => {
  it('offers the fields of the related model, inside an any too', async () => {
    const page = await openFilter('');
    await (await filterText(page)).click();
    await page.keyboard.type("[('country_id.currency_id.rou");
    await page.getByRole('option', { name: /rounding/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText("[('country_id', 'any', [('");
    await page.keyboard.type('co');
    await page.getByRole('option', { name: /code/ }).waitFor();
    expect(await page.getByRole('option', { name: /is_company/ }).count()).toBe(0);
  });

  it('offers only operators that the field and the version take', async () => {
    const host = filterHost({
      open: () => ({
        connections: [{ ...staging, version: '14.0' }],
        activeConnectionId: 'staging',
        sendNow: false,
      }),
    });
    const page = await openFilter('', host);
    await (await filterText(page)).click();
    await page.keyboard.type("[('country_id', '");
    await page.getByRole('option', { name: /^child_of/ }).waitFor();
    expect(await page.getByRole('option', { name: /^any/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.type("[('is_company', '");
    await page.getByRole('option', { name: /^=/ }).waitFor();
    expect(await page.getByRole('option', { name: /like/ }).count()).toBe(0);
  });

  it('puts a record’s id in the place of its name', async () => {
    const host = filterHost({
      records: ({ model, text }) =>
        model === 'res.country' && text === 'bel' ? [{ id: 20, name: 'Belgium' }] : [],
    });
    const page = await openFilter('', host);
    await (await filterText(page)).click();
    await page.keyboard.type("[('country_id', 'in', ['bel");
    await page.getByRole('option', { name: /Belgium/ }).click();
    await expectDomain(page, "[('country_id', 'in', [20])]");
  });

  it('offers True and False, and relative dates on Odoo 19', async () => {
    const page = await openFilter('');
    await (await filterText(page)).click();
    await page.keyboard.type("[('is_company', '=', T");
    await page.getByRole('option', { name: 'True' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.type("[('date', '>', 'today");
    await page.getByRole('option', { name: /today -7d/ }).waitFor();
  });
});

describe('the filter over groups', () => {
  it('is a text that completes what the request asks for', async () => {
    const page = await openRequest(requestHost(), {
      state: {
        ...emptyDraft,
        connectionId: 'staging',
        model: 'res.partner',
        operation: 'readGroup',
        groupBy: ['country_id'],
        aggregates: ['customer_rank:sum'],
      },
    });
    await page.getByTestId('having').click();
    await page.keyboard.type("[('cust");
    await page.getByRole('option', { name: 'customer_rank:sum' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.insertText("omer_rank:sum', '>', ");
    await page
      .getByText(/The domain ends too early|is never closed|value is missing/)
      .first()
      .waitFor();
    await eventually(() => keptDraft(page)).toMatchObject({
      having: expect.stringContaining('customer_rank:sum') as unknown,
    });
    expect(await axeViolations(page)).toEqual([]);
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import { axeViolations } from './support/axe';
import { bulkProgress, contactsCheck, contactsTable } from './support/bulkAnswers';
import { openRequest, requestHost, review, staging, type RequestHost } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { themes, type ThemeName } from './support/themes';
import { eventually, picture, useBrowser, type PageOptions } from './support/webPage';

useBrowser();

const create: Draft = { ...emptyDraft, connectionId: 'staging', operation: 'create', model: 'res.partner' };

async function openTable(host: RequestHost, options: PageOptions = {}): Promise<Page> {
  const page = await openRequest(host, { state: create, ...options });
  await page.getByTestId('bulk-start').click();
  await page.getByTestId('bulk-open').click();
  await eventually(() => page.getByTestId('bulk-check').innerText()).toContain('2 of 3 rows can be sent');
  return page;
}

describe('many records from a table', () => {
  it('finds the columns’ fields, checks the rows, and shows them as they go', async () => {
    const host = requestHost();
    const page = await openTable(host);
    expect(await page.getByTestId('bulk-table').innerText()).toBe('contacts.csv, 3 rows');
    expect(await page.getByTestId('bulk-remarks').innerText()).toContain('The column Remark is empty.');
    expect(await page.getByTestId('bulk-field-0').inputValue()).toBe('name');
    expect(await page.getByTestId('bulk-field-2').inputValue()).toBe('');
    expect(await page.getByTestId('bulk-problems').innerText()).toContain('“many” is no whole number.');
    expect(await page.getByTestId('bulk-preview').innerText()).toContain('Azure Interior');
    expect(host.calls('check').at(-1)).toMatchObject({
      tableId: 1,
      plan: { model: 'res.partner', action: 'create', columns: ['name', 'customer_rank', ''], chunk: 200 },
    });
  });

  it('checks anew what is chosen otherwise', async () => {
    const host = requestHost();
    const page = await openTable(host);
    await page.getByTestId('bulk-field-2').fill('email');
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('check').at(-1)).toMatchObject({
      plan: { columns: ['name', 'customer_rank', 'email'] },
    });
    await page.getByRole('textbox', { name: 'Rows in a call' }).fill('50');
    await eventually(() => host.calls('check').at(-1)).toMatchObject({ plan: { chunk: 50 } });
  });

  it('reads pasted rows, and keeps the text when they cannot be read', async () => {
    const unreadable = problem('bulk.unreadable', { title: 'The rows cannot be read' });
    let good = false;
    const host = requestHost({
      readText: () => {
        if (good) return { ...contactsTable, name: 'Pasted rows' };
        throw new Refusal(unreadable);
      },
    });
    const page = await openRequest(host, { state: create });
    await page.getByTestId('bulk-start').click();
    await page.getByTestId('bulk-paste').click();
    await page.getByTestId('bulk-text').fill('{"broken');
    await page.getByTestId('bulk-read').click();
    await eventually(() => page.getByTestId('problem-title').innerText()).toBe('The rows cannot be read');
    expect(await page.getByTestId('bulk-text').inputValue()).toBe('{"broken');
    good = true;
    await page.getByTestId('bulk-text').fill('Name\tRank\nAzure\t3');
    await page.getByTestId('bulk-read').click();
    await eventually(() => page.getByTestId('bulk-table').innerText()).toBe('Pasted rows, 3 rows');
    expect(host.calls('readText').at(-1)).toEqual({ text: 'Name\tRank\nAzure\t3' });
  });

  it('is reviewed, written, paused, resumed and reported, by the keyboard alone', async () => {
    const host = requestHost();
    const page = await openTable(host);
    await page.keyboard.press('Control+Enter');
    await eventually(() => page.getByTestId('review-question').innerText()).toContain('Create 2 records');
    expect(host.calls('start')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('start')).toHaveLength(1);
    expect(host.calls('start')[0]).toMatchObject({ reviewId: review.reviewId, tableId: 1 });
    await page.getByTestId('bulk-progress').waitFor();

    host.push('bulk', bulkProgress({ done: 1, ms: 800 }));
    await eventually(() => page.getByTestId('bulk-progress').innerText()).toContain('1 of 2 rows written');
    await page.getByTestId('bulk-pause').focus();
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('pause')).toEqual([{ runId: 1 }]);
    host.push('bulk', bulkProgress({ state: 'paused', done: 1 }));
    await page.getByTestId('bulk-resume').focus();
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('resume')).toHaveLength(1);

    host.push('bulk', bulkProgress({ state: 'done', done: 1, failed: 1 }));
    await eventually(() => page.getByTestId('bulk-state').innerText()).toBe('Done');
    expect(await page.getByTestId('bulk-progress').innerText()).toContain('1 row failed');
    await eventually(() => page.getByTestId('bulk-report').innerText()).toContain('The name must be unique.');
    await page.getByRole('radio', { name: 'Failed' }).click();
    await eventually(() => host.calls('bulkRows').at(-1)).toMatchObject({ only: 'failed' });
    await page.getByTestId('bulk-save').click();
    await eventually(() => page.getByTestId('notice').innerText()).toBe('Saved as report.csv');
    await page.getByTestId('bulk-failed').click();
    await eventually(() => page.getByTestId('bulk-table').innerText()).toBe('Rows that failed, 1 row');
  });

  it('says why it was interrupted, and goes on', async () => {
    const host = requestHost();
    const page = await openTable(host);
    await page.getByTestId('send').click();
    await page.getByTestId('review-confirm').click();
    await page.getByTestId('bulk-progress').waitFor();
    const lost = problem('tcp.closed', { title: 'The connection was lost' });
    host.push('bulk', bulkProgress({ state: 'interrupted', done: 1, unsure: 1, problem: lost }));
    await eventually(() => page.getByTestId('problem-title').innerText()).toBe('The connection was lost');
    expect(await page.getByTestId('bulk').innerText()).toContain('not written again when it goes on');
    expect(await page.getByTestId('bulk').innerText()).toContain('it is not known whether it was written');
    await page.getByTestId('bulk-resume').click();
    await eventually(() => host.calls('resume')).toHaveLength(1);
  });

  it('tries rows on the server, says what Odoo said, and can be stopped', async () => {
    const host = requestHost({
      dryRun: () => ({ rows: 2, problems: [{ row: 2, message: 'No such country.' }] }),
    });
    const page = await openTable(host);
    await page.getByTestId('bulk-dry-run').click();
    await eventually(() => page.getByTestId('bulk-dry-run-said').innerText()).toContain('No such country.');

    const slow = requestHost({
      dryRun: (_params, signal) => untilCancelled(signal, problem('call.cancelled')),
    });
    const other = await openTable(slow);
    await other.getByTestId('bulk-dry-run').click();
    await eventually(() => other.getByTestId('bulk-dry-run').innerText()).toBe('Cancel');
    await other.getByTestId('bulk-dry-run').click();
    await eventually(() => other.getByTestId('bulk-dry-run').innerText()).toBe('Try on the server');
  });

  it('comes back with its progress when the page is built again', async () => {
    const again = requestHost({
      open: () => ({
        connections: [staging],
        sendNow: false,
        bulk: bulkProgress({ state: 'paused', done: 1 }),
      }),
    });
    const page = await openRequest(again, { state: create });
    await eventually(() => page.getByTestId('bulk-state').innerText()).toBe('Paused');
  });

  it('shows hostile cells as the text that they are', async () => {
    const hostile = '<b>x</b>\u202e مرحبا 🎉';
    const host = requestHost({
      readFile: () => ({
        ...contactsTable,
        name: hostile,
        columns: [{ name: '__proto__', samples: [hostile] }],
      }),
      suggest: () => [''],
      check: () => ({
        ...contactsCheck,
        preview: [
          JSON.parse(`{"__proto__": "${'y'.repeat(1000)}", "name": "<i>n</i>"}`) as Record<string, unknown>,
        ],
        problems: [{ row: 1, column: hostile, message: hostile }],
      }),
    });
    const page = await openTable(host);
    expect(await page.locator('[data-testid="bulk"] b, [data-testid="bulk"] i').count()).toBe(0);
    expect(await page.getByTestId('bulk-preview').innerText()).toContain('<i>n</i>');
    expect(await page.getByTestId('bulk-mapping').innerText()).toContain('__proto__');
  });

  it.each(Object.keys(themes) as ThemeName[])(
    'has no fault that axe finds in the theme %s',
    async (theme) => {
      for (const width of [320, 1600]) {
        const host = requestHost();
        const page = await openTable(host, { theme, width });
        expect(await axeViolations(page), `before, ${width} px wide`).toEqual([]);
        await picture(page, `bulk-${theme}-${width}`);
        await page.getByTestId('send').click();
        await page.getByTestId('review-confirm').click();
        await page.getByTestId('bulk-progress').waitFor();
        host.push('bulk', bulkProgress({ state: 'done', done: 1, failed: 1 }));
        await eventually(() => page.getByTestId('bulk-state').innerText()).toBe('Done');
        expect(await axeViolations(page), `after, ${width} px wide`).toEqual([]);
        await picture(page, `bulk-report-${theme}-${width}`);
      }
    },
  );
});

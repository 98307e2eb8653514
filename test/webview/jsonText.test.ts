import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RequestApi } from '../../src/contract/requestApi';
import type { Handlers } from '../../src/contract/rpc';
import { emptyDraft } from '../../src/model/draft';
import { openRequest, requestHost, tableResult, type RequestHost } from './support/requestHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const state = { ...emptyDraft, connectionId: 'staging', model: 'res.partner' };

async function showRows(
  rowCount: number,
  handlers: Partial<Handlers<RequestApi>> = {},
): Promise<{ page: Page; host: RequestHost }> {
  const host = requestHost({ send: () => tableResult(rowCount), ...handlers });
  const page = await openRequest(host, { state });
  await page.getByTestId('send').click();
  await page.getByTestId('grid').waitFor();
  return { page, host };
}

describe('the JSON text', () => {
  it('asks for the lines near the visible part only', async () => {
    const { page, host } = await showRows(100, {
      jsonLines: ({ offset, count }) => ({
        total: 1_000_000,
        lines: Array.from({ length: count }, (_, index) => `  "line": ${offset + index + 1},`),
      }),
    });
    await page.getByRole('tab', { name: 'JSON' }).click();
    const json = page.getByTestId('json');
    await json.getByText('"line"').first().waitFor();
    await json.focus();
    await page.keyboard.press('End');
    await json.getByText('1000000').first().waitFor();
    // The browser glides to the end, so some slices on the way are asked for, of 5,000.
    expect(host.calls('jsonLines').length).toBeLessThan(50);
    expect(await page.locator('.json-line').count()).toBeLessThan(120);
    await page.keyboard.press('Control+c');
    await eventually(() => host.calls('copyJson')).toEqual([{ resultId: 1 }]);
  });

  it('is what a value is shown as, under the sentence that says what happened', async () => {
    const host = requestHost({
      send: () => tableResult(0, { kind: 'value', columns: [], summary: 'Created 1 record: 57' }),
      jsonLines: () => ({ total: 1, lines: ['57'] }),
    });
    const page = await openRequest(host, { state });
    await page.getByTestId('send').click();
    await page.getByTestId('json').getByText('57').waitFor();
    expect(await page.getByText('Created 1 record: 57').count()).toBeGreaterThan(0);
    expect(await page.getByRole('tab', { name: 'Grid' }).count()).toBe(0);
    expect(host.calls('rows')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import { openRequest, requestHost, shop, tableResult } from './support/requestHost';
import { eventually, picture, useBrowser } from './support/webPage';
import type { ResultSummary } from '../../src/contract/request/resultApi';

useBrowser();

const draft: Draft = { ...emptyDraft, connectionId: 'shop', operation: 'restList', route: 'partner' };

function answering(result: ResultSummary, more: Parameters<typeof requestHost>[0] = {}) {
  return requestHost({
    open: () => ({ connections: [shop], activeConnectionId: 'shop', sendNow: false }),
    send: () => result,
    ...more,
  });
}

describe('the answer of a REST list', () => {
  it('counts its records, and all there are where the module tells', async () => {
    const host = answering(tableResult(80, { limited: true, countable: false, total: 1234, status: 200 }));
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('result-summary').textContent()).toMatch(/^80 of 1,234HTTP 200/);
    expect(host.calls('total')).toEqual([]);
  });

  it('says that there may be more where nobody can be asked', async () => {
    const host = answering(tableResult(80, { limited: true, countable: false }));
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('result-summary').textContent()).toMatch(
      /^80, and there may be more/,
    );
    expect(host.calls('total')).toEqual([]);
  });

  it('opens a record by its id, by Enter and by mouse, whatever kind of id it has', async () => {
    const host = answering(tableResult(3), {
      rows: ({ offset, count }) =>
        ['NkK9', 'abc', 7].slice(offset, offset + count).map((id) => ({ id, name: `Record ${id}` })),
    });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByText('NkK9', { exact: true }).click();
    await eventually(() => host.calls('openRecord')).toEqual([{ resultId: 1, arrangement: 0, row: 0 }]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('openRecord').at(-1)).toEqual({ resultId: 1, arrangement: 0, row: 1 });
  });

  it('opens nothing where rows are no records', async () => {
    const host = answering(tableResult(3, { opens: false }));
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('grid').click();
    await page.keyboard.press('Enter');
    expect(host.calls('openRecord')).toEqual([]);
    expect(await page.locator('[data-open]').count()).toBe(0);
  });
});

describe('how long an answer took', () => {
  it('is told by phase in a tooltip, and in a tab of its own when it is pressed', async () => {
    const timings = { dns: 2, connect: 4, tls: 11, firstByte: 120, transfer: 6, queued: 900 };
    const page = await openRequest(answering(tableResult(3, { timings })), { state: draft });
    await page.getByTestId('send').click();
    const took = page.getByTestId('timings');
    await took.waitFor();
    const lines = [
      'queued 900 ms',
      'DNS 2 ms',
      'connect 4 ms',
      'TLS 11 ms',
      'first byte 120 ms',
      'transfer 6 ms',
    ];
    expect(await took.getAttribute('title')).toBe(lines.join('\n'));
    await took.press('Enter');
    const phases = page.getByTestId('timing').locator('tbody tr');
    await eventually(async () => (await phases.allTextContents()).slice(0, 6)).toEqual(
      lines.map((line) => line.replace(/ (?=\d)/, '')),
    );
    expect((await phases.allTextContents()).at(-1)).toBe('In all143 ms62 KB');
    await picture(page, 'rest-timings');
  });

  it('says that the connection was open already', async () => {
    const page = await openRequest(answering(tableResult(3, { timings: { firstByte: 20, transfer: 1 } })), {
      state: draft,
    });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('timings').getAttribute('title')).toBe(
      'connection reused\nfirst byte 20 ms\ntransfer 1 ms',
    );
  });
});

describe('the answer of any path', () => {
  const text = tableResult(0, {
    kind: 'text',
    columns: [],
    opens: false,
    status: 200,
    summary: 'HTTP 200',
    via: 'GET /web/login over REST',
  });

  it('is shown as the text it is, with its status said once', async () => {
    const host = answering(text, {
      jsonLines: () => ({ total: 2, lines: ['<h1>"Odoo"</h1>', 'true'] }),
    });
    const page = await openRequest(host, { state: { ...draft, operation: 'http', path: '/web/login' } });
    await page.getByTestId('send').click();
    await page.getByRole('tab', { name: /^Text/ }).waitFor();
    await eventually(() => page.getByTestId('json').textContent()).toContain('<h1>"Odoo"</h1>');
    expect(await page.getByTestId('json').getAttribute('aria-label')).toBe('Answer as text');
    const summary = await page
      .getByTestId('result-summary')
      .locator('.records, .http-status')
      .allTextContents();
    expect(summary).toEqual(['HTTP 200']);
    await page.getByText('Copy text').click();
    await eventually(() => host.calls('copyJson')).toEqual([{ resultId: 1 }]);
    await picture(page, 'rest-text');
  });

  it('says calmly that the session had ended and the request went once more', async () => {
    const page = await openRequest(answering({ ...text, kind: 'value', note: 'signedInAgain' }), {
      state: draft,
    });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('signed-in-again').textContent()).toBe(
      'The session had ended; signed in again and sent once more.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import { axeViolations } from './support/axe';
import { companies, openRequest, requestHost, review, tableResult } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { themes, type ThemeName } from './support/themes';
import { eventually, keptDraft, picture, useBrowser } from './support/webPage';

useBrowser();

const update: Draft = {
  ...emptyDraft,
  connectionId: 'staging',
  operation: 'update',
  model: 'res.partner',
  ids: '14, 15',
  values: '{"phone": "+32 2 555 01 10"}',
};
const undo = { undoId: 7, kind: 'update', label: 'the update of 2 records of res.partner' } as const;
const updated = (): ReturnType<typeof tableResult> =>
  tableResult(0, { kind: 'value', columns: [], summary: 'Updated 2 records', opens: false, undo });

describe('a write', () => {
  it('shows what it changes before it goes, and goes by the same key', async () => {
    const host = requestHost({ review: () => review, send: updated });
    const page = await openRequest(host, { state: update });
    await page.getByTestId('send').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('review').waitFor();
    expect(host.calls('send'), 'nothing is sent before it was looked at').toEqual([]);
    const rows = await page.getByTestId('review-changes').getByRole('row').allInnerTexts();
    expect(rows.map((row) => row.split(/\s*\t\s*/))).toEqual([
      ['Record', 'Field', 'Now', 'After'],
      ['Gemini Furniture', 'phone', '+1 555-0101', '+32 2 555 01 10'],
      ['Azure Interior', 'phone', 'empty', '+32 2 555 01 10'],
      ['Azure Interior', 'category_id', 'Customer (3)', 'Customer (3), Wholesale (12)'],
    ]);
    expect(await page.getByTestId('review-undo').innerText()).toContain('best effort');
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('send')).toEqual([{ draft: update, reviewId: 1 }]);
    await eventually(() => page.getByTestId('result-summary').innerText()).toContain('Updated 2 records');
    expect(await page.getByTestId('review').count()).toBe(0);
  });

  it('is left by Escape, and nothing is sent or lost', async () => {
    const host = requestHost({ review: () => review });
    const page = await openRequest(host, { state: update });
    await page.getByTestId('send').click();
    await page.getByTestId('review').waitFor();
    const focused = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.tagName);
    expect(focused, 'the question takes the focus').toBe('H2');
    await page.keyboard.press('Escape');
    await eventually(() => page.getByTestId('review').count()).toBe(0);
    expect(host.calls('send')).toEqual([]);
    expect(await keptDraft(page)).toEqual(update);
  });

  it('is looked at anew when the request was changed since', async () => {
    const host = requestHost({ review: () => review, send: updated });
    const page = await openRequest(host, { state: update });
    await page.getByTestId('send').click();
    await page.getByTestId('review').waitFor();
    if ((await page.getByTestId('unfold').count()) > 0) await page.getByTestId('unfold').click();
    await page.getByTestId('values-view').getByRole('radio', { name: 'JSON' }).click();
    await page.getByTestId('values').fill('{"phone": "other"}');
    await eventually(() => page.getByTestId('review-confirm').innerText()).toContain('Review again');
    await page.getByTestId('review-confirm').click();
    await eventually(() => host.calls('review')).toHaveLength(2);
    expect(host.calls('send')).toEqual([]);
  });

  it('that cannot be looked at says why, and can be cancelled while it is looked at', async () => {
    const said = problem('connection.readOnly', { title: 'Staging is marked read-only' });
    const refusing = requestHost({
      review: () => {
        throw new Refusal(said);
      },
    });
    const page = await openRequest(refusing, { state: update });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('problem-title').innerText()).toBe('Staging is marked read-only');

    const cancelled = problem('call.cancelled', { title: 'Cancelled' });
    const slow = requestHost({ review: (_params, signal) => untilCancelled(signal, cancelled) });
    const other = await openRequest(slow, { state: update });
    await other.getByTestId('send').click();
    await other.getByTestId('cancel').click();
    await other.getByTestId('calm').waitFor();
    expect(slow.calls('send')).toEqual([]);
  });

  it('of a method that only reads goes at once', async () => {
    const host = requestHost();
    const draft: Draft = { ...update, operation: 'call', method: 'name_search' };
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await eventually(() => host.calls('send')).toEqual([{ draft }]);
    expect(await page.getByTestId('review').count()).toBe(0);
  });

  it('can be undone, which is shown first too', async () => {
    const host = requestHost({
      review: () => review,
      send: updated,
      reviewUndo: () => ({
        ...review,
        reviewId: 2,
        kind: 'undo',
        button: 'Write the old values',
        undo: 'none',
      }),
    });
    const page = await openRequest(host, { state: update });
    await page.getByTestId('send').click();
    await page.getByTestId('review-confirm').click();
    await page.getByTestId('undo').click();
    await eventually(() => page.getByTestId('review-confirm').innerText()).toContain('Write the old values');
    await page.getByTestId('review-confirm').click();
    await eventually(() => host.calls('undo')).toEqual([{ undoId: 7, reviewId: 2 }]);
    await eventually(() => page.getByTestId('notice').innerText()).toContain('Undid the update of 2 records');
  });

  it('shows hostile names and values as the text that they are', async () => {
    const hostile = '<img src=x onerror="document.title=1"> \u202e مرحبا 🎉';
    const host = requestHost({
      review: () => ({
        ...review,
        question: `Update ${hostile}?`,
        changes: [
          {
            id: 1,
            record: hostile,
            field: '__proto__',
            label: hostile,
            before: hostile,
            after: 'x'.repeat(1_000_000),
          },
        ],
        victims: [{ id: 1, name: hostile }],
        remarks: [hostile],
      }),
    });
    const page = await openRequest(host, { state: update });
    await page.getByTestId('send').click();
    await page.getByTestId('review').waitFor();
    expect(await page.getByTestId('review').locator('img').count()).toBe(0);
    expect(await page.getByTestId('review-changes').innerText()).toContain('__proto__');
    expect((await page.getByTestId('review-changes').innerText()).length).toBeLessThan(10_000);
  });

  it.each(Object.keys(themes) as ThemeName[])(
    'has no fault that axe finds in the theme %s',
    async (theme) => {
      for (const width of [320, 1600]) {
        const host = requestHost({
          review: () => ({ ...review, production: true, victims: [{ id: 9, name: 'Azure Interior' }] }),
        });
        const page = await openRequest(host, { state: update, theme, width });
        await page.getByTestId('send').click();
        await page.getByTestId('review').waitFor();
        expect(await axeViolations(page), `${width} px wide`).toEqual([]);
        await picture(page, `review-${theme}-${width}`);
      }
    },
  );
});

describe('going back and forward', () => {
  it('leads through what was sent, and sends again what only reads', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: companies });
    await page.getByTestId('send').click();
    await page.getByTestId('grid').waitFor();
    await page.getByRole('textbox', { name: 'Limit' }).fill('5');
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('send')).toHaveLength(2);
    await page.getByTestId('grid').waitFor();
    await page.getByTestId('back').click();
    await eventually(() => host.calls('send')).toHaveLength(3);
    expect(host.calls('send')[2]).toEqual({ draft: companies });
    await page.getByTestId('forward').click();
    await eventually(() => host.calls('send')[3]).toEqual({ draft: { ...companies, limit: '5' } });
  });

  it('only fills the form where the request writes', async () => {
    const host = requestHost({ review: () => review, send: updated });
    const page = await openRequest(host, { state: update });
    await page.getByTestId('send').click();
    await page.getByTestId('review-confirm').click();
    await page.getByTestId('result-summary').waitFor();
    host.push('load', { draft: companies, sendNow: true });
    await eventually(() => host.calls('send')).toHaveLength(2);
    await eventually(() => page.getByTestId('back').isEnabled()).toBe(true);
    await page.getByTestId('back').click();
    await eventually(() => keptDraft(page)).toEqual(update);
    expect(host.calls('send')).toHaveLength(2);
    expect(host.calls('review')).toHaveLength(1);
  });

  it('survives a reload of the page', async () => {
    const before = {
      draft: { ...companies, limit: '5' },
      sent: [companies, { ...companies, limit: '5' }],
      at: 1,
    };
    const host = requestHost();
    const page = await openRequest(host, { state: before });
    await page.getByTestId('back').click();
    await eventually(() => host.calls('send')).toEqual([{ draft: companies }]);
  });
});

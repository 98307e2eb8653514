import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WireExchange } from '../../src/model/outcome';
import { axeViolations } from './support/axe';
import { companies, openRequest, type RequestHost } from './support/requestHost';
import { contactRows, contacts, resultHost } from './support/resultHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import type { ThemeName } from './support/themes';
import { eventually, picture, useBrowser, type PageOptions } from './support/webPage';

useBrowser();

async function sent(host: RequestHost, options: PageOptions = {}): Promise<Page> {
  const page = await openRequest(host, { state: contacts, ...options });
  await page.getByTestId('send').click();
  await page.getByTestId('result-summary').waitFor();
  return page;
}

const summary = (page: Page): Promise<string | null> => page.locator('.status .records').textContent();

/** The texts of a column's cells that are made, from the top. */
function column(page: Page, index: number): Promise<string[]> {
  return page.locator(`[role="gridcell"][aria-colindex="${index}"]`).allTextContents();
}

describe('loading more records', () => {
  it('adds as many again behind those that are there, and stays where the reader is', async () => {
    const { host, store } = resultHost(
      { value: contactRows(80) },
      {
        more: ({ resultId }) =>
          store.append(resultId, {
            rows: contactRows(160).slice(80),
            bytes: 1000,
            complete: false,
            capped: false,
          }),
      },
    );
    const page = await sent(host);
    await eventually(() => summary(page)).toBe('80 of 4,213');
    expect(await page.getByTestId('warnings').count()).toBe(0);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('Control+End');
    const active = page.locator('[role="gridcell"].active');
    await eventually(() => active.count()).toBe(1);
    await page.getByTestId('load-more').click();
    await eventually(() => summary(page)).toBe('160 of 4,213');
    expect(host.calls('more')).toEqual([{ resultId: 1, all: false }]);
    await eventually(() => page.getByTestId('grid').getAttribute('aria-rowcount')).toBe('161');
    expect(await page.getByTestId('grid').evaluate((grid) => grid.scrollTop)).toBeGreaterThan(0);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('Control+End');
    await eventually(async () => (await column(page, 1)).at(-1)).toBe('166');
  });

  it('tells how far it is, keeps what came before a cancel, and offers the rest again', async () => {
    const { host, store } = resultHost(
      { value: contactRows(80) },
      {
        more: async ({ resultId }, signal) => {
          host.push('loading', { resultId, loaded: 1080, of: 4213 });
          await untilCancelled(signal, problem('call.cancelled')).catch(() => undefined);
          return store.append(resultId, {
            rows: contactRows(100).slice(80),
            bytes: 1000,
            complete: false,
            capped: false,
          });
        },
      },
    );
    const page = await sent(host);
    await page.getByTestId('load-all').click();
    await eventually(() => page.getByTestId('loading').textContent()).toBe('Loading: 1,080 of 4,213Cancel');
    await picture(page, 'result-loading');
    await page.getByTestId('cancel-loading').click();
    await eventually(() => summary(page)).toBe('100 of 4,213');
    await page.getByTestId('load-all').waitFor();
  });

  it('says why it ended early, beside what came', async () => {
    const { host, store } = resultHost(
      { value: contactRows(80) },
      {
        more: ({ resultId }) =>
          store.append(resultId, {
            rows: [],
            bytes: 0,
            complete: false,
            capped: false,
            problem: problem('tcp.closed', { sentence: 'The server closed the connection.' }),
          }),
      },
    );
    const page = await sent(host);
    await page.getByTestId('load-all').click();
    await eventually(() => page.getByTestId('load-problem').textContent()).toContain(
      'The server closed the connection.',
    );
    await page.getByTestId('load-all').waitFor();
    expect(await page.getByTestId('grid').count()).toBe(1);
  });
});

describe('an answer without records', () => {
  it('says so, and counts all records when it is asked to', async () => {
    const { host } = resultHost({ value: [] }, { count: () => 18_640 });
    const page = await sent(host);
    await eventually(() => page.getByTestId('no-records').textContent()).toContain('No records match.');
    expect(host.calls('count')).toEqual([]);
    await page.getByTestId('count-all').click();
    await eventually(() => page.getByTestId('no-records').textContent()).toContain('18,640 records exist.');
    expect(host.calls('count')).toEqual([{ connectionId: 'staging', model: 'res.partner', domain: [] }]);
  });
});

describe('groups', () => {
  const value = [
    {
      country_id: [21, 'Belgium'],
      'write_date:month': ['2026-11-01 00:00:00', 'November 2026'],
      'customer_rank:sum': 41,
      __count: 12,
      __domain: [['country_id', '=', 21]],
    },
    {
      country_id: false,
      'write_date:month': ['2026-02-01 00:00:00', 'February 2026'],
      'customer_rank:sum': 3,
      __count: 2,
      __domain: [['country_id', '=', false]],
    },
  ];
  const spec = {
    operation: 'readGroup',
    model: 'res.partner',
    groupBy: ['country_id', 'write_date:month'],
    aggregates: ['customer_rank:sum'],
  } as const;

  it('are a table that Enter leads on from, to the records of a group', async () => {
    const { host } = resultHost(
      { spec: { ...spec, groupBy: [...spec.groupBy], aggregates: [...spec.aggregates] }, value },
      { drill: () => ({ ...companies, domain: "[('country_id', '=', 21)]" }) },
    );
    const page = await sent(host);
    await eventually(() => page.getByTestId('grid').textContent()).toContain('November 2026');
    expect(await page.getByTestId('grid').getAttribute('aria-label')).toBe('Groups');
    await picture(page, 'result-groups');
    await page.getByTestId('grid').focus();
    await page.keyboard.press('Enter');
    await eventually(() => host.calls('drill')).toEqual([{ resultId: 1, arrangement: 0, row: 0 }]);
    await eventually(() => host.calls('send').length).toBe(2);
    expect(host.calls('send')[1]).toMatchObject({ draft: { domain: "[('country_id', '=', 21)]" } });
    await page.locator('.grid-link', { hasText: /^2$/ }).click();
    await eventually(() => host.calls('drill').at(-1)).toMatchObject({ arrangement: 0, row: 1 });
  });
});

describe('the record beside the grid', () => {
  const hostile = {
    id: 7,
    name: '<img src=x onerror=alert(1)>',
    email: 'שלום עולם',
    type: 'contact',
    country_id: [21, 'Belgium'],
    category_id: [3, 8],
    comment: `${'long '.repeat(2000)}end`,
    image: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
    write_date: false,
  };
  const fields = ['name', 'email', 'type', 'country_id', 'category_id', 'comment', 'image', 'write_date'];
  const types: Record<string, string> = {
    country_id: 'many2one',
    category_id: 'many2many',
    comment: 'text',
    image: 'binary',
    write_date: 'datetime',
  };
  const info = fields.map((name) => ({
    name,
    label: `Label of ${name}`,
    type: types[name] ?? 'char',
    required: false,
    readonly: false,
    stored: true,
    ...(name === 'country_id' ? { relation: 'res.country' } : {}),
    ...(name === 'category_id' ? { relation: 'res.partner.category' } : {}),
  }));
  const rows = [hostile, { ...hostile, id: 8, name: 'Second' }];

  it('shows every field whole, goes on to the next record, and gives the focus back on Escape', async () => {
    const { host } = resultHost({ value: rows, fields: info });
    const page = await sent(host);
    await page.getByTestId('grid').focus();
    await page.keyboard.press(' ');
    const detail = page.getByTestId('row-detail');
    await detail.locator('dl').waitFor();
    await eventually(() => detail.locator('h2').textContent()).toBe('<img src=x onerror=alert(1)>');
    expect(await detail.locator('dt').allTextContents()).toContain('Label of emailemail · char');
    expect(await detail.locator('img').getAttribute('src')).toMatch(/^data:image\/png;base64,iVBOR/);
    await detail.getByText('Show the whole value').click();
    expect(await detail.textContent()).toContain('long end');
    expect(
      await page.evaluate(() =>
        document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid'),
      ),
    ).toBe('row-detail');
    await picture(page, 'result-detail');
    await detail.getByRole('button', { name: 'Belgium' }).click();
    await eventually(() => host.calls('openRelated')).toEqual([
      { resultId: 1, arrangement: 0, row: 0, column: 'country_id' },
    ]);
    await detail.getByTitle('Copy value: category_id').click();
    await eventually(() => host.calls('copy')).toEqual([{ text: '3, 8' }]);
    await detail.getByLabel('Next record').click();
    await eventually(() => detail.locator('h2').textContent()).toBe('Second');
    expect(await detail.getByLabel('Next record').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
    await eventually(() => detail.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  it('lies below the grid on a narrow page', async () => {
    const { host } = resultHost({ value: rows, fields: info });
    const page = await sent(host, { width: 320, height: 900 });
    await page.getByTestId('grid').focus();
    await page.keyboard.press(' ');
    const detail = page.getByTestId('row-detail');
    await detail.locator('dl').waitFor();
    await picture(page, 'result-detail-narrow');
    const box = await detail.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(320);
    const grid = await page.getByTestId('grid').boundingBox();
    expect(grid?.y ?? 0).toBeLessThan(box?.y ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('the JSON of an answer', () => {
  async function json(page: Page): Promise<void> {
    await page.keyboard.press('Alt+2');
    await page.locator('.json-line').first().waitFor();
    await page.getByTestId('json').focus();
  }

  it('folds and unfolds what opens on a line, by keys and by mouse', async () => {
    const { host } = resultHost({ value: contactRows(30) });
    const page = await sent(host);
    await json(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    const lines = page.locator('.json-line');
    await eventually(() => lines.nth(1).textContent()).toContain('{ … }');
    expect(await lines.nth(1).getAttribute('aria-expanded')).toBe('false');
    const folded = await lines.nth(2).textContent();
    expect(folded).toMatch(/^\d+ {2}\{/);
    await page.keyboard.press('ArrowDown');
    await eventually(() => page.locator('.json-line.current').textContent()).toBe(folded);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await eventually(() => lines.nth(1).getAttribute('aria-expanded')).toBe('true');
    await lines.nth(0).locator('.json-fold').click();
    await eventually(() => lines.count()).toBe(1);
    await lines.nth(0).locator('.json-fold').click();
    await eventually(() => lines.count()).toBeGreaterThan(10);
  });

  it('is searched as a whole, with a count and a way from match to match', async () => {
    const { host } = resultHost({ value: contactRows(3000) });
    const page = await sent(host);
    await json(page);
    await page.keyboard.press('Control+f');
    const input = page.getByTestId('find-input');
    await eventually(() => input.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('"id": 30');
    await eventually(() => page.getByTestId('find-count').textContent()).toBe('1 of 18');
    await eventually(() => page.locator('.json-line.found').textContent()).toContain('"id": 30,');
    expect(await page.locator('.json-line.found').isVisible()).toBe(true);
    await picture(page, 'result-find');
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('.json-line.found').textContent()).toContain('"id": 300,');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await eventually(() => page.getByTestId('find-count').textContent()).toBe('18 of 18');
    await eventually(() => page.locator('.json-line.found').textContent()).toContain('"id": 3006,');
    await input.fill('nowhere at all');
    await eventually(() => page.getByTestId('find-count').textContent()).toBe('Not found');
    await page.keyboard.press('Escape');
    await eventually(() => page.getByTestId('find-bar').count()).toBe(0);
    expect(await page.getByTestId('json').evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
  });
});

const exchange: WireExchange = {
  method: 'POST',
  url: 'https://erp-staging.example.com/json/2/res.partner/search_read',
  requestHeaders: { authorization: 'bearer •••', 'content-type': 'application/json' },
  requestBody: '{"domain":[],"limit":80}',
  status: 200,
  responseHeaders: { server: 'Werkzeug' },
  responseBody: JSON.stringify(contactRows(60)),
  responseLength: 2_000_000,
  ms: 143,
};

describe('what went over the wire', () => {
  it('is shown call by call, each as a curl command, long bodies as a document', async () => {
    const { host } = resultHost({ value: contactRows(3) }, { exchanges: () => [exchange] });
    const page = await sent(host);
    await page.keyboard.press('Alt+3');
    const tab = page.getByTestId('exchanges');
    await eventually(() => tab.textContent()).toContain('POST https://erp-staging.example.com/json/2');
    expect(await tab.textContent()).toContain('Secrets are replaced by •••.');
    expect(await tab.textContent()).toContain('"limit": 80');
    expect(await tab.textContent()).toContain('The answer has 2,000,000 characters');
    expect(await tab.textContent()).toContain('The first 400 of');
    await picture(page, 'result-exchange');
    await page.getByTestId('copy-curl').click();
    await eventually(() => host.calls('copyCurl')).toEqual([{ index: 0 }]);
    await page.getByTestId('open-response').click();
    await eventually(() => host.calls('openExchange')).toEqual([{ index: 0, part: 'response' }]);
    await tab.getByText('Headers (2)').click();
    await eventually(() => tab.getByText('bearer •••').isVisible()).toBe(true);
  });

  it('is there for a Send that failed, too', async () => {
    const { method, url, requestHeaders, requestBody, ms } = exchange;
    const unanswered = { method, url, requestHeaders, requestBody: requestBody ?? '', ms };
    const { host } = resultHost(
      { value: [] },
      {
        send: () => Promise.reject(new Refusal(problem('tcp.closed'))),
        exchanges: () => [unanswered],
      },
    );
    const page = await openRequest(host, { state: contacts });
    await page.getByTestId('send').click();
    await page.getByTestId('wire').click();
    await eventually(() => page.getByTestId('exchanges').textContent()).toContain('No answer came.');
    expect(await page.getByTestId('wire').getAttribute('aria-expanded')).toBe('true');
  });
});

describe('changes in the grid', () => {
  const named = (value: string) => ({ id: 7, name: value });

  it('are counted, stay when the request is sent again, and are reviewed together', async () => {
    const { host, store } = resultHost(
      { value: [named('Ann'), { id: 8, name: 'Bob' }] },
      {
        saveEdits: ({ resultId }) => {
          store.replaceRows(resultId, [named('Anna')]);
          return { rows: [named('Anna')] };
        },
      },
    );
    const page = await sent(host);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Anna');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByTestId('edits-count').textContent()).toBe('1 change in 1 record');
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('send').length).toBe(2);
    await eventually(() => page.getByTestId('edits-count').textContent()).toBe('1 change in 1 record');
    await picture(page, 'result-edits');
    await page.getByTestId('edits-review').click();
    await eventually(() => host.calls('reviewEdits')).toEqual([
      { resultId: 2, changes: [{ id: 7, values: { name: 'Anna' } }] },
    ]);
    await page.getByTestId('review-confirm').click();
    await eventually(() => page.getByTestId('edits-count').textContent()).toBe('');
    await eventually(() => column(page, 2)).toEqual(['Anna', 'Bob']);
  });

  it('are dropped at once when they are discarded', async () => {
    const { host } = resultHost({ value: [named('Ann')] });
    const page = await sent(host);
    await page.getByTestId('grid').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByTestId('edits-discard').click();
    await eventually(() => page.getByTestId('edits-count').textContent()).toBe('');
    expect(host.calls('reviewEdits')).toEqual([]);
  });
});

describe('exporting', () => {
  it('takes the columns in sight, tells how far it is, and opens the file in the end', async () => {
    let finish: () => void = () => undefined;
    const { host } = resultHost(
      { value: contactRows(80) },
      {
        export: async ({ resultId }) => {
          host.push('exporting', { resultId, done: 1200, of: 4213 });
          await new Promise<void>((resolve) => (finish = resolve));
          return { file: 'partners.csv', records: 4213, bytes: 1_200_000 };
        },
      },
    );
    const page = await sent(host);
    await page.getByTestId('export').click();
    await picture(page, 'result-export-menu');
    await page.getByTestId('export-all-csv').click();
    await eventually(() => page.getByTestId('exporting').textContent()).toBe(
      'Exporting: 1,200 of 4,213Cancel',
    );
    expect(host.calls('export')).toMatchObject(
      [{ resultId: 1, format: 'csv', scope: 'all', columns: ['id', 'name', 'email', 'country_id'] }].map(
        ({ columns, ...rest }) => ({ ...rest, columns: expect.arrayContaining(columns) as string[] }),
      ),
    );
    finish();
    await eventually(() => page.getByTestId('exported').textContent()).toBe(
      'partners.csv: 4,213 records, 1.2 MBOpen',
    );
    await page.getByTestId('exported').getByText('Open').click();
    await eventually(() => host.calls('openExport')).toEqual([{ file: 'partners.csv' }]);
  });

  it('can be cancelled where it is told', async () => {
    const { host } = resultHost(
      { value: contactRows(3) },
      { export: (_, signal) => untilCancelled(signal, problem('call.cancelled')) },
    );
    const page = await sent(host);
    await page.getByTestId('export').click();
    expect(await page.getByTestId('export-all-csv').count()).toBe(0);
    await page.getByTestId('export-loaded-xlsx').click();
    await page.getByTestId('cancel-export').click();
    await page.getByTestId('export').waitFor();
    expect(await page.getByTestId('problem').count()).toBe(0);
  });
});

describe('an answer that wrote something', () => {
  it('offers to undo it in its summary', async () => {
    const { host } = resultHost(
      { value: [] },
      {
        send: () => ({
          resultId: 5,
          kind: 'value',
          columns: [],
          rowCount: 0,
          limited: false,
          countable: false,
          loadable: false,
          opens: false,
          groups: false,
          exportable: false,
          warnings: [],
          summary: 'Updated 2 records',
          ms: 20,
          bytes: 4,
          via: 'res.partner.write over JSON-2',
          undo: { undoId: 3, kind: 'update', label: 'the update of 2 records of res.partner' },
        }),
        jsonLines: () => ({ total: 1, lines: ['true'] }),
      },
    );
    const page = await sent(host);
    await page.getByTestId('undo').click();
    await eventually(() => host.calls('reviewUndo')).toEqual([{ undoId: 3 }]);
  });
});

describe('the result in every theme and width', () => {
  const looks: [ThemeName, number][] = [
    ['dark', 1600],
    ['light', 1280],
    ['hc', 800],
    ['hcLight', 320],
  ];
  it.each(looks)(
    'has nothing for axe to find: %s at %d pixels',
    async (theme, width) => {
      const timings = { dns: 2, connect: 4, tls: 11, firstByte: 120, transfer: 6 };
      const { host } = resultHost(
        { value: contactRows(80), outcome: { timings, protocol: 'jsonRpc' } },
        { exchanges: () => [exchange] },
      );
      const page = await sent(host, { theme, width, height: 900 });
      const found: string[] = [];
      await eventually(() => summary(page)).toBe('80 of 4,213');
      for (const tab of ['grid', 'json', 'exchange', 'timing']) {
        await page.keyboard.press(`Alt+${['grid', 'json', 'exchange', 'timing'].indexOf(tab) + 1}`);
        await page.waitForTimeout(300);
        await picture(page, `result-${tab}-${theme}-${width}`);
        found.push(...(await axeViolations(page, '.result')).map((each) => `${tab}: ${each}`));
      }
      expect(found).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    },
    180_000,
  );
});

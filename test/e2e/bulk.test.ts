import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CutProxy } from '../odoo/cutProxy';
import type { Builder } from './builder';
import { newRequest, openStage, pictureFailures, type Stage } from './stage';

const rows = 5000;
/** Rows that the server refuses: one code can be given to one state of a country only. */
const bad = [3, 200, 201, 777, 2500, 4001, 5000];

/* Many records from pasted rows, through a connection that is cut on the way: an answer that is lost, a call that never arrives. */
describe('5,000 pasted rows with 7 bad ones', () => {
  let stage: Stage;
  let proxy: CutProxy;
  let builder: Builder;
  const tag = `Journey ${process.pid} ${Date.now()}`;
  const model = 'res.country.state';
  const mine = [['name', '=like', `${tag}%`]];

  beforeAll(async () => {
    stage = await openStage(async ({ url }) => {
      proxy = new CutProxy(url, (request) => /^POST \S+\/create |<string>create<\/string>/.test(request));
      proxy.cuts.set(50, 'answered');
      proxy.cuts.set(85, 'unsent');
      await proxy.listen();
      return { url: proxy.url };
    });
    const [belgium = 0] = await stage.server.search('res.country', [['code', '=', 'BE']]);
    await stage.server.call(model, 'create', [
      { name: `${tag} taken`, code: `${tag} taken`, country_id: belgium },
    ]);
  });

  beforeEach(() => pictureFailures(stage));

  afterAll(async () => {
    await stage.server.removeAll(model, mine);
    await stage.close();
    await proxy.close();
  });

  it('are read, their columns found, and all of them can be sent', async () => {
    builder = await newRequest(stage.workbench);
    await builder.chooseOperation('Create');
    await builder.chooseModel(model);
    await builder.press('bulk-start');
    await builder.press('bulk-paste');
    const lines = Array.from({ length: rows }, (_, index) => {
      const row = index + 1;
      return [`${tag} row ${row}`, `${tag} ${bad.includes(row) ? 'taken' : row}`, 'Belgium'].join('\t');
    });
    const text = ['State Name\tCode\tCountry', ...lines].join('\n');
    await stage.workbench.page.evaluate((all) => navigator.clipboard.writeText(all), text);
    const field = builder.page.getByTestId('bulk-text');
    await field.press('Control+V', { timeout: 20_000 });
    await expect.poll(async () => (await field.inputValue()).length, { timeout: 20_000 }).toBe(text.length);
    await builder.press('bulk-read');
    expect(await builder.text('bulk-table')).toContain('5,000 rows');
    await expect
      .poll(() => builder.text('bulk-check'), { timeout: 30_000 })
      .toContain('All 5,000 rows can be sent.');
    expect(await builder.value('bulk-field-2')).toBe('country_id');
    await stage.workbench.screenshot('bulk-1-checked');
  });

  it('are written, although the connection breaks twice, each of them once', async () => {
    await builder.send();
    const review = await builder.review();
    expect(review).toContain(`Create 5,000 records of ${model} on ${stage.target.name}?`);
    await stage.workbench.screenshot('bulk-2-review');
    await builder.confirm();
    for (const time of [1, 2]) {
      await expect.poll(() => builder.text('bulk-state'), { timeout: 60_000 }).toBe('Interrupted');
      await stage.workbench.screenshot(`bulk-3-interrupted-${time}`);
      await builder.press('bulk-resume');
      await expect.poll(() => builder.text('bulk-state'), { timeout: 20_000 }).not.toBe('Interrupted');
    }
    await expect.poll(() => builder.text('bulk-state'), { timeout: 120_000 }).toBe('Done');
    const progress = await builder.text('bulk-progress');
    expect(progress).toContain('4,993 of 5,000 rows written');
    expect(progress).toContain('7 rows failed');
    expect(await stage.server.count(model, [['name', '=like', `${tag} row %`]])).toBe(4993);
  });

  it('are reported, the 7 with the reason, in the page and in a file', async () => {
    await builder.show('bulk-only', 'Failed');
    const numbers = builder.page.getByTestId('bulk-report').locator('[role="cell"]:first-child');
    await expect
      .poll(async () => (await numbers.allInnerTexts()).map(Number), { timeout: 20_000 })
      .toEqual(bad);
    await stage.workbench.screenshot('bulk-4-report');
    const file = join(stage.folder, 'report.csv');
    await builder.press('bulk-save');
    await stage.workbench.quickInput.saveAs('Save the report', file);
    expect(await builder.text('notice')).toContain(file);
    const { data } = Papa.parse<{ row: string; state: string; reason: string }>(
      readFileSync(file, 'utf8').trim(),
      {
        header: true,
      },
    );
    expect(data).toHaveLength(rows);
    const failed = data.filter(({ state }) => state === 'failed');
    expect(failed.map(({ row }) => Number(row))).toEqual(bad);
    // Odoo 14 names the constraint, later ones say what it means.
    for (const { reason } of failed) expect(reason).toMatch(/uniq/i);
    expect(data.filter(({ state }) => state === 'done')).toHaveLength(4993);
  });

  it('leave the failed ones as a table that can be put right', async () => {
    await builder.press('bulk-failed');
    expect(await builder.text('bulk-table')).toContain('7 rows');
    await stage.workbench.screenshot('bulk-5-failed-rows');
  });
});

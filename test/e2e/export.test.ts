import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Builder } from './builder';
import { newRequest, openStage, pictureFailures, type Stage } from './stage';

const records = 20_000;

/* All records that match, of which the grid shows the first: to a file, which is read again. */
describe('20,000 records', () => {
  let stage: Stage;
  let builder: Builder;
  const tag = `Journey ${process.pid} ${Date.now()}`;
  const model = 'res.partner.category';
  const mine = [['name', '=like', `${tag}%`]];

  beforeAll(async () => {
    stage = await openStage();
    for (let at = 0; at < records; at += 2000) {
      const some = Array.from({ length: 2000 }, (_, index) => ({
        name: `${tag} ${at + index + 1}${index % 500 === 0 ? ', "é"; =1+1' : ''}`,
        color: index % 12,
      }));
      await stage.server.call(model, 'create', [some]);
    }
    builder = await newRequest(stage.workbench);
  });

  beforeEach(() => pictureFailures(stage));

  afterAll(async () => {
    await stage.server.removeAll(model, mine);
    await stage.close();
  });

  it('are counted, and the first of them shown', async () => {
    await builder.chooseModel(model);
    await builder.add('fields', 'name', 'color');
    const tree = await builder.tree();
    await tree.add('name', 'contains');
    await tree.type(1, tag);
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 30_000 }).toContain('80 of 20,000');
  });

  it('are exported to CSV with how far it is, and every one of them is in the file', async () => {
    const file = join(stage.folder, 'categories.csv');
    await builder.press('export');
    await stage.workbench.screenshot('export-1-menu');
    await builder.press('export-all-csv');
    await stage.workbench.quickInput.saveAs('Export', file);
    await stage.workbench.screenshot('export-2-running');
    await expect
      .poll(
        () =>
          builder.page
            .getByTestId('exported')
            .innerText({ timeout: 1000 })
            .catch(() => ''),
        { timeout: 90_000 },
      )
      .toContain('categories.csv: 20,000 records');
    await stage.workbench.screenshot('export-3-done');
    const { data } = Papa.parse<Record<string, string>>(
      readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .trim(),
      {
        header: true,
      },
    );
    expect(data).toHaveLength(records);
    const names = new Set(data.map((row) => row['name'] ?? row['Tag Name'] ?? Object.values(row)[1]));
    expect(names.size).toBe(records);
    expect(names).toContain(`${tag} 1, "é"; =1+1`);
    expect(names).toContain(`${tag} ${records}`);
  });

  it('are opened from the page as the file that was written', async () => {
    await builder.page.getByTestId('exported').getByText('Open', { exact: true }).click({ timeout: 20_000 });
    await stage.workbench.tab('categories.csv');
    await stage.workbench.screenshot('export-4-opened');
  });
});

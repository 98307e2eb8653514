import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Builder } from './builder';
import { newRequest, openStage, pictureFailures, type Stage } from './stage';

/* Someone who may do little: what the server does not tell is said, everything can be typed, and a refusal is explained. */
describe('A plain user', () => {
  let stage: Stage;
  let builder: Builder;
  let belgium = 0;

  beforeAll(async () => {
    stage = await openStage(({ plain }) => ({ login: plain.login, apiKey: plain.apiKey }));
    [belgium = 0] = await stage.server.search('res.country', [['code', '=', 'BE']]);
    builder = await newRequest(stage.workbench);
  });

  beforeEach(() => pictureFailures(stage));

  afterAll(() => stage.close());

  it('is told why not every model is listed', async () => {
    await expect
      .poll(() => builder.text('models-note'), { timeout: 30_000 })
      .toMatch(/models you may read|to administrators only/);
    await stage.workbench.screenshot('plain-1-models');
  });

  it('searches with the model’s fields by their names', async () => {
    await builder.chooseModel('res.country');
    await builder.add('fields', 'name', 'currency_id.name');
    const tree = await builder.tree();
    await tree.add('code', 'is');
    await tree.type(1, 'BE');
    await builder.send();
    const rows = (await builder.rows()).join();
    expect(rows).toContain('Belgium');
    expect(rows).toContain('EUR');
    await stage.workbench.screenshot('plain-2-records');
  });

  it('is told which right a refused write needs, and keeps what was typed', async () => {
    await builder.chooseOperation('Update');
    await builder.addRecord('Belg', 'Belgium');
    await builder.fillValue('name', 'Belgium, renamed');
    await builder.sendWrite();
    const problem = await builder.problem();
    await stage.workbench.screenshot('plain-3-refused');
    expect(problem).toContain('res.country');
    expect(problem).toMatch(/may not|not allowed|no right|permission/i);
    const [country] = await stage.server.read('res.country', [belgium], ['name']);
    expect(country).toMatchObject({ name: 'Belgium' });
    await builder.show('values-view', 'JSON');
    expect(await builder.written('values')).toContain('Belgium, renamed');
  });
});

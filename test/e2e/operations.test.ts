import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Builder } from './builder';
import { newRequest, openStage, pictureFailures, type Stage } from './stage';

/* Every operation of the builder by a person's means, one after the other in one builder, its answer checked, and writes on the server itself. */
describe('Every operation of the builder', () => {
  let stage: Stage;
  let builder: Builder;
  const tag = `Journey ${process.pid} ${Date.now()}`;
  const mine = [['name', '=like', `${tag}%`]];
  let id = 0;

  beforeAll(async () => {
    stage = await openStage();
    builder = await newRequest(stage.workbench);
    await stage.workbench.command('View: Close Primary Side Bar');
  });

  beforeEach(() => pictureFailures(stage));

  afterAll(async () => {
    await stage.server.removeAll('res.partner', mine);
    await stage.close();
  });

  /** Sends what reads and gives the first row of its answer, once the summary is this. */
  async function answer(summary: string): Promise<string> {
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain(summary);
    return (await builder.rows()).join('\n');
  }

  /** Sends a write, agrees to its review, and waits for the summary. */
  async function write(summary: RegExp): Promise<{ review: string; summary: string }> {
    const review = await builder.sendWrite();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toMatch(summary);
    return { review, summary: await builder.summary() };
  }

  const idIn = (text: string): number => Number(/id (\d+)/.exec(text)?.[1]);

  it('Create, by the form', async () => {
    await builder.chooseOperation('Create');
    await builder.chooseModel('res.partner');
    await builder.fillValue('name', tag);
    await builder.chooseValue('is_company', 'true');
    await builder.pickValue('country_id', 'Belg', 'Belgium');
    await builder.fillValue('comment', 'by a journey');
    await stage.workbench.screenshot('operations-1-create');
    const { review, summary } = await write(/^Created 1 record: id \d+/);
    expect(review).toContain(`Create 1 record of res.partner on ${stage.target.name}?`);
    expect(review).toContain(tag);
    expect(review).toContain('country_id');
    id = idIn(summary);
    const [record] = await stage.server.read('res.partner', [id], ['name', 'is_company', 'country_id']);
    expect(record).toMatchObject({
      name: tag,
      is_company: true,
      country_id: [expect.any(Number), 'Belgium'],
    });
  });

  it('Search & read, with a field through a relation and a filter built by clicking', async () => {
    await builder.chooseOperation('Search & read');
    await builder.add('fields', 'name', 'country_id.code');
    const tree = await builder.tree();
    await tree.add('name', 'contains');
    await tree.type(1, tag);
    await tree.add('is_company');
    await tree.add('country_id.code', 'is');
    await tree.type(3, 'BE');
    const row = await answer('1 record');
    expect(row).toContain(tag);
    expect(row).toMatch(/\bBE\b/);
    await stage.workbench.screenshot('operations-2-search-read');
  });

  it('Search', async () => {
    await builder.chooseOperation('Search');
    expect(await answer('1 record found')).toContain(String(id));
  });

  it('Count', async () => {
    await builder.chooseOperation('Count');
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('1 record matches');
    await stage.workbench.screenshot('operations-3-count');
  });

  it('Read, of a record found by its name', async () => {
    await builder.chooseOperation('Read');
    await builder.addRecord(tag, tag);
    const row = await answer('1 record');
    expect(row).toContain(tag);
    expect(row).toMatch(/\bBE\b/);
    await stage.workbench.screenshot('operations-4-read');
  });

  it('Read group, down to the records of a group and back', async () => {
    await builder.chooseOperation('Read group');
    await builder.add('groupBy', 'country_id');
    expect(await answer('1 group')).toContain('Belgium');
    await stage.workbench.screenshot('operations-5-groups');
    await builder.grid.openGroup('Belgium');
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('1 record');
    expect((await builder.rows()).join()).toContain(tag);
    await stage.workbench.screenshot('operations-5-group');
    await builder.press('back');
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('1 group');
    expect((await builder.rows()).join()).toContain('Belgium');
  });

  it('Name search', async () => {
    await builder.chooseOperation('Name search');
    await builder.fill('Name', tag);
    expect(await answer('1 record found')).toContain(tag);
  });

  it('Update, of one field by the form', async () => {
    await builder.chooseOperation('Update');
    await builder.write('values', '{}');
    await builder.fillValue('ref', 'J-1');
    const { review } = await write(/^Updated 1 record/);
    expect(review).toContain('J-1');
    await stage.workbench.screenshot('operations-6-updated');
    expect(await stage.server.read('res.partner', [id], ['ref'])).toMatchObject([{ ref: 'J-1' }]);
  });

  it('Copy, with a value of its own', async () => {
    await builder.chooseOperation('Copy');
    await builder.fillValue('ref', 'J-2');
    const { summary } = await write(/^Created 1 record: id \d+/);
    const copy = idIn(summary);
    expect(copy).not.toBe(id);
    const [record] = await stage.server.read('res.partner', [copy], ['name', 'ref']);
    expect(record).toMatchObject({ ref: 'J-2', name: expect.stringContaining(tag) as string });
  });

  it('Delete, and its undo, which creates the record anew', async () => {
    const [copy = 0] = await stage.server.search('res.partner', [...mine, ['ref', '=', 'J-2']]);
    await builder.chooseOperation('Delete');
    await builder.clear('records');
    await builder.addRecord(String(copy), String(copy));
    const { review } = await write(/^Deleted 1 record/);
    expect(review).toContain(tag);
    expect(await stage.server.search('res.partner', [['id', '=', copy]])).toEqual([]);
    await builder.press('undo');
    expect(await builder.review()).toContain('Create the records anew');
    await stage.workbench.screenshot('operations-7-undo-delete');
    await builder.confirm();
    expect(await builder.text('notice')).toContain('created anew');
    expect(await stage.server.count('res.partner', [...mine, ['ref', '=', 'J-2']])).toBe(1);
  });

  it('Describe fields', async () => {
    await builder.chooseOperation('Describe fields');
    await builder.clear('fields');
    await builder.add('fields', 'name', 'country_id');
    await builder.add('attributes', 'type', 'relation');
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('2 fields');
    await builder.answered('res.country');
    await stage.workbench.screenshot('operations-8-fields');
  });

  it('Default values', async () => {
    await builder.chooseOperation('Default values');
    await builder.clear('fields');
    await builder.add('fields', 'type', 'active');
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toMatch(/have? a default value/);
    await builder.answered('contact');
  });

  it('Export data, with a path written by slashes', async () => {
    await builder.chooseOperation('Export data');
    await builder.clear('fields');
    await builder.add('fields', 'name', 'country_id/code');
    await builder.clear('records');
    await builder.addRecord(String(id), String(id));
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('1 record exported');
    await builder.answered('BE');
    await stage.workbench.screenshot('operations-9-export-data');
  });

  it('Load', async () => {
    await builder.chooseOperation('Load');
    await builder.clear('fields');
    await builder.add('fields', 'name', 'country_id');
    await builder.write('rows', `[["${tag} loaded", "Belgium"]]`);
    const { review } = await write(/^Loaded 1 row/);
    expect(review).toContain(`${tag} loaded`);
    const ids = await stage.server.search('res.partner', [['name', '=', `${tag} loaded`]]);
    expect(ids).toHaveLength(1);
  });

  it('Call a method, chosen by its name, with its signature and its parameters', async () => {
    await builder.chooseOperation('Call a method');
    await builder.pick('method', 'search_count', 'search_count');
    expect(await builder.text('method-about')).toContain('search_count(');
    await builder.write('args', `[[["name", "=like", "${tag}%"]]]`);
    await stage.workbench.screenshot('operations-10-method');
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('search_count answered');
    await builder.answered(String(await stage.server.count('res.partner', mine)));
  });
});

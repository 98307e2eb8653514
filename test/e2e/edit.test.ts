import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Builder } from './builder';
import { newRequest, openStage, pictureFailures, type Stage } from './stage';

/* Two cells of the grid, of two records: changed, looked at, written, taken back. What the server has is read in between. */
describe('Editing in the grid', () => {
  let stage: Stage;
  let builder: Builder;
  const tag = `Journey ${process.pid} ${Date.now()}`;
  const model = 'res.partner';
  let ids: number[] = [];

  beforeAll(async () => {
    stage = await openStage();
    ids = (await stage.server.call(model, 'create', [
      [
        { name: `${tag} A`, ref: 'A-1', comment: 'first' },
        { name: `${tag} B`, ref: 'B-1', comment: 'second' },
      ],
    ])) as number[];
    builder = await newRequest(stage.workbench);
  });

  beforeEach(() => pictureFailures(stage));

  afterAll(async () => {
    await stage.server.removeAll(model, [['name', '=like', `${tag}%`]]);
    await stage.close();
  });

  async function onServer(): Promise<unknown[]> {
    const records = await stage.server.read(model, ids, ['name', 'ref']);
    return records.map(({ name, ref }) => [name, ref]);
  }

  const before = [
    [`${tag} A`, 'A-1'],
    [`${tag} B`, 'B-1'],
  ];

  it('keeps what is typed beside the answer, and writes nothing yet', async () => {
    await builder.chooseModel(model);
    await builder.add('fields', 'name', 'ref');
    const tree = await builder.tree();
    await tree.add('name', 'contains');
    await tree.type(1, tag);
    await builder.fill('Order', 'id');
    await builder.send();
    expect(await builder.rows()).toHaveLength(2);
    await builder.grid.edit(1, 'ref', 'A-2');
    await builder.grid.edit(2, 'name', `${tag} B, renamed`);
    await expect.poll(() => builder.text('edits-count'), { timeout: 20_000 }).toBe('2 changes in 2 records');
    await stage.workbench.screenshot('edit-1-changed');
    expect(await onServer()).toEqual(before);
  });

  it('shows old and new before it writes, and reads the rows again', async () => {
    await builder.press('edits-review');
    const review = await builder.review();
    for (const word of ['A-1', 'A-2', `${tag} B, renamed`]) expect(review).toContain(word);
    await stage.workbench.screenshot('edit-2-review');
    expect(await onServer()).toEqual(before);
    await builder.confirm();
    expect(await builder.text('notice')).toContain('Updated 2 records.');
    expect(await onServer()).toEqual([
      [`${tag} A`, 'A-2'],
      [`${tag} B, renamed`, 'B-1'],
    ]);
    expect((await builder.rows()).join()).toContain('A-2');
    await stage.workbench.screenshot('edit-3-saved');
  });

  it('takes both back, and shows what the server has then', async () => {
    await builder.press('notice-undo');
    expect(await builder.review()).toContain('Undo');
    await builder.confirm();
    expect(await builder.text('notice')).toContain('Undid');
    expect(await onServer()).toEqual(before);
    await expect.poll(async () => (await builder.rows()).join(), { timeout: 20_000 }).toContain('A-1');
    await stage.workbench.screenshot('edit-4-undone');
  });
});

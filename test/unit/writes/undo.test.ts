import { describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { checkUnchanged } from '../../../src/writes/conflict';
import { prepareWrite } from '../../../src/writes/prepare';
import { prepareUndo, undoableAfter, undoRequest, type Undoable } from '../../../src/writes/undo';
import { partner, partnerFields, RecordsPort } from './port';

const model = 'res.partner';

/** Carries an update out on the scripted server, as the product does: looked at, written, kept. */
async function updated(
  port: RecordsPort,
  spec: RequestSpec,
  change: Record<number, object>,
): Promise<Undoable> {
  const prepared = await prepareWrite(spec, port);
  if (!prepared) throw new Error('An update is a write.');
  for (const [id, values] of Object.entries(change)) {
    port.records.set(Number(id), { ...partner(Number(id)), ...values, write_date: '2026-01-02 10:00:00' });
  }
  const undoable = await undoableAfter(prepared, port);
  if (!undoable) throw new Error('An update of records that could be read can be undone.');
  return undoable;
}

describe('undo', () => {
  it('writes the old values back, each record its own, relations as they are written', async () => {
    const port = new RecordsPort(partnerFields, [partner(1, { phone: 'old' }), partner(2)]);
    const values = { phone: 'new', user_id: 3, category_id: [[4, 7, 0]] };
    const undoable = await updated(port, { operation: 'update', model, ids: [1, 2], values }, {});
    expect(undoRequest(undoable)).toEqual({
      operation: 'update',
      model,
      values: [
        { id: 1, phone: 'old', user_id: 2, category_id: [[6, 0, [5]]] },
        { id: 2, phone: false, user_id: 2, category_id: [[6, 0, [5]]] },
      ],
    });
  });

  it('tells beforehand what it changes, and who changed a record since', async () => {
    const port = new RecordsPort(partnerFields, [partner(1, { phone: 'old' }), partner(2)]);
    const undoable = await updated(
      port,
      { operation: 'update', model, ids: [1, 2], values: { phone: 'new' } },
      { 1: { phone: 'new' }, 2: { phone: 'new' } },
    );
    port.records.set(2, partner(2, { phone: 'theirs', write_date: '2026-01-03 10:00:00' }));
    const prepared = await prepareUndo(undoable, port);
    expect(prepared.changes.map(({ id, before, after }) => [id, before, after])).toEqual([
      [1, 'new', 'old'],
      [2, 'theirs', false],
    ]);
    expect(prepared.remarks).toEqual([
      'Partner 2 was changed by somebody else since; undoing takes that back too.',
    ]);
  });

  it('creates deleted records anew from their values', async () => {
    const port = new RecordsPort(partnerFields, [partner(1, { phone: '+1' })]);
    const prepared = await prepareWrite({ operation: 'delete', model, ids: [1] }, port);
    const undoable = prepared && (await undoableAfter(prepared, port));
    expect(undoable && undoRequest(undoable)).toMatchObject({
      operation: 'create',
      values: [{ name: 'Partner 1', phone: '+1', user_id: 2, category_id: [[6, 0, [5]]] }],
    });
    const review = undoable && (await prepareUndo(undoable, port));
    expect(review?.remarks).toEqual([
      'The records get new ids, and what linked to the old ones does not come back.',
    ]);
    expect(
      review?.changes.map(({ field }) => field),
      'empty values are not listed',
    ).not.toContain('image_1920');
  });

  it('is not there for what could not be read', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    port.refuses = true;
    const prepared = await prepareWrite(
      { operation: 'update', model, ids: [1], values: { phone: 'a' } },
      port,
    );
    expect(prepared && (await undoableAfter(prepared, port))).toBeUndefined();
  });
});

describe('a write that was looked at', () => {
  const spec: RequestSpec = { operation: 'update', model, ids: [1], values: { phone: 'a' } };

  it('goes on records that are still the same', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    const prepared = await prepareWrite(spec, port);
    if (!prepared?.snapshot) throw new Error('The record was read.');
    await expect(checkUnchanged(prepared.snapshot, port)).resolves.toBeUndefined();
  });

  it('stops when a record was changed or deleted meanwhile', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    const prepared = await prepareWrite(spec, port);
    if (!prepared?.snapshot) throw new Error('The record was read.');
    port.records.set(1, partner(1, { write_date: '2026-01-01 10:00:05' }));
    await expect(checkUnchanged(prepared.snapshot, port)).rejects.toMatchObject({
      code: 'write.conflict',
      facts: { records: 1, record: 'Partner 1' },
    });
    port.records.delete(1);
    await expect(checkUnchanged(prepared.snapshot, port)).rejects.toMatchObject({ code: 'write.conflict' });
  });

  it('compares the values of a model that keeps no date', async () => {
    const fields = partnerFields.filter(({ name }) => name !== 'write_date');
    const undated = partner(1);
    delete undated['write_date'];
    const port = new RecordsPort(fields, [undated]);
    const prepared = await prepareWrite(spec, port);
    if (!prepared?.snapshot) throw new Error('The record was read.');
    port.records.set(1, { ...undated, phone: 'theirs' });
    await expect(checkUnchanged(prepared.snapshot, port)).rejects.toMatchObject({ code: 'write.conflict' });
  });
});

import { describe, expect, it } from 'vitest';
import { OdooError } from '../../../src/odoo/error';
import { prepareWrite } from '../../../src/writes/prepare';
import { partner, partnerFields, RecordsPort } from './port';

const model = 'res.partner';

describe('what a write will change', () => {
  it('is told by record and field, old and new, with names instead of ids', async () => {
    const port = new RecordsPort(partnerFields, [partner(1, { phone: '+1' }), partner(2)]);
    const prepared = await prepareWrite(
      { operation: 'update', model, ids: [1, 2], values: { phone: '+32', user_id: 3, active: true } },
      port,
    );
    expect(prepared?.records).toBe(2);
    expect(prepared?.undo).toBe('values');
    expect(prepared?.changes.map(({ id, field, before, after }) => [id, field, before, after])).toEqual([
      [1, 'phone', '+1', '+32'],
      [1, 'user_id', [2, 'Mitchell'], 3],
      [2, 'phone', false, '+32'],
      [2, 'user_id', [2, 'Mitchell'], 3],
    ]);
    expect(prepared?.changes[1]?.names).toEqual({ 2: 'Name of 2', 3: 'Name of 3' });
    expect(prepared?.remarks).toEqual(['2 values are already as they would be written.']);
  });

  it('is told for each record of a list with its own values', async () => {
    const port = new RecordsPort(partnerFields, [partner(1), partner(2)]);
    const values = [
      { id: 1, phone: 'a' },
      { id: 2, color: 4 },
    ];
    const prepared = await prepareWrite({ operation: 'update', model, values }, port);
    expect(prepared?.changes.map(({ id, field, after }) => [id, field, after])).toEqual([
      [1, 'phone', 'a'],
      [2, 'color', 4],
    ]);
    expect(prepared?.changes.every(({ field }) => field !== 'id')).toBe(true);
  });

  it('says which records are not there, and then promises no undo', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    const prepared = await prepareWrite(
      { operation: 'update', model, ids: [1, 99], values: { phone: 'a' } },
      port,
    );
    expect(prepared?.undo).toBe('none');
    expect(prepared?.remarks).toContain('Record 99 does not exist, or this user may not see it.');
  });

  it('says when nothing would change', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    const prepared = await prepareWrite(
      { operation: 'update', model, ids: [1], values: { phone: '' } },
      port,
    );
    expect(prepared?.changeCount).toBe(0);
    expect(prepared?.remarks).toEqual(['Every value is already as it would be written.']);
  });

  it('counts more changes than it shows', async () => {
    const records = Array.from({ length: 700 }, (_, index) => partner(index + 1));
    const port = new RecordsPort(partnerFields, records);
    const ids = records.map(({ id }) => Number(id));
    const prepared = await prepareWrite({ operation: 'update', model, ids, values: { phone: 'a' } }, port);
    expect([prepared?.changes.length, prepared?.changeCount]).toEqual([200, 700]);
    const reads = port.asked.filter((spec) => spec.operation === 'read' && spec.model === model);
    expect(reads, 'read in pieces of 500').toHaveLength(2);
  });

  it('names the records that a delete takes away and reads what it needs to create them anew', async () => {
    const port = new RecordsPort(partnerFields, [partner(1), partner(2)]);
    const prepared = await prepareWrite({ operation: 'delete', model, ids: [1, 2] }, port);
    expect(prepared?.victims).toEqual([
      { id: 1, name: 'Partner 1' },
      { id: 2, name: 'Partner 2' },
    ]);
    expect(prepared?.undo).toBe('recreate');
    const names = prepared?.snapshot?.fields.map(({ name }) => name);
    expect(names, 'writable columns, files too where there are few, no children').toEqual([
      'name',
      'phone',
      'active',
      'color',
      'user_id',
      'category_id',
      'image_1920',
    ]);
  });

  it('keeps no files of many deleted records, and says so', async () => {
    const port = new RecordsPort(
      partnerFields,
      Array.from({ length: 21 }, (_, index) => partner(index + 1)),
    );
    const ids = [...port.records.keys()];
    const prepared = await prepareWrite({ operation: 'delete', model, ids }, port);
    expect(prepared?.snapshot?.fields.map(({ name }) => name)).not.toContain('image_1920');
    expect(prepared?.remarks.join(' ')).toContain('Files and images are not kept');
  });

  it('shows the values of new records, and names required fields that are left out', async () => {
    const port = new RecordsPort(partnerFields, []);
    const prepared = await prepareWrite(
      { operation: 'create', model, values: [{ phone: 'a' }, { phone: 'b' }] },
      port,
    );
    expect(prepared?.records).toBe(2);
    expect(prepared?.changes.map(({ record, after }) => [record, after])).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
    expect(prepared?.remarks).toEqual(['The required field name is left to its default.']);
    expect(port.asked, 'nothing has to be read for a new record').toEqual([]);
  });

  it('names the records that a method is called on', async () => {
    const port = new RecordsPort(partnerFields, [partner(4)]);
    const prepared = await prepareWrite(
      { operation: 'call', model, method: 'action_archive', args: [[4]] },
      port,
    );
    expect(prepared?.kind).toBe('call');
    expect(prepared?.victims).toEqual([{ id: 4, name: 'Partner 4' }]);
  });

  it('is unknown to a user who may not read, who may go on all the same', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    port.refuses = true;
    const prepared = await prepareWrite(
      { operation: 'update', model, ids: [1], values: { phone: 'a' } },
      port,
    );
    expect(prepared?.undo).toBe('none');
    expect(prepared?.remarks.join(' ')).toContain('could not be read');
  });

  it('is not guessed when the server cannot be reached', async () => {
    const port = new RecordsPort(partnerFields, [partner(1)]);
    port.run = () => Promise.reject(new OdooError('tcp.refused', {}));
    await expect(prepareWrite({ operation: 'delete', model, ids: [1] }, port)).rejects.toMatchObject({
      code: 'tcp.refused',
    });
  });

  it('is nothing for a request that only reads', async () => {
    const port = new RecordsPort(partnerFields, []);
    expect(await prepareWrite({ operation: 'count', model }, port)).toBeUndefined();
  });

  it('does not read a REST module’s records, and says so', async () => {
    const port = new RecordsPort(partnerFields, []);
    const prepared = await prepareWrite({ operation: 'restDelete', route: 'partner', ids: ['NkK9'] }, port);
    expect([prepared?.records, prepared?.undo]).toEqual([1, 'none']);
    expect(prepared?.remarks).toHaveLength(1);
    expect(port.asked).toEqual([]);
  });
});

import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { OdooError } from '../../../src/odoo/error';
import { readPasted, readTable } from '../../../src/transfer/read/readTable';
import type { Table } from '../../../src/transfer/table';

const read = (name: string, content: string | Uint8Array): Promise<Table> =>
  readTable(name, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);

async function problem(work: () => unknown): Promise<Record<string, unknown>> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OdooError) return { code: error.code, ...error.facts };
    throw error;
  }
  throw new Error('This was expected to fail, and it did not.');
}

describe('CSV', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'bar'],
  ])('is read with %j between the cells', async (delimiter) => {
    const text = [
      ['name', 'note'],
      ['Azure', 'a "b", c; d'],
      ['Two\nlines', 'é'],
    ]
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      .join('\r\n');
    const table = await read('x.csv', text);
    expect(table).toEqual({
      columns: ['name', 'note'],
      rows: [
        ['Azure', 'a "b", c; d'],
        ['Two\nlines', 'é'],
      ],
      remarks: [],
    });
  });

  it('is read in UTF-8 with a byte order mark and in UTF-16, and otherwise as Windows-1252 with a remark', async () => {
    const text = 'name;city\nGérard;Liège €\n';
    const utf16 = Buffer.from(text, 'utf16le');
    const bigEndian = Buffer.from(utf16).swap16();
    const expected = [['Gérard', 'Liège €']];
    expect((await read('a.csv', `\uFEFF${text}`)).rows).toEqual(expected);
    expect((await read('a.csv', `\uFEFF${text}`)).columns[0]).toBe('name');
    expect((await read('a.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).rows).toEqual(expected);
    expect((await read('a.csv', Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]))).rows).toEqual(
      expected,
    );
    expect((await read('a.csv', utf16)).rows).toEqual(expected);
    const windows = Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
    const table = await read('a.csv', windows);
    expect(table.rows).toEqual(expected);
    expect(table.remarks.join()).toContain('Windows-1252');
  });

  it('gives every column a name of its own, and says so', async () => {
    const table = await read('a.csv', 'name,,name,name\n1,2,3,4\n');
    expect(table.columns).toEqual(['name', 'Column 2', 'name (2)', 'name (3)']);
    expect(table.remarks).toHaveLength(3);
  });

  it('fills up short rows, keeps what stands beyond the head, and leaves out empty rows', async () => {
    const table = await read('a.csv', 'a,b\n1\n\n2,3,4\n,\n');
    expect(table.columns).toEqual(['a', 'b', 'Column 3']);
    expect(table.rows).toEqual([
      ['1', null, null],
      ['2', '3', '4'],
    ]);
    expect(table.remarks.join(' ')).toMatch(/Row 1 has fewer cells.*One empty row was left out/);
  });

  it('keeps names that JavaScript has a meaning for', async () => {
    const table = await read('a.csv', '__proto__,constructor\nx,y\n');
    expect([table.columns, table.rows]).toEqual([['__proto__', 'constructor'], [['x', 'y']]]);
  });

  it('says in which row a quoted text does not end', async () => {
    expect(await problem(() => read('a.csv', 'a,b\n1,2\n3,"four\n5,6\n'))).toMatchObject({
      code: 'bulk.unreadable',
      reason: 'quotes',
      row: 2,
    });
  });

  it('says that there is nothing, or only a head', async () => {
    expect(await problem(() => read('a.csv', ' \n\n'))).toEqual({ code: 'bulk.empty' });
    expect(await problem(() => read('a.csv', 'a,b\n'))).toEqual({ code: 'bulk.empty', part: 'rows' });
    expect(await problem(() => readPasted('\n'))).toEqual({ code: 'bulk.empty' });
  });

  it('takes 100,000 rows', async () => {
    const lines = ['name,number'];
    for (let row = 1; row <= 100_000; row++) lines.push(`Row ${row},${row}`);
    const table = await read('a.csv', lines.join('\n'));
    expect([table.rows.length, table.rows[99_999]]).toEqual([100_000, ['Row 100000', '100000']]);
  });
});

describe('JSON', () => {
  it('is a list of objects, whose keys are the columns in the order they are met', async () => {
    const table = await read(
      'a.json',
      '[{"name": "A", "active": true}, {"name": "B", "ids": [1, 2], "__proto__": 3}]',
    );
    expect(table.columns).toEqual(['name', 'active', 'ids', '__proto__']);
    expect(table.rows).toEqual([
      ['A', true, null, null],
      ['B', null, [1, 2], 3],
    ]);
  });

  it('is a list of lists, or an object a line, whatever the file is called', async () => {
    expect((await read('a.txt', '[["name"], ["A"]]')).rows).toEqual([['A']]);
    expect((await read('a.jsonl', '{"name": "A"}\r\n\r\n{"name": "B"}\n')).rows).toEqual([['A'], ['B']]);
    expect(readPasted('{"name": "A"}').rows).toEqual([['A']]);
  });

  it('says which line or row is at fault', async () => {
    expect(await problem(() => read('a.jsonl', '{"name": "A"}\n{"name": '))).toMatchObject({
      code: 'bulk.unreadable',
      reason: 'json',
      line: 2,
    });
    expect(await problem(() => read('a.json', '[{"name": "A"}, 3]'))).toEqual({
      code: 'bulk.unreadable',
      reason: 'item',
      row: 2,
    });
    expect(await problem(() => read('a.json', '"text"'))).toEqual({
      code: 'bulk.unreadable',
      reason: 'shape',
    });
    expect(await problem(() => read('a.json', '[]'))).toEqual({ code: 'bulk.empty' });
  });
});

describe('what is pasted', () => {
  it('has tabs between the cells where it comes from a spreadsheet', () => {
    const table = readPasted('name\tamount, in EUR\nAzure\t"1,5"\r\n"two\nlines"\t2');
    expect(table.columns).toEqual(['name', 'amount, in EUR']);
    expect(table.rows).toEqual([
      ['Azure', '1,5'],
      ['two\nlines', '2'],
    ]);
  });
});

describe('a workbook', () => {
  it('that is none is told from one that is damaged', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]);
    expect(await problem(() => read('a.xls', old))).toEqual({ code: 'bulk.unreadable', reason: 'xls' });
    expect(await problem(() => read('a.xlsx', 'name\nA'))).toEqual({
      code: 'bulk.unreadable',
      reason: 'workbook',
    });
    expect(await problem(() => read('a.xlsx', zipSync({ 'readme.txt': strToU8('x') })))).toEqual({
      code: 'bulk.unreadable',
      reason: 'workbook',
    });
    expect(
      await problem(() => read('a.xlsx', zipSync({ 'x.txt': strToU8('x'.repeat(1000)) }).subarray(0, 40))),
    ).toMatchObject({ code: 'bulk.unreadable' });
  });
});

import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../../src/domain/parse';
import type { JsonObject } from '../../../src/model/json';
import { copyText } from '../../../src/table/copyForms';

const rows: JsonObject[] = [
  { id: 7, name: 'A "quoted"\tname', country_id: [21, 'Belgium'], amount: -5 },
  { id: 8, name: 'Line\nbreak, comma', country_id: false, amount: 0 },
];
const columns = [
  { name: 'name', type: 'char' },
  { name: 'country_id', type: 'many2one' },
  { name: 'amount', type: 'float' },
];

describe('Copying cells', () => {
  it('gives tabs for a spreadsheet, with quotes around what holds one', () => {
    expect(copyText('tsv', { rows, columns, withHead: true })).toBe(
      'name\tcountry_id\tamount\n"A ""quoted""\tname"\tBelgium\t-5\n"Line\nbreak, comma"\t\t0',
    );
  });

  it('gives CSV, and one cell alone as its bare text', () => {
    expect(copyText('csv', { rows, columns, withHead: false })).toBe(
      '"A ""quoted""\tname",Belgium,-5\n"Line\nbreak, comma",,0',
    );
    const cell = { rows: rows.slice(0, 1), columns: columns.slice(0, 1), withHead: false };
    expect(copyText('csv', cell)).toBe('A "quoted"\tname');
    expect(copyText('tsv', cell)).toBe('A "quoted"\tname');
  });

  it('gives JSON with the values as the server sent them, of the given columns alone', () => {
    expect(JSON.parse(copyText('json', { rows, columns, withHead: true }))).toEqual([
      { name: rows[0]?.['name'], country_id: [21, 'Belgium'], amount: -5 },
      { name: rows[1]?.['name'], country_id: false, amount: 0 },
    ]);
  });

  it('keeps a field that is called __proto__', () => {
    const hostile = JSON.parse('[{"__proto__": "x"}]') as JsonObject[];
    const text = copyText('json', { rows: hostile, columns: [{ name: '__proto__' }], withHead: false });
    expect(text.replace(/\s/g, '')).toBe('[{"__proto__":"x"}]');
  });

  it('gives the ids, and a domain that finds the records again', () => {
    expect(copyText('ids', { rows, columns, withHead: false })).toBe('7, 8');
    expect(copyText('domain', { rows, columns, withHead: false })).toBe("[('id', 'in', [7, 8])]");
    const many = Array.from({ length: 500 }, (_, id) => ({ id }));
    const read = parseDomain(copyText('domain', { rows: many, columns: [], withHead: false }));
    expect(read).toMatchObject({ ok: true, domain: [['id', 'in', many.map(({ id }) => id)]] });
  });
});

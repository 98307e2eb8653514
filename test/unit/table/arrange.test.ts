import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json';
import { arrange } from '../../../src/table/arrange';
import type { TableColumn } from '../../../src/table/column';

/** The values of one column after sorting. */
function sorted(values: Json[], column: Omit<TableColumn, 'name'>, descending = false): Json[] {
  const rows = values.map((value) => ({ v: value }));
  const order = arrange(rows, [{ name: 'v', ...column }], [{ column: 'v', descending }], []);
  return [...order].map((index) => values[index] ?? null);
}

/** The values of one column that a filter keeps. */
function kept(values: Json[], column: Omit<TableColumn, 'name'>, text: string): Json[] {
  const rows = values.map((value) => ({ v: value }));
  const order = arrange(rows, [{ name: 'v', ...column }], [], [{ column: 'v', text }]);
  return [...order].map((index) => values[index] ?? null);
}

describe('Sorting rows', () => {
  it('puts numbers by size and empty cells last, whichever way', () => {
    expect(sorted([10, 9, false, -1, 2.5], { type: 'float' })).toEqual([-1, 2.5, 9, 10, false]);
    expect(sorted([10, 9, false, -1], { type: 'float' }, true)).toEqual([10, 9, -1, false]);
    expect(sorted([3, 20, 100], {})).toEqual([3, 20, 100]);
  });

  it('puts texts without regard to case and accents', () => {
    expect(sorted(['zebra', 'Émile', 'eva', 'Zoe', 'abc', ''], { type: 'char' })).toEqual([
      'abc',
      'Émile',
      'eva',
      'zebra',
      'Zoe',
      '',
    ]);
    expect(sorted(['abcd', 'abc', 'abcc'], { type: 'char' })).toEqual(['abc', 'abcc', 'abcd']);
    expect(sorted(['👍 b', '👍 a', 'أ', 'a'], { type: 'char' })).toEqual(['a', 'أ', '👍 a', '👍 b']);
  });

  it('puts a many2one by its name, and an x2many by how many records it has', () => {
    const named: Json[] = [[1, 'Zed'], [2, 'abel'], false];
    expect(sorted(named, { type: 'many2one' })).toEqual([[2, 'abel'], [1, 'Zed'], false]);
    expect(sorted([[5, 6, 7], [], [9]], { type: 'many2many' })).toEqual([[9], [5, 6, 7], []]);
  });

  it('puts selections in the order of their choices, those without a choice behind', () => {
    const column: Omit<TableColumn, 'name'> = {
      type: 'selection',
      selection: [
        ['draft', 'Draft'],
        ['sent', 'Sent'],
        ['done', 'Done'],
      ],
    };
    expect(sorted(['done', 'gone', 'draft', false, 'sent'], column)).toEqual([
      'draft',
      'sent',
      'done',
      'gone',
      false,
    ]);
  });

  it('puts dates as they are written, and no before yes', () => {
    const dates = ['2026-02-01 10:00:00', '2025-12-31 23:59:59', false, '2026-02-01 09:00:00'];
    expect(sorted(dates, { type: 'datetime' })).toEqual([dates[1], dates[3], dates[0], false]);
    expect(sorted([true, false, true], { type: 'boolean' })).toEqual([false, true, true]);
  });

  it('leaves rows that are alike as they were, and goes on with the next key', () => {
    const rows: JsonObject[] = [
      { a: 'x', b: 2, n: 0 },
      { a: 'y', b: 1, n: 1 },
      { a: 'x', b: 1, n: 2 },
      { a: 'x', b: 2, n: 3 },
    ];
    const columns = [{ name: 'a', type: 'char' }, { name: 'b', type: 'integer' }, { name: 'n' }];
    const by = (...keys: [string, boolean][]) => [
      ...arrange(
        rows,
        columns,
        keys.map(([column, descending]) => ({ column, descending })),
        [],
      ),
    ];
    expect(by(['a', false])).toEqual([0, 2, 3, 1]);
    expect(by(['a', true])).toEqual([1, 0, 2, 3]);
    expect(by(['a', false], ['b', true])).toEqual([0, 3, 2, 1]);
    expect(by(['gone', false])).toEqual([0, 1, 2, 3]);
  });

  it('agrees with a plain comparison on many random texts', () => {
    const letters = ['a', 'B', 'ab', 'aB ', 'é', 'z', '', ' '];
    const random = (seed: number): string =>
      Array.from({ length: seed % 5 }, (_, at) => letters[(seed * 31 + at * 17) % letters.length]).join('');
    const values = Array.from({ length: 2000 }, (_, index) => random((index * 7919) % 1009));
    const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const expected = values
      .map((value, index) => ({ value, index, key: plain(value) }))
      .sort((one, other) => {
        if ((one.value === '') !== (other.value === '')) return one.value === '' ? 1 : -1;
        return one.key < other.key ? -1 : one.key > other.key ? 1 : one.index - other.index;
      })
      .map(({ value }) => value);
    expect(sorted(values, { type: 'char' })).toEqual(expected);
  });
});

describe('Filtering rows', () => {
  it('finds a text anywhere in the cell, without regard to case and accents', () => {
    const names = ['Établissements Lefèvre', 'Deco Addict', false];
    expect(kept(names, { type: 'char' }, 'lefevre')).toEqual([names[0]]);
    expect(kept(names, { type: 'char' }, 'ÉTAB')).toEqual([names[0]]);
    expect(kept(names, { type: 'char' }, '!deco')).toEqual([names[0], false]);
    expect(kept(['>5', '5'], { type: 'char' }, '">5"')).toEqual(['>5']);
  });

  it('compares numbers by size, and leaves empty cells out', () => {
    const numbers = [1, 5, 10, false];
    expect(kept(numbers, { type: 'integer' }, '>5')).toEqual([10]);
    expect(kept(numbers, { type: 'integer' }, '>= 5')).toEqual([5, 10]);
    expect(kept(numbers, { type: 'integer' }, '<5')).toEqual([1]);
    expect(kept(numbers, { type: 'integer' }, '=10')).toEqual([10]);
    expect(kept(numbers, { type: 'integer' }, '!=10')).toEqual([1, 5, false]);
    expect(kept([4213, 1], { type: 'integer' }, '4,213')).toEqual([4213]);
    expect(kept(numbers, { type: 'integer' }, '>nothing')).toEqual([]);
  });

  it('compares dates by day where no time is typed', () => {
    const times = ['2026-01-31 23:10:00', '2026-02-01 00:00:00'];
    expect(kept(times, { type: 'datetime' }, '<=2026-01-31')).toEqual([times[0]]);
    expect(kept(times, { type: 'datetime' }, '>2026-01-31')).toEqual([times[1]]);
    expect(kept(times, { type: 'datetime' }, '=2026-02-01')).toEqual([times[1]]);
    expect(kept(times, { type: 'datetime' }, '>=2026-01-31 23:30')).toEqual([times[1]]);
  });

  it('takes the whole cell by its value, its label or its id', () => {
    const column: Omit<TableColumn, 'name'> = { type: 'selection', selection: [['draft', 'Quotation']] };
    expect(kept(['draft', 'draft2'], column, '=draft')).toEqual(['draft']);
    expect(kept(['draft', 'draft2'], column, '=quotation')).toEqual(['draft']);
    expect(kept(['draft', 'draft2'], column, 'quot')).toEqual(['draft']);
    const countries: Json[] = [
      [21, 'Belgium'],
      [2, 'Belgium West'],
    ];
    expect(kept(countries, { type: 'many2one' }, '=Belgium')).toEqual([countries[0]]);
    expect(kept(countries, { type: 'many2one' }, '=2')).toEqual([countries[1]]);
  });

  it('tells what is empty by the type: false is a value of a boolean alone', () => {
    expect(kept([false, 'x', ''], { type: 'char' }, 'empty')).toEqual([false, '']);
    expect(kept([false, true], { type: 'boolean' }, 'empty')).toEqual([]);
    expect(kept([[], [1]], { type: 'one2many' }, '!Empty')).toEqual([[1]]);
    expect(kept([false, true], { type: 'boolean' }, '=false')).toEqual([false]);
  });

  it('keeps everything while only a sign is typed', () => {
    for (const text of ['', ' ', '>', '<=', '=', '!', '!=']) {
      expect(kept([1, 2], { type: 'integer' }, text)).toEqual([1, 2]);
    }
  });

  it('looks through the whole row where no column is named, and has all filters hold', () => {
    const rows: JsonObject[] = [
      { name: 'Ann', city: 'Ghent' },
      { name: 'Bob', city: 'Annecy' },
      { name: 'Cid', city: 'Lyon' },
    ];
    const columns = [
      { name: 'name', type: 'char' },
      { name: 'city', type: 'char' },
    ];
    const by = (...filters: [string, string][]) => [
      ...arrange(
        rows,
        columns,
        [],
        filters.map(([column, text]) => ({ column, text })),
      ),
    ];
    expect(by(['', 'ann'])).toEqual([0, 1]);
    expect(by(['', '!ann'])).toEqual([2]);
    expect(by(['', 'ann'], ['city', 'ghent'])).toEqual([0]);
    expect(by(['gone', 'x'])).toEqual([0, 1, 2]);
  });

  it('never fails, whatever is typed and whatever the cells hold', () => {
    const values: Json[] = [null, {}, { a: [1] }, [1, 'x'], [[1], 2], '\u0000', '((', 1e308, true, -0];
    for (const text of ['(', '[a-', '*', '\\', '>{}', '="', '""', '!"a"', '>=\u0000', '🙂']) {
      for (const type of ['char', 'integer', 'many2one', 'datetime', 'selection', 'json', undefined]) {
        expect(() => kept(values, type === undefined ? {} : { type }, text)).not.toThrow();
        expect(() => sorted(values, type === undefined ? {} : { type })).not.toThrow();
      }
    }
  });
});

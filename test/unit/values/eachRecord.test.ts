import { describe, expect, it } from 'vitest';
import { eachRecord } from '../../../src/values/eachRecord';

describe('the same values for each of several records', () => {
  it('are written once for each id, digits and all', () => {
    expect(eachRecord('{"price": 1.10, "big": 9007199254740993}', [12, 13])).toBe(
      '[\n  {"id": 12, "price": 1.10, "big": 9007199254740993},\n  {"id": 13, "price": 1.10, "big": 9007199254740993}\n]',
    );
  });

  it('may be none, have an id of their own, or no record yet', () => {
    expect(eachRecord('', [12])).toBe('[\n  {"id": 12}\n]');
    expect(eachRecord('{"id": 7, "name": "x"}', [12])).toBe('[\n  {"id": 12, "name": "x"}\n]');
    expect(eachRecord('{"name": "x"}', [])).toBe('[\n  {"id": false, "name": "x"}\n]');
  });

  it('are none where the text is no object', () => {
    expect(['[1]', '{"a": ', '5'].map((text) => eachRecord(text, [12]))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

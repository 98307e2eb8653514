import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/requests/strictJson';

// prettier-ignore
const mistakes: [string, string, number, RegExp][] = [
  ['nothing at all', '  ', 2, /ends too early/],
  ['an unclosed object', '{"a": 1', 0, /\{ is never closed: add \}/],
  ['an object that ends after a comma', '{"a": 1,', 0, /\{ is never closed/],
  ['an unclosed list', '[1, [2]', 0, /\[ is never closed: add \]/],
  ['a list that ends after a comma', '[1,', 0, /\[ is never closed/],
  ['an unclosed string', '{"a": "b}', 6, /string is never closed/],
  ['a string over two lines', '["a\nb"]', 1, /string is never closed/],
  ['a tab inside a string', '["a\tb"]', 3, /\\t for a tab/],
  ['a backslash code JSON lacks', String.raw`["a\\b\x"]`, 6, /backslash code/],
  ['half a code', String.raw`["\u12"]`, 2, /backslash code/],
  ['single quotes', "{'a': 1}", 1, /double quotes/],
  ['a key without quotes', '{name: 1}', 1, /Put name in double quotes/],
  ['a word without quotes', '{"a": Azure}', 6, /Put Azure in double quotes/],
  ['True', '{"a": True}', 6, /Write true instead of True/],
  ['None', '[None]', 1, /Write null instead of None/],
  ['a number as a key', '{1: 2}', 1, /Write a name in double quotes/],
  ['a missing colon', '{"a" 1}', 5, /Put a colon after "a"/],
  ['a missing comma in an object', '{"a": 1 "b": 2}', 8, /Put a comma or \} here/],
  ['a missing comma in a list', '[1 2]', 3, /Put a comma or \] here/],
  ['a trailing comma in an object', '{"a": 1,\n}', 7, /Remove this comma/],
  ['a trailing comma in a list', '[1, ]', 2, /Remove this comma/],
  ['two commas', '[1,,2]', 3, /A value is missing before this comma/],
  ['the wrong closing bracket', '[1}', 2, /Put a comma or \] here/],
  ['a tuple', '(1, 2)', 0, /square brackets/],
  ['a comment', '[1, // one\n2]', 4, /comment/],
  ['a date without quotes', '[2026-01-01]', 1, /"2026-01-01" is not a number/],
  ['a number with a plus', '[+1]', 1, /is not a number/],
  ['a number without its zero', '[.5]', 1, /is not a number/],
  ['a leading zero', '[007]', 1, /is not a number/],
  ['an integer that is too large', '[9007199254740992]', 1, /too large/],
  ['a float that is too large', '[1e999]', 1, /too large/],
  ['a key that stands twice', '{"a": 1, "a": 2}', 9, /"a" stands twice/],
  ['text after the end', '{} x', 3, /Remove what follows/],
  ['endless nesting', '['.repeat(100_000), 501, /nested too deeply/],
];

describe('readJson', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    const texts = [
      'null', ' true ', '"a\\u00e9\\n\\"\\/ \u2028"', '-0.5e-3', '[]', '{}', '[[],{"":{}},[1,2,3]]', '\r\n\t{"a" : [ 1 , 2 ] }\n',
      '9007199254740991', '"\\ud83d\\ude00"', '"\\\\"', '1E5',
    ]; // prettier-ignore
    for (const text of texts)
      expect(readJson(text), text).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it('keeps a key named __proto__ a key', () => {
    const read = readJson('{"__proto__": {"a": 1}}');
    expect(JSON.stringify(read)).toBe('{"ok":true,"value":{"__proto__":{"a":1}}}');
  });

  it.each(mistakes)('refuses %s, and says where', (_, text, position, reason) => {
    expect(readJson(text)).toMatchObject({
      ok: false,
      mistake: { position, reason: expect.stringMatching(reason) as string },
    });
  });

  it('counts lines and columns from one', () => {
    expect(readJson('{\r\n  "a": 1,\n  "b": x\n}')).toMatchObject({
      ok: false,
      mistake: { line: 3, column: 8 },
    });
    expect(readJson('x')).toMatchObject({ ok: false, mistake: { line: 1, column: 1, position: 0 } });
  });

  it('agrees with JSON.parse on every text one letter away from a good one', () => {
    const good = '{"a": [1, -2.5e3, "b\\n", true], "c": {"d": null}}';
    for (let at = 0; at < good.length; at++) {
      for (const letter of ['', ...Array.from('{}[]",:\\ 0-.et')]) {
        const text = good.slice(0, at) + letter + good.slice(at + 1);
        expect(readJson(text).ok, text).toBe(isJson(text));
      }
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

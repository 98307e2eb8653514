import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../../src/domain/parse';
import type { Json } from '../../../src/model/json';

// prettier-ignore
const understood: [string, string, Json[]][] = [
  ['an empty text', '', []],
  ['blanks and comments only', '  \n# nothing yet\n', []],
  ['an empty list', '[]', []],
  ['an empty tuple', '()', []],
  ['Python tuples', "[('name', '=', 'Azure')]", [['name', '=', 'Azure']]],
  ['JSON lists', '[["name", "=", "Azure"]]', [['name', '=', 'Azure']]],
  ['a tuple of tuples', "(('a', '=', 1), ('b', '=', 2))", [['a', '=', 1], ['b', '=', 2]]],
  ['parentheses that only group', "[(('a', '=', ('x')))]", [['a', '=', 'x']]],
  ['Python constants', "[('a', '=', True), ('b', '=', False), ('c', '=', None)]", [['a', '=', true], ['b', '=', false], ['c', '=', null]]],
  ['JSON constants', '[["a","=",true],["b","=",false],["c","=",null]]', [['a', '=', true], ['b', '=', false], ['c', '=', null]]],
  ['numbers of every form', "[('a', 'in', [0, -1, +2, 0.5, .5, 1., -1.5e3, 1_000, 1E-2, -0])]", [['a', 'in', [0, -1, 2, 0.5, 0.5, 1, -1500, 1000, 0.01, 0]]]],
  ['the largest exact integers', "[('a', '=', 9007199254740991), ('a', '=', -9007199254740991)]", [['a', '=', 9007199254740991], ['a', '=', -9007199254740991]]],
  ['trailing commas', "[('a', 'in', [1, 2,],),]", [['a', 'in', [1, 2]]]],
  ['comments between conditions', "[ # all of\n  ('a', '=', 1), # one\n  ('b', '=', '#2'),\n]", [['a', '=', 1], ['b', '=', '#2']]],
  ['Python escapes', String.raw`[('a', '=', 'it\'s\ta \\ \x41\u00e9\U0001F600\101\q')]`, [['a', '=', "it's\ta \\ Aé😀A\\q"]]],
  ['JSON escapes', String.raw`[["a", "=", "\"\/\u00e9\ud83d\ude00\n"]]`, [['a', '=', '"/é😀\n']]],
  ['quotes of the other kind', `[('a', '=', "it's"), ('b', '=', 'say "x"')]`, [['a', '=', "it's"], ['b', '=', 'say "x"']]],
  ['a string carried over a line by a backslash', "[('a', '=', 'b\\\nc')]", [['a', '=', 'bc']]],
  ['prefix operators', "['|', ('a', '=', 1), '!', ('b', '=', 2)]", ['|', ['a', '=', 1], '!', ['b', '=', 2]]],
  ['nested prefix operators', "['|', '&', ('a','=',1), ('b','=',2), ('c','=',3)]", ['|', '&', ['a', '=', 1], ['b', '=', 2], ['c', '=', 3]]],
  ['conditions left over after an operator', "['|', ('a','=',1), ('b','=',2), ('c','=',3)]", ['|', ['a', '=', 1], ['b', '=', 2], ['c', '=', 3]]],
  ['an operator after a condition', "[('a','=',1), '|', ('b','=',2), ('c','=',3)]", [['a', '=', 1], '|', ['b', '=', 2], ['c', '=', 3]]],
  ['a domain on the related model', "[('line_ids', 'any', ['|', ('qty', '>', 1), ('price', '>', 2)])]", [['line_ids', 'any', ['|', ['qty', '>', 1], ['price', '>', 2]]]]],
  ['an empty domain on the related model', "[('line_ids', 'not any', [])]", [['line_ids', 'not any', []]]],
  ['the always true and the never true condition', "[(1, '=', 1), (0, '=', 1)]", [[1, '=', 1], [0, '=', 1]]],
  ['dotted paths', "[('partner_id.country_id.code', '=', 'BE')]", [['partner_id.country_id.code', '=', 'BE']]],
  ['in with a boolean, which old servers take', "[('a', 'in', True)]", [['a', 'in', true]]],
  ['in with a value alone, which Odoo 19 takes', "[('id', 'in', 3), ('a', 'not in', 'abc')]", [['id', 'in', 3], ['a', 'not in', 'abc']]],
  ['the old way to write !=', "[('a', '<>', 1)]", [['a', '<>', 1]]],
  ['an explicit line break outside a string', "[('a', '=', \\\n 1)]", [['a', '=', 1]]],
];

// prettier-ignore
const refused: [string, string, number, RegExp][] = [
  [
    'a name',
    "[('user_id', '=', uid)]",
    18,
    /^Write the value itself: names such as uid are not known here\.$/,
  ],
  [
    'a call',
    "[('date', '>', context_today())]",
    15,
    /Write the value itself: names such as context_today\(\)/,
  ],
  ['a dotted name', "[('u', '=', user.company_id.id)]", 12, /names such as user\.company_id\.id are/],
  ['a calculation', "[('a', '=', 1 + 1)]", 14, /cannot be calculated/],
  ['a field without quotes', "[(name, '=', 'x')]", 2, /Put the field name in quotes: 'name'/],
  ['an operator without quotes', "[('name', =, 'x')]", 10, /Put the operator in quotes: '='/],
  ['a word operator without quotes', "[('name', ilike, 'x')]", 10, /Put the operator in quotes: 'ilike'/],
  ['a prefix operator without quotes', "[|, ('a', '=', 1)]", 1, /Put \| in quotes/],
  ['an unknown operator', "[('name', '~', 'x')]", 10, /Odoo has no operator '~'/],
  ['a Python comparison', "[('name', '==', 'x')]", 10, /write '='/],
  ['an operator in capitals', "[('name', 'ILIKE', 'x')]", 10, /write 'ilike'/],
  ['a misspelt operator', "[('name', 'child of', 1)]", 10, /write 'child_of'/],
  ['a condition of two parts', "[('name', '=')]", 1, /this one has 2/],
  ['a condition of four parts', "[('name', '=', 1, 2)]", 1, /this one has 4/],
  ['a condition without a list', "('name', '=', 'x')", 0, /Put square brackets around this condition/],
  ['conditions side by side without a list', "('a', '=', 1), ('b', '=', 2)", 13, /square brackets/],
  ['a missing comma between conditions', "[('a', '=', 1) ('b', '=', 2)]", 15, /comma/],
  ['a missing comma between values', "[('a', '=' 1)]", 11, /comma before "1\)\]"/],
  [
    '| with one condition',
    "['|', ('a', '=', 1)]",
    1,
    /'\|' needs two conditions after it, but only one follows/,
  ],
  ['& with none', "[('a', '=', 1), '&']", 16, /'&' needs two conditions after it, but none follows/],
  ['! with none', "['|', ('a', '=', 1), '!']", 21, /'!' needs one condition after it, but none follows/],
  ['an outer | that runs short', "['|', '|', ('a','=',1), ('b','=',2)]", 1, /only one follows/],
  ['a word among the conditions', "['or', ('a', '=', 1)]", 1, /'&', '\|' and '!'/],
  ['a number among the conditions', '[1]', 1, /Write a condition/],
  ['a value instead of a list', "'name'", 0, /Start with a list/],
  ['a dictionary', "{'a': 1}", 0, /A domain holds no \{ \}/],
  ['an unclosed list', "[('a', '=', 1)", 0, /never closed: add \]/],
  ['an unclosed condition', "[('a', '=', 1]", 13, /Write \) here/],
  ['an unclosed string', "[('a', '=', 'x)]", 12, /never closed: add '/],
  ['a string over two lines', "[('a', '=', 'x\ny')]", 12, /never closed/],
  ['two commas', "[('a', '=', 1),, ('b', '=', 2)]", 15, /A value is missing/],
  ['text after the end', "[('a', '=', 1)] x", 16, /Remove what follows/],
  ['an integer too large to be exact', "[('a', '=', 9007199254740992)]", 12, /too large/],
  ['a float too large', "[('a', '=', 1e999)]", 12, /too large/],
  ['a number with leading zeros', "[('a', '=', 007)]", 12, /leading zeros/],
  ['a date without quotes', "[('a', '>', 2026-01-01)]", 16, /cannot be calculated/],
  ['a hexadecimal number', "[('a', '=', 0x1F)]", 12, /in digits/],
  ['a prefixed string', "[('a', '=', r'x')]", 12, /plain string/],
  ['half an escape', String.raw`[('a', '=', '\u12')]`, 13, /not complete/],
  ['operators nested without end', `[${"'!', ".repeat(300)}('a', '=', 1)]`, 1001, /nested too deeply/],
  ['any without a domain', "[('line_ids', 'any', 3)]", 21, /Write a list of conditions here/],
  ['a mistake inside any', "[('line_ids', 'any', [('qty', '~', 1)])]", 30, /no operator '~'/],
  ['any with a bare condition', "[('line_ids', 'any', ('qty', '=', 1))]", 21, /square brackets/],
  ['a number as a field', "[(2, '=', 1)]", 2, /field name in quotes/],
  ['an always true condition with another value', "[(1, '=', 2)]", 2, /field name in quotes/],
  ['an empty field', "[('', '=', 2)]", 2, /field name in quotes/],
  ['a list as an operator', "[('a', ['='], 2)]", 7, /Write an operator in quotes/],
];

describe('parseDomain', () => {
  it.each(understood)('reads %s', (_, text, domain) => {
    expect(parseDomain(text)).toEqual({ ok: true, domain });
  });

  it.each(refused)('refuses %s, and says where', (_, text, position, message) => {
    expect(parseDomain(text)).toMatchObject({
      ok: false,
      position,
      message: expect.stringMatching(message) as string,
    });
  });

  it('knows every operator of Odoo 12 to 20', () => {
    const simple =
      '= != < <= > >= =? like|not like|ilike|not ilike|=like|=ilike|not =like|not =ilike|child_of|parent_of'
        .replaceAll(' ', '|')
        .replaceAll('not|', 'not ')
        .split('|');
    for (const operator of simple) {
      expect(parseDomain(`[('a', '${operator}', 1)]`), operator).toMatchObject({ ok: true });
    }
    for (const operator of ['in', 'not in', 'any', 'not any', 'any!', 'not any!']) {
      expect(parseDomain(`[('a', '${operator}', [])]`), operator).toMatchObject({ ok: true });
    }
  });

  it('reads a long domain in well under a second', () => {
    const text = `[${"'|', ".repeat(5000)}${"('name', 'ilike', 'a'), ".repeat(5001)}]`;
    const start = performance.now();
    expect(parseDomain(text).ok).toBe(true);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

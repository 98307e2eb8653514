import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../../src/odoo/protocol/exactJson';

describe('parseExactJson', () => {
  it.each<[string, unknown]>([
    ['9007199254740993', '9007199254740993'],
    ['[-9223372036854775808, 9007199254740991]', ['-9223372036854775808', Number.MAX_SAFE_INTEGER]],
    ['{"a":9007199254740993,"b":[0.30000000000000004]}', { a: '9007199254740993', b: [0.30000000000000004] }],
    ['[18446744073709551616.0, 18446744073709551616e1]', [2 ** 64, 10 * 2 ** 64]],
    ['["\\"9007199254740993\\\\", 9007199254740993]', ['"9007199254740993\\', '9007199254740993']],
    ['[1, "9007199254740993"]', [1, '9007199254740993']],
  ])('reads %s without rounding an integer', (text, value) => {
    expect(parseExactJson(text)).toEqual(value);
  });

  it.each([
    '',
    '[09007199254740993]',
    '[9007199254740993',
    '[+9007199254740993]',
    '[9007199254740993.]',
    '[1 9007199254740993]',
  ])('refuses “%s” as JSON.parse does', (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  });

  it('reads one among millions of characters of text', () => {
    const long = '\\n"'.replace('"', '\\"').repeat(1_000_000);
    expect(parseExactJson(`["${long}", 9007199254740993]`)).toEqual([
      '\n"'.repeat(1_000_000),
      '9007199254740993',
    ]);
  });
});

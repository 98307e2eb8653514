import type { Json } from '../../../src/model/json';
import type { Random } from './random';

const signs = [
  'a',
  'Z',
  '0',
  '9',
  ' ',
  '\n',
  '\t',
  '\r',
  '\0',
  '\x1b',
  '"',
  "'",
  '\\',
  '/',
  '<',
  '>',
  '&',
  ';',
  ':',
  ',',
  '.',
  '-',
  '+',
  '#',
  '!',
  '|',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '=',
  '%',
  '~',
  '*',
  '?',
  '@',
  'é',
  '日',
  '🧪',
  '\ud800',
  '\ufeff',
  '\u2028',
  '\uffff',
] as const;

/** Words that mean something to one parser or another. */
const words = [
  '__proto__',
  'constructor',
  'prototype',
  'true',
  'None',
  'null',
  'NaN',
  'Infinity',
  '1e999',
  '99999999999999999999',
  '0x1F',
  '-0',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE x>',
  '<?xml version="1.0"?>',
  '&lol;',
  '&#0;',
  '&amp;',
  '<value>',
  '</value>',
  '<methodResponse>',
  '<title>',
  '<script>',
  'http://',
  'https://',
  'localhost',
  '[::1]',
  '?db=',
  '---\n',
  '...\n',
  '&a ',
  '*a',
  '!!js/function ',
  '? ',
  '- ',
  'name: ',
  'result',
  'jsonrpc',
  'server_version',
  'Traceback (most recent call last):\n',
  'odoo.exceptions.UserError: ',
  "'name', '=', ",
  "('id', 'in', [1])",
  '"kind":"call"',
] as const;

/** Characters and words in no order. */
export function anyText(random: Random, most = 60): string {
  return random.some(most, () => (random.below(3) === 0 ? random.pick(words) : random.pick(signs))).join('');
}

/** Bytes in no order, read as UTF-8. */
export function anyBytes(random: Random): string {
  return Buffer.from(random.some(200, () => random.below(256))).toString('utf8');
}

export function anyJson(random: Random, depth = 0): Json {
  const kinds = ['null', 'boolean', 'number', 'string', 'string'] as const;
  switch (random.pick(depth < 4 ? [...kinds, 'array', 'object', 'object'] : [...kinds])) {
    case 'null':
      return null;
    case 'boolean':
      return random.below(2) === 0;
    case 'number':
      return random.pick([0, -1, 0.5, 1e21, 2 ** 52, random.below(1e9), random.fraction() * 1e-7]);
    case 'string':
      return anyText(random, 8);
    case 'array':
      return random.some(4, () => anyJson(random, depth + 1));
    default:
      return Object.fromEntries(random.some(4, () => [anyText(random, 2), anyJson(random, depth + 1)]));
  }
}

/** A text with one to three places changed: signs left out, put in, doubled, moved. */
export function mutated(text: string, random: Random): string {
  let result = text;
  for (let change = 0; change <= random.below(3); change++) {
    const at = random.below(result.length + 1);
    const end = at + random.below(6);
    const put = random.pick([
      '',
      '',
      random.pick(signs),
      random.pick(words),
      result.slice(at, end).repeat(2),
      result.slice(random.below(result.length)),
    ]);
    result = result.slice(0, at) + put + result.slice(random.below(2) === 0 ? at : end);
  }
  return result;
}

/** Texts made to take forever, or all memory or stack, where a parser is careless. Each is some hundred thousand characters long. */
export const hostileTexts: readonly (readonly [string, string])[] = [
  ['lists', '['.repeat(1_000_000)],
  ['closed lists', '['.repeat(300_000) + ']'.repeat(300_000)],
  ['parentheses', '('.repeat(1_000_000)],
  ['braces', '{"a":'.repeat(200_000)],
  ['YAML lists', '- '.repeat(100_000)],
  ['YAML maps', `a: ${'{a: '.repeat(100_000)}`],
  ['values', `<methodResponse><params><param>${'<value><array><data>'.repeat(100_000)}`],
  ['angles', '<'.repeat(500_000)],
  ['titles', '<title'.repeat(100_000)],
  ['scripts', '<script>'.repeat(100_000)],
  ['styles', '<style '.repeat(100_000)],
  ['ampersands', '&'.repeat(500_000)],
  ['quotes', '"'.repeat(500_000)],
  ['backslashes', '\\'.repeat(500_000)],
  ['an escaped text', `"${'\\"'.repeat(300_000)}`],
  ['a quoted text', `'${'a'.repeat(500_000)}`],
  ['spaces', ' '.repeat(1_000_000)],
  ['spaces and a letter', `${' '.repeat(1_000_000)}a`],
  ['lines', '\n'.repeat(500_000)],
  ['comments', '#a\n'.repeat(300_000)],
  ['XML comments', '<!---->'.repeat(100_000)],
  ['zeros', '\0'.repeat(500_000)],
  ['digits', '1'.repeat(500_000)],
  ['signs', '-'.repeat(500_000)],
  ['letters', 'a'.repeat(500_000)],
  ['dotted names', 'a.'.repeat(300_000)],
  ['dotted classes', 'A.'.repeat(300_000)],
  ['commas', '[1' + ',1'.repeat(200_000)],
  ['markers', '---\n'.repeat(20_000)],
  ['blank documents', '---\n# a\n'.repeat(20_000)],
  [
    'aliases',
    `a: &a [x]\n${Array.from({ length: 40 }, (_, index) => `b${index}: &b${index} [${index ? `*b${index - 1}, *b${index - 1}` : '*a, *a'}]\n`).join('')}`,
  ],
  [
    'an entity bomb',
    `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index} "&a;&a;">`).join('')}]><methodResponse>&a9;</methodResponse>`,
  ],
  ['slashes', `http://${'/'.repeat(500_000)}`],
  ['a host', `http://${'a.'.repeat(200_000)}`],
  ['an operator', `[('a', '${'='.repeat(200_000)}', 1)]`],
  ['prefix operators', `[${"'&', ".repeat(100_000)}]`],
  ['keys', `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}": 1`).join(', ')}}`],
];

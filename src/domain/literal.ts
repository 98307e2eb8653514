/** A value as it stands in a domain's text, with the place it starts at and the one after its last character. */
export type LiteralNode =
  | { kind: 'scalar'; value: null | boolean | number | string; position: number; end: number }
  | { kind: 'list'; items: LiteralNode[]; position: number; end: number };

/** What is wrong with a text, in plain words, and the 0-based place (UTF-16, as editors count) it is wrong at. */
export class LiteralError extends Error {
  override readonly name = 'LiteralError';
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/** Where a value stands, so that a missing quote can be explained: field and operator are always in quotes. */
type Place = 'top' | 'condition' | 'field' | 'operator' | 'value';

const constants = new Map<string, null | boolean>([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
]);

const shortEscapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
]);

/** Deeper than any domain, and far from the depth at which the call stack would give way. */
const deepest = 100;

const nameAt = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy;
const numberAt = /(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const operatorAt = /[=!<>]+\??/y;

/**
 * Reads one Python or JSON literal: lists, tuples, strings, numbers, True/False/None and true/false/null, with comments
 * and trailing commas. Returns undefined for a text without any value.
 * Throws LiteralError; nothing is ever evaluated.
 */
export function readLiteral(text: string): LiteralNode | undefined {
  return new Reader(text).readAll();
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readAll(): LiteralNode | undefined {
    this.skipBlank();
    if (this.at >= this.text.length) return undefined;
    const node = this.readValue('top');
    this.skipBlank();
    if (this.at < this.text.length) {
      const rest = this.text.charAt(this.at);
      throw new LiteralError(
        rest === ','
          ? 'Put square brackets around the conditions: [ … , … ].'
          : `Remove what follows the end of the domain, or put it inside the brackets: "${this.excerpt()}".`,
        this.at,
      );
    }
    return node;
  }

  private readValue(place: Place): LiteralNode {
    const start = this.at;
    const first = this.text.charAt(start);
    if (first === '[') return this.readList(']', place);
    if (first === '(') return this.readList(')', place);
    if (first === '"' || first === "'") {
      return this.scalar(this.readString(first), start);
    }
    if (/[-+.\d]/.test(first)) return this.scalar(this.readNumber(), start);
    if (first === '{') throw new LiteralError('A domain holds no { }: write a list in [ ] instead.', start);
    const name = this.match(nameAt);
    if (name !== undefined) return this.readName(name, start, place);
    const operator = this.match(operatorAt);
    if (operator !== undefined) throw new LiteralError(`Put the operator in quotes: '${operator}'.`, start);
    if (first === '') throw new LiteralError('The domain ends too early: a value is missing here.', start);
    if ('&|!'.includes(first)) throw new LiteralError(`Put ${first} in quotes: '${first}'.`, start);
    if (first === ',') throw new LiteralError('A value is missing before this comma.', start);
    throw new LiteralError(`Unexpected "${first}": write a value, such as 'text', 42 or True.`, start);
  }

  private readName(name: string, start: number, place: Place): LiteralNode {
    const next = this.text.charAt(this.at);
    const isCall = next === '(';
    const constant = constants.get(name);
    if (constant !== undefined && !isCall) return this.scalar(constant, start);
    const prefixed = /^[rRuUbBfF]{1,2}$/.test(name) && (next === '"' || next === "'");
    if (prefixed) throw new LiteralError(`Remove the ${name} before the quote: write a plain string.`, start);
    if (!isCall && place === 'field')
      throw new LiteralError(`Put the field name in quotes: '${name}'.`, start);
    if (!isCall && place === 'operator') {
      throw new LiteralError(`Put the operator in quotes: '${name}'.`, start);
    }
    throw new LiteralError(
      `Write the value itself: names such as ${name}${isCall ? '()' : ''} are not known here.`,
      start,
    );
  }

  /** A list, a tuple, or a value in parentheses, which is that value: ('x') is 'x', ('x',) is a tuple. */
  private readList(close: ')' | ']', place: Place): LiteralNode {
    const start = this.at;
    const items: LiteralNode[] = [];
    let commas = 0;
    this.at++;
    if (++this.depth > deepest) throw new LiteralError('These brackets are nested too deeply.', start);
    for (;;) {
      this.skipBlank();
      if (this.text.charAt(this.at) === close) break;
      items.push(this.readValue(inside(place, items.length)));
      this.skipBlank();
      const next = this.text.charAt(this.at);
      if (next === ',') {
        this.at++;
        commas++;
      } else if (next !== close) throw this.unclosed(close, start);
    }
    this.at++;
    this.depth--;
    const [only] = items;
    if (close === ')' && only !== undefined && commas === 0) return only;
    return { kind: 'list', items, position: start, end: this.at };
  }

  private scalar(value: null | boolean | number | string, position: number): LiteralNode {
    return { kind: 'scalar', value, position, end: this.at };
  }

  private unclosed(close: string, start: number): LiteralError {
    const next = this.text.charAt(this.at);
    const open = this.text.charAt(start);
    if (next === '') return new LiteralError(`This ${open} is never closed: add ${close} at the end.`, start);
    if (next === ')' || next === ']') {
      return new LiteralError(`Write ${close} here: it closes the ${open} at position ${start}.`, this.at);
    }
    if (next === '(') {
      return new LiteralError('Put a comma before this bracket: the two values stand side by side.', this.at);
    }
    if ('+-*/%.'.includes(next)) {
      return new LiteralError(`Write the value itself: "${next}" cannot be calculated here.`, this.at);
    }
    return new LiteralError(`Put a comma before "${this.excerpt()}".`, this.at);
  }

  /** Integers stay exact: one a JSON number cannot hold is refused rather than rounded. */
  private readNumber(): number {
    const start = this.at;
    const sign = this.match(/[-+]+/y) ?? '';
    this.skipBlank();
    const digits = this.match(numberAt);
    const after = this.text.charAt(this.at);
    if (
      digits === undefined ||
      sign.length > 1 ||
      /[\p{L}\d_.]/u.test(after) ||
      /__|_\.|\._|_$/.test(digits)
    ) {
      throw new LiteralError('Write the number in digits, such as 42, -1 or 0.5.', start);
    }
    const plain = digits.replaceAll('_', '');
    if (/^0\d/.test(plain)) throw new LiteralError('Write the number without leading zeros.', start);
    const value = Number(plain);
    if (!Number.isFinite(value) || (/^\d+$/.test(plain) && !Number.isSafeInteger(value))) {
      throw new LiteralError('This number is too large to be sent exactly.', start);
    }
    return sign === '-' && value !== 0 ? -value : value;
  }

  private readString(quote: string): string {
    const start = this.at;
    let value = '';
    this.at++;
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char === quote) break;
      if (char === '' || char === '\n') {
        throw new LiteralError(`This string is never closed: add ${quote} at its end.`, start);
      }
      this.at++;
      value += char === '\\' ? this.readEscape(quote) : char;
    }
    this.at++;
    return value;
  }

  private readEscape(quote: string): string {
    const start = this.at - 1;
    const letter = this.text.charAt(this.at);
    this.at++;
    const short = shortEscapes.get(letter);
    if (short !== undefined) return short;
    // JSON writes a slash as \/; JSON has double quotes only, and in Python the backslash would stay.
    if (letter === '/' && quote === '"') return '/';
    if (letter === 'x') return this.readCode(/[\da-fA-F]{2}/y, 16, start);
    if (letter === 'u') return this.readCode(/[\da-fA-F]{4}/y, 16, start);
    if (letter === 'U') return this.readCode(/[\da-fA-F]{8}/y, 16, start);
    if (letter === 'N') throw new LiteralError('Write the character itself instead of \\N{…}.', start);
    if (/[0-7]/.test(letter)) {
      this.at--;
      return this.readCode(/[0-7]{1,3}/y, 8, start);
    }
    return `\\${letter}`;
  }

  private readCode(digits: RegExp, base: number, start: number): string {
    const found = this.match(digits);
    const code = found === undefined ? Number.NaN : Number.parseInt(found, base);
    if (!(code <= 0x10ffff)) {
      throw new LiteralError('This backslash code is not complete; write \\\\ for a backslash.', start);
    }
    return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skipBlank(): void {
    this.match(/(?:[\s\uFEFF]+|#[^\n]*|\\\r?\n)*/y);
  }

  private excerpt(): string {
    const [line = ''] = this.text.slice(this.at).split('\n', 1);
    return line.length > 20 ? `${line.slice(0, 20)}…` : line;
  }
}

function inside(place: Place, index: number): Place {
  if (place === 'top') return 'condition';
  if (place !== 'condition') return 'value';
  return index === 0 ? 'field' : index === 1 ? 'operator' : 'value';
}

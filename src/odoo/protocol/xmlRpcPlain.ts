import type { Json } from '../../model/json';
import { readScalar } from './xmlRpcScalars';
import { copied, plainEnd, type XmlCursor } from './xmlRpcText';

const letter = { b: 98, d: 100, i: 105, n: 110, s: 115 } as const;
const minus = 45;
const zero = 48;
const lessThan = 60;
/** More characters than Python writes of any float. */
const longestDouble = 40;

/**
 * Takes what follows a `<value>`, up to and with its `</value>`, where it is a scalar written as Python's xmlrpc.client writes it, with
 * nothing in it that needs a closer look. Undefined, and nothing taken, where anything is unlike: then it is read tag by tag.
 */
export function readPlainScalar(cursor: XmlCursor): Json | undefined {
  const { xml, at } = cursor;
  if (xml.charCodeAt(at) !== lessThan) return undefined;
  switch (xml.charCodeAt(at + 1)) {
    case letter.s:
      return xml.startsWith('<string>', at) ? readText(cursor, at + 8) : undefined;
    case letter.i:
      return xml.startsWith('<int>', at) ? readInteger(cursor, at + 5) : undefined;
    case letter.b:
      return xml.startsWith('<boolean>', at) ? readBoolean(cursor, at + 9) : undefined;
    case letter.d:
      return xml.startsWith('<double>', at) ? readDouble(cursor, at + 8) : undefined;
    case letter.n:
      return taken(cursor, null, at, '<nil/></value>');
    default:
      return undefined;
  }
}

function readText(cursor: XmlCursor, start: number): string | undefined {
  const end = plainEnd(cursor.xml, start, cursor.stop);
  if (!cursor.xml.startsWith('</string></value>', end)) return undefined;
  cursor.at = end + 17;
  return copied(cursor.xml, start, end);
}

/** Up to fifteen digits, which a number holds exactly. */
function readInteger(cursor: XmlCursor, start: number): number | undefined {
  const { xml } = cursor;
  const negative = xml.charCodeAt(start) === minus;
  const first = negative ? start + 1 : start;
  let at = first;
  let value = 0;
  for (let code = xml.charCodeAt(at); code >= zero && code <= zero + 9; code = xml.charCodeAt(++at)) {
    if (at - first >= 15) return undefined;
    value = value * 10 + code - zero;
  }
  if (at === first) return undefined;
  return taken(cursor, negative && value !== 0 ? -value : value, at, '</int></value>');
}

function readBoolean(cursor: XmlCursor, start: number): boolean | undefined {
  const digit = cursor.xml.charCodeAt(start) - zero;
  return digit === 0 || digit === 1 ? taken(cursor, digit === 1, start + 1, '</boolean></value>') : undefined;
}

function readDouble(cursor: XmlCursor, start: number): number | string | undefined {
  const end = plainEnd(cursor.xml, start, start + longestDouble);
  const value = readScalar('double', cursor.xml.slice(start, end));
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return taken(cursor, value, end, '</double></value>');
}

/** The value, if it ends in these tags; they are taken too. */
function taken<T>(cursor: XmlCursor, value: T, at: number, tags: string): T | undefined {
  if (!cursor.xml.startsWith(tags, at)) return undefined;
  cursor.at = at + tags.length;
  return value;
}

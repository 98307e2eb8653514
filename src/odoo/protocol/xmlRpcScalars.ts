import type { Json } from '../../model/json';

/** Python refuses to read longer integers, and writes no longer number of any kind. */
const longestNumber = 4300;

const integer = /^([+-]?)0*(\d+)$/;
const double = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const notFinite = /^(?:nan|[+-]?inf)$/i;
const date = /^-?\d{4,9}-?\d\d-?\d\d(?:T\d\d(?::?\d\d){0,2}(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** The types that hold text and no other tag. */
const scalarTypes = new Set([
  'string',
  'int',
  'i4',
  'i8',
  'ex:i8',
  'boolean',
  'double',
  'dateTime.iso8601',
  'base64',
  'nil',
  'ex:nil',
]);

export function isScalarType(name: string): boolean {
  return scalarTypes.has(name);
}

/**
 * The value that a type's text stands for; undefined when it stands for none. An integer that a JSON number would round stays its
 * digits, as a string. Dates stay as they were sent, and base64 stays base64 without its line breaks: that is how JSON carries them.
 */
export function readScalar(type: string, text: string): Json | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'base64':
      return /^[A-Za-z\d+/=\s]*$/.test(text) ? text.replace(/\s+/g, '') : undefined;
    case 'nil':
    case 'ex:nil':
      return text.trim() === '' ? null : undefined;
  }
  if (text.length > longestNumber) return undefined;
  switch (type) {
    case 'boolean':
      return text === '1' ? true : text === '0' ? false : undefined;
    case 'dateTime.iso8601': {
      const written = text.trim();
      return date.test(written) ? written : undefined;
    }
    case 'double':
      return readDouble(text.trim());
    default:
      return readInteger(text.trim());
  }
}

function readInteger(text: string): number | string | undefined {
  const [, sign = '', digits] = integer.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) return (sign === '-' ? '-' : '') + digits;
  return sign === '-' && value !== 0 ? -value : value;
}

/** Python writes nan and inf for floats that JSON has no sign for: they stay these words. */
function readDouble(text: string): number | string | undefined {
  if (notFinite.test(text)) return text;
  const value = double.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

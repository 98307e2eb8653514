import type { Json } from '../model/json';
import { takesDomain } from './operators';

export type DomainSyntax = 'python' | 'json';

/** A domain longer than this is written with one term on each line. */
const lineLength = 80;

/** How a text is written beyond its syntax; JSON leaves no choice. */
export interface PrintStyle {
  syntax: DomainSyntax;
  /** The quote strings are put in, as long as they hold none themselves. */
  quote: "'" | '"';
  /** Conditions in Python: `tuple` is (…), `list` is […]. */
  conditions: 'tuple' | 'list';
}

export function usualStyle(syntax: DomainSyntax): PrintStyle {
  return {
    syntax,
    quote: syntax === 'python' ? "'" : '"',
    conditions: syntax === 'python' ? 'tuple' : 'list',
  };
}

/** The domain as text that parseDomain reads back to the same list. Conditions are tuples in Python, lists in JSON. */
export function printDomain(
  domain: readonly Json[],
  syntax: DomainSyntax,
  style: PrintStyle = usualStyle(syntax),
): string {
  const terms = domain.map((term) => printTerm(term, style));
  const line = `[${terms.join(', ')}]`;
  if (line.length <= lineLength || terms.length === 0) return line;
  return `[\n${terms.map((term) => `  ${term}`).join(',\n')}${syntax === 'python' ? ',' : ''}\n]`;
}

/** One term of a domain: a condition or a prefix operator. */
export function printTerm(term: Json, style: PrintStyle): string {
  if (!Array.isArray(term)) return printValue(term, style);
  const [, operator, value] = term;
  const parts = term.map((part) => printValue(part, style));
  if (typeof operator === 'string' && takesDomain(operator) && Array.isArray(value)) {
    parts[2] = `[${value.map((inner) => printTerm(inner, style)).join(', ')}]`;
  }
  if (style.syntax === 'json' || style.conditions === 'list') return `[${parts.join(', ')}]`;
  return parts.length === 1 ? `(${parts.join('')},)` : `(${parts.join(', ')})`;
}

/** A value as the syntax writes it; a list is always in square brackets. */
export function printValue(value: Json, style: PrintStyle): string {
  const { syntax } = style;
  if (value === null) return syntax === 'python' ? 'None' : 'null';
  if (typeof value === 'boolean') {
    return syntax === 'json' ? String(value) : value ? 'True' : 'False';
  }
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'string') {
    return syntax === 'python' ? printPythonString(value, style.quote) : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => printValue(item, style)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${printValue(key, style)}: ${printValue(item, style)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** Beyond 2^53 only a float is honest: its digits as an integer would claim an exactness it does not have. */
function printNumber(value: number): string {
  const text = String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

function printPythonString(text: string, usual: "'" | '"'): string {
  const other = usual === "'" ? '"' : "'";
  const quote = text.includes(usual) && !text.includes(other) ? other : usual;
  let printed = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote || char === '\\') printed += `\\${char}`;
    else if (char === '\n') printed += '\\n';
    else if (char === '\t') printed += '\\t';
    else if (char === '\r') printed += '\\r';
    else if (code < 0x20 || code === 0x7f) printed += `\\x${code.toString(16).padStart(2, '0')}`;
    // Half a surrogate pair cannot be written to a file as it is.
    else if (code >= 0xd800 && code <= 0xdfff) printed += `\\u${code.toString(16)}`;
    else printed += char;
  }
  return `${quote}${printed}${quote}`;
}

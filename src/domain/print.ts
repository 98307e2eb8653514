import type { Json } from '../model/json';
import { takesDomain } from './operators';

export type DomainSyntax = 'python' | 'json';

/** A domain longer than this is written with one term on each line. */
const lineLength = 80;

/** The domain as text that parseDomain reads back to the same list. Conditions are tuples in Python, lists in JSON. */
export function printDomain(domain: readonly Json[], syntax: DomainSyntax): string {
  const terms = domain.map((term) => printTerm(term, syntax));
  const line = `[${terms.join(', ')}]`;
  if (line.length <= lineLength || terms.length === 0) return line;
  return `[\n${terms.map((term) => `  ${term}`).join(',\n')}${syntax === 'python' ? ',' : ''}\n]`;
}

function printTerm(term: Json, syntax: DomainSyntax): string {
  if (!Array.isArray(term)) return printValue(term, syntax);
  const [, operator, value] = term;
  const parts = term.map((part) => printValue(part, syntax));
  if (typeof operator === 'string' && takesDomain(operator) && Array.isArray(value)) {
    parts[2] = `[${value.map((inner) => printTerm(inner, syntax)).join(', ')}]`;
  }
  if (syntax === 'json') return `[${parts.join(', ')}]`;
  return parts.length === 1 ? `(${parts.join('')},)` : `(${parts.join(', ')})`;
}

function printValue(value: Json, syntax: DomainSyntax): string {
  if (value === null) return syntax === 'python' ? 'None' : 'null';
  if (typeof value === 'boolean') {
    return syntax === 'json' ? String(value) : value ? 'True' : 'False';
  }
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'string')
    return syntax === 'python' ? printPythonString(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => printValue(item, syntax)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${printValue(key, syntax)}: ${printValue(item, syntax)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** Beyond 2^53 only a float is honest: its digits as an integer would claim an exactness it does not have. */
function printNumber(value: number): string {
  const text = String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

function printPythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
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

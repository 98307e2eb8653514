import { dumpFloat, Float, isDict } from './values';
import type { Value } from './values';

/** A value as Python's repr() shows it; Odoo's error messages quote values so. */
export function repr(value: Value | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : dumpFloat(value);
  if (value instanceof Float) return dumpFloat(value.value);
  if (typeof value === 'string') return reprText(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${reprText(key)}: ${repr(item)}`);
  return `{${entries.join(', ')}}`;
}

export function reprTuple(values: Value[]): string {
  return `(${values.map(repr).join(', ')}${values.length === 1 ? ',' : ''})`;
}

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
}

/** The name of a value's Python type, for messages such as "'int' object is not iterable". */
export function typeName(value: Value | undefined): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  if (Array.isArray(value)) return 'list';
  return isDict(value) ? 'dict' : 'float';
}

/** str(): what Odoo does with a value that is written to a text field. */
export function str(value: Value): string {
  return typeof value === 'string' ? value : repr(value);
}

/** "'a', 'b', and 'c'": how Python lists missing arguments. */
export function quotedList(names: string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length < 3) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`;
}

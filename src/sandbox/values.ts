/** A Python float: told apart from an int, because XML-RPC and Python's JSON write 100.0 and 100 differently. */
export class Float {
  constructor(readonly value: number) {}
}

/** What a method takes and gives: JSON's values, and floats. */
export type Value = null | boolean | number | string | Float | Value[] | Dict;
export interface Dict {
  [key: string]: Value;
}

export function isDict(value: Value | undefined): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/** What `if not value` asks in Python. */
export function isFalsy(value: Value | undefined): boolean {
  if (value instanceof Float) return value.value === 0;
  if (Array.isArray(value)) return value.length === 0;
  if (isDict(value)) return Object.keys(value).length === 0;
  return !value;
}

/** JSON as Python's json.dumps writes it: spaces after commas and colons, letters unescaped (Odoo 19, odoo/http.py make_json_response). */
export function dumpJson(value: Value): string {
  if (value instanceof Float) return dumpFloat(value.value);
  if (Array.isArray(value)) return `[${value.map(dumpJson).join(', ')}]`;
  if (isDict(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${dumpJson(item)}`);
    return `{${entries.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** A float as Python's repr writes it: 1.0, 0.5, 1e-07. */
export function dumpFloat(value: number): string {
  const text = String(value);
  if (Number.isInteger(value) && !text.includes('e')) return `${text}.0`;
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

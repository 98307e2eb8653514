import { isHeaderName, isHeaderValue } from '../model/header';
import { isJsonObject } from '../model/json';
import type { Json } from '../model/json';
import { readJson } from './strictJson';
import type { JsonMistake } from './strictJson';

/* Names and values as a person writes them for a query or for headers: a JSON object, or one pair on each line. */

export type Pairs = Record<string, string>;
export type ReadPairs =
  { ok: true; pairs: Pairs } | { ok: false; reason: string } | { ok: false; mistake: JsonMistake };

/** How one kind of pairs is written. */
export interface PairStyle {
  /** Between a name and its value. */
  sign: '=' | ':';
  /** For the words about a mistake: "limit=10". */
  example: string;
  /** Whether names are the same whatever their case. */
  caseless: boolean;
  /** What is wrong with one pair, as a sentence; undefined where nothing is. */
  check?: (name: string, value: string) => string | undefined;
}

export const queryStyle: PairStyle = { sign: '=', example: 'limit=10', caseless: false };
export const headerStyle: PairStyle = {
  sign: ':',
  example: 'Accept-Language: fr',
  caseless: true,
  check(name, value) {
    if (!isHeaderName(name))
      return `“${name}” cannot be the name of a header: use letters, digits and hyphens.`;
    if (!isHeaderValue(value)) {
      return `The header ${name} has a character that headers cannot carry.`;
    }
    return undefined;
  },
};

/**
 * Reads pairs. Spaces around a name and a value on a line are left out; a value that needs them is written in JSON. A value in JSON that
 * is a list or an object is sent as its JSON.
 */
export function readPairs(text: string, style: PairStyle): ReadPairs {
  if (text.trim().startsWith('{')) {
    const read = readJson(text);
    if (!read.ok) return { ok: false, mistake: read.mistake };
    if (!isJsonObject(read.value)) return { ok: false, reason: 'Write an object: {"name": "value"}.' };
    return collect(
      Object.entries(read.value).map(([name, value]) => [name, asText(value)]),
      style,
    );
  }
  const pairs: [string, string][] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf(style.sign);
    if (at < 0) {
      return { ok: false, reason: `Line ${index + 1} has no “${style.sign}”: write it as ${style.example}.` };
    }
    pairs.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
  }
  return collect(pairs, style);
}

function collect(pairs: [string, string][], style: PairStyle): ReadPairs {
  const seen = new Set<string>();
  for (const [name, value] of pairs) {
    if (name === '') return { ok: false, reason: `A name is missing before “${style.sign}${value}”.` };
    const key = style.caseless ? name.toLowerCase() : name;
    if (seen.has(key)) return { ok: false, reason: `“${name}” is there twice: keep one of them.` };
    seen.add(key);
    const wrong = style.check?.(name, value);
    if (wrong !== undefined) return { ok: false, reason: wrong };
  }
  return { ok: true, pairs: Object.fromEntries(pairs) };
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Pairs as text that readPairs() gives back: lines where they can carry it, else JSON. */
export function writePairs(pairs: Pairs | undefined, style: PairStyle): string {
  const entries = Object.entries(pairs ?? {});
  const plain = entries.every(
    ([name, value]) =>
      name === name.trim() &&
      value === value.trim() &&
      !name.includes(style.sign) &&
      !/[\r\n]/.test(name + value),
  );
  if (!plain || entries[0]?.[0].startsWith('{')) return JSON.stringify(pairs, null, 2);
  const sign = style.sign === ':' ? ': ' : '=';
  return entries.map(([name, value]) => `${name}${sign}${value}`.trimEnd()).join('\n');
}

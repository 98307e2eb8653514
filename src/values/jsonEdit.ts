import type { Json } from '../model/json';
import {
  nodeAt,
  readTree,
  type JsonListNode,
  type JsonNode,
  type JsonObjectNode,
  type JsonPath,
} from './jsonTree';

/**
 * Sets a value of a JSON text, and touches no other character: formatting, the order of keys and the digits of numbers stay. What
 * the path leads through is made where it is missing. An empty text counts as an empty object.
 *
 * @param path keys and indexes; the index behind a list's last adds an item
 * @param written the new value as JSON
 * @returns the whole new text; the old one where it is no JSON, or the path leads through what is no object or list
 */
export function setAt(text: string, path: JsonPath, written: string): string {
  if (path.length === 0) return replaceWhole(text, written);
  const source = text.trim() === '' ? (typeof path[0] === 'number' ? '[]' : '{}') : text;
  const tree = readTree(source);
  if (!tree.ok) return text;
  const present = nodeAt(tree.root, path);
  if (present) return splice(source, present.from, present.to, written);
  const step = path.at(-1) ?? '';
  const above = path.slice(0, -1);
  const holder = nodeAt(tree.root, above);
  if (!holder) {
    if (typeof step === 'number' && step > 0) return text;
    const made = typeof step === 'number' ? `[${written}]` : `{${JSON.stringify(step)}: ${written}}`;
    return setAt(text, above, made);
  }
  if (holder.kind === 'object' && typeof step === 'string') {
    return insert(source, holder, `${JSON.stringify(step)}: ${written}`);
  }
  if (holder.kind === 'list' && step === holder.items.length) return insert(source, holder, written);
  return text;
}

/** Takes away a key with its value, or an item of a list, and the comma that goes with it. */
export function removeAt(text: string, path: JsonPath): string {
  const tree = readTree(text);
  const step = path.at(-1);
  if (!tree.ok || step === undefined) return text;
  const holder = nodeAt(tree.root, path.slice(0, -1));
  if (holder === undefined) return text;
  const parts = partsOf(holder);
  const index =
    typeof step === 'number'
      ? step
      : holder.kind === 'object'
        ? holder.members.findLastIndex((member) => member.key === step)
        : -1;
  const part = parts[index];
  if (!part) return text;
  const [before, after] = [parts[index - 1], parts[index + 1]];
  if (before) return splice(text, before.to, part.to, '');
  if (after) return splice(text, part.from, after.from, '');
  return splice(text, holder.from + 1, holder.to - 1, '');
}

/** Any value as JSON on one line, with the spaces that people put: `[[6, 0, [1, 2]]]`. */
export function writeJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${writeJson(each)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** A text as a number of JSON where it is one, its digits as they are typed; undefined for anything else. */
export function numberAsTyped(typed: string): string | undefined {
  const text = typed.trim();
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? text : undefined;
}

function partsOf(holder: JsonNode): { from: number; to: number }[] {
  switch (holder.kind) {
    case 'object':
      return holder.members.map(({ keyFrom, value }) => ({ from: keyFrom, to: value.to }));
    case 'list':
      return holder.items;
    case 'text':
    case 'number':
    case 'word':
      return [];
  }
}

/** Adds the last member or item, laid out as its neighbours are. */
function insert(text: string, holder: JsonObjectNode | JsonListNode, written: string): string {
  const last = partsOf(holder).at(-1);
  if (last) return splice(text, last.to, last.to, `,${gapBefore(text, holder) || ' '}${written}`);
  // Only the outermost object takes lines of its own: that is what a person goes on writing in.
  const isOutermost = text.slice(0, holder.from).trim() === '' && holder.kind === 'object';
  return splice(text, holder.from + 1, holder.to - 1, isOutermost ? `\n  ${written}\n` : written);
}

/** The white space between the last item and the comma before it; before the first item where there is no other. */
function gapBefore(text: string, holder: JsonNode): string {
  const parts = partsOf(holder);
  const last = parts.at(-1);
  if (!last) return '';
  const start = parts.at(-2)?.to ?? holder.from + 1;
  return /\s*$/.exec(text.slice(start, last.from))?.[0] ?? '';
}

function replaceWhole(text: string, written: string): string {
  const tree = readTree(text);
  return tree.ok ? splice(text, tree.root.from, tree.root.to, written) : written;
}

function splice(text: string, from: number, to: number, written: string): string {
  return text.slice(0, from) + written + text.slice(to);
}

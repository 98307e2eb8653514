import type { Json } from '../model/json';
import { LiteralError, readLiteral } from './literal';

/** What stands between two commas, from after the one to before the other; nothing yet where it is still to be typed. */
export interface LooseSlot {
  from: number;
  to: number;
  node?: LooseNode;
}

/** `value` is undefined where the text cannot be read as one. */
export interface LooseScalar {
  kind: 'scalar';
  from: number;
  to: number;
  value: Json | undefined;
}

/** `from` and `to` take in parentheses that only group; `open` is after the bracket, `close` before the one that closes it. */
export interface LooseList {
  kind: 'list';
  from: number;
  to: number;
  open: number;
  close: number;
  slots: LooseSlot[];
}

export type LooseNode = LooseScalar | LooseList;

interface Open {
  bracket: string;
  list: LooseList;
  commas: number;
}

const bareAt = /(?:[-+]\s+(?=[\d.]))?[^\s\uFEFF[\](),'"#\\]+/y;
const blankAt = /(?:[\s\uFEFF]+|#[^\n]*|\\\r?\n)+/y;
const stringAt = /'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?/y;

/**
 * Reads as much of a text as there is, for marking and completing it while it is typed: a bracket that is never closed ends with the text, what
 * cannot be read has no value. `kept`: parentheses around one value are a list of one, which a condition is while it is being typed. Where readLiteral reads the text, both see the same values in the same places.
 */
export function readLoosely(
  text: string,
  parentheses: 'grouping' | 'kept' = 'grouping',
): LooseNode | undefined {
  const root: LooseList = { kind: 'list', from: 0, to: text.length, open: 0, close: text.length, slots: [] };
  const stack: Open[] = [{ bracket: '', list: root, commas: 0 }];
  root.slots.push({ from: 0, to: text.length });
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const top = stack.at(-1);
    if (!top) break;
    const char = text.charAt(at);
    const blank = match(blankAt);
    if (blank) {
      at += blank.length;
    } else if (char === '[' || char === '(') {
      const list: LooseList = {
        kind: 'list',
        from: at,
        to: text.length,
        open: at + 1,
        close: text.length,
        slots: [],
      };
      list.slots.push({ from: at + 1, to: text.length });
      place(top, list);
      stack.push({ bracket: char, list, commas: 0 });
      at++;
    } else if (char === ']' || char === ')') {
      close(stack, char, at, parentheses === 'grouping');
      at++;
    } else if (char === ',') {
      const slot = top.list.slots.at(-1);
      if (slot) slot.to = at;
      top.list.slots.push({ from: at + 1, to: text.length });
      top.commas++;
      at++;
    } else {
      const token = match(stringAt) ?? match(bareAt) ?? char;
      place(top, { kind: 'scalar', from: at, to: at + token.length, value: valueOf(token) });
      at += token.length;
    }
  }
  return root.slots[0]?.node;
}

/** A node's value; undefined where any of it is missing. */
export function jsonOf(node: LooseNode): Json | undefined {
  if (node.kind === 'scalar') return node.value;
  const items: Json[] = [];
  for (const slot of node.slots) {
    if (!slot.node) continue;
    const item = jsonOf(slot.node);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** Two values side by side, where a comma was forgotten, are two slots. */
function place(top: Open, node: LooseNode): void {
  const slot = top.list.slots.at(-1);
  if (!slot) return;
  if (!slot.node) {
    slot.node = node;
    return;
  }
  slot.to = slot.node.to;
  top.list.slots.push({ from: node.from, to: top.list.close, node });
}

/** Closes the nearest bracket of that kind and those in it that were forgotten; one that closes nothing is passed over. */
function close(stack: Open[], char: string, at: number, grouping: boolean): void {
  const bracket = char === ']' ? '[' : '(';
  const index = stack.findLastIndex((open) => open.bracket === bracket);
  if (index < 1) return;
  while (stack.length > index) {
    const done = stack.pop();
    if (!done) return;
    const last = stack.length === index;
    done.list.close = at;
    done.list.to = last ? at + 1 : at;
    const slot = done.list.slots.at(-1);
    if (slot) slot.to = at;
    const outside = stack.at(-1)?.list.slots.at(-1);
    const only = done.list.slots[0]?.node;
    // ('x') is 'x', as in Python.
    if (
      grouping &&
      last &&
      bracket === '(' &&
      done.commas === 0 &&
      only &&
      done.list.slots.length === 1 &&
      outside
    ) {
      outside.node = { ...only, from: done.list.from, to: done.list.to };
    }
  }
}

function valueOf(token: string): Json | undefined {
  try {
    const node = readLiteral(token);
    return node?.kind === 'scalar' ? node.value : undefined;
  } catch (error) {
    if (error instanceof LiteralError) return undefined;
    throw error;
  }
}

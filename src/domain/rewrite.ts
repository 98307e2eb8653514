import type { Json } from '../model/json';
import { align, type Aligned } from './align';
import { jsonOf, type LooseList, type LooseNode } from './loose';
import { takesDomain } from './operators';
import { printTerm, printValue, type PrintStyle } from './print';

/** The text that is rewritten, and how what is new in it is written. */
interface Source {
  text: string;
  style: PrintStyle;
}

/** A piece of the list that is to be: its text, and which of the items that were it is or replaces. */
interface Piece {
  text: string;
  old?: number;
}

/**
 * A list's text, brackets included, with other items in it. Items that stay keep their text and what stands after them: comments, line breaks,
 * blanks. `terms`: the list is a domain; `values`: the value of a condition.
 */
export function rewriteList(
  source: Source,
  list: LooseList,
  wanted: readonly Json[],
  kind: 'terms' | 'values',
): string {
  const { text } = source;
  const nodes = list.slots.flatMap(({ node }) => (node ? [node] : []));
  const before = text.slice(list.from, list.open);
  const after = text.slice(list.close, list.to);
  const print = (item: Json): string =>
    kind === 'terms' ? printTerm(item, source.style) : printValue(item, source.style);
  if (nodes.length === 0)
    return before + insideEmpty(text.slice(list.open, list.close), wanted.map(print)) + after;
  if (wanted.length === 0) return before + after;
  const old = nodes.map((node) => jsonOf(node) ?? null);
  const rows = align(old, wanted, [conditionKey, keyOf, aboutOf, sortOf]);
  const pieces = rows.flatMap((row) => piece(source, nodes, old, wanted, row, kind, print));
  return before + joined(gapsOf(text, list, nodes), pieces, before.endsWith('(')) + after;
}

function insideEmpty(inside: string, printed: readonly string[]): string {
  if (inside.trim() === '') return printed.join(', ');
  return `${inside.trimEnd()}\n  ${printed.join(',\n  ')}\n`;
}

/** Conditions find each other before the prefix operators do, of which any is like any other. */
function conditionKey(item: Json): string | undefined {
  return Array.isArray(item) ? JSON.stringify(item) : undefined;
}

function keyOf(item: Json): string {
  return JSON.stringify(item);
}

/** What a condition is about, so that the one that replaces it is found. */
function aboutOf(item: Json): string {
  return Array.isArray(item) && item.length > 0 ? JSON.stringify(item[0]) : JSON.stringify(item);
}

function sortOf(item: Json): string {
  return Array.isArray(item) ? 'list' : typeof item === 'string' && item.length === 1 ? 'sign' : 'value';
}

function piece(
  source: Source,
  nodes: readonly LooseNode[],
  old: readonly Json[],
  wanted: readonly Json[],
  row: Aligned,
  kind: 'terms' | 'values',
  print: (item: Json) => string,
): Piece[] {
  const item = row.wanted === undefined ? undefined : wanted[row.wanted];
  if (item === undefined) return [];
  const node = row.old === undefined ? undefined : nodes[row.old];
  if (!node || row.old === undefined) return [{ text: print(item) }];
  if (JSON.stringify(old[row.old]) === JSON.stringify(item)) {
    return [{ text: source.text.slice(node.from, node.to), old: row.old }];
  }
  const text =
    kind === 'terms' && node.kind === 'list' && Array.isArray(item)
      ? rewriteCondition(source, node, item)
      : rewriteValue(source, node, item);
  return [{ text, old: row.old }];
}

/** A condition of which only the parts that differ are written anew. */
function rewriteCondition(source: Source, list: LooseList, wanted: readonly Json[]): string {
  const [field, operator, value] = list.slots.map(({ node }) => node);
  const [name, sign, right] = wanted;
  if (!field || !operator || !value || name === undefined || sign === undefined || right === undefined) {
    return printTerm([...wanted], source.style);
  }
  const { text } = source;
  const asDomain =
    typeof sign === 'string' && takesDomain(sign) && value.kind === 'list' && Array.isArray(right);
  return [
    text.slice(list.from, field.from),
    rewriteValue(source, field, name),
    text.slice(field.to, operator.from),
    rewriteValue(source, operator, sign),
    text.slice(operator.to, value.from),
    asDomain ? rewriteList(source, value, right, 'terms') : rewriteValue(source, value, right),
    text.slice(value.to, list.to),
  ].join('');
}

function rewriteValue(source: Source, node: LooseNode, wanted: Json): string {
  const text = source.text.slice(node.from, node.to);
  if (JSON.stringify(jsonOf(node)) === JSON.stringify(wanted)) return text;
  if (node.kind === 'list' && Array.isArray(wanted)) return rewriteList(source, node, wanted, 'values');
  const [first] = text;
  const quote = first === "'" || first === '"' ? first : source.style.quote;
  return printValue(wanted, { ...source.style, quote });
}

/** What stands around a list's items: before the first, after each, and before the closing bracket. */
interface Gaps {
  head: string;
  between: string[];
  tail: string;
}

function gapsOf(text: string, list: LooseList, nodes: readonly LooseNode[]): Gaps {
  const starts = nodes.map(({ from }) => from);
  const ends = nodes.map(({ to }) => to);
  return {
    head: text.slice(list.open, starts[0]),
    between: ends.slice(0, -1).map((end, index) => text.slice(end, starts[index + 1])),
    tail: text.slice(ends.at(-1), list.close),
  };
}

function joined(gaps: Gaps, pieces: readonly Piece[], parentheses: boolean): string {
  const fresh = freshSeparator(gaps);
  const count = gaps.between.length + 1;
  let { tail } = gaps;
  let text = gaps.head;
  for (const [index, { text: own, old }] of pieces.entries()) {
    text += own;
    const next = pieces[index + 1];
    if (next) {
      if (old === undefined) text += isSign(own) ? ', ' : fresh;
      else if (old < count - 1) text += separatorAfter(gaps, old, next.old ?? old + 1);
      else [text, tail] = beforeMore(text, tail, fresh);
    } else if (old !== undefined && old < count - 1) {
      [text, tail] = asLast(text, gaps.between[old] ?? '', tail);
    }
  }
  // (1) is 1: a tuple of one has its comma.
  if (parentheses && pieces.length === 1 && !tail.trimStart().startsWith(',')) tail = `,${tail}`;
  return text + tail;
}

/** A prefix operator stays on the line of what it stands before. */
function isSign(text: string): boolean {
  return /^['"][&|!]['"]$/.test(text);
}

/** As the list separates its own items: a line break where it has one. */
function freshSeparator({ head, between }: Gaps): string {
  const plain = between.filter((gap) => /^,\s*$/.test(gap));
  const broken = plain.find((gap) => gap.includes('\n'));
  if (broken !== undefined) return broken;
  const indent = [head, ...between]
    .map((gap) => /\n([ \t]*)$/.exec(gap)?.[1])
    .find((found) => found !== undefined);
  if (indent !== undefined) return `,\n${indent}`;
  return plain[0] ?? ', ';
}

/** What stood after an item, and the lines of comments after those that are gone up to the next one. */
function separatorAfter({ between }: Gaps, old: number, next: number): string {
  let separator = between[old] ?? ', ';
  for (let removed = old + 1; removed < next; removed++) {
    const lines = /\n([^]*#[^]*)$/.exec(between[removed] ?? '')?.[1];
    if (lines !== undefined) separator += lines.trimStart();
  }
  return separator;
}

/** The text and the end of the list when something is to follow its last item, whose comment stays beside it. */
function beforeMore(text: string, tail: string, fresh: string): [string, string] {
  if (!tail.includes('#')) return [text + fresh, tail];
  const comma = /^\s*,/.exec(tail)?.[0];
  const rest = tail.slice(comma?.length ?? 0);
  const comment = rest.trimEnd();
  const line = /\n[ \t]*$/.exec(fresh)?.[0] ?? '\n';
  return [`${text},${comment}${line}`, (comma === undefined ? '' : ',') + rest.slice(comment.length)];
}

/** The text and the end of the list when an item becomes its last: its comment stays, the one of what was last goes. */
function asLast(text: string, gap: string, tail: string): [string, string] {
  const end = tail.replace(/^([^\n#]*?)[ \t]*#[^\n]*/, '$1');
  if (!gap.includes('#')) return [text, end];
  const line = /\n[ \t]*$/.exec(end)?.[0] ?? '\n';
  return [text + gap.trimEnd(), line];
}

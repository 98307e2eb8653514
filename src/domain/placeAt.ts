import type { Span } from './describe';
import { readLoosely, type LooseList, type LooseNode } from './loose';
import { isPrefixOperator, takesDomain } from './operators';

/** Where in a domain the caret stands, so that what fits there can be offered. */
export interface TypingPlace extends Span {
  /** `term`: where a condition or one of &, | and ! may begin. */
  part: 'term' | 'field' | 'operator' | 'value';
  /** The quote around what is typed, when there is one; `from` and `to` are then inside of it. */
  quote?: "'" | '"';
  /** What is typed up to the caret, without its quote. */
  typed: string;
  /** The fields of the `any` conditions around it, outermost first. */
  within: string[];
  /** Of the condition that the caret is in, as far as they are typed. */
  field?: string;
  operator?: string;
  /** The value is one of a list: ('state', 'in', ['draft', …]). */
  inList: boolean;
}

/** The place a caret stands at, or undefined where nothing of a domain is typed: outside its brackets. */
export function placeAt(text: string, position: number): TypingPlace | undefined {
  const root = readLoosely(text, 'kept');
  if (root?.kind !== 'list' || position < root.open || position > root.close) return undefined;
  return inTerms(text, root, position, []);
}

function inTerms(text: string, list: LooseList, at: number, within: string[]): TypingPlace | undefined {
  const node = nodeAt(list, at);
  if (node?.kind === 'list' && inside(node, at)) return inCondition(text, node, at, within);
  if (node?.kind === 'list') return undefined;
  return { part: 'term', ...typedAt(text, node, at), within, inList: false };
}

function inCondition(text: string, list: LooseList, at: number, within: string[]): TypingPlace | undefined {
  const index = list.slots.findLastIndex((slot) => slot.from <= at);
  const [field, operator] = list.slots.map(({ node }) => textOf(node));
  const node = nodeAt(list, at);
  const known = {
    ...(field === undefined ? {} : { field }),
    ...(operator === undefined ? {} : { operator }),
  };
  if (index === 0 || index === 1) {
    if (node?.kind === 'list') return undefined;
    const typed = typedAt(text, node, at);
    // While its closing quote is missing, a field's string runs into the next one: a name ends where it can go no further.
    const name = /^[\w.]*/.exec(text.slice(at, typed.to))?.[0] ?? '';
    return {
      part: index === 0 ? 'field' : 'operator',
      ...typed,
      ...(index === 0 ? { to: at + name.length } : {}),
      within,
      ...known,
      inList: false,
    };
  }
  if (index !== 2) return undefined;
  if (node?.kind !== 'list' || !inside(node, at)) {
    if (node?.kind === 'list') return undefined;
    return { part: 'value', ...typedAt(text, node, at), within, ...known, inList: false };
  }
  if (operator !== undefined && takesDomain(operator))
    return inTerms(text, node, at, [...within, field ?? '']);
  const item = nodeAt(node, at);
  if (item?.kind === 'list') return undefined;
  return { part: 'value', ...typedAt(text, item, at), within, ...known, inList: true };
}

/** The node the caret is in or touches. */
function nodeAt(list: LooseList, at: number): LooseNode | undefined {
  const touching = list.slots.filter(({ node }) => node && node.from <= at && at <= node.to);
  return (touching.find(({ node }) => node && node.from < at) ?? touching[0])?.node;
}

function inside(list: LooseList, at: number): boolean {
  return list.open <= at && at <= list.close;
}

function textOf(node: LooseNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || isPrefixOperator(node.value))
    return undefined;
  return node.value;
}

function typedAt(
  text: string,
  node: LooseNode | undefined,
  at: number,
): Pick<TypingPlace, 'from' | 'to' | 'quote' | 'typed'> {
  if (!node) return { from: at, to: at, typed: '' };
  const first = text.charAt(node.from);
  if (first !== "'" && first !== '"')
    return { from: node.from, to: node.to, typed: text.slice(node.from, at) };
  if (at === node.from) return { from: at, to: at, typed: '' };
  const closed = node.to > node.from + 1 && text.charAt(node.to - 1) === first;
  // A string that is not closed yet runs to the end of its line: only what stands before the caret is being typed.
  const to = closed ? node.to - 1 : at;
  return {
    from: node.from + 1,
    to: Math.max(to, node.from + 1),
    quote: first,
    typed: text.slice(node.from + 1, at),
  };
}

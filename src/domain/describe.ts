import type { Json } from '../model/json';
import { jsonOf, readLoosely, type LooseList, type LooseNode } from './loose';
import { isPrefixOperator, takesDomain } from './operators';
import { parseDomain } from './parse';
import type { DomainSyntax } from './print';
import { syntaxOf } from './syntax';

/** A range of the text, counted as editors count (UTF-16); `to` is where it has ended. */
export interface Span {
  from: number;
  to: number;
}

/** One of a condition's three parts as it is typed, quotes included. */
export interface DescribedPart extends Span {
  /** What it says; undefined where it cannot be read yet, such as a string that is not closed. */
  value: Json | undefined;
  /** As it is typed. */
  text: string;
}

/** A condition with what there is of its parts; while it is being typed some are missing. */
export interface DescribedCondition extends Span {
  field?: DescribedPart;
  operator?: DescribedPart;
  value?: DescribedPart;
  /** How many parts it has; three once it is complete. */
  parts: number;
  /** The fields of the `any` conditions around it, outermost first; empty at the top. */
  within: string[];
  /** The index, in `conditions`, of the condition whose `any` it stands in. */
  parent?: number;
}

export interface DescribedText {
  syntax: DomainSyntax;
  /** The domain, where the whole text can be read. */
  domain: Json[] | undefined;
  /** Why it cannot be read. */
  error?: { message: string } & Span;
  /** In the order they are typed; a condition with `any` comes before the ones in it. */
  conditions: DescribedCondition[];
  /** The prefix operators &, | and !. */
  operators: ({ operator: string } & Span)[];
}

/**
 * What a domain's text says and where each part of it stands. Text that cannot be read is described as far as it goes, with the reason; it never
 * throws.
 */
export function describeText(text: string): DescribedText {
  const root = readLoosely(text);
  const parsed = parseDomain(text);
  const described: DescribedText = {
    syntax: syntaxOf(text),
    domain: parsed.ok ? parsed.domain : undefined,
    conditions: [],
    operators: [],
  };
  if (!parsed.ok)
    described.error = { message: parsed.message, ...tokenAt(root, parsed.position, text.length) };
  if (root?.kind !== 'list') return described;
  if (isBareCondition(root)) describeCondition(text, root, [], undefined, described);
  else describeTerms(text, root, [], undefined, described);
  return described;
}

function describeTerms(
  text: string,
  list: LooseList,
  within: string[],
  parent: number | undefined,
  described: DescribedText,
): void {
  for (const { node } of list.slots) {
    if (node?.kind === 'list') describeCondition(text, node, within, parent, described);
    else if (typeof node?.value === 'string' && isPrefixOperator(node.value)) {
      described.operators.push({ operator: node.value, from: node.from, to: node.to });
    }
  }
}

function describeCondition(
  text: string,
  list: LooseList,
  within: string[],
  parent: number | undefined,
  described: DescribedText,
): void {
  const [field, operator, value] = list.slots.map(({ node }) => node);
  const index = described.conditions.length;
  described.conditions.push({
    from: list.from,
    to: list.to,
    ...(field ? { field: partOf(text, field) } : {}),
    ...(operator ? { operator: partOf(text, operator) } : {}),
    ...(value ? { value: partOf(text, value) } : {}),
    parts: list.slots.filter(({ node }) => node).length,
    within,
    ...(parent === undefined ? {} : { parent }),
  });
  if (value?.kind !== 'list' || operator?.kind !== 'scalar' || typeof operator.value !== 'string') return;
  if (!takesDomain(operator.value)) return;
  const name = field?.kind === 'scalar' && typeof field.value === 'string' ? field.value : '';
  describeTerms(text, value, [...within, name], index, described);
}

function partOf(text: string, node: LooseNode): DescribedPart {
  return { from: node.from, to: node.to, value: jsonOf(node), text: text.slice(node.from, node.to) };
}

/** ('name', '=', 'Azure') where a list of conditions belongs: it is one all the same. */
function isBareCondition(list: LooseList): boolean {
  const [field, operator] = list.slots.map(({ node }) => (node?.kind === 'scalar' ? node.value : undefined));
  return (
    typeof field === 'string' &&
    !isPrefixOperator(field) &&
    (operator === undefined || (typeof operator === 'string' && !isPrefixOperator(operator)))
  );
}

/** The token that begins at a place, or the one character there. */
function tokenAt(root: LooseNode | undefined, position: number, length: number): Span {
  let node = root;
  for (;;) {
    if (!node || node.from > position || node.to < position) break;
    if (node.from === position && node.kind === 'scalar') return { from: position, to: node.to };
    if (node.kind === 'scalar') break;
    node = node.slots.find(
      (slot) => slot.node && slot.node.from <= position && position < slot.node.to,
    )?.node;
  }
  const from = Math.min(position, length);
  return { from, to: Math.min(from + 1, length) };
}

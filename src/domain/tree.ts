import type { Json } from '../model/json';
import { isPrefixOperator, takesDomain } from './operators';

/**
 * Conditions that belong together. `all`: every one holds; `any`: at least one; `none`: not one of them, which is how `!` reads: `!` before a
 * condition is a none-group of one, `!` before `|` a none-group of several.
 * Without children, `all` and `none` are true and `any` is false, as logic has it.
 */
export interface DomainGroup {
  kind: 'group';
  join: GroupJoin;
  children: DomainNode[];
}
export type GroupJoin = 'all' | 'any' | 'none';

/** One condition. A number as its field is the 1 or 0 of `(1, '=', 1)` and `(0, '=', 1)`, which are always and never true. */
export interface DomainCondition {
  kind: 'condition';
  field: string | number;
  operator: string;
  value: Json;
}

/** `any` and `not any` (Odoo 17 and later): conditions on the records that a relational field leads to. */
export interface RelatedCondition {
  kind: 'related';
  field: string;
  operator: string;
  sub: DomainGroup;
}

export type DomainLeaf = DomainCondition | RelatedCondition;
export type DomainNode = DomainGroup | DomainLeaf;

/**
 * A domain as a tree; its root is always a group. The tree keeps the order of the conditions and joins what is joined alike: `&` in `&` and `|` in
 * `|` are one group, the same in meaning.
 * @throws TypeError for a list that is no domain; what parseDomain gives always is one
 */
export function treeOf(domain: readonly Json[]): DomainGroup {
  // From the right, as Odoo reads it: a prefix operator finds its operands complete.
  const stack: DomainNode[] = [];
  for (const term of [...domain].reverse()) {
    if (Array.isArray(term)) stack.push(leafOf(term));
    else if (typeof term === 'string' && isPrefixOperator(term)) {
      const first = operand(stack, term);
      if (term === '!') stack.push(negated(first));
      else stack.push(joined(term === '&' ? 'all' : 'any', first, operand(stack, term)));
    } else throw new TypeError(`A domain holds conditions and the operators &, | and !, not ${shown(term)}.`);
  }
  const terms = stack.reverse();
  const [only] = terms;
  if (terms.length === 1 && only?.kind === 'group') return only;
  return {
    kind: 'group',
    join: 'all',
    children: terms.flatMap((term) =>
      term.kind === 'group' && term.join === 'all' ? term.children : [term],
    ),
  };
}

/**
 * The tree as a domain: prefix operators before their conditions, no `&` where several conditions stand side by side at the top. An empty group stands for
 * what it means: nothing where it is true and everything around it must hold too, else (1, '=', 1); (0, '=', 1) where it is false.
 */
export function domainOf(tree: DomainGroup): Json[] {
  if (tree.join !== 'all') return isTrue(tree) ? [] : termsOf(tree);
  return kept(tree).flatMap((child) =>
    child.kind === 'group' && child.join === 'all' ? domainOf(child) : termsOf(child),
  );
}

/** The tree without what makes no difference: groups in groups of the same kind, groups of one, empty groups. */
export function simplified(tree: DomainGroup): DomainGroup {
  return treeOf(domainOf(tree));
}

/** Whether two trees are the same domain but for what makes no difference. */
export function sameTree(one: DomainGroup, other: DomainGroup): boolean {
  return JSON.stringify(domainOf(simplified(one))) === JSON.stringify(domainOf(simplified(other)));
}

/** The tree's conditions in the order they are written; those inside `any` are their condition's own. */
export function leavesOf(node: DomainNode): DomainLeaf[] {
  return node.kind === 'group' ? node.children.flatMap(leavesOf) : [node];
}

/** One condition as it stands in a domain: [field, operator, value]. */
export function termOf(leaf: DomainLeaf): Json[] {
  return [leaf.field, leaf.operator, leaf.kind === 'related' ? domainOf(leaf.sub) : leaf.value];
}

function leafOf(term: readonly Json[]): DomainLeaf {
  const [field, operator, value] = term;
  const named = typeof field === 'string' || typeof field === 'number';
  if (term.length !== 3 || !named || typeof operator !== 'string' || value === undefined) {
    throw new TypeError(`A condition has a field, an operator and a value; this is ${shown(term as Json)}.`);
  }
  if (typeof field === 'string' && takesDomain(operator) && Array.isArray(value)) {
    return { kind: 'related', field, operator, sub: treeOf(value) };
  }
  return { kind: 'condition', field, operator, value };
}

function operand(stack: DomainNode[], operator: string): DomainNode {
  const found = stack.pop();
  if (!found) throw new TypeError(`'${operator}' stands before too few conditions.`);
  return found;
}

/** The group that was just made for this node may be filled further: nobody else holds it yet. */
function joined(join: 'all' | 'any', first: DomainNode, second: DomainNode): DomainGroup {
  const alike = (node: DomainNode): node is DomainGroup => node.kind === 'group' && node.join === join;
  if (alike(first)) {
    if (alike(second)) for (const child of second.children) first.children.push(child);
    else first.children.push(second);
    return first;
  }
  if (alike(second)) {
    second.children.unshift(first);
    return second;
  }
  return { kind: 'group', join, children: [first, second] };
}

function negated(node: DomainNode): DomainGroup {
  if (node.kind === 'group' && node.join === 'any') return { ...node, join: 'none' };
  return { kind: 'group', join: 'none', children: [node] };
}

/** A node as terms that stand for one condition. */
function termsOf(node: DomainNode): Json[] {
  if (node.kind !== 'group') return [termOf(node)];
  const children = node.join === 'all' ? kept(node) : node.children;
  if (children.length === 0) return [[node.join === 'any' ? 0 : 1, '=', 1]];
  const operator = node.join === 'all' ? '&' : '|';
  const terms: Json[] = node.join === 'none' ? ['!'] : [];
  for (let more = 1; more < children.length; more++) terms.push(operator);
  for (const child of children) for (const term of termsOf(child)) terms.push(term);
  return terms;
}

/** What is left of an all-group without the empty groups in it that are true. */
function kept(group: DomainGroup): DomainNode[] {
  return group.children.filter((child) => child.kind !== 'group' || !isTrue(child));
}

/** Whether nothing in the group can be false: it has no conditions where one could be. */
function isTrue(group: DomainGroup): boolean {
  switch (group.join) {
    case 'all':
      return kept(group).length === 0;
    case 'none':
      return group.children.length === 0;
    case 'any':
      return false;
  }
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 80);
}

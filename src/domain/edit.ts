import type { Json } from '../model/json';
import { readLoosely } from './loose';
import { parseDomain } from './parse';
import { printDomain, type PrintStyle } from './print';
import { rewriteList } from './rewrite';
import { syntaxOf } from './syntax';
import {
  domainOf,
  leavesOf,
  sameTree,
  simplified,
  termOf,
  treeOf,
  type DomainGroup,
  type DomainLeaf,
  type DomainNode,
} from './tree';

/**
 * The text for a changed tree, in the syntax as typed and with as little of what was typed changed as the change needs: other conditions keep their
 * quotes, line breaks and comments. The text as it is where it says the same as the tree already; printed whole where it cannot be read.
 */
export function textWithTree(text: string, tree: DomainGroup): string {
  const parsed = parseDomain(text);
  const style = styleOf(text);
  const wanted = domainOf(simplified(tree));
  const root = readLoosely(text);
  if (!parsed.ok || root?.kind !== 'list' || parsed.domain.length === 0) {
    return parsed.ok && wanted.length === 0 ? text : printDomain(wanted, style.syntax, style);
  }
  if (says(text, tree)) return text;
  const from = text.slice(0, root.from);
  const to = text.slice(root.to);
  const changed = from + rewriteList({ text, style }, root, likeTyped(parsed.domain, tree), 'terms') + to;
  return says(changed, tree) ? changed : printDomain(wanted, style.syntax, style);
}

function says(text: string, tree: DomainGroup): boolean {
  const parsed = parseDomain(text);
  return parsed.ok && sameTree(treeOf(parsed.domain), tree);
}

/** How the text writes its conditions: as its first one does. */
function styleOf(text: string): PrintStyle {
  const syntax = syntaxOf(text);
  const root = readLoosely(text);
  const first =
    root?.kind === 'list' ? root.slots.find(({ node }) => node?.kind === 'list')?.node : undefined;
  const field = first?.kind === 'list' ? first.slots[0]?.node : undefined;
  return {
    syntax,
    quote: syntax === 'json' || (field && text.charAt(field.from) === '"') ? '"' : "'",
    conditions: syntax === 'json' || (first && text.charAt(first.from) === '[') ? 'list' : 'tuple',
  };
}

/**
 * The tree as a domain in the form as typed: where only conditions differ, the prefix operators stay where they are, also those that could be left
 * out; else the canonical form.
 */
function likeTyped(typed: readonly Json[], tree: DomainGroup): Json[] {
  const old = treeOf([...typed]);
  const wanted = simplified(tree);
  const before = leavesOf(old);
  const after = leavesOf(wanted);
  if (sameShape(old, wanted)) {
    let next = 0;
    return typed.map((term) => {
      if (!Array.isArray(term)) return term;
      const index = next++;
      return termLike(before[index], term, after[index]);
    });
  }
  const kept = new Map(
    before.map((leaf, index) => [JSON.stringify(termOf(leaf)), typed.filter(Array.isArray)[index]]),
  );
  return domainOf(wanted).map((term) => kept.get(JSON.stringify(term)) ?? term);
}

function termLike(before: DomainLeaf | undefined, typed: Json[], after: DomainLeaf | undefined): Json[] {
  const inner = typed[2];
  if (!before || !after) return typed;
  if (before.kind !== 'related' || after.kind !== 'related' || !Array.isArray(inner)) return termOf(after);
  return [after.field, after.operator, likeTyped(inner, after.sub)];
}

/** Whether two trees differ in their conditions alone. */
function sameShape(one: DomainNode, other: DomainNode): boolean {
  if (one.kind !== 'group' || other.kind !== 'group') return one.kind !== 'group' && other.kind !== 'group';
  if (one.join !== other.join || one.children.length !== other.children.length) return false;
  return one.children.every((child, index) => {
    const twin = other.children[index];
    return twin !== undefined && sameShape(child, twin);
  });
}

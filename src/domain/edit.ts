import { parseDomain } from './parse';
import { printDomain } from './print';
import { syntaxOf } from './syntax';
import { domainOf, sameTree, treeOf, type DomainGroup } from './tree';

/**
 * The text for a changed tree, in the syntax as typed and with as little of what was typed changed as the change needs. The text as it is where it
 * says the same as the tree already.
 */
export function textWithTree(text: string, tree: DomainGroup): string {
  const parsed = parseDomain(text);
  if (parsed.ok && sameTree(treeOf(parsed.domain), tree)) return text;
  return printDomain(domainOf(tree), syntaxOf(text));
}

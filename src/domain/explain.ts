import type { Json } from '../model/json';
import * as words from './explainWords';
import { describeValue } from './explainValue';
import { followPath, lookupOf, type FieldLookup } from './fieldPath';
import { choiceId } from './operatorsFor';
import {
  domainOf,
  leavesOf,
  simplified,
  termOf,
  treeOf,
  type DomainGroup,
  type DomainLeaf,
  type DomainNode,
} from './tree';

/** One clause of a domain in words; a group has the clauses in it. */
export interface ExplainedClause {
  /** "Country → Code is one of BE, FR" */
  text: string;
  /**
   * The clause alone, to be counted on the request's model; where the whole domain names `active`, so does it, or its archived records would be
   * left out. A clause inside `any` has none: it is about other records.
   */
  domain?: Json[];
  /** Of an "all of" at the top, this clause and those before it: how many records are left after it. */
  cumulative?: Json[];
  clauses: ExplainedClause[];
}

export interface ExplainOptions {
  model: string;
  fields: FieldLookup;
  version: number | undefined;
}

/** A domain in words, as the group at its root; without conditions it says that every record is meant. */
export function explainDomain(
  domain: DomainGroup | readonly Json[],
  options: ExplainOptions,
): ExplainedClause {
  const tree = simplified('kind' in domain ? domain : treeOf(domain));
  const active = leavesOf(tree).find(({ field }) => isActive(field))?.field;
  const count: Count = (nodes) => {
    const alone = domainOf({ kind: 'group', join: 'all', children: [...nodes] });
    const named =
      active === undefined || nodes.some((node) => leavesOf(node).some(({ field }) => isActive(field)));
    // Always true, and yet it has Odoo look at archived records (Odoo 19, odoo/orm/domains.py _optimize_boolean_in_all).
    return named ? alone : [...alone, [active, 'in', [true, false]]];
  };
  const root = explainNode(tree, options.model, options, count);
  if (tree.join !== 'all') return root;
  root.clauses.forEach((clause, index) => {
    clause.cumulative = count(tree.children.slice(0, index + 1));
  });
  return root;
}

/** The domain that counts what a few nodes keep. */
type Count = (nodes: readonly DomainNode[]) => Json[];

function isActive(field: string | number): boolean {
  return field === 'active' || field === 'x_active';
}

/** @param count undefined for a clause about other records than the request's */
function explainNode(
  node: DomainNode,
  model: string | undefined,
  options: ExplainOptions,
  count: Count | undefined,
): ExplainedClause {
  const domain = count ? { domain: count([node]) } : {};
  if (node.kind === 'group') {
    const clauses = node.children.map((child) => explainNode(child, model, options, count));
    return { text: words.groupText(node.join, clauses.length), ...domain, clauses };
  }
  return { text: leafText(node, model, options), ...domain, clauses: subClauses(node, model, options) };
}

function subClauses(leaf: DomainLeaf, model: string | undefined, options: ExplainOptions): ExplainedClause[] {
  if (leaf.kind !== 'related') return [];
  const { sub } = leaf;
  const inner = relatedModel(leaf.field, model, options);
  const one = sub.join === 'all' ? sub.children : [sub];
  return one.map((child) => explainNode(child, inner, options, undefined));
}

function relatedModel(path: string, model: string | undefined, options: ExplainOptions): string | undefined {
  const end = followPath(path, model, lookupOf(options));
  if (end.kind !== 'field') return undefined;
  return end.field.name === 'id' ? model : end.field.relation;
}

function leafText(leaf: DomainLeaf, model: string | undefined, options: ExplainOptions): string {
  if (typeof leaf.field === 'number') return words.constantText(leaf.field === 1);
  const end = followPath(leaf.field, model, lookupOf(options));
  const path = pathLabel(
    leaf.field,
    end.steps.map(({ field }) => field?.label),
  );
  if (leaf.kind === 'related') return words.relatedText(path, leaf.operator, leaf.sub.children.length > 0);
  const info = end.kind === 'field' ? end.field : undefined;
  const sign = choiceId(info, leaf.operator, leaf.value) ?? leaf.operator;
  return words.conditionText(path, sign, describeValue(leaf.value, info, options.version), info?.type);
}

/** "Country → Code"; a name that is not known stays as it is. */
function pathLabel(path: string, labels: readonly (string | undefined)[]): string {
  return path
    .split('.')
    .map((name, index) => labels[index] || name)
    .join(' → ');
}

/** One condition in words, as it stands in a line of text. */
export function explainCondition(leaf: DomainLeaf, options: ExplainOptions): string {
  return explainNode(treeOf([termOf(leaf)]).children[0] ?? leaf, options.model, options, undefined).text;
}

import type {
  DomainCondition,
  DomainGroup,
  DomainLeaf,
  DomainNode,
  RelatedCondition,
} from '../../src/domain/tree';
import type { Json } from '../../src/model/json';

/**
 * The tree as it stands on the page: src/domain/tree.ts with an id for each node, so that a row stays the same row while it is edited and moved, and with
 * what a text cannot hold yet: a condition without a field or value, a group without conditions.
 */
export interface PageGroup extends Omit<DomainGroup, 'children'> {
  id: number;
  children: PageNode[];
}
export interface PageCondition extends Omit<DomainCondition, 'value'> {
  id: number;
  /** Undefined until a person has given one. */
  value: Json | undefined;
}
export interface PageRelated extends Omit<RelatedCondition, 'sub'> {
  id: number;
  sub: PageGroup;
}
export type PageLeaf = PageCondition | PageRelated;
export type PageNode = PageGroup | PageLeaf;

/** Where a node stands: its group, its index there, and what is around the group, outermost first. */
export interface Place {
  node: PageNode;
  group: PageGroup;
  index: number;
  around: (PageGroup | PageRelated)[];
}

let lastId = 0;

export function newGroup(join: DomainGroup['join'], children: PageNode[] = []): PageGroup {
  return { id: ++lastId, kind: 'group', join, children };
}

/** A condition that waits for its field. */
export function newCondition(): PageCondition {
  return { id: ++lastId, kind: 'condition', field: '', operator: '=', value: undefined };
}

export function pageTree(tree: DomainGroup): PageGroup {
  return newGroup(tree.join, tree.children.map(pageNode));
}

function pageNode(node: DomainNode): PageNode {
  switch (node.kind) {
    case 'group':
      return pageTree(node);
    case 'condition':
      return { ...node, id: ++lastId };
    case 'related':
      return { ...node, id: ++lastId, sub: pageTree(node.sub) };
  }
}

/** The tree without what is not complete yet: it is in no text. */
export function domainTree(group: PageGroup): DomainGroup {
  return { kind: 'group', join: group.join, children: group.children.flatMap(complete) };
}

function complete(node: PageNode): DomainNode[] {
  switch (node.kind) {
    case 'group': {
      const group = domainTree(node);
      return group.children.length === 0 ? [] : [group];
    }
    case 'condition':
      if (node.field === '' || node.value === undefined) return [];
      return [{ kind: 'condition', field: node.field, operator: node.operator, value: node.value }];
    case 'related':
      if (node.field === '') return [];
      return [{ kind: 'related', field: node.field, operator: node.operator, sub: domainTree(node.sub) }];
  }
}

/** One condition as it would be written, or undefined for one that is not complete. */
export function leafOf(node: PageLeaf): DomainLeaf | undefined {
  const [leaf] = complete(node);
  return leaf?.kind === 'group' ? undefined : leaf;
}

export function placeOf(root: PageGroup, id: number): Place | undefined {
  return find(root, id, []);
}

function find(group: PageGroup, id: number, around: Place['around']): Place | undefined {
  for (const [index, node] of group.children.entries()) {
    if (node.id === id) return { node, group, index, around };
    if (node.kind === 'condition') continue;
    const found =
      node.kind === 'group'
        ? find(node, id, [...around, group])
        : node.sub.id === id
          ? { node, group, index, around }
          : find(node.sub, id, [...around, group, node]);
    if (found) return found;
  }
  return undefined;
}

/** The tree with other nodes in place of one: none takes it away. The root stays. */
export function replaced(root: PageGroup, id: number, nodes: (node: PageNode) => PageNode[]): PageGroup {
  return {
    ...root,
    children: root.children.flatMap((child): PageNode[] => {
      if (child.id === id) return nodes(child);
      if (child.kind === 'group') return [replaced(child, id, nodes)];
      if (child.kind === 'related') return [{ ...child, sub: replaced(child.sub, id, nodes) }];
      return [child];
    }),
  };
}

/** The tree with one of its groups changed: the root, a group in it, or the conditions of an `any`. */
export function withGroup(root: PageGroup, id: number, change: (group: PageGroup) => PageGroup): PageGroup {
  if (root.id === id) return change(root);
  return {
    ...root,
    children: root.children.map((child): PageNode => {
      if (child.kind === 'group') return withGroup(child, id, change);
      if (child.kind === 'related') return { ...child, sub: withGroup(child.sub, id, change) };
      return child;
    }),
  };
}

/** The same conditions once more, as nodes of their own. */
export function copyOf(node: PageNode): PageNode {
  switch (node.kind) {
    case 'group':
      return newGroup(node.join, node.children.map(copyOf));
    case 'condition':
      return { ...node, id: ++lastId };
    case 'related': {
      const sub = newGroup(node.sub.join, node.sub.children.map(copyOf));
      return { ...node, id: ++lastId, sub };
    }
  }
}

/** A condition that asks whether related records match, and the other way round; what was typed into it is kept where it can be. */
export function asRelated(node: PageLeaf, operator: string): PageRelated {
  const sub = node.kind === 'related' ? node.sub : newGroup('all');
  return { id: node.id, kind: 'related', field: String(node.field), operator, sub };
}

export function asCondition(node: PageLeaf, operator: string, value: Json | undefined): PageCondition {
  return { id: node.id, kind: 'condition', field: node.field, operator, value };
}

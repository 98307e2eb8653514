import { newGroup, placeOf, replaced, withGroup, type PageGroup, type PageNode } from './nodes';

/** `in`: into the group beside it, or a new one; `out`: behind the group it is in. */
export type Direction = 'up' | 'down' | 'in' | 'out';

/** The tree with a node moved one step; undefined where it can go no further. A condition never leaves the `any` it belongs to. */
export function moved(root: PageGroup, id: number, direction: Direction): PageGroup | undefined {
  const place = placeOf(root, id);
  if (!place) return undefined;
  const { node, group, index, around } = place;
  switch (direction) {
    case 'up':
    case 'down': {
      const to = direction === 'up' ? index - 1 : index + 1;
      if (to < 0 || to >= group.children.length) return undefined;
      const others = group.children.filter((child) => child !== node);
      return withGroup(root, group.id, (same) => ({ ...same, children: others.toSpliced(to, 0, node) }));
    }
    case 'in':
      return movedIn(root, group, index, node);
    case 'out': {
      const outer = around.at(-1);
      if (outer?.kind !== 'group') return undefined;
      const without = replaced(root, id, () => []);
      return withGroup(without, outer.id, (same) => {
        const behind = same.children.findIndex((child) => child.id === group.id) + 1;
        return { ...same, children: same.children.toSpliced(behind, 0, node) };
      });
    }
  }
}

function movedIn(root: PageGroup, group: PageGroup, index: number, node: PageNode): PageGroup {
  const before = group.children[index - 1];
  const after = group.children[index + 1];
  const without = (): PageGroup => replaced(root, node.id, () => []);
  if (before?.kind === 'group') {
    return withGroup(without(), before.id, (same) => ({ ...same, children: [...same.children, node] }));
  }
  if (after?.kind === 'group') {
    return withGroup(without(), after.id, (same) => ({ ...same, children: [node, ...same.children] }));
  }
  // A group inside one of its own kind would be the same as none.
  const join = group.join === 'all' ? 'any' : 'all';
  return replaced(root, node.id, () => [newGroup(join, [node])]);
}

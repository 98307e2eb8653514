import type { PageGroup, PageLeaf } from './nodes';

/** One line of the tree: a condition, or the head of a group. The root has no line of its own here. */
export interface TreeRow {
  node: PageGroup | PageLeaf;
  /** 1 for what stands in the root. */
  depth: number;
  /** "2.1": the first of what is in the second. */
  number: string;
  /** Its place in its group, from 1, and how many there are. */
  position: number;
  size: number;
  /** Whether it can be moved out of its group: not out of the conditions on other records. */
  canLeave: boolean;
  /** The fields of the `any` conditions around it, outermost first. */
  within: readonly string[];
}

/** The tree's lines from top to bottom, the first `most` of them. */
export function rowsOf(root: PageGroup, most: number): { rows: TreeRow[]; more: number } {
  const rows: TreeRow[] = [];
  let more = 0;
  const walk = (
    group: PageGroup,
    depth: number,
    prefix: string,
    canLeave: boolean,
    within: readonly string[],
  ): void => {
    for (const [index, node] of group.children.entries()) {
      const number = `${prefix}${index + 1}`;
      const row = { node, depth, number, position: index + 1, size: group.children.length, canLeave, within };
      if (rows.length < most) rows.push(row);
      else more++;
      if (node.kind === 'group') walk(node, depth + 1, `${number}.`, true, within);
      if (node.kind === 'related') walk(node.sub, depth + 1, `${number}.`, false, [...within, node.field]);
    }
  };
  walk(root, 1, '', false, []);
  return { rows, more };
}

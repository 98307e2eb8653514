import { setAt } from '../../src/values/jsonEdit';
import { nodeAt, readTree, type JsonPath } from '../../src/values/jsonTree';

/** A value that is being typed as JSON and is none yet. */
export interface Unfinished {
  path: JsonPath;
  text: string;
}

/** Values as they stand: JSON, and the values in it that are not finished. */
export interface Typed {
  /** JSON, with the last value that was one in the place of each unfinished one. */
  base: string;
  unfinished: readonly Unfinished[];
}

/** The one text of the draft: whatever was typed is in it, unfinished or not. */
export function wholeText({ base, unfinished }: Typed): string {
  if (unfinished.length === 0) return base;
  const tree = readTree(base);
  if (!tree.ok) return base;
  const places = unfinished
    .map(({ path, text }) => ({ node: nodeAt(tree.root, path), text }))
    .sort((a, b) => (b.node?.from ?? 0) - (a.node?.from ?? 0));
  return places.reduce(
    (text, place) =>
      place.node ? text.slice(0, place.node.from) + place.text + text.slice(place.node.to) : text,
    base,
  );
}

/** Types JSON in the place of one value: into the base when it is some, and beside it until then. */
export function typeAt({ base, unfinished }: Typed, path: JsonPath, text: string): Typed {
  const others = unfinished.filter((each) => !begins(each.path, path));
  const isJson = readTree(text).ok;
  return isJson
    ? { base: setAt(base, path, text), unfinished: others }
    : { base, unfinished: [...others, { path, text }] };
}

/** What is unfinished after the value of a path is gone: nothing inside it, and later items of its list one place on. */
export function withoutPath(unfinished: readonly Unfinished[], path: JsonPath): Unfinished[] {
  const above = path.slice(0, -1);
  const step = path.at(-1);
  return unfinished
    .filter((each) => !begins(each.path, path))
    .map((each) => {
      const index = each.path[above.length];
      if (typeof step !== 'number' || typeof index !== 'number' || index < step) return each;
      if (!begins(each.path, above)) return each;
      return { ...each, path: [...above, index - 1, ...each.path.slice(path.length)] };
    });
}

/** Whether a path is another one, or leads through it. */
export function begins(path: JsonPath, start: JsonPath): boolean {
  return start.length <= path.length && start.every((step, index) => path[index] === step);
}

export function isSame(one: JsonPath, other: JsonPath): boolean {
  return one.length === other.length && begins(one, other);
}

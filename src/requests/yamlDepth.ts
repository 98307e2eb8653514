import { Parser } from 'yaml';
import type { CST } from 'yaml';

/** Deeper than any request or description of an interface. */
const deepest = 300;

/**
 * Whether a YAML text is nested deeper than the library can be trusted with: it builds documents by recursion, and where V8 runs out
 * of stack in the middle of a regular expression it ends the whole process. Its parser, which is asked here, does not recurse.
 */
export function isNestedTooDeeply(text: string): boolean {
  for (const token of new Parser().parse(text)) {
    const open: [CST.Token, number][] = [[token, 0]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [inner, depth] = next;
      if (depth > deepest) return true;
      for (const part of partsOf(inner)) open.push([part, depth + 1]);
    }
  }
  return false;
}

function partsOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((part) => part !== undefined && part !== null),
  );
}

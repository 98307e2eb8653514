import type { Json } from '../model/json';

/** Deeper than any example, and far from where those who walk through it by recursion give way. */
const deepest = 50;

/**
 * Whether a value is at most about as long as that, in characters of JSON. Takes time in proportion to `longest`, however large the
 * value is.
 */
export function isShortJson(value: Json, longest: number): boolean {
  let left = longest;
  const open: [Json, number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [inner, depth] = next;
    if (typeof inner !== 'object' || inner === null) {
      left -= typeof inner === 'string' ? inner.length + 2 : String(inner).length;
    } else {
      const names = Array.isArray(inner) ? [] : Object.keys(inner);
      const parts = Array.isArray(inner) ? inner.length : names.length;
      left -= 2 + parts;
      if (left < 0 || (parts > 0 && depth >= deepest)) return false;
      left -= names.reduce((sum, name) => sum + name.length + 3, 0);
      for (const part of Object.values(inner)) open.push([part, depth + 1]);
    }
    if (left < 0) return false;
  }
  return true;
}

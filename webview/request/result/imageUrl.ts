import type { Column } from '../../../src/contract/request/resultApi';
import type { Json } from '../../../src/model/json';

/** How base64 of an image begins, and what it is then. */
const kinds: readonly [start: string, type: string][] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['PHN2Zy', 'image/svg+xml'],
];

/** The data URL of an image in a binary field; undefined for anything else. A picture in an <img> runs no script, not even an SVG's. */
export function imageUrl(value: Json | undefined, { type }: Column): string | undefined {
  if (typeof value !== 'string' || (type !== 'binary' && type !== 'image')) return undefined;
  const kind = kinds.find(([start]) => value.startsWith(start));
  return kind && /^[A-Za-z0-9+/=\s]*$/.test(value) ? `data:${kind[1]};base64,${value}` : undefined;
}

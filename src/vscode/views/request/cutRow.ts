import { isJsonObject, type Json, type JsonObject } from '../../../model/json';

/** Strings longer than this are cut in the rows that a page gets; the whole row is asked for alone. */
const longest = 2000;
/** Characters of base64 that hold 64 KB: an image of that size goes whole, so that it can be shown. */
const largestImage = 87_384;
/** How base64 of PNG, JPEG, GIF, WebP and SVG begins. */
const imageStart = /^(iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|PD94|PHN2)/;

/** A row as the grid gets it. A string that was cut has one character more than `longest`: the ellipsis at its end. */
export function cutRow(row: JsonObject): JsonObject {
  return isLong(row) ? entriesCut(row) : row;
}

function isLong(value: Json): boolean {
  if (typeof value === 'string') return value.length > longest && !isShownImage(value);
  if (Array.isArray(value)) return value.some(isLong);
  if (!isJsonObject(value)) return false;
  for (const name of Object.keys(value)) if (isLong(value[name] ?? null)) return true;
  return false;
}

function cutValue(value: Json): Json {
  if (typeof value === 'string') return isLong(value) ? `${value.slice(0, longest)}…` : value;
  if (!isLong(value)) return value;
  if (Array.isArray(value)) return value.map(cutValue);
  return isJsonObject(value) ? entriesCut(value) : value;
}

/** Built from entries, so that a field called __proto__ is one like any other. */
function entriesCut(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cutValue(value)]));
}

function isShownImage(text: string): boolean {
  return text.length <= largestImage && imageStart.test(text);
}

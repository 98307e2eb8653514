/** One row of an alignment: what was and what is to be in its place; a removal or an addition has one of them. */
export interface Aligned {
  old?: number;
  wanted?: number;
}

/** Beyond this many comparisons the two lists are paired in order. */
const mostComparisons = 4_000_000;

/**
 * Pairs what stays between two lists, in order: first what is equal by the first key, then, in what lies between, what is equal by the next.
 * What is left is removed or added. An item without a key is not paired by it.
 */
export function align<T>(
  old: readonly T[],
  wanted: readonly T[],
  keys: readonly ((item: T) => string | undefined)[],
): Aligned[] {
  return between(0, old.length, 0, wanted.length, 0);

  function between(from: number, to: number, start: number, end: number, level: number): Aligned[] {
    const key = keys[level];
    if (!key || from === to || start === end) {
      return [
        ...range(from, to).map((index) => ({ old: index })),
        ...range(start, end).map((index) => ({ wanted: index })),
      ];
    }
    const ours = old.slice(from, to).map((item) => key(item));
    const theirs = wanted.slice(start, end).map((item) => key(item));
    const rows: Aligned[] = [];
    let i = 0;
    let j = 0;
    for (const [a, b] of common(ours, theirs)) {
      rows.push(...between(from + i, from + a, start + j, start + b, level + 1), {
        old: from + a,
        wanted: start + b,
      });
      i = a + 1;
      j = b + 1;
    }
    rows.push(...between(from + i, to, start + j, end, level + 1));
    return rows;
  }
}

/** The longest common subsequence, as pairs of places. */
function common(
  ours: readonly (string | undefined)[],
  theirs: readonly (string | undefined)[],
): [number, number][] {
  const pairs: [number, number][] = [];
  let head = 0;
  const alike = (one: number, other: number): boolean =>
    ours[one] !== undefined && ours[one] === theirs[other];
  while (head < ours.length && head < theirs.length && alike(head, head)) pairs.push([head, head++]);
  let tail = 0;
  const least = Math.min(ours.length, theirs.length) - head;
  while (tail < least && alike(ours.length - 1 - tail, theirs.length - 1 - tail)) tail++;
  const rows = ours.length - head - tail;
  const columns = theirs.length - head - tail;
  if (rows > 0 && columns > 0 && rows * columns <= mostComparisons) {
    const width = columns + 1;
    const lengths = new Uint16Array((rows + 1) * width);
    const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
    const same = (row: number, column: number): boolean => alike(head + row, head + column);
    for (let row = rows - 1; row >= 0; row--) {
      for (let column = columns - 1; column >= 0; column--) {
        lengths[row * width + column] = same(row, column)
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      }
    }
    for (let row = 0, column = 0; row < rows && column < columns;) {
      if (same(row, column)) pairs.push([head + row++, head + column++]);
      else if (at(row + 1, column) >= at(row, column + 1)) row++;
      else column++;
    }
  }
  for (let left = tail; left > 0; left--) pairs.push([ours.length - left, theirs.length - left]);
  return pairs;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

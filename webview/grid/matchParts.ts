export interface TextRange {
  start: number;
  /** Behind its last character. */
  end: number;
}

export interface MatchPart {
  text: string;
  match: boolean;
}

/** Where a searched text stands in another, whatever its case. */
export function matchesIn(text: string, sought: string): TextRange[] {
  const haystack = text.toLowerCase();
  const needle = sought.toLowerCase();
  // Some letters change their length with their case: then the places would not fit.
  if (needle === '' || haystack.length !== text.length) return [];
  const ranges: TextRange[] = [];
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
    ranges.push({ start: at, end: at + needle.length });
  }
  return ranges;
}

/** A part of a text, which begins at `offset` in it, cut where matches of the whole begin and end. */
export function matchParts(text: string, offset: number, matches: readonly TextRange[]): MatchPart[] {
  const parts: MatchPart[] = [];
  let done = 0;
  const put = (until: number, match: boolean): void => {
    const end = Math.min(text.length, until - offset);
    if (end > done) parts.push({ text: text.slice(done, end), match });
    done = Math.max(done, end);
  };
  for (const { start, end } of matches) {
    put(start, false);
    put(end, true);
  }
  put(offset + text.length, false);
  return parts;
}

export interface MatchPart {
  text: string;
  match: boolean;
}

/** A text cut where a searched one stands in it, whatever its case. */
export function matchParts(text: string, sought: string): MatchPart[] {
  const haystack = text.toLowerCase();
  const needle = sought.toLowerCase();
  // Some letters change their length with their case: then the places would not fit.
  if (needle === '' || haystack.length !== text.length) return [{ text, match: false }];
  const parts: MatchPart[] = [];
  let end = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, end)) {
    if (at > end) parts.push({ text: text.slice(end, at), match: false });
    parts.push({ text: text.slice(at, at + needle.length), match: true });
    end = at + needle.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), match: false });
  return parts;
}

interface Token {
  kind: 'plain' | 'json-name' | 'json-text' | 'json-digits' | 'json-word';
  text: string;
}

const pattern = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** The parts of one line of pretty-printed JSON, for colouring: a string never spans two lines there. */
export function jsonTokens(line: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const plain = (until: number): void => {
    if (until > end) tokens.push({ kind: 'plain', text: line.slice(end, until) });
  };
  for (const match of line.matchAll(pattern)) {
    plain(match.index);
    const [whole, text, colon, digits] = match;
    if (text !== undefined) {
      tokens.push({ kind: colon === undefined ? 'json-text' : 'json-name', text });
      if (colon !== undefined) tokens.push({ kind: 'plain', text: colon });
    } else {
      tokens.push({ kind: digits === undefined ? 'json-word' : 'json-digits', text: whole });
    }
    end = match.index + whole.length;
  }
  plain(line.length);
  return tokens;
}

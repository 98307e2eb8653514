/** A body of a request or an answer as it is read best: JSON and XML by lines, anything else as it is. */
export interface PrettyBody {
  language: 'json' | 'xml' | 'plaintext';
  text: string;
}

/** @param body perhaps cut at its end, where it is written as it came */
export function prettyBody(body: string): PrettyBody {
  const start = body.trimStart().slice(0, 1);
  if (start === '{' || start === '[') {
    try {
      return { language: 'json', text: JSON.stringify(JSON.parse(body), undefined, 2) };
    } catch {
      return { language: 'json', text: body };
    }
  }
  if (start === '<') {
    const isPage = /^\s*<(!doctype html|html)/i.test(body);
    return isPage ? { language: 'plaintext', text: body } : { language: 'xml', text: prettyXml(body) };
  }
  return { language: 'plaintext', text: body };
}

/** Deeper levels are not indented further. */
const deepest = 60;

/** Each element on a line of its own; one that holds text alone stays on one. */
function prettyXml(body: string): string {
  const tokens = body.match(/<[^>]*>|[^<]+/g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (token.trim() === '' && !token.startsWith('<')) continue;
    const closes = token.startsWith('</');
    if (closes) depth = Math.max(0, depth - 1);
    const indent = '  '.repeat(Math.min(depth, deepest));
    const opens = token.startsWith('<') && !closes && !/^<[?!]|\/>$/.test(token);
    const text = tokens[at + 1] ?? '';
    const end = tokens[at + 2] ?? '';
    if (opens && text.startsWith('</')) {
      lines.push(indent + token + text);
      at++;
    } else if (opens && !text.startsWith('<') && end.startsWith('</')) {
      lines.push(indent + token + text + end);
      at += 2;
    } else {
      lines.push(indent + (token.startsWith('<') ? token : token.trim()));
      if (opens) depth++;
    }
  }
  return lines.join('\n');
}

import type { Json } from '../../model/json';

/** An integer of so many digits may be more than a number holds. */
const longInteger = /(?:^|[[,:\s])-?\d{16,}(?=[\s,\]}]|$)/;

/**
 * Parses JSON as JSON.parse does, but for the integers that it would round: they come as their digits in a string, as over XML-RPC.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  return longInteger.test(text) ? (JSON.parse(withQuotedIntegers(text)) as Json) : value;
}

/** A valid JSON text, in which the integers that a number would round stand in quotes. */
function withQuotedIntegers(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    parts.push(text.slice(at, end).replace(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, quoted));
    at = quote < 0 ? end : stringEnd(text, quote);
    parts.push(text.slice(end, at));
  }
  return parts.join('');
}

function quoted(token: string): string {
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}

/** Behind the string that starts at `start`. */
function stringEnd(text: string, start: number): number {
  const quote = 34;
  const backslash = 92;
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(at))
    at += code === backslash ? 2 : 1;
  return at + 1;
}

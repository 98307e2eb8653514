/** Text on one line, without the characters that a terminal would take for commands or that turn its direction. */
export function printable(value: string | number | boolean | null): string {
  return String(value)
    .replace(/\r\n?|\n/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** Signs, not UTF-16 units. */
export function width(text: string): number {
  return Array.from(text).length;
}

export function pad(text: string, size: number): string {
  return text + ' '.repeat(Math.max(0, size - width(text)));
}

/** At most so many signs, the last of them “…” where some were left out. */
export function shortened(text: string, most: number): string {
  const signs = Array.from(text);
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : text;
}

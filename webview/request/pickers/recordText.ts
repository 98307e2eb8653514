const separators = /[\s,;]+/;

/** The ids of a text: "1, 2 3", one on each line. */
export function wordsOf(text: string): string[] {
  return text.split(separators).filter((word) => word !== '');
}

/** Whether a text is one number, as Odoo's ids are. */
export function isId(word: string): boolean {
  return /^\d{1,15}$/.test(word);
}

/** What is still being typed: the last of several numbers, or all of a name, which may hold spaces. */
export function unfinished(input: string): string {
  const words = wordsOf(input);
  const ended = /[\s,;]$/.test(input);
  const finished = ended ? words : words.slice(0, -1);
  if (finished.length === 0 || !finished.every(isId)) return input;
  return ended ? '' : (words.at(-1) ?? '');
}

/** Adds to a text of ids, and leaves what is there as it was typed. */
export function withMore(text: string, more: string): string {
  if (text.trim() === '') return more;
  return /[\s,;]$/.test(text) ? `${text}${more}` : `${text}, ${more}`;
}

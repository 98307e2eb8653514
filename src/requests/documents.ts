/** One YAML document of a file: its own text, marker line included, and where it starts. */
export interface DocumentText {
  text: string;
  /** 0-based place of the document's first character in the file. */
  offset: number;
}

/**
 * Cuts a file into its YAML documents. A line that starts with `---` or `...` ends a document wherever it stands, even
 * inside a quoted string (YAML 1.2, section 9.1.2), so a mistake in one document cannot reach into the next, and a
 * document can be replaced without touching a letter of the others. The texts put together are the file again.
 */
export function splitDocuments(text: string): DocumentText[] {
  const starts = [0];
  for (const line of text.matchAll(/^(---|\.\.\.)(?=[ \t\r\n]|$)[^\n]*\n?/gm)) {
    const start = line[1] === '---' ? line.index : line.index + line[0].length;
    if (start > 0 && start < text.length) starts.push(start);
  }
  return starts.map((offset, index) => ({ text: text.slice(offset, starts[index + 1]), offset }));
}

/** Whether there is nothing but markers, comments and directives in it. */
export function isBlankDocument(text: string): boolean {
  return /^(?:\uFEFF|---|\.\.\.)?(?:[ \t]*(?:#[^\n]*|%[^\n]*|---[ \t]*|\.\.\.[ \t]*)?(?:\r?\n|$))*$/.test(
    text,
  );
}

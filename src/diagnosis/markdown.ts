/** What would move the words of a line about, or command whoever shows them: control characters and changes of direction. */
const commanding = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of plain text: nothing in it is Markdown or HTML, whoever wrote it. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[\\`*<[\]~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^([#+>-])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Text exactly as it came, in a code span that it cannot end. */
export function code(text: string): string {
  const line = oneLine(text);
  if (!line) return '(empty)';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const room = /^`|`$/.test(line) ? ' ' : '';
  return `${ticks}${room}${line}${room}${ticks}`;
}

/** Lines exactly as they came, in a block that they cannot end. */
export function codeBlock(text: string): string[] {
  const lines = text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line) => `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line)}`);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}text`, ...lines, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

function oneLine(text: string): string {
  return text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    .replace(commanding, '\ufffd')
    .trim();
}

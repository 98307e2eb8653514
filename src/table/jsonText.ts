import type { Json, JsonObject } from '../model/json';

/** Longer lines, of an image in base64 say, are cut here; what is left out is counted behind it. */
export const longestLine = 2000;
/** Deeper than any answer is; what is deeper is written on one line. */
const deepest = 500;
/** Lines looked through before other work gets its turn. */
const searchedAtOnce = 20_000;
const indentation = '  ';

export interface FoundLines {
  /** From 0, in their order. */
  lines: number[];
  /** Whether there are more. */
  more: boolean;
}

/**
 * A value as the lines that JSON.stringify(value, undefined, 2) would give, made only where they are looked at: an answer of a hundred
 * thousand records has millions of them.
 */
export class JsonText {
  readonly #value: Json;
  /** How many lines the larger parts have. */
  readonly #counts = new WeakMap<object, number>();
  readonly total: number;

  constructor(value: Json) {
    this.#value = value;
    this.total = this.#count(value, 0);
  }

  lines(offset: number, count: number): string[] {
    const lines: string[] = [];
    this.#write(this.#value, 0, '', '', 0, { from: offset, to: offset + count, lines });
    return lines;
  }

  /** Where the object or list that opens on a line ends; the same line where nothing opens. */
  end(line: number): number {
    let value = this.#value;
    let at = 0;
    for (let depth = 0; depth <= deepest; depth++) {
      if (at === line) return line + this.#count(value, depth) - 1;
      let next: Json | undefined;
      at++;
      for (const child of childrenOf(value)) {
        const count = this.#count(child, depth + 1);
        if (line < at + count) {
          next = child;
          break;
        }
        at += count;
      }
      if (next === undefined) return line;
      value = next;
    }
    return line;
  }

  /**
   * The lines in which a text stands, whatever its case; the cut parts of long lines are looked through as well.
   * @param most how many are told
   * @param turn lets other work in between; throws to stop
   */
  async find(text: string, most: number, turn: () => Promise<void>): Promise<FoundLines> {
    const needle = text.toLowerCase();
    const found: number[] = [];
    if (needle === '') return { lines: found, more: false };
    for (let offset = 0; offset < this.total; offset += searchedAtOnce) {
      const lines: string[] = [];
      this.#write(this.#value, 0, '', '', 0, {
        from: offset,
        to: offset + searchedAtOnce,
        lines,
        whole: true,
      });
      for (const [at, line] of lines.entries()) {
        if (!line.toLowerCase().includes(needle)) continue;
        if (found.length === most) return { lines: found, more: true };
        found.push(offset + at);
      }
      await turn();
    }
    return { lines: found, more: false };
  }

  #count(value: Json, depth: number): number {
    if (typeof value !== 'object' || value === null || depth > deepest) return 1;
    const known = this.#counts.get(value);
    if (known !== undefined) return known;
    let count = 0;
    for (const child of childrenOf(value)) count += this.#count(child, depth + 1);
    if (count === 0) return 1;
    if (count > 8) this.#counts.set(value, count + 2);
    return count + 2;
  }

  /** Writes the lines of a value that are asked for, and passes over the parts that are not. */
  #write(value: Json, depth: number, before: string, after: string, at: number, asked: Asked): void {
    const indent = indentation.repeat(depth);
    const put = (line: number, text: string): void => {
      if (line < asked.from || line >= asked.to) return;
      asked.lines.push(asked.whole ? text : cut(text));
    };
    const count = this.#count(value, depth);
    if (typeof value !== 'object' || value === null || count === 1) {
      put(at, `${indent}${before}${depth > deepest ? '"…"' : JSON.stringify(value)}${after}`);
      return;
    }
    const isList = Array.isArray(value);
    put(at, `${indent}${before}${isList ? '[' : '{'}`);
    let next = at + 1;
    const last = at + count - 1;
    for (const [name, child] of namedChildren(value)) {
      const size = this.#count(child, depth + 1);
      if (next >= asked.to) return;
      if (next + size > asked.from) {
        const label = name === undefined ? '' : `${JSON.stringify(name)}: `;
        this.#write(child, depth + 1, label, next + size === last ? '' : ',', next, asked);
      }
      next += size;
    }
    put(last, `${indent}${isList ? ']' : '}'}${after}`);
  }
}

interface Asked {
  from: number;
  to: number;
  lines: string[];
  whole?: boolean;
}

function childrenOf(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? value : Object.values(value);
}

function* namedChildren(value: Json[] | JsonObject): Generator<[string | undefined, Json]> {
  if (Array.isArray(value)) for (const child of value) yield [undefined, child];
  else for (const name of Object.keys(value)) yield [name, value[name] ?? null];
}

/** A line as a page shows it: at most `longestLine` characters, and how many more there are. */
export function cut(line: string): string {
  const left = line.length - longestLine;
  return left > 0 ? `${line.slice(0, longestLine)}… ${left} more characters` : line;
}

/** The lines of a text that is no JSON, with the same things to ask. */
export class PlainText {
  readonly #lines: string[];
  readonly total: number;

  constructor(text: string) {
    this.#lines = text.split('\n');
    this.total = this.#lines.length;
  }

  lines(offset: number, count: number): string[] {
    return this.#lines.slice(offset, offset + count).map(cut);
  }

  end(line: number): number {
    return line;
  }

  async find(text: string, most: number, turn: () => Promise<void>): Promise<FoundLines> {
    const needle = text.toLowerCase();
    const found: number[] = [];
    if (needle === '') return { lines: found, more: false };
    for (const [at, line] of this.#lines.entries()) {
      if (at % searchedAtOnce === searchedAtOnce - 1) await turn();
      if (!line.toLowerCase().includes(needle)) continue;
      if (found.length === most) return { lines: found, more: true };
      found.push(at);
    }
    return { lines: found, more: false };
  }
}

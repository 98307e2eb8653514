import { Float } from './values';
import type { Dict, Value } from './values';

/** What Python's ast.literal_eval takes, as far as a domain can hold it; tuples become lists. undefined where it is no literal. */
export function readPython(text: string): Value | undefined {
  const reader = new LiteralReader(text);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

/** Deeper than any domain. */
const deepest = 100;

class LiteralReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  read(): Value {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw new NoLiteral();
    return value;
  }

  private value(): Value {
    this.space();
    if (++this.depth > deepest) throw new NoLiteral();
    const value = this.any();
    this.depth--;
    return value;
  }

  private any(): Value {
    if (this.takes('[')) return this.items(']').items;
    if (this.takes('{')) return this.dict();
    if (this.takes('(')) {
      const { items, commas } = this.items(')');
      // Parentheses around one value are no tuple.
      return items.length === 1 && commas === 0 ? (items[0] ?? null) : items;
    }
    const word = this.match(/(?:None|True|False)\b/y);
    if (word !== undefined) return word === 'None' ? null : word === 'True';
    const number = this.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y);
    if (number !== undefined) return /^[-+]?\d+$/.test(number) ? Number(number) : new Float(Number(number));
    const quoted = this.match(/u?(?:'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")/y);
    if (quoted === undefined) throw new NoLiteral();
    return unescape(quoted.replace(/^u/, '').slice(1, -1));
  }

  private items(end: string): { items: Value[]; commas: number } {
    const items: Value[] = [];
    let commas = 0;
    while (!this.takes(end)) {
      if (items.length > commas) throw new NoLiteral();
      items.push(this.value());
      if (this.takes(',')) commas++;
    }
    return { items, commas };
  }

  private dict(): Dict {
    const entries: [string, Value][] = [];
    let commas = 0;
    while (!this.takes('}')) {
      if (entries.length > commas) throw new NoLiteral();
      const key = this.value();
      if (typeof key !== 'string' || !this.takes(':')) throw new NoLiteral();
      entries.push([key, this.value()]);
      if (this.takes(',')) commas++;
    }
    return Object.fromEntries(entries);
  }

  private takes(letter: string): boolean {
    this.space();
    if (this.text.charAt(this.at) !== letter) return false;
    this.at++;
    return true;
  }

  private space(): void {
    this.match(/\s*/y);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function unescape(text: string): string {
  return text.replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|[\s\S])/g, (whole, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === '\\' || code === "'" || code === '"') return code;
    return escapes[code] ?? whole;
  });
}

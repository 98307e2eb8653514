import type { Json, JsonObject } from '../model/json';

// A type, not an interface: only a type fits a problem's facts, which are an index signature.
/** `position` is 0-based in the text (UTF-16); `line` and `column` are 1-based, as editors show them. */
export type JsonMistake = { reason: string; position: number; line: number; column: number };
export type ReadJson = { ok: true; value: Json } | { ok: false; mistake: JsonMistake };

/**
 * Reads JSON as JSON.parse does, but always says where a mistake is (V8's message often does not), and refuses what
 * JSON.parse silently changes: integers beyond 2^53 and keys that stand twice.
 */
export function readJson(text: string): ReadJson {
  try {
    return { ok: true, value: new JsonReader(text).readAll() };
  } catch (error) {
    if (!(error instanceof MistakeAt)) throw error;
    const before = text.slice(0, error.position).split(/\r\n|\n|\r/);
    const column = (before.at(-1) ?? '').length + 1;
    return {
      ok: false,
      mistake: { reason: error.message, position: error.position, line: before.length, column },
    };
  }
}

class MistakeAt extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/** Deeper than any Odoo value, and far from the depth at which the call stack would give way. */
const deepest = 500;

/** What people write who think in Python. */
const pythonNames = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
]);

class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  readAll(): Json {
    const value = this.readValue(0);
    this.skipBlank();
    if (this.at < this.text.length) throw new MistakeAt('Remove what follows the end of the JSON.', this.at);
    return value;
  }

  private readValue(depth: number): Json {
    this.skipBlank();
    const start = this.at;
    const first = this.text.charAt(start);
    if (depth > deepest) throw new MistakeAt('This is nested too deeply.', start);
    if (first === '{') return this.readObject(depth);
    if (first === '[') return this.readArray(depth);
    if (first === '"') return this.readString();
    if (/[-+.\d]/.test(first)) return this.readNumber();
    const word = this.match(/[\p{L}_$][\p{L}\d_$.]*/uy);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (word !== undefined) {
      const json = pythonNames.get(word);
      throw new MistakeAt(
        json === undefined ? `Put ${word} in double quotes: "${word}".` : `Write ${json} instead of ${word}.`,
        start,
      );
    }
    throw new MistakeAt(unexpected(first), start);
  }

  private readObject(depth: number): JsonObject {
    const start = this.at;
    const object: JsonObject = {};
    this.at++;
    for (;;) {
      this.skipBlank();
      if (this.text.charAt(this.at) === '}') break;
      const keyAt = this.at;
      const key = this.readKey(start);
      if (Object.hasOwn(object, key)) throw new MistakeAt(`"${key}" stands twice: keep one of them.`, keyAt);
      this.skipBlank();
      if (this.text.charAt(this.at) !== ':') throw new MistakeAt(`Put a colon after "${key}".`, this.at);
      this.at++;
      const value = this.readValue(depth + 1);
      // Assigning would set the prototype where the key is "__proto__".
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      if (!this.readComma('}', start)) break;
    }
    this.at++;
    return object;
  }

  private readKey(start: number): string {
    const first = this.text.charAt(this.at);
    if (first === '"') return this.readString();
    if (first === '') throw new MistakeAt('This { is never closed: add } at the end.', start);
    const word = /[\p{L}_$][\p{L}\d_$.]*/uy;
    word.lastIndex = this.at;
    const name = word.exec(this.text)?.[0];
    if (name !== undefined) throw new MistakeAt(`Put ${name} in double quotes: "${name}".`, this.at);
    if (first === "'") throw new MistakeAt(unexpected(first), this.at);
    throw new MistakeAt('Write a name in double quotes here.', this.at);
  }

  private readArray(depth: number): Json[] {
    const start = this.at;
    const items: Json[] = [];
    this.at++;
    for (;;) {
      this.skipBlank();
      const next = this.text.charAt(this.at);
      if (next === ']') break;
      if (next === '') throw new MistakeAt('This [ is never closed: add ] at the end.', start);
      items.push(this.readValue(depth + 1));
      if (!this.readComma(']', start)) break;
    }
    this.at++;
    return items;
  }

  /** True after a comma that another item follows; false at the closing bracket. */
  private readComma(close: '}' | ']', start: number): boolean {
    this.skipBlank();
    const next = this.text.charAt(this.at);
    if (next === close) return false;
    if (next === '') {
      throw new MistakeAt(`This ${this.text.charAt(start)} is never closed: add ${close} at the end.`, start);
    }
    if (next !== ',') throw new MistakeAt(`Put a comma or ${close} here.`, this.at);
    const comma = this.at;
    this.at++;
    this.skipBlank();
    if (this.text.charAt(this.at) === close) {
      throw new MistakeAt(`Remove this comma: nothing follows it before ${close}.`, comma);
    }
    return true;
  }

  private readNumber(): number {
    const start = this.at;
    const written = this.match(/[-+.\d][-+.\p{L}\d_]*/uy) ?? '';
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(written)) {
      throw new MistakeAt(
        `"${written}" is not a number as JSON writes it. Put text and dates in double quotes.`,
        start,
      );
    }
    const value = Number(written);
    if (!Number.isFinite(value) || (/^-?\d+$/.test(written) && !Number.isSafeInteger(value))) {
      throw new MistakeAt('This number is too large to be sent exactly.', start);
    }
    return value;
  }

  /** Finds the string's end, then lets JSON.parse decode it. */
  private readString(): string {
    const start = this.at;
    this.match(/"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*/y);
    if (this.text.charAt(this.at) !== '"') {
      throw new MistakeAt('This string is never closed: add " at its end.', start);
    }
    this.at++;
    const written = this.text.slice(start, this.at);
    try {
      return JSON.parse(written) as string;
    } catch {
      const wrong = /\\(?:[^"\\/bfnrtu]|u(?![\da-fA-F]{4}))|[\x00-\x1f]/; // eslint-disable-line no-control-regex -- they are what is looked for
      const offset = wrong.exec(written.replace(/\\[\\"]/g, '  '))?.index ?? 0;
      const reason =
        written.charAt(offset) === '\\'
          ? 'JSON does not know this backslash code; write \\\\ for a backslash.'
          : 'Write \\t for a tab, and \\n for a new line.';
      throw new MistakeAt(reason, start + offset);
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skipBlank(): void {
    this.match(/[ \t\r\n]*/y);
  }
}

function unexpected(char: string): string {
  switch (char) {
    case '':
      return 'The JSON ends too early: a value is missing here.';
    case "'":
      return 'Use double quotes: JSON does not know single ones.';
    case '(':
      return 'Use square brackets: JSON does not know ( ).';
    case '#':
    case '/':
      return 'Remove this comment: JSON does not know comments.';
    case ',':
      return 'A value is missing before this comma.';
    default:
      return `Unexpected ${char}: write a value, such as "text", 42 or true.`;
  }
}

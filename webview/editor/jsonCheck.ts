import type { EditorError } from './Editor';

/** What a text must hold. */
export type JsonShape = 'object' | 'list' | 'objectOrList';

const shapeWords: Record<JsonShape, string> = {
  object: 'a JSON object in { }',
  list: 'a JSON list in [ ]',
  objectOrList: 'a JSON object in { }, or a list of them in [ ]',
};

/**
 * Where a JSON text stops making sense, in plain words. JSON.parse says so too, but not always where, and differently in each
 * version of the engine. Nothing typed yet is right.
 */
export function checkJson(text: string, shape: JsonShape): EditorError | undefined {
  const start = text.search(/\S/);
  if (start < 0) return undefined;
  const expected = shape === 'object' ? '{' : shape === 'list' ? '[' : '{[';
  if (!expected.includes(text.charAt(start))) {
    return { position: start, message: `This must be ${shapeWords[shape]}.` };
  }
  const scanner = new Scanner(text);
  try {
    scanner.value();
    scanner.end();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return { position: error.position, message: error.message };
    throw error;
  }
}

class Stop extends Error {
  constructor(
    readonly position: number,
    message: string,
  ) {
    super(message);
  }
}

const literal = /(?:true|false|null)(?![\w$])/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const string = /"[^"\\\n\r\t]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n\r\t]*)*"/y;
const word = /[A-Za-z_]\w*/y;

class Scanner {
  #at = 0;
  constructor(readonly text: string) {}

  value(): void {
    switch (this.#peek()) {
      case '{':
        this.#members('}', () => this.#member());
        return;
      case '[':
        this.#members(']', () => this.value());
        return;
      case '"':
        this.#string();
        return;
      default:
        if (!this.#take(literal) && !this.#take(number)) this.#wrongValue();
    }
  }

  end(): void {
    if (this.#peek() !== '') this.#stop('Nothing may follow here.');
  }

  #members(close: string, member: () => void): void {
    const open = this.#at++;
    if (this.#peek() === close) {
      this.#at++;
      return;
    }
    for (;;) {
      member();
      const next = this.#peek();
      this.#at++;
      if (next === close) return;
      if (next === '') throw new Stop(open, `This is never closed with ${close}.`);
      if (next !== ',') throw new Stop(this.#at - 1, `A comma or ${close} is missing before this.`);
      if (this.#peek() === close) this.#stop(`A comma must not stand before ${close}.`);
    }
  }

  #member(): void {
    if (this.#peek() !== '"') this.#stop('A name in double quotes must stand here.');
    this.#string();
    if (this.#peek() !== ':') this.#stop('A colon must stand here, between the name and its value.');
    this.#at++;
    this.value();
  }

  #string(): void {
    if (!this.#take(string)) this.#stop('This text is never closed, or holds a \\ that means nothing.');
  }

  #wrongValue(): never {
    const found = this.#peek();
    if (found === '') this.#stop('A value is missing here.');
    if (found === "'") this.#stop('JSON puts text in double quotes.');
    word.lastIndex = this.#at;
    const name = word.exec(this.text)?.[0] ?? '';
    const python: Record<string, string> = { True: 'true', False: 'false', None: 'null' };
    const meant = python[name];
    this.#stop(meant ? `JSON writes ${name} as ${meant}.` : 'This is no JSON value.');
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match) this.#at = pattern.lastIndex;
    return match !== null;
  }

  /** The next character that is no space, or '' at the end. */
  #peek(): string {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at++;
    return this.text.charAt(this.#at);
  }

  #stop(message: string): never {
    throw new Stop(this.#at, message);
  }
}

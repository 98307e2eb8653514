import type { Json, JsonObject } from '../model/json';

/** A value with its place in the text it was read from: `from` and `to` count UTF-16 units, as editors do. */
export type JsonNode =
  | { kind: 'object'; from: number; to: number; members: JsonMember[] }
  | { kind: 'list'; from: number; to: number; items: JsonNode[] }
  | { kind: 'text'; from: number; to: number; value: string }
  | { kind: 'number'; from: number; to: number; value: number; written: string }
  | { kind: 'word'; from: number; to: number; value: boolean | null };
export type JsonObjectNode = Extract<JsonNode, { kind: 'object' }>;
export type JsonListNode = Extract<JsonNode, { kind: 'list' }>;

export interface JsonMember {
  key: string;
  /** Where the key's opening quote stands, and the place behind its closing one. */
  keyFrom: number;
  keyTo: number;
  value: JsonNode;
}

/** `position`: where the text stops being JSON. */
export type ReadTree = { ok: true; root: JsonNode } | { ok: false; position: number };

/** A step from a value to one inside it: a key, or an index. */
export type JsonPath = readonly (string | number)[];

/** As deep as the reader of a request goes; far from the depth at which the call stack would give way. */
const deepest = 500;

/**
 * Reads JSON and keeps where everything stands, numbers as they are written, and keys that stand twice: what a form needs to
 * change one value and leave all other text alone. Comments are no JSON.
 */
export function readTree(text: string): ReadTree {
  try {
    return { ok: true, root: new TreeReader(text).readAll() };
  } catch (error) {
    if (error instanceof NoJsonAt) return { ok: false, position: error.position };
    throw error;
  }
}

/** The value that a node stands for. A key "__proto__" is data like any other; of a key that stands twice, the last counts. */
export function valueOf(node: JsonNode): Json {
  switch (node.kind) {
    case 'object': {
      const object: JsonObject = {};
      for (const { key, value } of node.members) {
        // Assigning would set the prototype where the key is "__proto__".
        Object.defineProperty(object, key, {
          value: valueOf(value),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return object;
    }
    case 'list':
      return node.items.map(valueOf);
    case 'text':
    case 'number':
    case 'word':
      return node.value;
  }
}

/** The member of an object by its key: the last one, as JSON.parse has it, where it stands twice. */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.key === key) : undefined;
}

/** The value that a path leads to, or undefined. */
export function nodeAt(root: JsonNode, path: JsonPath): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    if (typeof step === 'string') node = memberOf(node, step)?.value;
    else node = node.kind === 'list' ? node.items[step] : undefined;
  }
  return node;
}

class NoJsonAt extends Error {
  constructor(readonly position: number) {
    super(`No JSON at ${position}`);
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\p{L}\d_.+-])/uy;
const words = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class TreeReader {
  #at = 0;

  constructor(private readonly text: string) {}

  readAll(): JsonNode {
    const node = this.#value(0);
    this.#skipBlank();
    if (this.#at < this.text.length) throw new NoJsonAt(this.#at);
    return node;
  }

  #value(depth: number): JsonNode {
    this.#skipBlank();
    const from = this.#at;
    if (depth > deepest) throw new NoJsonAt(from);
    const first = this.text.charAt(from);
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#list(depth);
    if (first === '"') return { kind: 'text', from, value: this.#string(), to: this.#at };
    if (/[-\d]/.test(first)) {
      const written = this.#take(number);
      if (written === '') throw new NoJsonAt(from);
      return { kind: 'number', from, to: this.#at, value: Number(written), written };
    }
    const value = words.get(this.#take(/[\p{L}\d_$.]*/uy));
    if (value === undefined) throw new NoJsonAt(from);
    return { kind: 'word', from, to: this.#at, value };
  }

  #object(depth: number): JsonNode {
    const from = this.#at++;
    const members: JsonMember[] = [];
    this.#skipBlank();
    if (this.text.charAt(this.#at) !== '}') {
      do {
        this.#skipBlank();
        const keyFrom = this.#at;
        if (this.text.charAt(keyFrom) !== '"') throw new NoJsonAt(keyFrom);
        const key = this.#string();
        const keyTo = this.#at;
        this.#skipBlank();
        if (this.text.charAt(this.#at) !== ':') throw new NoJsonAt(this.#at);
        this.#at++;
        members.push({ key, keyFrom, keyTo, value: this.#value(depth + 1) });
      } while (this.#comma('}'));
    }
    return { kind: 'object', from, to: ++this.#at, members };
  }

  #list(depth: number): JsonNode {
    const from = this.#at++;
    const items: JsonNode[] = [];
    this.#skipBlank();
    if (this.text.charAt(this.#at) !== ']') {
      do items.push(this.#value(depth + 1));
      while (this.#comma(']'));
    }
    return { kind: 'list', from, to: ++this.#at, items };
  }

  #comma(close: string): boolean {
    this.#skipBlank();
    const next = this.text.charAt(this.#at);
    if (next === close) return false;
    if (next !== ',') throw new NoJsonAt(this.#at);
    this.#at++;
    return true;
  }

  /** Goes through a string in strides, for a file in base64 may be many megabytes. */
  #string(): string {
    const from = this.#at++;
    for (;;) {
      this.#take(/[^"\\\r\n]*/y);
      const next = this.text.charAt(this.#at);
      if (next === '\\' && this.#at + 1 < this.text.length) this.#at += 2;
      else if (next === '"') break;
      else throw new NoJsonAt(from);
    }
    this.#at++;
    try {
      return JSON.parse(this.text.slice(from, this.#at)) as string;
    } catch {
      throw new NoJsonAt(from);
    }
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skipBlank(): void {
    this.#take(/[ \t\r\n]*/y);
  }
}

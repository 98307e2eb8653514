import { XmlRpcSyntaxError } from './xmlRpcSyntaxError';

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
/** Longer than any reference, leading zeros and all. */
const longestEntity = 40;
const longestDeclaration = 200;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const ampersand = 38;
const lessThan = 60;
const greaterThan = 62;
const bracket = 93;

/**
 * 1 for the characters that end a plain run of text: markup, NUL, and ends of lines to be settled. Other control characters stand for
 * themselves although XML has no place for them: Odoo 14 sends what is in a field as it is, and there is one way to read it.
 */
const stops = new Uint8Array(128);
for (const code of [0, carriageReturn, ampersand, lessThan, bracket]) stops[code] = 1;

/**
 * Where the plain text that starts at `at` ends: at the first character that is markup or needs a closer look, or else at `stop` or
 * the document's end.
 */
export function plainEnd(xml: string, at: number, stop: number): number {
  const end = Math.min(stop, xml.length);
  while (at < end) {
    const code = xml.charCodeAt(at);
    if (code < 128 && stops[code] === 1 && (code !== bracket || xml.startsWith(']]>', at))) break;
    at++;
  }
  return at;
}

/**
 * A part of the document as a string of its own: V8's slices of 13 characters and more are windows that keep the whole document in
 * memory, for as long as anyone keeps one cell of the result.
 */
export function copied(xml: string, from: number, to: number): string {
  const ownLength = 12;
  if (to - from <= ownLength) return xml.slice(from, to);
  return [xml.slice(from, from + ownLength), xml.slice(from + ownLength, to)].join('');
}

const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+encoding\s*=\s*(["'])([\w.-]+)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>/;
const instruction = /<\?(?!xml[\s?])[A-Za-z_][^\s?]*/iy;
const tagAt = /<(\/?)([A-Za-z_][\w.:-]*)[ \t\r\n]*(\/?)>/y;

/** A place in an XML document that only moves on. Everything is done in shares, so that no document, however made, takes long at once. */
export class XmlCursor {
  readonly xml: string;
  at = 0;
  /** The share of work ends at this character. */
  stop = 0;
  #text = '';
  #pieces: string[] = [];
  /** Where the CDATA section or comment starts that the last share ended in; -1 outside. */
  #cdata = -1;

  constructor(xml: string) {
    this.xml = xml;
  }

  /** Skips what may stand before everything else. @throws XmlRpcSyntaxError for another encoding than UTF-8 */
  skipDeclaration(): void {
    if (this.xml.charCodeAt(0) === 0xfeff) this.at = 1;
    const head = this.xml.slice(this.at, this.at + longestDeclaration);
    if (!/^<\?xml[ \t\r\n]/.test(head)) return;
    const [whole, , , encoding = 'utf-8'] = declaration.exec(head) ?? [];
    if (whole === undefined)
      throw head.includes('?>') ? this.error('Not a valid XML declaration') : this.cut();
    if (!/^(utf-8|us-ascii)$/i.test(encoding))
      throw this.error(`An encoding other than UTF-8, "${encoding}",`);
    this.at += whole.length;
  }

  /** The text that was read, once. */
  takeText(): string {
    const text = this.#pieces.length === 0 ? this.#text : this.#text + this.#pieces.join('');
    this.#text = '';
    this.#pieces = [];
    return text;
  }

  /**
   * Reads text up to the next tag: entities resolved, CDATA sections as they are, comments left out, every end of a line as one line
   * feed, as XML has it. False where the share ended first.
   * @throws XmlRpcSyntaxError
   */
  readText(): boolean {
    const { xml } = this;
    for (;;) {
      const end = plainEnd(xml, this.at, this.stop);
      if (end > this.at) this.#pieces.push(copied(xml, this.at, end));
      this.at = end;
      if (end >= this.stop) {
        // Joined share by share: a rope of a million pieces would take longer than the text.
        this.#text = this.takeText();
        return false;
      }
      if (this.#cdata < 0 && xml.charCodeAt(end) === lessThan && !this.#beginsAside()) return true;
      if (end >= xml.length) throw this.cut();
      this.#special(xml.charCodeAt(end));
    }
  }

  /** What is not plain: one character, one entity, one aside. */
  #special(code: number): void {
    const { xml, at } = this;
    switch (code) {
      case carriageReturn:
        if (xml.charCodeAt(at + 1) !== lineFeed) this.#pieces.push('\n');
        this.at++;
        return;
      case bracket:
        if (this.#cdata < 0) throw this.error('"]]>" in a text');
        this.#cdata = -1;
        this.at += 3;
        return;
      case ampersand:
        this.#pieces.push(this.#cdata >= 0 ? '&' : this.#entity());
        if (this.#cdata >= 0) this.at++;
        return;
      case lessThan:
        if (this.#cdata >= 0) {
          this.#pieces.push('<');
          this.at++;
        } else if (xml.startsWith('<![CDATA[', at)) {
          this.#cdata = at;
          this.at += 9;
        } else this.#skipAside();
        return;
      default:
        throw this.error('NUL in a text');
    }
  }

  /** The character an entity stands for. Nothing is ever expanded: only the five of XML itself and numbers are known. */
  #entity(): string {
    const written = this.xml.slice(this.at + 1, this.at + longestEntity);
    const end = written.indexOf(';');
    if (end < 0 && this.at + longestEntity > this.xml.length) throw this.cut();
    const name = written.slice(0, Math.max(end, 0));
    const known = entities.get(name) ?? numbered(name);
    if (known === undefined) throw this.error('An unknown entity');
    this.at += end + 2;
    return known;
  }

  /** Skips white space, comments and instructions. False where the share ended first. */
  skipSpace(): boolean {
    const { xml } = this;
    for (;;) {
      const end = Math.min(this.stop, xml.length);
      while (this.at < end && isSpace(xml.charCodeAt(this.at))) this.at++;
      if (this.at >= this.stop) return false;
      if (this.at >= xml.length || !this.#beginsAside() || xml.startsWith('<![CDATA[', this.at)) return true;
      this.#skipAside();
    }
  }

  /** Whether `<!` or `<?` comes, which is no tag. */
  #beginsAside(): boolean {
    const next = this.xml.charCodeAt(this.at + 1);
    return this.xml.charCodeAt(this.at) === lessThan && (next === 33 || next === 63);
  }

  #skipAside(): void {
    const { xml, at } = this;
    if (xml.startsWith('<!--', at)) {
      this.#skipPast('--', 4);
      if (this.at >= xml.length) throw this.cut();
      if (xml.charCodeAt(this.at) !== greaterThan) throw this.error('"--" in a comment');
      this.at++;
    } else if (this.#instructs()) this.#skipPast('?>', 2);
    else throw this.error('A document type or another declaration, which an answer never has,');
  }

  /** Whether an instruction comes: one with a name, which is not "xml". */
  #instructs(): boolean {
    instruction.lastIndex = this.at;
    return instruction.test(this.xml);
  }

  #skipPast(mark: string, from: number): void {
    const found = this.xml.indexOf(mark, this.at + from);
    if (found < 0) throw this.cut();
    this.at = found + mark.length;
  }

  /**
   * Takes the tag that comes next, without the white space that may stand in it: "<value>", "</value>" or "<value/>". An answer's tags
   * have no attributes.
   * @throws XmlRpcSyntaxError where another than the expected ones comes; without any, where none comes
   */
  readTag(...expected: string[]): string {
    tagAt.lastIndex = this.at;
    const [whole, slash = '', name = '', empty = ''] = tagAt.exec(this.xml) ?? [];
    const tag = `<${slash}${name}${empty}>`;
    if (whole === undefined || (expected.length > 0 && !expected.includes(tag))) throw this.missing(expected);
    this.at += whole.length;
    return tag;
  }

  missing(expected: readonly string[]): XmlRpcSyntaxError {
    if (!this.xml.includes('>', this.at)) return this.cut();
    return this.error(expected.length > 0 ? `Expected ${expected.join(' or ')}` : 'Expected a tag');
  }

  /** For an answer of which the rest is missing. */
  cut(): XmlRpcSyntaxError {
    return this.error('The answer ends too early', this.xml.length);
  }

  error(message: string, position = this.at): XmlRpcSyntaxError {
    return new XmlRpcSyntaxError(message, position);
  }
}

function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === tab || code === carriageReturn;
}

/** The character of "#8364" or "#x20ac", where XML allows it. */
function numbered(name: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name) ?? [];
  const code = hexadecimal === undefined ? parseInt(decimal ?? '', 10) : parseInt(hexadecimal, 16);
  const allowed =
    code >= space
      ? code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
      : code === tab || code === lineFeed || code === carriageReturn;
  return allowed ? String.fromCodePoint(code) : undefined;
}

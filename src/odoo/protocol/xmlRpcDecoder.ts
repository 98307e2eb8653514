import type { Json, JsonObject } from '../../model/json';

/** An XML-RPC answer: a value, or a fault. */
export type XmlRpcAnswer =
  { ok: true; value: Json } | { ok: false; faultCode: number | string; faultString: string };

/** What is wrong with an XML-RPC document, and where: `position` counts characters from 0. */
export class XmlRpcSyntaxError extends Error {
  override readonly name = 'XmlRpcSyntaxError';
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(`${message} at character ${position}`);
  }
}

/**
 * Decodes a methodResponse strictly by the XML-RPC specification and the extensions Odoo's Python uses: nil, i8 and untyped
 * strings. Dates stay text and base64 stays base64, as JSON carries them.
 * @throws XmlRpcSyntaxError
 */
export function decodeXmlRpc(xml: string): XmlRpcAnswer {
  return new Decoder(xml).response();
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const maxDepth = 500;

/** The character an entity stands for, "amp" or "#8364"; undefined for one that XML does not know. */
function resolveEntity(name: string): string | undefined {
  const numeric = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
  if (!numeric) return entities.get(name);
  const point = parseInt(numeric[1] ?? numeric[2] ?? '', numeric[1] ? 16 : 10);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

/** XML reads every way to end a line as one line feed. */
function lineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

class Decoder {
  readonly #xml: string;
  #at = 0;
  #depth = 0;

  constructor(xml: string) {
    this.#xml = xml;
  }

  response(): XmlRpcAnswer {
    this.#prolog();
    this.#open('methodResponse');
    const isFault = this.#peek() === 'fault';
    let value: Json;
    if (isFault) {
      this.#open('fault');
      value = this.#value();
      this.#close('fault');
    } else {
      this.#open('params');
      this.#open('param');
      value = this.#value();
      this.#close('param');
      this.#close('params');
    }
    this.#close('methodResponse');
    this.#space();
    if (this.#at < this.#xml.length) throw this.#error('Unexpected text after the answer');
    if (!isFault) return { ok: true, value };
    const fault = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
    const { faultCode, faultString } = fault;
    if ((typeof faultCode !== 'number' && typeof faultCode !== 'string') || typeof faultString !== 'string') {
      throw this.#error('A fault without its code and text');
    }
    return { ok: false, faultCode, faultString };
  }

  #value(): Json {
    if (++this.#depth > maxDepth) throw this.#error('Values nested too deeply');
    this.#space();
    if (this.#xml.startsWith('<value/>', this.#at)) {
      this.#at += 8;
      this.#depth--;
      return '';
    }
    if (!this.#xml.startsWith('<value>', this.#at)) throw this.#error('Expected <value>');
    this.#at += 7;
    const start = this.#at;
    const text = this.#text();
    let value: Json;
    if (this.#xml.startsWith('</value>', this.#at)) {
      // An untyped value is a string, white space included.
      value = text;
    } else {
      if (text.trim()) {
        this.#at = start;
        throw this.#error('Text beside a typed value');
      }
      value = this.#typed();
    }
    this.#close('value');
    this.#depth--;
    return value;
  }

  #typed(): Json {
    const type = this.#tagName();
    if (type.empty) {
      switch (type.name) {
        case 'nil':
        case 'ex:nil':
          return null;
        case 'string':
        case 'base64':
          return '';
        case 'struct':
          return {};
        default:
          throw this.#error(`Empty <${type.name}/>`);
      }
    }
    switch (type.name) {
      case 'struct':
        return this.#struct();
      case 'array':
        return this.#array();
    }
    const start = this.#at;
    const text = this.#text();
    this.#close(type.name);
    return this.#scalar(type.name, text, start);
  }

  #scalar(type: string, text: string, start: number): Json {
    switch (type) {
      case 'string':
        return text;
      case 'dateTime.iso8601':
        return text.trim();
      case 'base64':
        return text.replace(/\s+/g, '');
      case 'nil':
      case 'ex:nil':
        return null;
      case 'boolean':
        if (text === '1') return true;
        if (text === '0') return false;
        break;
      case 'int':
      case 'i4':
      case 'i8':
      case 'ex:i8':
        if (/^\s*[+-]?\d+\s*$/.test(text)) return Number(text);
        break;
      case 'double':
        if (text.trim() && Number.isFinite(Number(text))) return Number(text);
        // Python writes these for floats that JSON has no sign for.
        if (/^\s*(nan|-?inf)\s*$/i.test(text)) return text.trim();
        break;
    }
    this.#at = start;
    throw this.#error(`Not a valid <${type}>: "${text.slice(0, 40)}"`);
  }

  #struct(): JsonObject {
    const struct: JsonObject = {};
    while (this.#peek() === 'member') {
      this.#open('member');
      this.#space();
      if (!this.#xml.startsWith('<name>', this.#at)) throw this.#error('Expected <name>');
      this.#at += 6;
      const name = this.#text();
      this.#close('name');
      const value = this.#value();
      // A member called __proto__ is data like any other.
      Object.defineProperty(struct, name, { value, enumerable: true, writable: true, configurable: true });
      this.#close('member');
    }
    this.#close('struct');
    return struct;
  }

  #array(): Json[] {
    const items: Json[] = [];
    this.#space();
    if (this.#xml.startsWith('<data/>', this.#at)) {
      this.#at += 7;
    } else {
      this.#open('data');
      while (this.#peek() === 'value' || this.#peek() === 'value/') items.push(this.#value());
      this.#close('data');
    }
    this.#close('array');
    return items;
  }

  /** The text up to the next tag: entities resolved, CDATA sections as they are, comments left out. */
  #text(): string {
    let text = '';
    for (;;) {
      const end = this.#xml.indexOf('<', this.#at);
      if (end < 0) throw this.#error('Unexpected end');
      text += this.#resolve(this.#xml.slice(this.#at, end));
      this.#at = end;
      if (this.#xml.startsWith('<![CDATA[', end)) {
        const close = this.#skipPast(']]>');
        text += lineEnds(this.#xml.slice(end + 9, close - 3));
      } else if (this.#xml.startsWith('<!--', end)) {
        this.#skipPast('-->');
      } else {
        return text;
      }
    }
  }

  #resolve(raw: string): string {
    if (!raw.includes('&')) return lineEnds(raw);
    const start = this.#at;
    return lineEnds(raw).replace(/&([^;&]*);?/g, (whole, name: string, offset: number) => {
      const known = whole.endsWith(';') ? resolveEntity(name) : undefined;
      if (known !== undefined) return known;
      this.#at = start + offset;
      throw this.#error('Unknown entity');
    });
  }

  /** Moves behind the next occurrence of a mark; where that is. */
  #skipPast(mark: string): number {
    const found = this.#xml.indexOf(mark, this.#at);
    if (found < 0) throw this.#error(`Missing ${mark}`);
    this.#at = found + mark.length;
    return this.#at;
  }

  #prolog(): void {
    if (this.#xml.startsWith('\ufeff')) this.#at = 1;
    for (;;) {
      this.#space();
      if (this.#xml.startsWith('<?', this.#at)) this.#skipPast('?>');
      else if (this.#xml.startsWith('<!--', this.#at)) this.#skipPast('-->');
      else return;
    }
  }

  #space(): void {
    while (this.#at < this.#xml.length && this.#xml.charCodeAt(this.#at) <= 32) this.#at++;
  }

  /** The name of the tag that comes next, without taking it; "/value" for a closing one. */
  #peek(): string {
    this.#space();
    if (this.#xml[this.#at] !== '<') return '';
    const end = this.#xml.indexOf('>', this.#at);
    return end < 0 ? '' : this.#xml.slice(this.#at + 1, end);
  }

  #tagName(): { name: string; empty: boolean } {
    const name = this.#peek();
    if (!/^[A-Za-z][\w.:]*\s*\/?$/.test(name)) throw this.#error('Expected a tag');
    this.#at += name.length + 2;
    return { name: name.replace(/\s*\/$/, '').trim(), empty: name.endsWith('/') };
  }

  #open(name: string): void {
    this.#space();
    if (!this.#xml.startsWith(`<${name}>`, this.#at)) throw this.#error(`Expected <${name}>`);
    this.#at += name.length + 2;
  }

  #close(name: string): void {
    this.#space();
    if (!this.#xml.startsWith(`</${name}>`, this.#at)) throw this.#error(`Expected </${name}>`);
    this.#at += name.length + 3;
  }

  #error(message: string): XmlRpcSyntaxError {
    return new XmlRpcSyntaxError(message, this.#at);
  }
}

import { builtin, PythonError, typeError } from './errors';
import { dumpFloat, Float, isDict } from './values';
import type { Dict, Value } from './values';

/** A call as XML-RPC carries it. */
export interface MethodCall {
  method: string;
  params: Value[];
}

/** Reads a methodCall; strict, as Python's expat is. @throws PythonError ExpatError, ResponseError */
export function readMethodCall(xml: string): MethodCall {
  return new CallReader(xml).read();
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const deepest = 500;

class CallReader {
  private at = 0;
  private depth = 0;

  private readonly xml: string;

  constructor(xml: string) {
    // <params/> is <params></params>, except within CDATA, where it is text.
    this.xml = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<([\w.]+)\s*\/>/g, (whole, tag?: string) =>
      tag === undefined ? whole : `<${tag}></${tag}>`,
    );
  }

  read(): MethodCall {
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no control characters
    const control = /[\x00-\x08\x0b\x0c\x0e-\x1f]/.exec(this.xml);
    if (control !== null) throw this.malformed('not well-formed (invalid token)', control.index);
    this.match(/\s*(?:<\?xml[^>]*\?>)?\s*/y);
    this.skipComments();
    if (this.at >= this.xml.length) throw this.malformed('no element found');
    if (!this.xml.startsWith('<', this.at)) throw this.malformed('syntax error');
    this.open('methodCall');
    this.open('methodName');
    const method = this.text();
    this.close('methodName');
    const params: Value[] = [];
    if (this.opens('params')) {
      while (this.opens('param')) {
        params.push(this.value());
        this.close('param');
      }
      this.close('params');
    }
    this.close('methodCall');
    this.skipComments();
    if (this.at < this.xml.length) throw this.malformed('junk after document element');
    return { method, params };
  }

  private value(): Value {
    if (++this.depth > deepest) throw this.malformed('nested too deeply');
    this.open('value');
    const plain = this.match(/[^<]*/y) ?? '';
    if (this.xml.startsWith('</value', this.at)) {
      this.close('value');
      return this.leave(decode(plain));
    }
    const type = this.match(/<[\w.]+\s*>/y);
    if (type === undefined) throw this.malformed('not well-formed (invalid token)');
    const name = type.replace(/[<>\s]/g, '');
    const value = this.typed(name);
    this.close(name);
    this.close('value');
    return this.leave(value);
  }

  private leave(value: Value): Value {
    this.depth--;
    return value;
  }

  private typed(type: string): Value {
    switch (type) {
      case 'int':
      case 'i1':
      case 'i2':
      case 'i4':
      case 'i8':
      case 'biginteger':
        return Number(this.text());
      case 'double':
      case 'float':
        return new Float(Number(this.text()));
      case 'boolean':
        return this.text().trim() === '1';
      case 'string':
        return this.text();
      case 'nil':
        return null;
      case 'base64':
        return this.text().replace(/\s/g, '');
      case 'dateTime.iso8601':
        return isoText(this.text().trim());
      case 'array':
        return this.array();
      case 'struct':
        return this.struct();
      default:
        throw new PythonError('xmlrpc.client.ResponseError', `unknown type ${JSON.stringify(type)}`);
    }
  }

  private array(): Value[] {
    this.open('data');
    const items: Value[] = [];
    while (!this.comes('</data')) items.push(this.value());
    this.close('data');
    return items;
  }

  private struct(): Dict {
    const dict: Dict = {};
    while (this.opens('member')) {
      this.open('name');
      const name = this.text();
      this.close('name');
      const value = this.value();
      Object.defineProperty(dict, name, { value, writable: true, enumerable: true, configurable: true });
      this.close('member');
    }
    return dict;
  }

  private text(): string {
    let text = '';
    for (;;) {
      text += decode(this.match(/[^<]*/y) ?? '');
      const data = this.match(/<!\[CDATA\[[\s\S]*?\]\]>/y);
      if (data === undefined) return text.replace(/\r\n?/g, '\n');
      text += data.slice(9, -3);
    }
  }

  private open(tag: string): void {
    if (!this.opens(tag))
      throw this.malformed(this.at >= this.xml.length ? 'no element found' : 'mismatched tag');
  }

  private opens(tag: string): boolean {
    this.skipComments();
    return this.match(new RegExp(`<${tag}\\s*>`, 'y')) !== undefined;
  }

  private comes(what: string): boolean {
    this.skipComments();
    return this.xml.startsWith(what, this.at);
  }

  private close(tag: string): void {
    this.skipComments();
    if (this.match(new RegExp(`</${tag}\\s*>`, 'y')) !== undefined) return;
    throw this.malformed(this.at >= this.xml.length ? 'no element found' : 'mismatched tag');
  }

  private skipComments(): void {
    this.match(/(?:\s+|<!--[\s\S]*?-->)*/y);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.xml)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private malformed(reason: string, at = this.at): PythonError {
    const before = this.xml.slice(0, at).split('\n');
    return new PythonError(
      'xml.parsers.expat.ExpatError',
      `${reason}: line ${before.length}, column ${before.at(-1)?.length ?? 0}`,
    );
  }
}

function decode(text: string): string {
  return text.replace(/&(#x[\da-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** "20261121T17:53:37" as Odoo keeps it: "2026-11-21 17:53:37". */
function isoText(text: string): string {
  return text.replace(/^(\d{4})-?(\d{2})-?(\d{2})T/, '$1-$2-$3 ');
}

/** A methodResponse, letter by letter as Odoo's marshaller writes it (Odoo 19, addons/rpc/controllers/xmlrpc.py). */
export function writeResponse(value: Value): string {
  return wrap(`<params>\n<param>\n${writeValue(value)}</param>\n</params>\n`);
}

export function writeFault(code: number | string, text: string): string {
  return wrap(`<fault>\n${writeValue({ faultCode: code, faultString: text })}</fault>\n`);
}

function wrap(inner: string): string {
  return `<?xml version="1.0"?>\n<methodResponse>\n${inner}\n</methodResponse>\n`;
}

/** @throws PythonError TypeError for None, OverflowError for an int of more than 32 bits */
function writeValue(value: Value): string {
  if (value === null) throw typeError('cannot marshal None unless allow_none is enabled');
  if (typeof value === 'boolean') return `<value><boolean>${value ? 1 : 0}</boolean></value>\n`;
  if (typeof value === 'string') return `<value><string>${escape(value)}</string></value>\n`;
  if (value instanceof Float) return `<value><double>${dumpFloat(value.value)}</double></value>\n`;
  if (typeof value === 'number') return writeNumber(value);
  if (isDict(value)) {
    const members = Object.entries(value).map(
      ([name, item]) => `<member>\n<name>${escape(name)}</name>\n${writeValue(item)}</member>\n`,
    );
    return `<value><struct>\n${members.join('')}</struct></value>\n`;
  }
  return `<value><array><data>\n${value.map(writeValue).join('')}</data></array></value>\n`;
}

function writeNumber(value: number): string {
  if (!Number.isInteger(value)) return `<value><double>${dumpFloat(value)}</double></value>\n`;
  if (value > 2 ** 31 - 1 || value < -(2 ** 31)) throw builtin('OverflowError', 'int exceeds XML-RPC limits');
  return `<value><int>${value}</int></value>\n`;
}

/** XML 1.0 has no control characters: Odoo drops them. */
function escape(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- they are what is dropped
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import Deserializer from 'xmlrpc/lib/deserializer.js';
import type { Json } from '../../../src/model/json';
import { decodeXmlRpc, XmlRpcSyntaxError, type XmlRpcAnswer } from '../../../src/odoo/protocol/xmlRpcDecoder';

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes up values, and writes them as Python's xmlrpc.client does, with white space wherever it may stand. */
class Author {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[Math.floor(this.#next() * options.length)] ?? options[0];
  }

  below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  value(depth = 0): Json {
    const kinds = ['text', 'int', 'double', 'boolean', 'nil', ...(depth < 4 ? ['array', 'struct'] : [])];
    switch (kinds[this.below(kinds.length)]) {
      case 'int':
        return this.below(4_000_000_000) - 2_000_000_000;
      case 'double':
        return (this.#next() - 0.5) * 10 ** this.below(12) + 0.25;
      case 'boolean':
        return this.#next() < 0.5;
      case 'nil':
        return null;
      case 'array':
        return Array.from({ length: this.below(5) }, () => this.value(depth + 1));
      case 'struct':
        return Object.fromEntries(
          Array.from({ length: this.below(5) }, (_, index) => [
            `${this.text()}${index}`,
            this.value(depth + 1),
          ]),
        );
      default:
        return this.text();
    }
  }

  text(): string {
    const signs = [
      'a',
      'Z',
      '0',
      ' ',
      '\n',
      '\t',
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      'é',
      '日',
      '🧪',
      '&amp;',
      '<b>',
      '\u00a0',
    ];
    return Array.from({ length: this.below(8) }, () => signs[this.below(signs.length)] ?? '').join('');
  }

  space(): string {
    return this.pick(['', '', '\n', ' ', '\n  ', '\t']);
  }

  answer(value: Json): string {
    const s = (): string => this.space();
    return `${this.pick(["<?xml version='1.0'?>\n", '', '<?xml version="1.0"?>\n'])}<methodResponse>${s()}<params>${s()}<param>${s()}${this.write(value)}${s()}</param>${s()}</params>${s()}</methodResponse>${s()}`;
  }

  write(value: Json): string {
    return `<value>${this.#typed(value)}</value>`;
  }

  #typed(value: Json): string {
    const s = (): string => this.space();
    if (value === null) return '<nil/>';
    if (Array.isArray(value)) {
      return `<array>${s()}<data>${s()}${value.map((item) => this.write(item) + s()).join('')}</data>${s()}</array>`;
    }
    switch (typeof value) {
      case 'boolean':
        return `<boolean>${value ? 1 : 0}</boolean>`;
      case 'number': {
        const type = Number.isInteger(value) ? this.pick(['int', 'i4']) : 'double';
        return `<${type}>${value}</${type}>`;
      }
      case 'string':
        return `<string>${escape(value)}</string>`;
      default:
        return `<struct>${s()}${Object.entries(value)
          .map(
            ([name, item]) =>
              `<member>${s()}<name>${escape(name)}</name>${s()}${this.write(item)}${s()}</member>${s()}`,
          )
          .join('')}</struct>`;
    }
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What the xmlrpc package's own deserializer makes of a document; undefined when it refuses it. */
function oracle(xml: string): Promise<{ value: unknown } | { fault: unknown } | undefined> {
  return new Promise((resolve) => {
    const deserializer = new Deserializer('utf-8');
    deserializer.deserializeMethodResponse(Readable.from([Buffer.from(xml)]), (error, value) => {
      if (!error) resolve({ value });
      else if (error instanceof Error && 'faultString' in error) resolve({ fault: error });
      else resolve(undefined);
    });
  });
}

function decoded(xml: string): XmlRpcAnswer | undefined {
  try {
    return decodeXmlRpc(xml);
  } catch (error) {
    if (error instanceof XmlRpcSyntaxError) return undefined;
    throw error;
  }
}

const answerOf = (inside: string): string =>
  `<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>${inside}</value>\n</param>\n</params>\n</methodResponse>\n`;

function valueOf(inside: string): Json | undefined {
  const answer = decoded(answerOf(inside));
  return answer?.ok ? answer.value : undefined;
}

describe('decodeXmlRpc beside the xmlrpc package’s deserializer', () => {
  it('reads what a server writes to the same values, and back to what was written', async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const author = new Author(seed);
      const value = author.value();
      const xml = author.answer(value);
      const answer = decoded(xml);
      expect(answer, xml).toEqual({ ok: true, value });
      expect(await oracle(xml), xml).toEqual({ value });
    }
  });

  it('refuses a damaged document wherever the oracle does', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const author = new Author(seed);
      const xml = author.answer([author.value(), author.value(), 7, 'text']);
      const damaged = damage(xml, author);
      const answer = decoded(damaged);
      const second = await oracle(damaged);
      if (answer === undefined) refused++;
      else expect(second, damaged).toBeDefined();
      // What both read, they read alike.
      if (answer?.ok && second && 'value' in second) expect(answer.value, damaged).toEqual(second.value);
    }
    expect(refused).toBeGreaterThan(300);
  });

  it('reads a fault to the same code and text', async () => {
    const xml = `<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>3</int></value></member><member><name>faultString</name><value><string>Access &lt;Denied&gt;</string></value></member></struct></value></fault></methodResponse>`;
    expect(decodeXmlRpc(xml)).toEqual({ ok: false, faultCode: 3, faultString: 'Access <Denied>' });
    expect(await oracle(xml)).toMatchObject({ fault: { faultCode: 3, faultString: 'Access <Denied>' } });
  });
});

/** One of the ways a document breaks on its way. */
function damage(xml: string, author: Author): string {
  const at = author.below(xml.length);
  const tags = [...xml.matchAll(/<[^>]+>/g)];
  const tag = tags[author.below(tags.length)];
  switch (author.below(6)) {
    case 0:
      return xml.slice(0, at);
    case 1:
      return xml.slice(0, at) + xml.slice(at + 1 + author.below(20));
    case 2:
      return tag ? xml.slice(0, tag.index) + xml.slice(tag.index + tag[0].length) : xml;
    case 3:
      return tag ? xml.slice(0, tag.index) + tag[0] + xml.slice(tag.index) : xml;
    case 4:
      return xml.replace(/<(int|i4|boolean|double)>[^<]*/, '<$1>x');
    default:
      return xml.replaceAll('value>', 'valeu>');
  }
}

describe('decodeXmlRpc', () => {
  it.each<[string, Json]>([
    ['<int>-7</int>', -7],
    ['<i8>3000000000</i8>', 3_000_000_000],
    ['<double>-1.5e-7</double>', -1.5e-7],
    ['<double>nan</double>', 'nan'],
    ['<double>inf</double>', 'inf'],
    ['<boolean>0</boolean>', false],
    ['<nil/>', null],
    ['<string/>', ''],
    ['<string></string>', ''],
    ['', ''],
    [' untyped  text ', ' untyped  text '],
    ['<array><data/></array>', []],
    ['<array>\n<data>\n</data>\n</array>', []],
    ['<struct/>', {}],
    ['<dateTime.iso8601>20261122T04:05:06</dateTime.iso8601>', '20261122T04:05:06'],
    ['<base64>\naGVs\nbG8=\n</base64>', 'aGVsbG8='],
    ['<string>&#13;&#x1F9EA;&quot;&apos;</string>', '\r🧪"\''],
    ['<string>a\r\nb\rc</string>', 'a\nb\nc'],
  ])('reads %s', (inside, value) => {
    expect(valueOf(inside)).toEqual(value);
  });

  it('keeps a member called __proto__ as data', () => {
    const value = valueOf(
      '<struct><member><name>__proto__</name><value><int>1</int></value></member></struct>',
    );
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each([
    '<int></int>',
    '<int>1.5</int>',
    '<int>12abc</int>',
    '<boolean>true</boolean>',
    '<boolean>2</boolean>',
    '<double>one</double>',
    '<string>&unknown;</string>',
    '<string>a & b</string>',
    '<unknown>1</unknown>',
    'text <int>1</int>',
    '<int>1</int> text',
    '<int>1</int><int>2</int>',
    '<struct><member><value><int>1</int></value></member></struct>',
    '<struct><member><name>a</name></member></struct>',
    '<array><value><int>1</int></value></array>',
    '<int>1</string>',
  ])('refuses %s', (inside) => {
    expect(() => decodeXmlRpc(answerOf(inside))).toThrow(XmlRpcSyntaxError);
  });

  it.each([
    '',
    ' ',
    'hello',
    '<html><body>502</body></html>',
    '<methodResponse/>',
    '<methodCall></methodCall>',
    '{"a":1}',
  ])('refuses a document that is none: “%s”', (xml) => {
    expect(() => decodeXmlRpc(xml)).toThrow(XmlRpcSyntaxError);
  });

  it('says where a document stops making sense', () => {
    const xml = answerOf('<int>x</int>');
    expect(() => decodeXmlRpc(xml)).toThrow(
      expect.objectContaining({ position: xml.indexOf('x</int>') }) as Error,
    );
  });

  it('refuses a document nested beyond all reason, without running out of stack', () => {
    const depth = 100_000;
    const xml = answerOf('<array><data><value>'.repeat(depth) + '</value></data></array>'.repeat(depth));
    expect(() => decodeXmlRpc(xml)).toThrow(XmlRpcSyntaxError);
  });
});

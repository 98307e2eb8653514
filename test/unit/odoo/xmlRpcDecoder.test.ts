import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { decodeXmlRpc } from '../../../src/odoo/protocol/xmlRpcDecoder';
import { XmlRpcDecoding, type XmlRpcAnswer } from '../../../src/odoo/protocol/xmlRpcDecoding';
import { XmlRpcSyntaxError } from '../../../src/odoo/protocol/xmlRpcSyntaxError';
import { damage, XmlRpcAuthor } from '../fuzz/xmlRpcAuthor';
import { peerAnswer } from '../fuzz/xmlRpcPeer';

/** In one share, however long. @throws XmlRpcSyntaxError */
function decode(xml: string): XmlRpcAnswer {
  const decoding = new XmlRpcDecoding(xml);
  decoding.advance(xml.length + 1);
  return decoding.answer;
}

function refusal(xml: string): XmlRpcSyntaxError | undefined {
  try {
    decode(xml);
  } catch (error) {
    if (error instanceof XmlRpcSyntaxError) return error;
    throw error;
  }
  return undefined;
}

const answerOf = (inside: string): string =>
  `<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>${inside}</value>\n</param>\n</params>\n</methodResponse>\n`;

const valueOf = (inside: string): Json => {
  const answer = decode(answerOf(inside));
  if (!answer.ok) throw new Error('A fault came.');
  return answer.value;
};

const faultOf = (members: string): string =>
  `<methodResponse><fault><value><struct>${members}</struct></value></fault></methodResponse>`;

describe('decoding beside the xmlrpc package’s deserializer', () => {
  it('reads what a server writes to the same values, and back to what was written', async () => {
    for (let seed = 1; seed <= 500; seed++) {
      const author = new XmlRpcAuthor(seed);
      const value = author.value();
      const xml = author.answer(value);
      expect(decode(xml), xml).toEqual({ ok: true, value });
      expect(await peerAnswer(xml), xml).toEqual({ value });
    }
  });

  it('refuses a damaged document wherever the package does, and reads alike what both read', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 800; seed++) {
      const author = new XmlRpcAuthor(seed);
      const damaged = damage(author.answer([author.value(), author.value(), 7, 'text']), author);
      if (refusal(damaged)) {
        refused++;
        continue;
      }
      const answer = decode(damaged);
      expect(await peerAnswer(damaged), damaged).toEqual(answer.ok ? { value: answer.value } : undefined);
    }
    expect(refused).toBeGreaterThan(400);
  });

  it.each([
    ['<dateTime.iso8601>20240102T13:04:05</dateTime.iso8601>', '20240102T13:04:05'],
    ['<base64>\naGVs\nbG8=\n</base64>', 'aGVsbG8='],
    ['<array><data><value>untyped</value><value/></data></array>', ['untyped', '']],
    ['<struct><member><name>a</name><value><nil/></value></member></struct>', { a: null }],
    ['<i8>9007199254740993</i8>', '9007199254740993'],
  ])('reads %s as it does', async (inside, value) => {
    expect(valueOf(inside)).toEqual(value);
    expect(await peerAnswer(answerOf(inside))).toEqual({ value });
  });

  it('reads a fault to the same code and text', async () => {
    const xml = faultOf(
      '<member><name>faultCode</name><value><int>3</int></value></member><member><name>faultString</name><value><string>Access &lt;Denied&gt;</string></value></member>',
    );
    expect(decode(xml)).toEqual({ ok: false, faultCode: 3, faultString: 'Access <Denied>' });
    expect(await peerAnswer(xml)).toMatchObject({ fault: { faultCode: 3, faultString: 'Access <Denied>' } });
  });

  // Where the package is wrong or lenient, and this decoder is not.
  it.each<[string, string, unknown, Json]>([
    [
      'keeps the digits of an integer that a number would round',
      '<int>9007199254740993</int>',
      9007199254740992,
      '9007199254740993',
    ],
    [
      'reads every end of a line as one line feed, as XML says',
      '<string>a\r\nb\rc</string>',
      'a\r\nb\rc',
      'a\nb\nc',
    ],
    ['reads a small i8 to a number', '<i8>7</i8>', '7', 7],
    ['reads a float that is not finite to Python’s word', '<double>nan</double>', undefined, 'nan'],
  ])('%s', async (_what, inside, theirs, ours) => {
    expect(valueOf(inside)).toEqual(ours);
    expect(await peerAnswer(answerOf(inside))).toEqual(theirs === undefined ? undefined : { value: theirs });
  });

  it.each([
    '<int>12abc</int>',
    '<int>1.5</int>',
    '<double>1.5x</double>',
    '<string>&#1;</string>',
    '<nil>1</nil>',
    '<string>a]]>b</string>',
    '<INT>1</INT>',
    '<int a="b">1</int>',
  ])('refuses %s, which the package reads', async (inside) => {
    expect(refusal(answerOf(inside))).toBeInstanceOf(XmlRpcSyntaxError);
    expect(await peerAnswer(answerOf(inside))).toBeDefined();
  });
});

describe('decoding a value', () => {
  it.each<[string, Json]>([
    ['<int>-7</int>', -7],
    ['<int>+7</int>', 7],
    ['<int> 007\n</int>', 7],
    ['<int>-0</int>', 0],
    ['<int>999999999999999</int>', 999_999_999_999_999],
    ['<int>9007199254740991</int>', Number.MAX_SAFE_INTEGER],
    ['<int>9007199254740992</int>', '9007199254740992'],
    ['<int>-0009007199254740993</int>', '-9007199254740993'],
    ['<i8>3000000000</i8>', 3_000_000_000],
    ['<ex:i8>-9223372036854775808</ex:i8>', '-9223372036854775808'],
    ['<double>-1.5e-7</double>', -1.5e-7],
    ['<double>.5</double>', 0.5],
    ['<double>3.</double>', 3],
    ['<double>nan</double>', 'nan'],
    ['<double>-inf</double>', '-inf'],
    ['<boolean>0</boolean>', false],
    ['<boolean>1</boolean>', true],
    ['<nil/>', null],
    ['<nil></nil>', null],
    ['<ex:nil/>', null],
    ['<string/>', ''],
    ['<string></string>', ''],
    ['', ''],
    [' untyped  text ', ' untyped  text '],
    ['<array><data/></array>', []],
    ['<array>\n<data>\n</data>\n</array>', []],
    ['<struct/>', {}],
    ['<struct></struct>', {}],
    ['<struct><member><name/><value/></member></struct>', { '': '' }],
    [
      '<struct><member><name>a</name><value>1</value></member><member><name>a</name><value>2</value></member></struct>',
      { a: '2' },
    ],
    ['<dateTime.iso8601>20240102T03:04:05</dateTime.iso8601>', '20240102T03:04:05'],
    ['<base64/>', ''],
    ['<string>&#13;&#x1F9EA;&quot;&apos;</string>', '\r🧪"\''],
    ['<string>a<!-- b -->c<![CDATA[<&]]>d<?e f?>g</string>', 'ac<&dg'],
    ['<string>[a]] >b]</string>', '[a]] >b]'],
    // Odoo 14 sends control characters as they are.
    ['<string>ctl:\x01\b\v\x1f\uffff:end\ttab</string>', 'ctl:\x01\b\v\x1f\uffff:end\ttab'],
    ['<string><![CDATA[a\r\nb]]]]><![CDATA[>]]></string>', 'a\nb]]>'],
  ])('reads %s', (inside, value) => {
    expect(valueOf(inside)).toStrictEqual(value);
  });

  it('keeps members called as what every object inherits', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const members = names.map(
      (name) =>
        `<member><name>${name}</name><value><struct><member><name>polluted</name><value>1</value></member></struct></value></member>`,
    );
    const value = valueOf(`<struct>${members.join('')}</struct>`) as object;
    expect(Object.keys(value)).toEqual(names);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('reads records whose members change from one to the next', () => {
    const record = (names: string[]): string =>
      `<value><struct>\n${names.map((name) => `<member>\n<name>${name}</name>\n<value><string>${name}</string></value>\n</member>\n`).join('')}</struct></value>\n`;
    const shapes = [['a', 'b'], ['a', 'b'], ['b', 'a', 'c'], [], ['a'], ['a', 'bb'], ['a&lt;', 'b']];
    const value = valueOf(`<array><data>\n${shapes.map(record).join('')}</data></array>`);
    const wanted = shapes
      .map((names) => names.map((name) => name.replace('&lt;', '<')))
      .map((names) => Object.fromEntries(names.map((name) => [name, name])));
    expect(value).toEqual(wanted);
  });

  it.each([
    '<int></int>',
    '<int/>',
    '<int>1 2</int>',
    '<int>0x10</int>',
    '<int>1_000</int>',
    '<boolean>true</boolean>',
    '<boolean>2</boolean>',
    '<boolean> 1</boolean>',
    '<double>one</double>',
    '<double></double>',
    '<double>0x10</double>',
    '<double>1e999</double>',
    '<dateTime.iso8601>yesterday</dateTime.iso8601>',
    '<base64>é</base64>',
    '<string>&unknown;</string>',
    '<string>&constructor;</string>',
    '<string>a & b</string>',
    '<string>&#xD800;</string>',
    '<string>&#x110000;</string>',
    '<string>a\0b</string>',
    '<string><![CDATA[a\0]]></string>',
    '<string>&#x1b;</string>',
    '<string>a<b>c</b></string>',
    '<!-- a -- b --><int>1</int>',
    '<?xml version="1.0"?><int>1</int>',
    '<? a?><int>1</int>',
    '<unknown>1</unknown>',
    'text <int>1</int>',
    '<int>1</int> text',
    '<int>1</int><int>2</int>',
    '<struct><member><value><int>1</int></value></member></struct>',
    '<struct><member><name>a</name></member></struct>',
    '<struct><member/></struct>',
    '<array/>',
    '<array></array>',
    '<array><value><int>1</int></value></array>',
    '<array><data><int>1</int></data></array>',
    '<int>1</string>',
    '</int>',
    '<!DOCTYPE a>',
    `<int>${'1'.repeat(5000)}</int>`,
  ])('refuses %s', (inside) => {
    expect(refusal(answerOf(inside))).toBeInstanceOf(XmlRpcSyntaxError);
  });
});

describe('decoding a document', () => {
  it.each([
    '',
    ' ',
    'hello',
    '<html><body>502</body></html>',
    '<methodResponse/>',
    '<methodResponse><params/></methodResponse>',
    '<methodResponse><params><param><value/></param><param><value/></param></params></methodResponse>',
    '<methodCall></methodCall>',
    '{"a":1}',
    faultOf(''),
    faultOf('<member><name>faultCode</name><value><int>1</int></value></member>'),
    answerOf('') + 'x',
    answerOf('').replace('?>', '??>'),
    answerOf('').replace('1.0', '2.0'),
    answerOf('') + '\0',
    answerOf('') + answerOf(''),
  ])('refuses one that is none: “%s”', (xml) => {
    expect(refusal(xml)).toBeInstanceOf(XmlRpcSyntaxError);
  });

  it('refuses a document type, and with it every entity that could grow', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${answerOf('<string>&lol2;</string>').slice(22)}`;
    expect(refusal(bomb)?.message).toMatch(/document type/);
    expect(refusal(bomb)?.position).toBe(21);
  });

  it('refuses another encoding than the one the text was read in', () => {
    const rest = answerOf('<string>Liège</string>').slice(22);
    expect(refusal(`<?xml version='1.0' encoding='iso-8859-1'?>\n${rest}`)?.message).toContain('iso-8859-1');
    expect(decode(`\ufeff<?xml version='1.0' encoding='utf-8'?>\n${rest}`)).toEqual({
      ok: true,
      value: 'Liège',
    });
  });

  it('says where a document stops making sense', () => {
    const xml = answerOf('<int>x</int>');
    expect(refusal(xml)).toMatchObject({
      position: xml.indexOf('x</int>'),
      message: expect.stringContaining('<int>') as string,
    });
    const cut = answerOf('<string>abc</string>').slice(0, 80);
    expect(refusal(cut)).toMatchObject({
      position: 80,
      message: 'The answer ends too early at character 80',
    });
  });

  it('refuses nesting beyond all reason, without running out of stack', () => {
    const nested = (depth: number): string =>
      answerOf('<array><data><value>'.repeat(depth) + '</value></data></array>'.repeat(depth));
    expect(refusal(nested(499))).toBeUndefined();
    expect(refusal(nested(1_000_000))?.message).toMatch(/nested too deeply/);
  });
});

describe('decodeXmlRpc', () => {
  // Some ten megabytes: on any machine longer than one turn.
  const items = 250_000;
  const item = '<value><string>a &lt; b</string></value>\n';
  const long = answerOf(`<array><data>${item.repeat(items)}</data></array>`);

  it('gives the answer', async () => {
    expect(await decodeXmlRpc(answerOf('<int>7</int>'))).toEqual({ ok: true, value: 7 });
    const answer = await decodeXmlRpc(long);
    expect(answer.ok && (answer.value as Json[]).length).toBe(items);
  });

  it('refuses by rejecting', async () => {
    await expect(decodeXmlRpc(long.slice(0, -30))).rejects.toBeInstanceOf(XmlRpcSyntaxError);
  });

  it('stops where it is cancelled in the middle', async () => {
    const abort = new AbortController();
    const decoding = decodeXmlRpc(long, abort.signal);
    setImmediate(() => {
      abort.abort(new Error('Enough.'));
    });
    await expect(decoding).rejects.toThrow('Enough.');
  });

  it('does not begin what is cancelled already', async () => {
    await expect(decodeXmlRpc(answerOf(''), AbortSignal.abort(new Error('Enough.')))).rejects.toThrow(
      'Enough.',
    );
  });

  it('lets everything else have its turn in between', async () => {
    let turns = 0;
    const count = (): void => {
      turns++;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    await decodeXmlRpc(long);
    clearImmediate(waiting);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('XmlRpcDecoding', () => {
  it('comes to the same in shares of any size', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const author = new XmlRpcAuthor(seed);
      const value = [author.value(), author.value()];
      const decoding = new XmlRpcDecoding(author.answer(value));
      const most = author.pick([1, 3, 17, 200]);
      let shares = 1;
      while (!decoding.advance(1 + author.below(most))) shares++;
      expect(decoding.answer, `seed ${seed}`).toEqual({ ok: true, value });
      expect(shares).toBeGreaterThan(1);
    }
  });

  it('has no answer before it is complete', () => {
    const decoding = new XmlRpcDecoding(answerOf('<int>7</int>'));
    expect(decoding.advance(40)).toBe(false);
    expect(() => decoding.answer).toThrow(XmlRpcSyntaxError);
  });
});

import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { OdooError } from '../../../src/odoo/error';
import { encodeXmlRpc } from '../../../src/odoo/protocol/xmlRpc';
import { XmlRpcDecoding } from '../../../src/odoo/protocol/xmlRpcDecoding';
import { XmlRpcAuthor } from '../fuzz/xmlRpcAuthor';
import { peerCall } from '../fuzz/xmlRpcPeer';

const url = 'https://erp.example.com/xmlrpc/2/object';
const call = (param: Json): string => encodeXmlRpc(url, 'execute_kw', [param]).body ?? '';

/** What stands between the `<value>` tags of the one parameter. */
function written(param: Json): string {
  const found = /<params><param><value>(.*)<\/value><\/param><\/params><\/methodCall>$/s.exec(
    call(param),
  )?.[1];
  if (found === undefined) throw new Error(`Not a call: ${call(param)}`);
  return found;
}

/** What an XML parser makes of it, ends of lines and all. The package's own does not settle those. */
function readBack(param: Json): Json {
  const value = `<value>${written(param)}</value>`;
  const decoding = new XmlRpcDecoding(
    `<methodResponse><params><param>${value}</param></params></methodResponse>`,
  );
  decoding.advance(value.length + 100);
  const { answer } = decoding;
  if (!answer.ok) throw new Error('A fault came.');
  return answer.value;
}

function refusal(param: unknown): string {
  try {
    call(param as Json);
  } catch (error) {
    if (error instanceof OdooError && error.code === 'request.incomplete')
      return String(error.facts['reason']);
    throw error;
  }
  return 'nothing was refused';
}

describe('encodeXmlRpc', () => {
  it('posts XML', () => {
    expect(encodeXmlRpc(url, 'version', [])).toEqual({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/xml' },
      body: '<?xml version="1.0" encoding="utf-8"?><methodCall><methodName>version</methodName><params/></methodCall>',
    });
  });

  it('writes what the package’s deserializer and our own decoder read back', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const author = new XmlRpcAuthor(seed);
      const param = author.value();
      expect(await peerCall(call(param)), `seed ${seed}`).toEqual({ method: 'execute_kw', params: [param] });
      expect(readBack(param), `seed ${seed}`).toEqual(param);
    }
  });

  // Every form was read by Python's xmlrpc.client.loads to what is meant; it takes integers of any length in <int>.
  it.each<[string, Json, string]>([
    ['a 32 bit integer', 2_147_483_647, '<int>2147483647</int>'],
    ['an integer beyond 32 bit', 2 ** 40, '<int>1099511627776</int>'],
    ['the smallest exact integer', Number.MIN_SAFE_INTEGER, '<int>-9007199254740991</int>'],
    ['a whole number with an exponent, as a float', 1e21, '<double>1e+21</double>'],
    ['its negative', -1.5e300, '<double>-1.5e+300</double>'],
    ['minus zero', -0, '<int>0</int>'],
    ['a small fraction', 5e-324, '<double>5e-324</double>'],
    ['true', true, '<boolean>1</boolean>'],
    ['nothing', null, '<nil/>'],
    ['nothing in a list', [null], '<array><data><value><nil/></value></data></array>'],
    ['an empty text', '', '<string/>'],
    ['spaces', ' a ', '<string> a </string>'],
    ['an empty list', [], '<array><data/></array>'],
    ['an empty struct', {}, '<struct/>'],
    ['markup', '<a> & "b"', '<string>&lt;a&gt; &amp; "b"</string>'],
    ['the end of a CDATA section, twice', 'a]]>b]]>', '<string>a]]&gt;b]]&gt;</string>'],
    ['the same beside markup', '<]]>]]>', '<string>&lt;]]&gt;]]&gt;</string>'],
    ['an entity as it is', '&amp;', '<string>&amp;amp;</string>'],
    ['a carriage return so that it stays one', 'a\r\nb', '<string>a&#xD;\nb</string>'],
    ['a carriage return beside markup', '<\r\n', '<string>&lt;&#xD;\n</string>'],
    ['astral characters', '🧪𝒳', '<string>🧪𝒳</string>'],
    ['the controls of Latin-1, which XML has', '\x7f\x85\u2028', '<string>\x7f\x85\u2028</string>'],
    [
      'a name with markup',
      { '<&>\r': 1 },
      '<struct><member><name>&lt;&amp;&gt;&#xD;</name><value><int>1</int></value></member></struct>',
    ],
    ['an empty name', { '': 1 }, '<struct><member><name/><value><int>1</int></value></member></struct>'],
  ])('writes %s', (_what, param, inside) => {
    expect(written(param)).toBe(inside);
    expect(readBack(param)).toEqual(Object.is(param, -0) ? 0 : param);
  });

  it('leaves out what is undefined, as JSON does', () => {
    const param = { a: undefined, b: [undefined] } as unknown as Json;
    expect(readBack(param)).toStrictEqual({ b: [null] });
  });

  it('writes a member called __proto__ like any other', () => {
    const param = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}') as Json;
    expect(Object.entries(readBack(param) as object)).toEqual([
      ['__proto__', { polluted: 1 }],
      ['constructor', 2],
    ]);
  });

  it.each([
    ['a control character', 'secret\x01'],
    ['NUL', '\0'],
    ['a code that is no character', '\uffff'],
    ['one in a name', { 'a\x1b': 1 }],
    ['one in a list in a struct', { a: ['b', ['\b']] }],
    ['one beside markup', '<a>\x02'],
  ])('refuses %s', (_what, param) => {
    expect(refusal(param)).toBe(
      'The request holds a control character, which XML-RPC cannot carry. JSON-RPC and JSON-2 can.',
    );
  });

  it.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('refuses half a character', (param) => {
    expect(refusal(param)).toMatch(/half a character/);
    expect(refusal({ [param]: 1 })).toMatch(/half a character/);
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %s', (param) => {
    expect(refusal([param])).toMatch(/not finite/);
  });

  it('refuses nesting beyond all reason, and writes what is as deep as a person can enter', () => {
    const nested = (depth: number): Json => {
      let value: Json = 1;
      for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
      return value;
    };
    expect(refusal(nested(100_000))).toMatch(/nested too deeply/);
    expect(written(nested(500))).toContain('<int>1</int>');
  });

  it('never repeats what it refuses', () => {
    const error = ((): unknown => {
      try {
        return call('my secret\x01');
      } catch (caught) {
        return caught;
      }
    })() as OdooError;
    const cause = error.cause as Error;
    expect(
      JSON.stringify([error.message, error.facts, error.stack, cause.message, cause.stack]),
    ).not.toContain('my secret');
  });
});

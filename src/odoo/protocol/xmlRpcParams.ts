import CustomType from 'xmlrpc/lib/customtype.js';
import type { Json } from '../../model/json';

/** What keeps a value from being sent over XML-RPC, in words for a person; never the value itself, which may be the secret. */
export class NotForXmlRpc extends Error {
  override readonly name = 'NotForXmlRpc';
}

/** As deep as the JSON that a person can enter, and what surrounds it in a call. */
const maxDepth = 520;

/** Text written with entities. For text with markup in it the package would write CDATA, in which an XML parser turns CR LF to LF. */
class EscapedText extends CustomType {
  override readonly tagName = 'string';
}

/** A whole number that JavaScript writes with an exponent: Python reads that from a double only. */
class LargeNumber extends CustomType {
  override readonly tagName = 'double';
}

/**
 * Arguments in the form in which the package's serializer writes them rightly. Integers beyond 32 bit stay integers: Odoo's Python
 * reads an int of any length (Python 3, xmlrpc.client.Unmarshaller.end_int), and nil wherever it stands.
 * @throws NotForXmlRpc
 */
export function xmlRpcParams(params: readonly Json[]): unknown[] {
  return params.map((param) => writable(param, 0));
}

function writable(value: Json, depth: number): unknown {
  if (depth > maxDepth) throw new NotForXmlRpc('The request is nested too deeply for XML-RPC.');
  if (typeof value === 'string') return writableText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotForXmlRpc('The request holds a number that is not finite.');
    return Math.abs(value) < 1e21 ? value : new LargeNumber(String(value));
  }
  if (typeof value === 'boolean' || value === null) return value;
  // What is undefined has no value to send; JSON leaves it out too.
  if (Array.isArray(value)) return value.map((item: Json | undefined) => writable(item ?? null, depth + 1));
  const members = Object.entries(value).filter(([, member]) => (member as Json | undefined) !== undefined);
  return Object.fromEntries(
    members.map(([name, member]) => {
      checkText(name);
      return [name, writable(member, depth + 1)];
    }),
  );
}

function writableText(text: string): string | CustomType {
  checkText(text);
  return /[<&]|]]>/.test(text) ? new EscapedText(text) : text;
}

function checkText(text: string): void {
  // eslint-disable-next-line no-control-regex -- XML 1.0 has no form for them
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) {
    throw new NotForXmlRpc(
      'The request holds a control character, which XML-RPC cannot carry. JSON-RPC and JSON-2 can.',
    );
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new NotForXmlRpc(
      'The request holds half a character (a lone surrogate), which XML-RPC cannot carry.',
    );
  }
}

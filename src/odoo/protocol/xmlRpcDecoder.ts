import { setImmediate } from 'node:timers/promises';
import { XmlRpcDecoding, type XmlRpcAnswer } from './xmlRpcDecoding';

/** Characters decoded between two looks at the clock: a few milliseconds' work, however the document is made. */
const share = 16_384;
/** Milliseconds after which everything else in this process has its turn. */
const turn = 8;

/**
 * Decodes a methodResponse strictly by XML 1.0, the XML-RPC specification and the extensions Odoo's Python uses: nil, i8 and untyped
 * strings. The one thing it lets pass is a raw control character, which Odoo 14 sends. Dates stay as they were sent and base64 stays
 * base64, as JSON carries them; an integer that a number would round comes as its digits in a string. Long answers are decoded in
 * turns with everything else that waits for this process.
 * @throws XmlRpcSyntaxError; the signal's reason once it aborts
 */
export async function decodeXmlRpc(xml: string, signal?: AbortSignal): Promise<XmlRpcAnswer> {
  signal?.throwIfAborted();
  const decoding = new XmlRpcDecoding(xml);
  let started = performance.now();
  while (!decoding.advance(share)) {
    if (performance.now() - started < turn) continue;
    await setImmediate();
    signal?.throwIfAborted();
    started = performance.now();
  }
  return decoding.answer;
}

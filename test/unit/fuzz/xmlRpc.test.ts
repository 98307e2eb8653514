import { describe, expect, it } from 'vitest';
import { decodeXmlRpc } from '../../../src/odoo/protocol/xmlRpcDecoder';
import { XmlRpcDecoding, type XmlRpcAnswer } from '../../../src/odoo/protocol/xmlRpcDecoding';
import { XmlRpcSyntaxError } from '../../../src/odoo/protocol/xmlRpcSyntaxError';
import { fuzz } from './fuzz';
import { anyBytes, anyText, hostileTexts, mutated } from './texts';
import { damage, XmlRpcAuthor } from './xmlRpcAuthor';
import { peerAnswer } from './xmlRpcPeer';

/** The answer, or undefined for a refusal that names a place in the document. Every other error goes on. */
async function decoded(xml: string): Promise<XmlRpcAnswer | undefined> {
  try {
    return await decodeXmlRpc(xml);
  } catch (error) {
    if (!(error instanceof XmlRpcSyntaxError)) throw error;
    expect(error.position).toBeGreaterThanOrEqual(0);
    expect(error.position).toBeLessThanOrEqual(xml.length);
    return undefined;
  }
}

/** With every text that is a long integer as the number that the package rounds it to. */
function rounded(value: unknown): unknown {
  if (typeof value === 'string') return /^-?\d{16,}$/.test(value) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rounded(member)]));
}

describe('decodeXmlRpc', () => {
  fuzz('reads what was written, in whatever layout, and in shares of any size', async (random) => {
    const author = new XmlRpcAuthor(random.seed);
    const value = author.value();
    const xml = author.answer(value);
    expect(await decoded(xml), xml).toEqual({ ok: true, value });
    const decoding = new XmlRpcDecoding(xml);
    while (!decoding.advance(1 + random.below(40)));
    expect(decoding.answer, xml).toEqual({ ok: true, value });
  });

  fuzz('never takes a part for the whole', async (random) => {
    const author = new XmlRpcAuthor(random.seed);
    const xml = author.answer(author.value());
    const whole = xml.lastIndexOf('</methodResponse>') + '</methodResponse'.length;
    for (let cut = 0; cut < 20; cut++) {
      const part = xml.slice(0, random.below(whole + 1));
      expect(await decoded(part), part).toBeUndefined();
    }
  });

  fuzz('refuses a damaged document, or reads it as the xmlrpc package does', async (random) => {
    const author = new XmlRpcAuthor(random.seed);
    const xml = author.answer([author.value(), author.value(), 7, 'text']);
    const changed = random.below(2) === 0 ? damage(xml, random) : mutated(xml, random);
    // As it comes over a wire: half a character cannot.
    const broken = Buffer.from(changed).toString('utf8');
    const answer = await decoded(broken);
    if (!answer) return;
    // The one thing it does not settle, and XML asks for.
    const settled = broken.replace(/\r\n?/g, '\n');
    const peer = await peerAnswer(settled);
    if (answer.ok)
      expect(rounded(answer.value), broken).toEqual(
        rounded(peer && 'value' in peer ? peer.value : undefined),
      );
    else expect(peer, broken).toHaveProperty('fault');
  });

  fuzz('refuses what is no answer at all', async (random) => {
    for (const text of [anyText(random), anyBytes(random)]) expect(await decoded(text), text).toBeUndefined();
  });

  it.each(hostileTexts)('refuses %s', async (_name, text) => {
    expect(await decoded(text)).toBeUndefined();
    const inside = `<methodResponse><params><param><value>${text}</value></param></params></methodResponse>`;
    const answer = await decoded(inside);
    // Plain text is a string.
    if (answer) expect(answer).toEqual({ ok: true, value: text.replaceAll('<!---->', '') });
    else expect(text).toMatch(/[<&\0]/);
  });
});

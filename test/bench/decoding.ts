import Serializer from 'xmlrpc/lib/serializer.js';
import Deserializer from 'xmlrpc/lib/deserializer.js';
import { Readable } from 'node:stream';
import { decodeXmlRpc } from '../../src/odoo/protocol/xmlRpcDecoder';

const rowCount = 2000;
const repeats = 5;

export interface DecodingTimes {
  rows: number;
  bytes: number;
  ownMs: number;
  peerMs: number;
  jsonMs: number;
}

/** Median times of decoding the same records: ours, the xmlrpc package's, and JSON.parse on the same as JSON. */
export async function measureDecoding(): Promise<DecodingTimes> {
  const rows = Array.from({ length: rowCount }, (_, id) => ({
    id,
    display_name: `Partner ${id} & “Sons” <Ltd>`,
    email: `partner${id}@example.com`,
    is_company: id % 3 === 0,
    credit_limit: id * 1.25,
    country_id: [id % 250, 'Belgium'],
    category_id: [1, 2, 3, id],
    comment: 'A line of text.\n'.repeat(8),
    parent_id: false,
  }));
  const xml = Serializer.serializeMethodResponse(rows);
  const json = JSON.stringify(rows);
  const own = await median(() => decodeXmlRpc(xml));
  const peer = await median(
    () =>
      new Promise((resolve, reject) => {
        new Deserializer('utf-8').deserializeMethodResponse(Readable.from([xml]), (error, value) => {
          if (error) reject(error instanceof Error ? error : new Error('The document could not be read.'));
          else resolve(value);
        });
      }),
  );
  const parse = await median(() => JSON.parse(json) as unknown);
  return { rows: rowCount, bytes: Buffer.byteLength(xml), ownMs: own, peerMs: peer, jsonMs: parse };
}

async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < repeats; index++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
}

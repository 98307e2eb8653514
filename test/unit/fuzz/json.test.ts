import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { problemCodes } from '../../../src/model/problem';
import { OdooError } from '../../../src/odoo/error';
import { decodeJsonRpc, parseJson } from '../../../src/odoo/protocol/jsonRpc';
import type { HttpAnswer } from '../../../src/odoo/transport';
import { readVersion } from '../../../src/odoo/version';
import { readJson } from '../../../src/requests/strictJson';
import { clientOn, connection, read } from '../odoo/clientBench';
import { fuzz } from './fuzz';
import type { Random } from './random';
import { anyBytes, anyJson, anyText, hostileTexts, mutated } from './texts';

const url = 'https://erp.example.com/jsonrpc';
const answerOf = (body: string, status = 200, contentType = 'application/json'): HttpAnswer => ({
  status,
  headers: { 'content-type': contentType },
  body,
  bytes: body.length,
});

/** What the work gave; undefined for an OdooError with a code of ours. Every other error goes on. */
async function settled<T>(work: () => T | Promise<T>): Promise<{ value: T } | undefined> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof OdooError) || !problemCodes.includes(error.code)) throw error;
    return undefined;
  }
}

/** What JSON.parse makes of it; undefined where it refuses it. */
function peer(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

const json2 = { ...connection, protocol: 'json2', auth: 'apiKey' } as const;
const overJson2 = (answer: HttpAnswer): Promise<unknown> =>
  clientOn(() => answer)
    .client.run(json2, read)
    .then((outcome) => outcome.value);

const anyAnswer = (random: Random, body: string): HttpAnswer =>
  answerOf(
    body,
    random.pick([200, 200, 200, 201, 301, 400, 401, 403, 404, 422, 429, 500, 502]),
    random.pick(['application/json', 'application/json', 'text/html', 'text/plain', '']),
  );

const envelope = (random: Random): Json =>
  random.pick<Json>([
    { jsonrpc: '2.0', id: 1, result: anyJson(random) },
    { jsonrpc: '2.0', id: 1, error: anyJson(random) },
    {
      jsonrpc: '2.0',
      id: 1,
      error: {
        code: 200,
        message: anyJson(random),
        data: { name: anyText(random, 3), message: anyText(random), debug: anyJson(random) },
      },
    },
    {
      name: 'odoo.exceptions.UserError',
      message: anyText(random),
      arguments: [],
      context: {},
      debug: anyText(random),
    },
    anyJson(random),
  ]);

describe('JSON answers', () => {
  fuzz('are read to their result', async (random) => {
    const result = anyJson(random);
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, result });
    expect(await settled(() => decodeJsonRpc(answerOf(body), url))).toEqual({
      value: (JSON.parse(body) as { result: Json }).result,
    });
    expect(await settled(() => overJson2(answerOf(JSON.stringify(result))))).toEqual(
      peer(JSON.stringify(result)),
    );
  });

  fuzz('are never taken for whole where they are a part', async (random) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, result: anyJson(random) });
    const part = body.slice(0, random.below(body.length));
    expect(await settled(() => decodeJsonRpc(answerOf(part), url)), part).toBeUndefined();
    expect(await settled(() => overJson2(answerOf(part))), part).toBeUndefined();
  });

  fuzz('end in a value or a known error, whatever comes', async (random) => {
    const body = random.pick([
      JSON.stringify(envelope(random)),
      mutated(JSON.stringify(envelope(random)), random),
      anyText(random),
      anyBytes(random),
    ]);
    const answer = anyAnswer(random, body);
    const read = await settled(() => decodeJsonRpc(answer, url));
    if (read) expect(peer(body), body).toBeDefined();
    await settled(() => overJson2(answer));
    const parsed = await settled(() => parseJson(answer, url));
    if (!/\d{16}/.test(body)) expect(parsed, body).toEqual(peer(body));
  });

  it.each(hostileTexts)('that are %s end in a value or a known error', async (_name, text) => {
    for (const contentType of ['application/json', 'text/html']) {
      const answer = answerOf(text, 200, contentType);
      const parsed = await settled(() => parseJson(answer, url));
      expect(parsed === undefined).toBe(peer(text) === undefined);
      await settled(() => decodeJsonRpc(answer, url));
      await settled(() => overJson2(answer));
    }
  });
});

describe('readJson', () => {
  fuzz('reads what JSON.parse reads to the same, and nothing else', (random) => {
    const valid = JSON.stringify(anyJson(random), null, random.below(3));
    const text = random.pick([
      valid,
      mutated(valid, random),
      anyText(random),
      valid.slice(0, random.below(valid.length)),
    ]);
    const own = readJson(text);
    const other = peer(text);
    if (own.ok) expect({ value: own.value }, text).toEqual(other);
    else {
      expect(own.mistake.position, text).toBeLessThanOrEqual(text.length);
      // What it refuses beyond JSON.parse, on purpose.
      if (other) expect(own.mistake.reason, text).toMatch(/stands twice|too large/);
    }
  });

  it.each(hostileTexts)('says what is wrong with %s', (_name, text) => {
    const own = readJson(text);
    if (own.ok) expect({ value: own.value }).toEqual(peer(text));
    else expect(own.mistake.position).toBeLessThanOrEqual(text.length);
  });
});

describe('readVersion', () => {
  fuzz('reads a version or nothing', (random) => {
    const info = random.pick<Json>([anyJson(random), random.some(7, () => anyJson(random))]);
    const value = random.pick<Json>([
      anyJson(random),
      { server_version: random.pick([anyText(random, 3), '19.0+e', 'saas~19.2']), server_version_info: info },
    ]);
    const version = readVersion(value);
    if (!version) return;
    expect(Number.isFinite(version.major), JSON.stringify(value)).toBe(true);
    expect(Number.isFinite(version.minor), JSON.stringify(value)).toBe(true);
  });
});

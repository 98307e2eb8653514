import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { JsonText, longestLine, PlainText } from '../../../src/table/jsonText';

const turn = (): Promise<void> => Promise.resolve();

const values: Json[] = [
  null,
  'a "text"\nof two lines',
  [],
  {},
  [1, [], {}, [2, [3]], { a: { b: [] } }],
  { a: 1, 'b "c"': [{ d: null }, { e: [true, false] }], f: {}, g: '<b>é 🙂</b>' },
  JSON.parse('{"__proto__": {"polluted": 1}, "constructor": [1]}') as Json,
  Array.from({ length: 300 }, (_, id) => ({
    id,
    name: `N ${id}`,
    tags: id % 3 ? [id, 2] : [],
    deep: { x: [id] },
  })),
];

describe('An answer as lines of JSON', () => {
  it('has the lines that JSON.stringify gives, in whichever slices they are asked for', () => {
    for (const value of values) {
      const expected = JSON.stringify(value, undefined, 2).split('\n');
      const text = new JsonText(value);
      expect(text.total).toBe(expected.length);
      for (const size of [1, 3, 7, 1000]) {
        const lines: string[] = [];
        for (let offset = 0; offset < text.total; offset += size) lines.push(...text.lines(offset, size));
        expect(lines).toEqual(expected);
      }
      expect(text.lines(text.total, 5)).toEqual([]);
    }
  });

  it('knows where what opens on a line ends', () => {
    for (const value of values) {
      const lines = JSON.stringify(value, undefined, 2).split('\n');
      const text = new JsonText(value);
      lines.forEach((line, at) => {
        const indent = /^ */.exec(line)?.[0].length ?? 0;
        const opens = /[[{]$/.test(line);
        const end = opens
          ? lines.findIndex((other, index) => index > at && /^ */.exec(other)?.[0].length === indent)
          : at;
        expect(text.end(at), `${at}: ${line}`).toBe(end);
      });
    }
  });

  it('finds a text whatever its case, and stops at the most that is told', async () => {
    const text = new JsonText(values[7] ?? null);
    const { lines, more } = await text.find('"n 29', 100, turn);
    expect(more).toBe(false);
    expect(lines.map((line) => text.lines(line, 1)[0]?.trim())).toEqual(
      [29, ...Array.from({ length: 10 }, (_, n) => 290 + n)].map((id) => `"name": "N ${id}",`),
    );
    expect(await text.find('name', 10, turn)).toMatchObject({ more: true });
    expect((await text.find('name', 10, turn)).lines).toHaveLength(10);
    expect(await text.find('', 10, turn)).toEqual({ lines: [], more: false });
    expect((await text.find('name', 300, turn)).more).toBe(false);
  });

  it('stops searching when it is told to', async () => {
    const long = new JsonText(Array.from({ length: 100_000 }, (_, index) => index));
    let turns = 0;
    const stopped = long.find('nowhere', 10, () => {
      turns++;
      return turns === 2 ? Promise.reject(new Error('stop')) : Promise.resolve();
    });
    await expect(stopped).rejects.toThrow('stop');
    expect(turns).toBe(2);
  });

  it('cuts a long line, says how much is left out, and finds what stands there', async () => {
    const text = new JsonText({ image: `${'x'.repeat(5000)}needle` });
    const line = text.lines(1, 1)[0] ?? '';
    const whole = `  "image": "${'x'.repeat(5000)}needle"`;
    expect(line).toBe(`${whole.slice(0, longestLine)}… ${whole.length - longestLine} more characters`);
    expect((await text.find('NEEDLE', 10, turn)).lines).toEqual([1]);
  });

  it('writes what is nested absurdly deep without failing', () => {
    let deep: Json = 1;
    for (let level = 0; level < 3000; level++) deep = [deep];
    const text = new JsonText(deep);
    expect(text.lines(0, text.total)).toHaveLength(text.total);
    expect(text.end(0)).toBe(text.total - 1);
  });
});

describe('An answer that is text', () => {
  it('has its own lines, and nothing to fold', async () => {
    const text = new PlainText('<html>\n  <p>Odoo</p>\n</html>');
    expect(text.total).toBe(3);
    expect(text.lines(1, 5)).toEqual(['  <p>Odoo</p>', '</html>']);
    expect(text.end(0)).toBe(0);
    expect(await text.find('odoo', 5, turn)).toEqual({ lines: [1], more: false });
  });
});

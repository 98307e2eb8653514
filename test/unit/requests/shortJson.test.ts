import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { isShortJson } from '../../../src/requests/shortJson';

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

describe('a short value', () => {
  it.each<Json>([null, true, 12.5, 'text', [], {}, { a: [1, 'b', null], c: { d: {} } }, nested(50)])(
    'has a JSON text that is not long: %j',
    (value) => {
      expect(isShortJson(value, 200)).toBe(true);
    },
  );

  it.each<[string, Json]>([
    ['a long text', 'x'.repeat(200)],
    ['a long name', { ['x'.repeat(200)]: 1 }],
    ['many things', Array.from({ length: 101 }, () => 1)],
    ['many names', Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`n${index}`, 1]))],
    ['many things together', Array.from({ length: 20 }, () => ['abc', 'def'])],
    ['great depth', nested(51)],
    ['boundless depth', nested(200_000)],
  ])('does not hold %s', (_what, value) => {
    expect(isShortJson(value, 200)).toBe(false);
  });

  it('is found not to be one without looking at all of it', () => {
    const untouched = new Proxy([] as Json[], {
      get: (list, name) => (name === 'length' ? 1_000_000 : (Reflect.get(list, name) as unknown)),
      ownKeys: () => {
        throw new Error('All of it was looked at.');
      },
    });
    expect(isShortJson(untouched, 200)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { Hashids } from '../../../src/sandbox/hashids';

describe('Hashids', () => {
  it('makes the texts of its published examples', () => {
    const hashids = new Hashids('this is my salt');
    expect(hashids.encode(12345)).toBe('NkK9');
    expect(hashids.encode(683, 94108, 123, 5)).toBe('aBMswoO2UB3Sj');
    expect(hashids.encode(1, 2, 3)).toBe('laHquq');
    expect([1, 2, 3, 4, 5].map((number) => hashids.encode(number))).toEqual(['NV', '6m', 'yD', '2l', 'rD']);
    expect(hashids.encode(5, 5, 5, 5)).toBe('1Wc8cwcE');
    expect(new Hashids('this is my salt', 8).encode(1)).toBe('gB0NV05e');
  });

  it('reads its own texts back', () => {
    for (const hashids of [new Hashids('this is my salt'), new Hashids('pepper', 5), new Hashids('', 12)]) {
      for (const number of [0, 1, 41, 42, 43, 100, 12345, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
        expect(hashids.decode(hashids.encode(number))).toEqual([number]);
      }
      expect(hashids.decode(hashids.encode(7, 0, 19))).toEqual([7, 0, 19]);
    }
  });

  it('refuses the texts of another salt, and what is none', () => {
    const hashids = new Hashids('this is my salt', 5);
    expect(new Hashids('this is my pepper', 5).decode(hashids.encode(12345))).toBeUndefined();
    for (const text of ['', '1', 'NkK9', 'hello', 'ö', '../..']) expect(hashids.decode(text)).toBeUndefined();
  });

  it('makes nothing of numbers it cannot take', () => {
    const hashids = new Hashids('x', 5);
    expect([hashids.encode(), hashids.encode(-1), hashids.encode(1.5)]).toEqual(['', '', '']);
  });
});

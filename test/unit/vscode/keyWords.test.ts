import { describe, expect, it } from 'vitest';
import type { ApiKeyInfo } from '../../../src/model/apiKey';
import { expiryWords, keyFacts, keysToRenew, keyWarning } from '../../../src/vscode/keyWords';

const now = new Date('2026-05-01T12:00:00Z');
const inHours = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const key = (name: string, expires?: Date): ApiKeyInfo => ({ id: 1, name, scope: '', created: now, expires });

describe('What is said of an API key', () => {
  it.each([
    [-1, 'has run out'],
    [0.5, 'runs out within the hour'],
    [1, 'runs out in 1 hour'],
    [30, 'runs out in 30 hours'],
    [48, 'runs out in 2 days'],
    [24 * 90, 'runs out in 90 days'],
  ])('that ends in %s hours: %s', (hours, words) => {
    expect(expiryWords(inHours(hours), now)).toBe(words);
  });

  it('names the only key, and is careful where a connection could hold any of several', () => {
    const ci = key('ci', inHours(48));
    expect(keyWarning(ci, [ci], now)).toBe('API key “ci” runs out in 2 days');
    expect(keyWarning(ci, [ci, key('other')], now)).toBe('One of your API keys, “ci”, runs out in 2 days');
  });

  it('warns of those that still open, and not of those that have ended', () => {
    const keys = [
      key('gone', inHours(-5)),
      key('soon', inHours(30)),
      key('late', inHours(24 * 30)),
      key('never'),
    ];
    expect(keysToRenew(keys, now).map(({ name }) => name)).toEqual(['soon']);
  });

  it('tells scope and dates in a list', () => {
    expect(keyFacts({ ...key('ci', inHours(48)), scope: 'rpc' }, now)).toEqual({
      traits: 'scope rpc',
      dates: 'made 2026-05-01 · runs out in 2 days (2026-05-03)',
    });
    expect(keyFacts({ ...key('all'), created: undefined }, now)).toEqual({
      traits: 'opens everything',
      dates: 'never runs out',
    });
  });
});

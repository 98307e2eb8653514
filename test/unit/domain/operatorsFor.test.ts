import { describe, expect, it } from 'vitest';
import { choiceId, operatorsFor, valueKind } from '../../../src/domain/operatorsFor';
import {
  commonRelativeDates,
  describeRelativeDate,
  parseRelativeDate,
  printRelativeDate,
} from '../../../src/domain/relativeDates';
import type { FieldInfo } from '../../../src/model/schemaInfo';

const field = (type: string, name = 'x'): FieldInfo => ({
  name,
  label: name,
  type,
  required: false,
  readonly: false,
  stored: true,
});
const ids = (...args: Parameters<typeof operatorsFor>): string[] => operatorsFor(...args).map(({ id }) => id);

describe('the operators of a field', () => {
  it('are those of its type', () => {
    expect(ids(field('boolean'), 19)).toEqual(['=', '!=']);
    expect(ids(field('char'), 14)).toContain('ilike');
    expect(ids(field('integer'), 14)).not.toContain('ilike');
    expect(ids(field('binary'), 19)).toEqual(['set', 'notSet']);
    expect(operatorsFor(field('date'), 19).find(({ id }) => id === '<')?.label).toBe('is before');
  });

  it('are those of the version', () => {
    expect(ids(field('many2one'), 16)).not.toContain('any');
    expect(ids(field('many2one'), 17)).toContain('any');
    expect(ids(field('char'), 18)).not.toContain('not =like');
    expect(ids(field('char'), 19)).toContain('not =like');
    expect(ids(field('many2one'), undefined)).toContain('any');
  });

  it('ask id for what is below only where records have parents', () => {
    expect(ids(field('integer', 'id'), 19)).not.toContain('child_of');
    expect(ids(field('integer', 'id'), 19, true)).toContain('child_of');
    expect(ids(field('many2many'), 14)).toContain('parent_of');
  });

  it('end with =? and are each there once', () => {
    for (const type of ['char', 'many2one', 'one2many', 'selection', 'date', 'float']) {
      const found = ids(field(type), 19);
      expect(found.at(-1)).toBe('=?');
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('tell "is set" from a comparison with False', () => {
    expect(choiceId(field('char'), '!=', false)).toBe('set');
    expect(choiceId(field('char'), '=', null)).toBe('notSet');
    expect(choiceId(field('boolean'), '=', false)).toBe('=');
    expect(choiceId(field('char'), '=', 'x')).toBe('=');
    expect(choiceId(field('char'), '~', 'x')).toBeUndefined();
  });

  it.each([
    ['char', '=', 'text'],
    ['many2one', '=', 'record'],
    ['many2one', 'ilike', 'text'],
    ['many2many', 'in', 'records'],
    ['many2one', 'child_of', 'records'],
    ['one2many', 'any', 'domain'],
    ['selection', '!=', 'selection'],
    ['selection', 'in', 'list'],
    ['datetime', '<', 'datetime'],
    ['date', '=', 'date'],
    ['float', '=', 'number'],
    ['boolean', '=', 'boolean'],
    ['binary', 'set', 'none'],
  ])('type the value of a %s with %s into: %3$s', (type, operator, kind) => {
    expect(valueKind(field(type), operator)).toBe(kind);
  });
});

describe('relative dates', () => {
  it.each([
    ['today', 'today'],
    ['today -1d', 'today, 1 day earlier'],
    ['now +3H', 'now, 3 hours later'],
    ['=1d', 'now, on day 1 of that month'],
    ['=monday -1w', 'now, on Monday of that week, 1 week earlier'],
    ['today =week_start', 'today, on the first day of that week'],
    ['today =6m -2y', 'today, in month 6, 2 years earlier'],
  ])('%s is %s', (text, words) => {
    const read = parseRelativeDate(text);
    expect(read && describeRelativeDate(read)).toBe(words);
    expect(read && printRelativeDate(read)).toBe(text);
  });

  it.each([
    '',
    '2026-01-31',
    'tomorrow',
    'today 1d',
    'today - 1d',
    '=1w',
    '=13m',
    '=24H',
    '+x',
    '+d',
    'today now',
    'today -1D',
    '1d',
  ])('does not take %j for one', (text) => {
    expect(parseRelativeDate(text)).toBeUndefined();
  });

  it('offers only what can be read', () => {
    for (const type of ['date', 'datetime'] as const) {
      for (const { value, label } of commonRelativeDates(type)) {
        const read = parseRelativeDate(value);
        expect(read && printRelativeDate(read), label).toBe(value);
      }
    }
  });
});

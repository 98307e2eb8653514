import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { difference, writtenBack } from '../../../src/writes/difference';
import { field } from './port';

const many2one = field('user_id', 'many2one', { relation: 'res.users' });
const many2many = field('category_id', 'many2many', { relation: 'res.partner.category' });

describe('the difference between a value as read and as written', () => {
  it.each<[string, string, Json, Json]>([
    ['char', 'an empty text and false', false, ''],
    ['char', 'false and null', false, null],
    ['integer', 'a number and its text', 5, '5'],
    ['float', 'zero and false', 0, false],
    ['boolean', 'false and null', false, null],
    ['many2one', 'a pair and its id', [2, 'Mitchell'], 2],
    ['many2one', 'false and null', false, null],
    ['many2many', 'ids and a set of them', [5, 7], [[6, 0, [7, 5]]]],
    ['many2many', 'ids and a link that is there', [5], [[4, 5, 0]]],
    ['many2many', 'nothing and clearing', [], [[5, 0, 0]]],
    ['date', 'the same date', '2026-01-01', '2026-01-01'],
  ])('of a %s sees none between %s', (type, _, before, written) => {
    expect(difference(field('x', type), before, written).same).toBe(true);
  });

  it.each<[string, Json, Json, Json]>([
    ['char', false, 'A', 'A'],
    ['char', 'A', '', false],
    ['boolean', true, false, false],
    ['integer', 5, '6', 6],
    ['many2one', [2, 'Mitchell'], 3, 3],
    ['many2one', [2, 'Mitchell'], false, false],
    ['many2many', [5], [[4, 7, 0]], [5, 7]],
    ['many2many', [5, 7], [[3, 5, 0]], [7]],
    ['many2many', [5, 7], [[2, 5, 0]], [7]],
    ['many2many', [5], [[5, 0, 0]], []],
    ['one2many', [1], [[0, 0, { name: 'New' }]], [1, { name: 'New' }]],
    ['many2many', [5], [[6, 0, []]], []],
  ])('of a %s tells what %j becomes by %j', (type, before, written, after) => {
    expect(difference(field('x', type), before, written)).toEqual({ same: false, after });
  });

  it('counts a change of a related record’s own values as one, although the ids stay', () => {
    expect(difference(many2many, [5], [[1, 5, { name: 'B' }]])).toEqual({ same: false, after: [5] });
  });

  it('shows commands that it does not know as they are', () => {
    expect(difference(many2many, [5], [[9, 5, 0]])).toEqual({ same: false, after: [[9, 5, 0]] });
  });
});

describe('a value that is written back', () => {
  it('is the id of a many2one, a set of ids of a many2many, links of a one2many', () => {
    expect(writtenBack(many2one, [2, 'Mitchell'])).toBe(2);
    expect(writtenBack(many2one, false)).toBe(false);
    expect(writtenBack(many2many, [5, 7])).toEqual([[6, 0, [5, 7]]]);
    expect(writtenBack(field('child_ids', 'one2many'), [8])).toEqual([[4, 8, 0]]);
    expect(writtenBack(field('name', 'char'), 'A')).toBe('A');
  });
});

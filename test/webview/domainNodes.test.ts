import { describe, expect, it } from 'vitest';
import { textWithTree } from '../../src/domain/edit';
import { parseDomain } from '../../src/domain/parse';
import { treeOf } from '../../src/domain/tree';
import type { Json } from '../../src/model/json';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { fieldAt, modelWithin } from '../../webview/domain/fieldAt';
import { moved, type Direction } from '../../webview/domain/moves';
import { domainTree, newCondition, newGroup, pageTree, type PageGroup } from '../../webview/domain/nodes';
import { rowsOf } from '../../webview/domain/rows';
import { firstValueFor, fits, fitted } from '../../webview/domain/values';

function tree(text: string): PageGroup {
  const parsed = parseDomain(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return pageTree(treeOf(parsed.domain));
}

function idOf(root: PageGroup, number: string): number {
  const row = rowsOf(root, 1000).rows.find((each) => each.number === number);
  if (!row) throw new Error(`There is no line ${number}.`);
  return row.node.id;
}

describe('moving a line of the tree', () => {
  const text = "['|', ('a', '=', 1), ('b', '=', 2), ('c', '=', 3), ('d', '=', 4)]";
  const after = (number: string, direction: Direction): string | undefined => {
    const root = tree(text);
    const result = moved(root, idOf(root, number), direction);
    return result && textWithTree('', domainTree(result));
  };

  it('goes among its neighbours and no further', () => {
    expect(after('3', 'up')).toBe("['|', ('a', '=', 1), ('b', '=', 2), ('d', '=', 4), ('c', '=', 3)]");
    expect(after('2', 'down')).toBe("['|', ('a', '=', 1), ('b', '=', 2), ('d', '=', 4), ('c', '=', 3)]");
    expect(after('1', 'up')).toBeUndefined();
    expect(after('3', 'down')).toBeUndefined();
  });

  it('goes into the group beside it, and out behind the group it was in', () => {
    expect(after('2', 'in')).toBe("['|', '|', ('a', '=', 1), ('b', '=', 2), ('c', '=', 3), ('d', '=', 4)]");
    expect(after('1.2', 'out')).toBe("[('a', '=', 1), ('b', '=', 2), ('c', '=', 3), ('d', '=', 4)]");
    expect(after('2', 'out')).toBeUndefined();
  });

  it('makes a group of its own where none stands beside it', () => {
    const root = tree("[('a', '=', 1), ('b', '=', 2)]");
    const result = moved(root, idOf(root, '1'), 'in');
    expect(result?.children[0]).toMatchObject({ kind: 'group', join: 'any', children: [{ field: 'a' }] });
  });

  it('never leaves the conditions on other records', () => {
    const root = tree("[('child_ids', 'any', [('name', '=', 'x')])]");
    expect(moved(root, idOf(root, '1.1'), 'out')).toBeUndefined();
  });
});

describe('the tree as a domain', () => {
  it('leaves out what is not complete yet', () => {
    const root = newGroup('all', [
      newCondition(),
      newGroup('any', [newCondition()]),
      { ...newCondition(), field: 'name' },
      { ...newCondition(), field: 'name', value: 'x' },
    ]);
    expect(textWithTree('', domainTree(root))).toBe("[('name', '=', 'x')]");
  });

  it('takes a hundred levels, and shows so many lines as it is asked for', () => {
    let nested = "('name', '=', 'deep')";
    for (let depth = 0; depth < 100; depth++)
      nested = `'${depth % 2 ? '|' : '&'}', ${nested}, ('id', '=', ${depth})`;
    const root = tree(`[${nested}]`);
    const { rows, more } = rowsOf(root, 50);
    expect(rows).toHaveLength(50);
    expect(more).toBeGreaterThan(50);
    expect(textWithTree('', domainTree(root)).length).toBeGreaterThan(1000);
  });
});

function field(type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name: 'x', label: 'X', type, required: false, readonly: false, stored: true, ...more };
}

describe('a value', () => {
  it('is shown by an editor only where that can show it whole', () => {
    const cases: [Parameters<typeof fits>[0], Json, boolean][] = [
      ['text', 'a', true],
      ['text', 5, false],
      ['number', 5, true],
      ['number', '5', false],
      ['date', '2026-01-31', true],
      ['date', 'today -7d', true],
      ['date', 'tomorrow', false],
      ['datetime', '2026-01-31 10:00:00', true],
      ['datetime', '2026-01-31T10:00:00Z', false],
      ['record', 7, true],
      ['record', 'Azure', true],
      ['record', [7], false],
      ['records', [7, 'Azure'], true],
      ['records', [7, [8]], false],
      ['list', ['a', 1], true],
      ['list', ['a', 'a'], false],
      ['list', 'a', false],
    ];
    for (const [kind, value, good] of cases)
      expect([kind, value, fits(kind, value)]).toEqual([kind, value, good]);
  });

  it('goes along with another operator where it means the same, alone or as a list of one', () => {
    const char = field('char');
    expect(fitted('a', char, { from: '=', to: 'in' })).toEqual(['a']);
    expect(fitted(['a'], char, { from: 'in', to: '=' })).toBe('a');
    expect(fitted(['a', 'b'], char, { from: 'in', to: '=' })).toBeUndefined();
    expect(fitted(false, char, { from: 'notSet', to: '=' })).toBeUndefined();
    expect(fitted('a', char, { from: '=', to: 'ilike' })).toBe('a');
  });

  it('goes along with another field only where it could mean the same', () => {
    expect(firstValueFor('a', field('char'), '=')).toBe('a');
    expect(firstValueFor(7, field('many2one', { relation: 'res.country' }), '=')).toBeUndefined();
    expect(firstValueFor('draft', field('selection'), '=')).toBeUndefined();
    expect(firstValueFor('a', field('boolean'), '=')).toBe(true);
  });
});

describe('a path of fields', () => {
  const models: Record<string, FieldInfo[]> = {
    a: [field('many2one', { name: 'b_id', label: 'B', relation: 'b' })],
    b: [field('char', { name: 'code', label: 'Code' })],
  };
  const known = (model?: string) => (model === undefined ? undefined : models[model]);

  it('leads to the field at its end, with the labels on the way', () => {
    expect(fieldAt(known, 'a', 'b_id.code')).toMatchObject({
      field: { name: 'code' },
      labels: ['B', 'Code'],
    });
    expect(fieldAt(known, 'a', 'b_id.nothing').field).toBeUndefined();
    expect(fieldAt(known, 'a', 'nothing.code').field).toBeUndefined();
    expect(fieldAt(known, 'c', '__proto__').field).toBeUndefined();
  });

  it('leads to the model that conditions in an any are about', () => {
    expect(modelWithin(known, 'a', [])).toBe('a');
    expect(modelWithin(known, 'a', ['b_id'])).toBe('b');
    expect(modelWithin(known, 'a', ['code'])).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import {
  fittingVerbs,
  readCommand,
  readCommands,
  verbMeaning,
  verbs,
  writeCommand,
  type Command,
} from '../../../src/values/commands';

describe('x2many commands', () => {
  const all: [Json[], Command][] = [
    [[0, 0, { name: 'x' }], { verb: 'create', values: { name: 'x' } }],
    [[1, 7, { name: 'x' }], { verb: 'update', id: 7, values: { name: 'x' } }],
    [[2, 7, 0], { verb: 'remove', id: 7 }],
    [[3, 7, 0], { verb: 'unlink', id: 7 }],
    [[4, 7, 0], { verb: 'link', id: 7 }],
    [[5, 0, 0], { verb: 'clear' }],
    [[6, 0, [7, 8]], { verb: 'set', ids: [7, 8] }],
  ];

  it.each(all)('%j and its verb are one', (triple, command) => {
    expect(readCommand(triple)).toEqual(command);
    expect(writeCommand(command)).toEqual(triple);
  });

  it('are read in the shorter forms that Odoo takes', () => {
    expect(readCommand([4, 7])).toEqual({ verb: 'link', id: 7 });
    expect(readCommand([5])).toEqual({ verb: 'clear' });
    expect(readCommand([6, false, [7]])).toEqual({ verb: 'set', ids: [7] });
    expect(readCommand([0, 'virtual_1', {}])).toEqual({ verb: 'create', values: {} });
    expect(readCommands([7, 8])).toEqual([{ verb: 'set', ids: [7, 8] }]);
    expect(readCommands([])).toEqual([]);
  });

  it('are not read into what Odoo refuses or passes over', () => {
    const wrong: Json[] = [
      [],
      [4],
      [7, 0, 0],
      [4, '7', 0],
      [6, [7]],
      [6, 0, 7],
      [1, 7],
      [0, 0],
      [4, -1, 0],
      'x',
      4,
    ];
    expect(wrong.map(readCommand)).toEqual(wrong.map(() => undefined));
    expect(readCommands([[4, 7, 0], 8])).toBeUndefined();
    expect(readCommands({})).toBeUndefined();
  });

  it('say what they do, and that a one2many may delete its lines', () => {
    for (const verb of verbs) expect(verbMeaning(verb, 'many2many')).toMatch(/\.$/);
    expect(verbMeaning('unlink', 'one2many')).toContain('deletes');
    expect(verbMeaning('unlink', 'many2many')).toContain('leaves it');
    expect(fittingVerbs('create')).toEqual(['create', 'link', 'set']);
    expect(fittingVerbs('update')).toEqual(verbs);
  });
});

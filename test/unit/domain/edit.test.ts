import { describe, expect, it } from 'vitest';
import { describeText } from '../../../src/domain/describe';
import { textWithTree } from '../../../src/domain/edit';
import { parseDomain } from '../../../src/domain/parse';
import { printDomain } from '../../../src/domain/print';
import { syntaxOf } from '../../../src/domain/syntax';
import { leavesOf, sameTree, treeOf, type DomainCondition, type DomainGroup } from '../../../src/domain/tree';
import type { Json } from '../../../src/model/json';
import { Domains, randomFrom } from './support/randomDomains';

function read(text: string): DomainGroup {
  const parsed = parseDomain(text);
  if (!parsed.ok) throw new Error(`${parsed.message} ${text}`);
  return treeOf(parsed.domain);
}

const condition = (field: string, value: Json = 1): DomainCondition => ({
  kind: 'condition',
  field,
  operator: '=',
  value,
});

/** The text after a change to its tree. */
function changed(text: string, change: (tree: DomainGroup) => DomainGroup | undefined): string {
  const tree = read(text);
  return textWithTree(text, change(tree) ?? tree);
}

const typed = `[  # partners
  ("name", "ilike", 'a'),  # by name
  '|', ('active', '=', True), # on
       ('active', '=', False),
  # own line
  ('id', 'in', [1, 2,  3]), # ids
]`;

describe('the text of a changed tree', () => {
  it('is the text as it is, as long as the tree says the same', () => {
    expect(changed(typed, () => undefined)).toBe(typed);
    expect(textWithTree('', { kind: 'group', join: 'all', children: [] })).toBe('');
    const explicit = "['&', ('a','=',1), ('b','=',2)]";
    expect(changed(explicit, () => undefined)).toBe(explicit);
  });

  it('differs only in the value that changed, in the quotes it had', () => {
    const after = changed(typed, (tree) => ({
      ...tree,
      children: [{ ...condition('name', 'b'), operator: 'ilike' }, ...tree.children.slice(1)],
    }));
    expect(after).toBe(typed.replace("'a'", "'b'"));
  });

  it('differs only in the item of a list that changed', () => {
    const after = changed(typed, (tree) => ({
      ...tree,
      children: [...tree.children.slice(0, 2), { ...condition('id', [1, 9, 3]), operator: 'in' }],
    }));
    expect(after).toBe(typed.replace('2', '9'));
  });

  it('keeps every comment when a condition is added', () => {
    const after = changed(typed, (tree) => ({ ...tree, children: [...tree.children, condition('x')] }));
    expect(after).toBe(typed.replace('# ids\n', '# ids\n  ("x", "=", 1),\n'));
  });

  it('takes a condition away with its own comment and no other', () => {
    const without = (index: number) =>
      changed(typed, (tree) => ({ ...tree, children: tree.children.filter((_, at) => at !== index) }));
    expect(without(2)).toBe(typed.replace("\n  ('id', 'in', [1, 2,  3]), # ids", ''));
    expect(without(1)).toBe(typed.replace(/\n {2}'\|'[^]*False\),/, ''));
  });

  it('changes how conditions are joined by the prefix operators alone', () => {
    const after = changed("[('a', '=', 1), # one\n ('b', '=', 2)]", (tree) => ({ ...tree, join: 'any' }));
    expect(after).toBe("['|', ('a', '=', 1), # one\n ('b', '=', 2)]");
  });

  it('changes a condition inside any where it stands', () => {
    const text = "['&', ('a','=',1), ('l', 'any', ['&',('d','=',4),('e','=',5)])]";
    const after = changed(text, (tree) => {
      const [first, second] = tree.children;
      if (!first || second?.kind !== 'related') throw new Error('The tree is another one.');
      return {
        ...tree,
        children: [
          first,
          { ...second, sub: { ...second.sub, children: [condition('d', 44), condition('e', 5)] } },
        ],
      };
    });
    expect(after).toBe(text.replace("'=',4)", "'=',44)"));
  });

  it('is JSON where JSON was typed, and lists where Python had lists', () => {
    const add = (tree: DomainGroup) => ({ ...tree, children: [...tree.children, condition('b', null)] });
    expect(changed('[["a", "=", true]]', add)).toBe('[["a", "=", true], ["b", "=", null]]');
    expect(changed('[["a", "=", True]]', add)).toBe('[["a", "=", True], ["b", "=", None]]');
    expect(changed("[['a', '=', 1]]", add)).toBe("[['a', '=', 1], ['b', '=', None]]");
  });

  it('is printed whole where what was typed cannot be read', () => {
    const tree: DomainGroup = { kind: 'group', join: 'all', children: [condition('a')] };
    expect(textWithTree("[('a', ", tree)).toBe("[('a', '=', 1)]");
    expect(textWithTree('[["a", ', tree)).toBe('[["a", "=", 1]]');
  });

  it('leaves a tuple a tuple', () => {
    expect(
      changed("[('id', 'in', (1, 2))]", () => ({
        kind: 'group',
        join: 'all',
        children: [{ ...condition('id', [1]), operator: 'in' }],
      })),
    ).toBe("[('id', 'in', (1,))]");
    expect(
      changed("(('a', '=', 1), ('b', '=', 2))", (tree) => ({ ...tree, children: tree.children.slice(0, 1) })),
    ).toBe("(('a', '=', 1),)");
  });

  it(
    'says what the tree says, and touches one condition where one changed, for many changes',
    { timeout: 60_000 },
    () => {
      const broken: number[] = [];
      let changes = 0;
      for (let seed = 1; seed <= 1000; seed++) {
        const random = randomFrom(seed);
        const domain = new Domains(random).domain();
        const text = printDomain(domain, random() < 0.5 ? 'python' : 'json');
        const tree = read(text);
        const leaves = leavesOf(tree).filter(
          (leaf) => leaf.kind === 'condition' && typeof leaf.field === 'string',
        );
        const at = Math.floor(random() * leaves.length);
        const leaf = leaves[at];
        if (leaf?.kind === 'condition') {
          changes++;
          const place = describeText(text)
            .conditions.filter(
              ({ within, field }) =>
                within.length === 0 &&
                typeof field?.value === 'string' &&
                !/any/.test(operatorAt(text, field.to)),
            )
            .at(at);
          leaf.field = 'changed_field';
          const after = textWithTree(text, tree);
          const kept =
            place && after.startsWith(text.slice(0, place.from)) && after.endsWith(text.slice(place.to));
          if (!kept || !sameTree(read(after), tree)) broken.push(seed);
        }
        const other = read(printDomain(new Domains(random).domain(), 'python'));
        if (!sameTree(read(textWithTree(text, other)), other)) broken.push(seed);
      }
      expect(broken).toEqual([]);
      expect(changes).toBeGreaterThan(500);
    },
  );
});

/** The operator typed after a field. */
function operatorAt(text: string, from: number): string {
  return /^\s*,\s*(['"])([^'"]*)/.exec(text.slice(from))?.[2] ?? '';
}

describe('syntaxOf', () => {
  it.each([
    ['', 'python'],
    ['[]', 'python'],
    ["[('a', '=', 1)]", 'python'],
    ['[["a", "=", 1]]', 'json'],
    ['[["a", "=", None]]', 'python'],
    ['[["a", "=", "it\'s"', 'json'],
    ['[("a", "=", ', 'python'],
    ['["|", ["a", "=", ', 'json'],
  ])('takes %s for %s', (text, syntax) => {
    expect(syntaxOf(text)).toBe(syntax);
  });
});

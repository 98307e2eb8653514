import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../../src/domain/parse';
import {
  domainOf,
  leavesOf,
  sameTree,
  treeOf,
  type DomainGroup,
  type DomainNode,
} from '../../../src/domain/tree';
import type { Json } from '../../../src/model/json';
import { Domains, randomFrom } from './support/randomDomains';
import { domainHolds, treeHolds, worlds } from './support/truth';

function read(text: string): Json[] {
  const parsed = parseDomain(text);
  if (!parsed.ok) throw new Error(`${parsed.message} ${text}`);
  return parsed.domain;
}

/** "all(a, any(b, c))" */
function sketch(node: DomainNode): string {
  if (node.kind === 'group') return `${node.join}(${node.children.map(sketch).join(', ')})`;
  return node.kind === 'related' ? `${node.field} ${node.operator} ${sketch(node.sub)}` : String(node.field);
}

// prettier-ignore
const trees: [string, string, string][] = [
  ['[]', 'all()', '[]'],
  ["[('a','=',1)]", 'all(a)', "[('a','=',1)]"],
  ["[('a','=',1), ('b','=',1)]", 'all(a, b)', "[('a','=',1), ('b','=',1)]"],
  ["['&', ('a','=',1), ('b','=',1)]", 'all(a, b)', "[('a','=',1), ('b','=',1)]"],
  ["['&', ('a','=',1), '&', ('b','=',1), ('c','=',1)]", 'all(a, b, c)', "[('a','=',1), ('b','=',1), ('c','=',1)]"],
  ["['|', ('a','=',1), ('b','=',1)]", 'any(a, b)', "['|', ('a','=',1), ('b','=',1)]"],
  ["['|', ('a','=',1), '|', ('b','=',1), ('c','=',1)]", 'any(a, b, c)', "['|', '|', ('a','=',1), ('b','=',1), ('c','=',1)]"],
  ["['|', '|', ('a','=',1), ('b','=',1), ('c','=',1)]", 'any(a, b, c)', "['|', '|', ('a','=',1), ('b','=',1), ('c','=',1)]"],
  ["['|', ('a','=',1), ('b','=',1), ('c','=',1)]", 'all(any(a, b), c)', "['|', ('a','=',1), ('b','=',1), ('c','=',1)]"],
  ["['|', '&', ('a','=',1), ('b','=',1), ('c','=',1)]", 'any(all(a, b), c)', "['|', '&', ('a','=',1), ('b','=',1), ('c','=',1)]"],
  ["['!', ('a','=',1)]", 'none(a)', "['!', ('a','=',1)]"],
  ["['!', '|', ('a','=',1), ('b','=',1)]", 'none(a, b)', "['!', '|', ('a','=',1), ('b','=',1)]"],
  ["['!', '&', ('a','=',1), ('b','=',1)]", 'none(all(a, b))', "['!', '&', ('a','=',1), ('b','=',1)]"],
  ["['!', '!', ('a','=',1)]", 'none(none(a))', "['!', '!', ('a','=',1)]"],
  ["[(1,'=',1), (0,'=',1)]", 'all(1, 0)', "[(1,'=',1), (0,'=',1)]"],
  ["[('l','any',['|', ('a','=',1), ('b','=',1)])]", 'all(l any any(a, b))', "[('l','any',['|', ('a','=',1), ('b','=',1)])]"],
  ["[('l','not any',[])]", 'all(l not any all())', "[('l','not any',[])]"],
];

const group = (join: DomainGroup['join'], ...children: DomainNode[]): DomainGroup => ({
  kind: 'group',
  join,
  children,
});
const condition = (field: string): DomainNode => ({ kind: 'condition', field, operator: '=', value: 1 });

describe('a domain as a tree', () => {
  it.each(trees)('is for %s %s', (text, sketched, back) => {
    const tree = treeOf(read(text));
    expect(sketch(tree)).toBe(sketched);
    expect(domainOf(tree)).toEqual(read(back));
  });

  it('keeps the order of the conditions', () => {
    const domain = read("[('a','=',1), '|', ('b','=',1), '&', ('c','=',1), '!', ('d','=',1), ('e','=',1)]");
    expect(leavesOf(treeOf(domain)).map(({ field }) => field)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('leaves an empty group out where it changes nothing, and says what it means where it does', () => {
    expect(domainOf(group('all', group('all'), condition('a')))).toEqual([['a', '=', 1]]);
    expect(domainOf(group('all', group('none'), condition('a')))).toEqual([['a', '=', 1]]);
    expect(domainOf(group('none'))).toEqual([]);
    expect(domainOf(group('any'))).toEqual([[0, '=', 1]]);
    expect(domainOf(group('all', group('any'), condition('a')))).toEqual([
      [0, '=', 1],
      ['a', '=', 1],
    ]);
    expect(domainOf(group('any', group('all'), condition('a')))).toEqual(['|', [1, '=', 1], ['a', '=', 1]]);
    expect(domainOf(group('none', group('all')))).toEqual(['!', [1, '=', 1]]);
  });

  it('knows trees that say the same', () => {
    const nested = group('any', condition('a'), group('any', condition('b'), group('all', condition('c'))));
    expect(sameTree(nested, group('any', condition('a'), condition('b'), condition('c')))).toBe(true);
    expect(sameTree(nested, group('all', condition('a'), condition('b'), condition('c')))).toBe(false);
  });

  it('refuses what is no domain', () => {
    expect(() => treeOf(['|', ['a', '=', 1]])).toThrow(TypeError);
    expect(() => treeOf(['or'])).toThrow(TypeError);
    expect(() => treeOf([['a', '=']])).toThrow(TypeError);
  });

  it('reads ten thousand conditions joined by |', () => {
    const conditions = Array.from({ length: 10_000 }, (_, index): Json => [`f${index}`, '=', 1]);
    const domain = [...conditions.slice(1).map((): Json => '|'), ...conditions];
    expect(treeOf(domain).children).toHaveLength(10_000);
    expect(domainOf(treeOf(domain))).toEqual(domain);
    const chained = conditions.flatMap((one, index): Json[] => (index < 9999 ? ['|', one] : [one]));
    expect(domainOf(treeOf(chained))).toEqual(domain);
  });

  it('means the same as the domain, there and back, for thousands of domains', { timeout: 60_000 }, () => {
    let differing = 0;
    const broken = new Set<number>();
    for (let seed = 1; seed <= 4000; seed++) {
      const domain = new Domains(randomFrom(seed)).domain();
      const tree = treeOf(domain);
      const back = domainOf(tree);
      const truths = worlds.map((world) => domainHolds(domain, world));
      const same = worlds.every(
        (world, index) =>
          treeHolds(tree, world) === truths[index] && domainHolds(back, world) === truths[index],
      );
      if (!same || !isDeepStrictEqual(domainOf(treeOf(back)), back)) broken.add(seed);
      if (new Set(truths).size > 1) differing++;
    }
    expect([...broken]).toEqual([]);
    // The worlds do tell domains apart.
    expect(differing).toBeGreaterThan(2_000);
  });
});

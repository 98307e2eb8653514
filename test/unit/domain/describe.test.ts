import { describe, expect, it } from 'vitest';
import { describeText } from '../../../src/domain/describe';
import { placeAt } from '../../../src/domain/placeAt';
import { printDomain } from '../../../src/domain/print';
import type { Json } from '../../../src/model/json';
import { Domains, randomFrom } from './support/randomDomains';

describe('what a text says, and where', () => {
  it('names each condition and its parts by their place', () => {
    const text = "['|', (\"name\", 'ilike', 'a'), # one\n ('line_ids', 'any', [('qty', '>', 1)])]";
    const { conditions, operators, syntax, error } = describeText(text);
    const at = (part: { from: number; to: number } | undefined) => part && text.slice(part.from, part.to);
    expect(
      conditions.map((one) => [
        at(one),
        at(one.field),
        at(one.operator),
        at(one.value),
        one.within,
        one.parent,
      ]),
    ).toEqual([
      ["(\"name\", 'ilike', 'a')", '"name"', "'ilike'", "'a'", [], undefined],
      ["('line_ids', 'any', [('qty', '>', 1)])", "'line_ids'", "'any'", "[('qty', '>', 1)]", [], undefined],
      ["('qty', '>', 1)", "'qty'", "'>'", '1', ['line_ids'], 1],
    ]);
    expect(operators.map((one) => [one.operator, at(one)])).toEqual([['|', "'|'"]]);
    expect([syntax, error]).toEqual(['python', undefined]);
  });

  it('goes as far as the text does while it is typed', () => {
    const { conditions, error, domain } = describeText("[('name', 'ilike', 'a'), ('city', ");
    expect(domain).toBeUndefined();
    expect(error?.message).toContain('a value is missing');
    expect(conditions.map(({ field, parts }) => [field?.value, parts])).toEqual([
      ['name', 3],
      ['city', 1],
    ]);
  });

  it('marks the token that is wrong', () => {
    const text = "[('name', 'lik', 'a')]";
    const { error } = describeText(text);
    expect(error && text.slice(error.from, error.to)).toBe("'lik'");
  });

  it('reads the same values as the parser, and does not fail at any cut of a text', () => {
    const broken: string[] = [];
    for (let seed = 1; seed <= 400; seed++) {
      const random = randomFrom(seed);
      const domain = new Domains(random).domain();
      const text = printDomain(domain, random() < 0.5 ? 'python' : 'json');
      const seen = describeText(text)
        .conditions.filter(({ within }) => within.length === 0)
        .map(({ field, operator, value }): Json => [
          field?.value ?? null,
          operator?.value ?? null,
          value?.value ?? null,
        ]);
      if (JSON.stringify(seen) !== JSON.stringify(domain.filter(Array.isArray))) broken.push(text);
      const cut = text.slice(0, Math.floor(random() * text.length));
      const { conditions } = describeText(cut);
      if (conditions.some(({ from, to }) => from < 0 || to > cut.length || from > to)) broken.push(cut);
      placeAt(cut, cut.length);
    }
    expect(broken).toEqual([]);
  });
});

describe('the place of the caret', () => {
  const cases: [string, object | undefined][] = [
    ['^', undefined],
    ['[^]', { part: 'term', typed: '' }],
    ["[('na^')]", { part: 'field', typed: 'na', from: 3, to: 5, quote: "'" }],
    ["[('na^, '=', 1)]", { part: 'field', typed: 'na', from: 3, to: 5 }],
    ["[('partner_id.na^me', '=', 1)]", { part: 'field', typed: 'partner_id.na', from: 3, to: 18 }],
    ['[(^', { part: 'field', typed: '' }],
    ["[('a', '^", { part: 'operator', typed: '', field: 'a' }],
    ["[('a', 'i^n', 1)]", { part: 'operator', typed: 'i', from: 8, to: 10 }],
    ["[('a', '=', ^)]", { part: 'value', typed: '', field: 'a', operator: '=', inList: false }],
    ["[('a', 'in', ['dr^', 'x'])]", { part: 'value', typed: 'dr', field: 'a', operator: 'in', inList: true }],
    ["[('l', 'any', [('q^')])]", { part: 'field', typed: 'q', within: ['l'] }],
    ['[["a", "=", "b^"]]', { part: 'value', typed: 'b', quote: '"' }],
    ["[('a', '=', T^)]", { part: 'value', typed: 'T', from: 12, to: 13 }],
  ];

  it.each(cases)('in %s is known', (marked, place) => {
    const at = marked.indexOf('^');
    const found = placeAt(marked.replace('^', ''), at);
    if (place === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(place);
  });
});

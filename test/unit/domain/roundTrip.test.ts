import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../../src/domain/parse';
import { printDomain } from '../../../src/domain/print';
import { Domains, randomFrom } from './support/randomDomains';

describe('printDomain', () => {
  it('writes conditions as tuples in Python', () => {
    const domain = [
      '|',
      ['name', '=', "it's"],
      [
        'line_ids',
        'any',
        [
          ['qty', 'in', [1, 2]],
          ['x', '=', null],
        ],
      ],
    ];
    expect(printDomain(domain, 'python')).toBe(
      `[\n  '|',\n  ('name', '=', "it's"),\n  ('line_ids', 'any', [('qty', 'in', [1, 2]), ('x', '=', None)]),\n]`,
    );
  });

  it('writes JSON that JSON.parse reads', () => {
    const domain = ['!', ['name', 'ilike', 'say "x"\n'], ['active', '=', false]];
    const text = printDomain(domain, 'json');
    expect(text).toBe('["!", ["name", "ilike", "say \\"x\\"\\n"], ["active", "=", false]]');
    expect(JSON.parse(text)).toEqual(domain);
  });

  it('puts each term of a long domain on its own line', () => {
    const domain = [
      ['name', 'ilike', 'a'.repeat(50)],
      ['city', '=', 'b'.repeat(50)],
    ];
    expect(printDomain(domain, 'json').split('\n')).toHaveLength(4);
    expect(JSON.parse(printDomain(domain, 'json'))).toEqual(domain);
  });

  it('writes the empty domain as []', () => {
    expect(printDomain([], 'python')).toBe('[]');
  });

  it.each(['python', 'json'] as const)(
    'writes %s that parseDomain reads back to the same domain',
    (syntax) => {
      for (let seed = 1; seed <= 1500; seed++) {
        const domain = new Domains(randomFrom(seed)).domain();
        const text = printDomain(domain, syntax);
        expect(parseDomain(text), `seed ${seed}: ${text}`).toEqual({ ok: true, domain });
      }
    },
  );
});

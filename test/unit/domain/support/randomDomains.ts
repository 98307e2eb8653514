import { conditionOperators, takesDomain } from '../../../../src/domain/operators';
import type { Json } from '../../../../src/model/json';

/** mulberry32: the same numbers on every machine, so that a failure can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Domains of every shape, of which only the form matters: fields and values are made up. */
export class Domains {
  constructor(private readonly random: () => number) {}

  /** A list of terms in which every operator has its conditions. */
  domain(depth = 0): Json[] {
    return Array.from({ length: this.below(4) }, () => this.term(depth)).flat();
  }

  private term(depth: number): Json[] {
    if (depth < 4 && this.random() < 0.4) {
      const operator = this.pick(['&', '|', '!']);
      const operands = operator === '!' ? 1 : 2;
      return [operator, ...Array.from({ length: operands }, () => this.term(depth + 1)).flat()];
    }
    if (this.random() < 0.05) return [[this.pick([0, 1]), '=', 1]];
    const operator = this.pick(conditionOperators);
    const field = this.pick(['name', 'id', 'partner_id.country_id.code', 'x_studio_é', 'parent_id']);
    return [[field, operator, this.value(operator, depth)]];
  }

  private value(operator: string, depth: number): Json {
    if (takesDomain(operator)) return depth > 2 ? [] : this.domain(depth + 1);
    if (operator === 'in' || operator === 'not in')
      return Array.from({ length: this.below(4) }, () => this.scalar());
    return this.scalar();
  }

  private scalar(): Json {
    const kind = this.below(6);
    if (kind === 0) return this.pick([true, false, null]);
    if (kind === 1) return this.below(2_000_000) - 1_000_000;
    if (kind === 2) return (this.random() - 0.5) * 10 ** (this.below(60) - 30);
    if (kind === 3)
      return this.pick([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 60, 1e21, 5e-324, 0]);
    const letters = [
      'a',
      'Z',
      ' ',
      "'",
      '"',
      '\\',
      '\n',
      '\t',
      '\r',
      '\0',
      '\x7f',
      'é',
      '😀',
      '\ud800',
      '#',
      ')',
      '/',
      'u0041',
      '\u2028',
    ];
    return Array.from({ length: this.below(8) }, () => this.pick(letters)).join('');
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

import type { Way } from './target';

type State = 'works' | 'differs' | 'fails';
const marks: Record<State, string> = { works: '✓', differs: '≠', fails: '✗' };

/** The suite's result as one table: operations down, ways to sign in across. */
export class Table {
  readonly #title: string;
  readonly #ways: readonly Way[];
  readonly #rows = new Map<string, Map<string, State>>();
  readonly #absent = new Map<string, string>();
  /** Why a cell differs, in the order first met. */
  readonly #reasons: string[] = [];
  readonly #reasonOf = new Map<string, number>();

  constructor(title: string, ways: readonly Way[]) {
    this.#title = title;
    this.#ways = ways;
  }

  note(operation: string, way: string, state: State, why?: string): void {
    const row = this.#rows.get(operation) ?? new Map<string, State>();
    this.#rows.set(operation, row.set(way, state));
    if (!why) return;
    if (!this.#reasons.includes(why)) this.#reasons.push(why);
    this.#reasonOf.set(`${operation}\n${way}`, this.#reasons.indexOf(why) + 1);
  }

  /** An operation that this server does not have, and why. */
  absent(operation: string, why: string): void {
    this.#absent.set(operation, why);
  }

  print(): void {
    const width = Math.max(20, ...[...this.#rows.keys(), ...this.#absent.keys()].map((name) => name.length));
    const lines = [`\nConformance: ${this.#title}`];
    lines.push(...this.#ways.map(({ name }, index) => `  ${letter(index)} ${name}`));
    lines.push(`${' '.repeat(width)}  ${this.#ways.map((_, index) => letter(index)).join('  ')}`);
    for (const [operation, row] of this.#rows) {
      const cells = this.#ways.map(({ name }) => {
        const state = row.get(name);
        const reason = this.#reasonOf.get(`${operation}\n${name}`);
        return `${state ? marks[state] : '·'}${reason ?? ' '} `;
      });
      lines.push(`${operation.padEnd(width)}  ${cells.join('')}`.trimEnd());
    }
    for (const [operation, why] of this.#absent) lines.push(`${operation.padEnd(width)}  – ${why}`);
    lines.push(
      '✓ the same value   ≠ another value, as Odoo itself makes it   · not of this way   – not on this server',
    );
    lines.push(...this.#reasons.map((why, index) => `  ≠${index + 1} ${why}`));
    console.log(lines.join('\n'));
  }
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

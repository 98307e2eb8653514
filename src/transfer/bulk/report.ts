import type { BulkRow } from '../../model/bulk';

const states = ['waiting', 'done', 'failed', 'unsure'] as const;
type State = (typeof states)[number];

/** What became of each row. */
export class BulkReport {
  readonly of: number;
  readonly #states: Uint8Array;
  readonly #ids: Float64Array;
  readonly #reasons = new Map<number, string>();
  readonly #counts: Record<State, number>;

  constructor(of: number) {
    this.of = of;
    this.#states = new Uint8Array(of);
    this.#ids = new Float64Array(of);
    this.#counts = { waiting: of, done: 0, failed: 0, unsure: 0 };
  }

  count(state: State): number {
    return this.#counts[state];
  }

  /** @param row from 1 */
  set(row: number, state: State, more: { id?: number | undefined; reason?: string } = {}): void {
    const at = row - 1;
    const before = states[this.#states[at] ?? 0] ?? 'waiting';
    this.#counts[before]--;
    this.#counts[state]++;
    this.#states[at] = states.indexOf(state);
    this.#ids[at] = more.id ?? 0;
    if (more.reason === undefined) this.#reasons.delete(row);
    else this.#reasons.set(row, more.reason);
  }

  state(row: number): State {
    return states[this.#states[row - 1] ?? 0] ?? 'waiting';
  }

  get(row: number): BulkRow {
    const id = this.#ids[row - 1];
    const reason = this.#reasons.get(row);
    return {
      row,
      state: this.state(row),
      ...(id ? { id } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  /** Rows in the table's order, from the `offset`-th that fits. */
  slice(only: 'all' | State, offset: number, count: number): BulkRow[] {
    const rows: BulkRow[] = [];
    if (only === 'all') {
      for (let row = offset + 1; row <= Math.min(this.of, offset + count); row++) rows.push(this.get(row));
      return rows;
    }
    const wanted = states.indexOf(only);
    let passed = 0;
    for (let at = 0; at < this.of && rows.length < count; at++) {
      if (this.#states[at] !== wanted) continue;
      if (passed++ >= offset) rows.push(this.get(at + 1));
    }
    return rows;
  }
}

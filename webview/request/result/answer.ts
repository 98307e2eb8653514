import { batch, computed, signal } from '@preact/signals';
import type { ColumnFilter, ResultSummary, SortKey } from '../../../src/contract/request/resultApi';
import type { JsonObject } from '../../../src/model/json';
import { JsonState } from '../../grid/jsonState';
import { SliceStore } from '../../grid/sliceStore';
import type { RequestBridge } from '../requestBridge';
import { Loading } from './loading';

/** How many records match in all. */
export type Total =
  { state: 'unasked' } | { state: 'asked' } | { state: 'known'; total: number } | { state: 'failed' };

/** Rows of one arrangement, which the host gives by its number; 0 is the order in which they came. */
interface Arranged {
  /** Read when a slice is asked for: more records that are loaded belong to the first arrangement again. */
  id: { value: number };
  rows: SliceStore<JsonObject>;
  rowCount: number;
}

/** A result the host keeps, and the parts of it that have come over. */
export class Answer {
  readonly #bridge: RequestBridge;
  readonly #result;
  readonly #arranged;
  readonly #abort = new AbortController();
  #arranging: AbortController | undefined;
  readonly result;
  readonly rows = computed(() => this.#arranged.value.rows);
  readonly rowCount = computed(() => this.#arranged.value.rowCount);
  readonly sort = signal<readonly SortKey[]>([]);
  readonly filters = signal<readonly ColumnFilter[]>([]);
  /** Whether rows in another order, or others of them, are on their way. */
  readonly arranging = signal(false);
  readonly lines: SliceStore<string>;
  /** How many lines the JSON text has; undefined until the first of them have come. */
  readonly lineCount = signal<number | undefined>(undefined);
  readonly total = signal<Total>({ state: 'unasked' });
  readonly json: JsonState;
  readonly loading: Loading;
  /** The row whose detail is shown beside the grid. */
  readonly detail = signal<number | undefined>(undefined);
  /** Counts changes of what that row holds. */
  readonly detailVersion = signal(0);

  constructor(bridge: RequestBridge, result: ResultSummary) {
    this.#bridge = bridge;
    this.#result = signal(result);
    this.result = computed(() => this.#result.value);
    this.#arranged = signal(this.#arrangedAs(0, result.rowCount));
    this.lines = new SliceStore(
      async (offset, count, abort) => {
        const slice = await bridge.call('jsonLines', { resultId: result.resultId, offset, count }, abort);
        this.lineCount.value = slice.total;
        return slice.lines;
      },
      { chunk: 200, kept: 50 },
    );
    const { resultId } = result;
    this.json = new JsonState({
      end: (line) => bridge.call('jsonEnd', { resultId, line }),
      find: (text, signal) => bridge.call('findInJson', { resultId, text }, signal),
    });
    this.loading = new Loading(bridge, resultId, (more) => this.#grow(more));
    this.#askTotal(result);
  }

  /** The arrangement's number, for what the host is asked about its rows. */
  get arrangement(): number {
    return this.#arranged.value.id.value;
  }

  get resultId(): number {
    return this.#result.value.resultId;
  }

  /** Waits for the first rows, so that the grid appears with content and columns of the right width. */
  async prime(): Promise<void> {
    const { kind, rowCount } = this.#result.value;
    if (kind === 'table' && rowCount > 0) await this.#arranged.value.rows.prime();
  }

  showJson(): void {
    if (this.lineCount.value === undefined) this.lines.want(0, 0);
  }

  /** Sorts and filters on the host; the rows before stay until the others are there. Rejects with a ProblemError. */
  async arrange(sort: readonly SortKey[], filters: readonly ColumnFilter[]): Promise<void> {
    this.#arranging?.abort();
    const abort = new AbortController();
    this.#arranging = abort;
    batch(() => {
      this.sort.value = sort;
      this.filters.value = filters;
      this.arranging.value = true;
    });
    try {
      const { resultId } = this;
      const params = { resultId, sort: [...sort], filters: [...filters] };
      const { arrangement, rowCount } = await this.#bridge.call('arrange', params, abort.signal);
      const arranged = this.#arrangedAs(arrangement, rowCount);
      if (rowCount > 0) await arranged.rows.prime();
      if (abort.signal.aborted) {
        arranged.rows.dispose();
        return;
      }
      const before = this.#arranged.value.rows;
      batch(() => {
        this.detail.value = undefined;
        this.#arranged.value = arranged;
      });
      before.dispose();
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      if (this.#arranging === abort) this.arranging.value = false;
    }
  }

  /** Rows were written and read anew: the host has them in their places already. */
  replaceRows(rows: readonly JsonObject[]): void {
    if (rows.length === 0) return;
    this.#arranged.value.rows.renew(0);
    this.lines.renew(0);
    this.json.reset();
    this.detailVersion.value++;
  }

  dispose(): void {
    this.#abort.abort();
    this.#arranging?.abort();
    this.loading.cancel();
    this.json.dispose();
    this.#arranged.value.rows.dispose();
    this.lines.dispose();
  }

  /** More records have come, behind those that were there. */
  #grow(result: ResultSummary): void {
    const { rowCount: before } = this.#result.value;
    const isArranged = this.sort.value.length > 0 || this.filters.value.length > 0;
    batch(() => {
      this.#result.value = result;
      if (result.total !== undefined) this.total.value = { state: 'known', total: result.total };
      if (isArranged) return;
      const { id, rows } = this.#arranged.value;
      id.value = 0;
      this.#arranged.value = { id, rows, rowCount: result.rowCount };
      rows.renew(Math.max(0, before - 1));
    });
    this.json.reset();
    if (this.lineCount.value !== undefined) {
      this.lines.renew(0);
      this.lines.want(0, 0);
    }
    // What cannot be sorted stays as it is, without the new ones.
    if (isArranged) void this.arrange(this.sort.value, this.filters.value).catch(() => undefined);
  }

  #arrangedAs(arrangement: number, rowCount: number): Arranged {
    const id = { value: arrangement };
    const { resultId } = this.#result.value;
    const rows = new SliceStore<JsonObject>(
      (offset, count, abort) =>
        this.#bridge.call('rows', { resultId, arrangement: id.value, offset, count }, abort),
      { chunk: 100, kept: 100 },
    );
    return { id, rows, rowCount };
  }

  #askTotal({ resultId, total, limited, countable }: ResultSummary): void {
    if (total !== undefined) {
      this.total.value = { state: 'known', total };
    } else if (limited && !countable) {
      this.total.value = { state: 'failed' };
    } else if (limited) {
      this.total.value = { state: 'asked' };
      this.#bridge.call('total', { resultId }, this.#abort.signal).then(
        (counted) => (this.total.value = { state: 'known', total: counted }),
        () => (this.total.value = { state: 'failed' }),
      );
    }
  }
}

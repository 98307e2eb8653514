import { signal } from '@preact/signals';
import type { ResultSummary } from '../../src/contract/request/resultApi';
import type { RequestApi, RequestPushes } from '../../src/contract/requestApi';
import type { JsonObject } from '../../src/model/json';
import type { Bridge } from '../bridge';
import { SliceStore } from '../grid/sliceStore';

export type RequestBridge = Bridge<RequestApi, RequestPushes>;

/** How many records match in all. */
export type Total =
  { state: 'unasked' } | { state: 'asked' } | { state: 'known'; total: number } | { state: 'failed' };

/** A result the host keeps, and the parts of it that have come over. */
export class Answer {
  readonly result: ResultSummary;
  readonly rows: SliceStore<JsonObject>;
  readonly lines: SliceStore<string>;
  /** How many lines the JSON text has; undefined until the first of them have come. */
  readonly lineCount = signal<number | undefined>(undefined);
  readonly total = signal<Total>({ state: 'unasked' });
  readonly #abort = new AbortController();

  constructor(bridge: RequestBridge, result: ResultSummary) {
    const { resultId } = result;
    this.result = result;
    this.rows = new SliceStore(
      (offset, count, abort) => bridge.call('rows', { resultId, arrangement: 0, offset, count }, abort),
      { chunk: 100, kept: 100 },
    );
    this.lines = new SliceStore(
      async (offset, count, abort) => {
        const slice = await bridge.call('jsonLines', { resultId, offset, count }, abort);
        this.lineCount.value = slice.total;
        return slice.lines;
      },
      { chunk: 200, kept: 50 },
    );
    if (result.total !== undefined) {
      this.total.value = { state: 'known', total: result.total };
    } else if (result.limited && !result.countable) {
      this.total.value = { state: 'failed' };
    } else if (result.limited) {
      this.total.value = { state: 'asked' };
      bridge.call('total', { resultId }, this.#abort.signal).then(
        (total) => (this.total.value = { state: 'known', total }),
        () => (this.total.value = { state: 'failed' }),
      );
    }
  }

  /** Waits for the first rows, so that the grid appears with content and columns of the right width. */
  async prime(): Promise<void> {
    if (this.result.kind === 'table' && this.result.rowCount > 0) await this.rows.prime();
  }

  showJson(): void {
    if (this.lineCount.value === undefined) this.lines.want(0, 0);
  }

  dispose(): void {
    this.#abort.abort();
    this.rows.dispose();
    this.lines.dispose();
  }
}

import { computed, signal } from '@preact/signals';
import type { ResultSummary } from '../../../src/contract/request/resultApi';
import type { RequestBridge } from '../requestBridge';

interface Running {
  abort: AbortController;
  loaded: number;
  /** 0 while it is not known. */
  of: number;
  cancelling: boolean;
}

/** Loads the records that the request's limit left out. */
export class Loading {
  readonly #bridge: RequestBridge;
  readonly #resultId: number;
  readonly #onMore: (result: ResultSummary) => void;
  readonly #running = signal<Running | undefined>(undefined);
  readonly running = computed(() => this.#running.value);

  constructor(bridge: RequestBridge, resultId: number, onMore: (result: ResultSummary) => void) {
    this.#bridge = bridge;
    this.#resultId = resultId;
    this.#onMore = onMore;
    bridge.onPush('loading', ({ resultId: id, loaded, of }) => {
      const running = this.#running.value;
      if (running && id === resultId) this.#running.value = { ...running, loaded, of };
    });
  }

  /** What came before a cancel is kept. Rejects with a ProblemError. */
  async more(all: boolean): Promise<ResultSummary | undefined> {
    if (this.#running.value) return undefined;
    const abort = new AbortController();
    this.#running.value = { abort, loaded: 0, of: 0, cancelling: false };
    try {
      const result = await this.#bridge.call('more', { resultId: this.#resultId, all }, abort.signal);
      this.#onMore(result);
      return result;
    } finally {
      this.#running.value = undefined;
    }
  }

  cancel(): void {
    const running = this.#running.value;
    if (!running || running.cancelling) return;
    this.#running.value = { ...running, cancelling: true };
    running.abort.abort();
  }
}

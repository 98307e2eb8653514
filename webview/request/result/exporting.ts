import { computed, signal } from '@preact/signals';
import type { Exported, ExportFormat } from '../../../src/contract/request/resultApi';
import type { RequestBridge } from '../requestBridge';

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'running'; abort: AbortController; done: number; of: number; cancelling: boolean }
  | { kind: 'done'; exported: Exported };

/** Writes an answer's records to a file. */
export class Exporting {
  readonly #bridge: RequestBridge;
  readonly #state = signal<ExportState>({ kind: 'idle' });
  readonly state = computed(() => this.#state.value);

  constructor(bridge: RequestBridge) {
    this.#bridge = bridge;
    bridge.onPush('exporting', ({ done, of }) => {
      const state = this.#state.value;
      if (state.kind === 'running') this.#state.value = { ...state, done, of };
    });
  }

  /** Rejects with a ProblemError; the file's name and size, or undefined when given up or cancelled. */
  async run(asked: {
    resultId: number;
    format: ExportFormat;
    columns: string[];
    scope: 'loaded' | 'all';
  }): Promise<Exported | undefined> {
    if (this.#state.value.kind === 'running') return undefined;
    const abort = new AbortController();
    this.#state.value = { kind: 'running', abort, done: 0, of: 0, cancelling: false };
    try {
      const exported = await this.#bridge.call('export', asked, abort.signal);
      this.#state.value = exported ? { kind: 'done', exported } : { kind: 'idle' };
      return exported;
    } catch (error) {
      this.#state.value = { kind: 'idle' };
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  }

  cancel(): void {
    const state = this.#state.value;
    if (state.kind !== 'running' || state.cancelling) return;
    this.#state.value = { ...state, cancelling: true };
    state.abort.abort();
  }

  dismiss(): void {
    if (this.#state.value.kind === 'done') this.#state.value = { kind: 'idle' };
  }
}

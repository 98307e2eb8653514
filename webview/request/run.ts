import { batch, computed, signal } from '@preact/signals';
import type { ResultSummary } from '../../src/contract/request/resultApi';
import type { Draft } from '../../src/model/draft';
import type { ExplainedProblem } from '../../src/model/problem';
import { problemOf } from '../bridge';
import type { RequestBridge } from './requestBridge';
import { Answer } from './result/answer';

/** What the lower half of the page shows. */
export type Shown =
  { kind: 'nothing' } | { kind: 'answer'; answer: Answer } | { kind: 'problem'; problem: ExplainedProblem };

interface Running {
  abort: AbortController;
  /** Milliseconds of performance.now(). */
  since: number;
  cancelling: boolean;
}

/** Answers that come sooner replace the earlier one directly, without a waiting state that would only flash. */
const worthShowing = 250;

/** Sends requests, one at a time, and keeps what came of the last one. */
export class Run {
  readonly #bridge: RequestBridge;
  readonly #running = signal<Running | undefined>(undefined);
  readonly #elapsed = signal(0);
  #ended: Promise<unknown> = Promise.resolve();
  readonly #shown = signal<Shown>({ kind: 'nothing' });
  readonly shown = computed(() => this.#shown.value);
  readonly running = computed(() => this.#running.value !== undefined);
  /** Milliseconds since the request was sent, once that is worth showing. */
  readonly waiting = computed(() =>
    this.#running.value && this.#elapsed.value >= worthShowing ? this.#elapsed.value : undefined,
  );
  readonly cancelling = computed(() => this.#running.value?.cancelling === true);

  constructor(bridge: RequestBridge) {
    this.#bridge = bridge;
  }

  /** Resolves when the request has ended, one way or the other; false when one was running already. */
  async send(draft: Draft, reviewId?: number): Promise<boolean> {
    const answer = await this.during(async (signal) => {
      const result = await this.#bridge.call(
        'send',
        { draft, ...(reviewId === undefined ? {} : { reviewId }) },
        signal,
      );
      const answer = new Answer(this.#bridge, result);
      await answer.prime();
      return answer;
    });
    if (answer) this.#show({ kind: 'answer', answer });
    return answer !== false;
  }

  /**
   * Does something that the person waits for and can cancel: false when something was running already, undefined when it failed.
   * @param failed what to do with a failure; without it, it takes the place of the answer
   */
  async during<T extends object>(
    work: (signal: AbortSignal) => Promise<T | undefined>,
    failed = (problem: ExplainedProblem) => this.#show({ kind: 'problem', problem }),
  ): Promise<T | undefined | false> {
    if (this.#running.value) return false;
    const abort = new AbortController();
    const since = performance.now();
    this.#elapsed.value = 0;
    this.#running.value = { abort, since, cancelling: false };
    const tick = setInterval(() => (this.#elapsed.value = performance.now() - since), 100);
    const running = work(abort.signal);
    this.#ended = running.catch(() => undefined);
    try {
      return await running;
    } catch (error) {
      failed(problemOf(error));
      return undefined;
    } finally {
      clearInterval(tick);
      this.#running.value = undefined;
    }
  }

  /** Forgets the last answer: another request is in the form now. */
  clear(): void {
    if (!this.#running.value) this.#show({ kind: 'nothing' });
  }

  /** Shows an answer the host still has, on a page that was hidden and is built again. */
  async restore(result: ResultSummary): Promise<void> {
    const answer = new Answer(this.#bridge, result);
    await answer.prime();
    if (this.#shown.value.kind === 'nothing') this.#shown.value = { kind: 'answer', answer };
  }

  /** Resolves when no request is running. */
  async ended(): Promise<void> {
    await this.#ended;
  }

  cancel(): void {
    const running = this.#running.value;
    if (!running || running.cancelling) return;
    this.#running.value = { ...running, cancelling: true };
    running.abort.abort();
  }

  #show(shown: Shown): void {
    const before = this.#shown.value;
    batch(() => {
      this.#running.value = undefined;
      this.#shown.value = shown;
    });
    if (before.kind === 'answer') before.answer.dispose();
  }
}

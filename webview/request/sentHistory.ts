import { computed, signal } from '@preact/signals';
import { emptyDraft, type Draft } from '../../src/model/draft';

/** Requests that one builder goes back through; the oldest are forgotten first. */
const mostKept = 50;

/** What was sent from this builder, in its order, and which of it the form shows. */
export class SentHistory {
  readonly #sent = signal<readonly Draft[]>([]);
  readonly #at = signal(-1);
  readonly canGoBack = computed(() => this.#at.value > 0);
  readonly canGoForward = computed(() => this.#at.value < this.#sent.value.length - 1);

  /** Brings back what was kept. */
  restore(sent: readonly Draft[], at: number): void {
    this.#sent.value = sent.slice(-mostKept);
    this.#at.value = Math.min(Math.max(at, -1), this.#sent.value.length - 1);
  }

  /** What is kept with the page. */
  get kept(): { sent: readonly Draft[]; at: number } {
    return { sent: this.#sent.value, at: this.#at.value };
  }

  /** Notes a request that is sent now. What was gone back from is left behind, as in a browser. */
  note(draft: Draft): void {
    const current = this.#sent.value[this.#at.value];
    if (current && sameRequest(current, draft) && current.connectionId === draft.connectionId) return;
    const sent = [...this.#sent.value.slice(0, this.#at.value + 1), draft].slice(-mostKept);
    this.#sent.value = sent;
    this.#at.value = sent.length - 1;
  }

  /** The request before or after the one that was sent last; undefined at an end. */
  move(step: 1 | -1): Draft | undefined {
    const draft = this.#sent.value[this.#at.value + step];
    if (draft) this.#at.value += step;
    return draft;
  }
}

/** Whether two drafts hold the same request, whatever connection they are for. */
export function sameRequest(one: Draft, other: Draft): boolean {
  const request = (draft: Draft): string =>
    JSON.stringify(
      [...Object.keys(emptyDraft), 'bulkForm']
        .filter((key) => key !== 'connectionId')
        .map((key) => draft[key as keyof Draft] ?? ''),
    );
  return request(one) === request(other);
}

import { computed, signal } from '@preact/signals';
import type { Review } from '../../../src/model/review';

interface Shown {
  review: Review;
  /** Whether what was reviewed is still what would be sent. */
  isCurrent: () => boolean;
  /** Sends it. */
  confirm: () => Promise<void>;
  /** Looks anew, when it is no longer current. */
  again: () => Promise<void>;
}

/** The review of a write that the person is looking at, if any: it stands where the answer is, which stays behind it. */
export class Reviewing {
  readonly #shown = signal<Shown | undefined>(undefined);
  readonly shown = computed(() => this.#shown.value);
  /** Whether it may be sent as it was looked at; reading it renders again when the request is changed. */
  readonly current = computed(() => this.#shown.value?.isCurrent() ?? false);

  show(shown: Shown): void {
    this.#shown.value = shown;
  }

  /** Does what the button says. */
  async confirm(): Promise<void> {
    const shown = this.#shown.value;
    if (!shown) return;
    this.#shown.value = undefined;
    await (shown.isCurrent() ? shown.confirm() : shown.again());
  }

  dismiss(): void {
    this.#shown.value = undefined;
  }
}

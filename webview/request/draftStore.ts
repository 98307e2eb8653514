import { computed, signal } from '@preact/signals';
import { emptyDraft, keptDraft, type Draft } from '../../src/model/draft';

interface Keeper {
  getState(): unknown;
  setState(draft: Draft): void;
}

/** Typing is kept this long after its last key, and at once when the page is hidden or left. */
const keepDelay = 200;

/** The form as it stands. Whatever happens to the page, what was typed into it is there again. */
export class DraftStore {
  readonly #keeper: Keeper;
  readonly #draft;
  readonly #replaced = signal<Draft | undefined>(undefined);
  /** The draft as it was loaded or saved: nothing is lost when it is replaced. */
  #safe: Draft = emptyDraft;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly draft;
  /** What had been typed when another draft took its place. */
  readonly replaced;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
    this.#draft = signal<Draft>(keptDraft(keeper.getState()) ?? emptyDraft);
    this.draft = computed(() => this.#draft.value);
    this.replaced = computed(() => this.#replaced.value);
    for (const event of ['pagehide', 'blur']) window.addEventListener(event, () => this.keep());
    document.addEventListener('visibilitychange', () => this.keep());
  }

  update(change: Partial<Draft>): void {
    this.#draft.value = { ...this.#draft.value, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), keepDelay);
  }

  /** Shows another draft; typing that is nowhere else stays within reach, unless nothing in it is worth that. */
  load(draft: Draft, worth = true): void {
    const before = this.#draft.value;
    const isLost = worth && !same(before, this.#safe) && !same(before, draft);
    this.#replaced.value = isLost ? before : undefined;
    this.#safe = draft;
    this.#draft.value = draft;
    this.keep();
  }

  bringBack(): void {
    const typed = this.#replaced.value;
    this.#replaced.value = undefined;
    if (typed) this.#draft.value = typed;
    this.keep();
  }

  forgetReplaced(): void {
    this.#replaced.value = undefined;
  }

  saved(name: string): void {
    this.update({ name });
    this.#safe = this.#draft.value;
  }

  keep(): void {
    clearTimeout(this.#timer);
    this.#keeper.setState(this.#draft.value);
  }
}

/** Whether two drafts hold the same request, whatever connection they are for. */
function same(one: Draft, other: Draft): boolean {
  const request = (draft: Draft): string =>
    JSON.stringify(
      [...Object.keys(emptyDraft), 'bulkForm']
        .filter((key) => key !== 'connectionId')
        .map((key) => draft[key as keyof Draft] ?? ''),
    );
  return request(one) === request(other);
}

import { computed, signal } from '@preact/signals';
import { emptyDraft, keptDraft, type Draft } from '../../src/model/draft';
import { isJsonObject } from '../../src/model/json';
import type { KeptEdits, PageState } from '../bridge';
import { sameRequest, SentHistory } from './sentHistory';

interface Keeper {
  getState(): unknown;
  setState(state: PageState): void;
}

/** Typing is kept this long after its last key, and at once when the page is hidden or left. */
const keepDelay = 200;

/** The form as it stands. Whatever happens to the page, what was typed into it is there again. */
export class DraftStore {
  readonly #keeper: Keeper;
  readonly #edits: () => readonly KeptEdits[];
  /** The grid's changes as an earlier life of the page kept them. */
  readonly keptEdits: readonly KeptEdits[];
  readonly #draft;
  readonly #replaced = signal<Draft | undefined>(undefined);
  /** The draft as it was loaded or saved: nothing is lost when it is replaced. */
  #safe: Draft = emptyDraft;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly draft;
  /** What was sent before. */
  readonly history = new SentHistory();
  /** What had been typed when another draft took its place. */
  readonly replaced;

  /** @param edits the grid's changes, which are kept together with the draft */
  constructor(keeper: Keeper, edits: () => readonly KeptEdits[]) {
    this.#keeper = keeper;
    this.#edits = edits;
    const kept = keptState(keeper.getState());
    this.keptEdits = kept.edits;
    this.#draft = signal<Draft>(kept.draft);
    this.history.restore(kept.sent, kept.at);
    this.draft = computed(() => this.#draft.value);
    this.replaced = computed(() => this.#replaced.value);
    for (const event of ['pagehide', 'blur']) window.addEventListener(event, () => this.keep());
    document.addEventListener('visibilitychange', () => this.keep());
  }

  update(change: Partial<Draft>): void {
    this.#draft.value = { ...this.#draft.value, ...change };
    this.keepSoon();
  }

  keepSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), keepDelay);
  }

  /** Shows another draft; typing that is nowhere else stays within reach, unless nothing in it is worth that. */
  load(draft: Draft, worth = true): void {
    const before = this.#draft.value;
    const isLost = worth && !sameRequest(before, this.#safe) && !sameRequest(before, draft);
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

  /** Goes to the request that was sent before or after this one; what was typed since is within reach. */
  travel(step: 1 | -1): Draft | undefined {
    const draft = this.history.move(step);
    if (draft) this.load(draft);
    return draft;
  }

  /** A request that goes now: it is nothing that could be lost any more. */
  sent(): void {
    this.#safe = this.#draft.value;
    this.history.note(this.#draft.value);
    this.keep();
  }

  keep(): void {
    clearTimeout(this.#timer);
    this.#keeper.setState({ draft: this.#draft.value, ...this.history.kept, edits: this.#edits() });
  }
}

/** Reads what was kept, perhaps by a version that kept the draft alone; whatever cannot be read is left out. */
function keptState(kept: unknown): PageState {
  if (typeof kept !== 'object' || kept === null || !('draft' in kept)) {
    return { draft: keptDraft(kept) ?? emptyDraft, sent: [], at: -1, edits: [] };
  }
  const { sent, at, edits } = kept as Partial<Record<keyof PageState, unknown>>;
  return {
    draft: keptDraft(kept.draft) ?? emptyDraft,
    sent: Array.isArray(sent) ? sent.map(keptDraft).filter((draft) => draft !== undefined) : [],
    at: typeof at === 'number' && Number.isInteger(at) ? at : -1,
    edits: Array.isArray(edits) ? edits.filter(isKeptEdits) : [],
  };
}

function isKeptEdits(kept: unknown): kept is KeptEdits {
  const { of, changes } = (kept ?? {}) as Partial<Record<keyof KeptEdits, unknown>>;
  return (
    typeof of === 'string' &&
    Array.isArray(changes) &&
    changes.every((each) => Array.isArray(each) && typeof each[0] === 'string' && isJsonObject(each[1]))
  );
}

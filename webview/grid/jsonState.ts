import { batch, computed, signal } from '@preact/signals';
import type { JsonMatches } from '../../src/contract/request/resultApi';
import { Folds } from './jsonFolds';

export interface JsonQuestions {
  /** Where what opens on a line ends. */
  end: (line: number) => Promise<number>;
  find: (text: string, signal: AbortSignal) => Promise<JsonMatches>;
}

/** Typing is waited for before the whole answer is searched. */
const searchDelay = 200;

/** What is folded in an answer's text, where the reader stands, and what was searched. */
export class JsonState {
  readonly #ask: JsonQuestions;
  readonly folds = signal(new Folds());
  /** The line the reader stands on. */
  readonly line = signal(0);
  /** Counts jumps to a line that has to be brought into sight. */
  readonly jumps = signal(0);
  readonly finding = signal(false);
  readonly sought = signal('');
  readonly searching = signal(false);
  readonly found = signal<JsonMatches | undefined>(undefined);
  /** Which of the found lines is looked at, from 0. */
  readonly at = signal(0);
  readonly foundLine = computed(() => this.found.value?.lines[this.at.value]);
  #search: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: JsonQuestions) {
    this.#ask = ask;
  }

  /** Rejects with a ProblemError. */
  async fold(line: number): Promise<void> {
    const last = await this.#ask.end(line);
    this.folds.value = this.folds.value.with({ first: line, last });
  }

  unfold(line: number): void {
    this.folds.value = this.folds.value.without(line);
  }

  unfoldAll(): void {
    this.folds.value = new Folds();
  }

  goTo(line: number): void {
    batch(() => {
      this.folds.value = this.folds.value.showing(line);
      this.line.value = line;
      this.jumps.value++;
    });
  }

  openFind(): void {
    this.finding.value = true;
  }

  closeFind(): void {
    clearTimeout(this.#timer);
    this.#search?.abort();
    batch(() => {
      this.finding.value = false;
      this.sought.value = '';
      this.found.value = undefined;
      this.searching.value = false;
    });
  }

  /** @param failed told when the search could not be made */
  seek(text: string, failed: (error: unknown) => void): void {
    clearTimeout(this.#timer);
    this.#search?.abort();
    this.sought.value = text;
    if (text === '') {
      this.found.value = undefined;
      this.searching.value = false;
      return;
    }
    this.searching.value = true;
    this.#timer = setTimeout(() => void this.#find(text, failed), searchDelay);
  }

  /** To the next match, or with -1 the one before; round at the ends. */
  step(by: 1 | -1): void {
    const { lines } = this.found.value ?? { lines: [] };
    const count = lines.length;
    if (count === 0) return;
    this.at.value = (this.at.value + by + count) % count;
    this.goTo(lines[this.at.value] ?? 0);
  }

  /** The text is another one now. */
  reset(): void {
    this.unfoldAll();
    this.line.value = 0;
    if (this.found.value) this.found.value = undefined;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#search?.abort();
  }

  async #find(text: string, failed: (error: unknown) => void): Promise<void> {
    const abort = new AbortController();
    this.#search = abort;
    try {
      const found = await this.#ask.find(text, abort.signal);
      if (abort.signal.aborted) return;
      // On from where the reader stands.
      const at = found.lines.findIndex((line) => line >= this.line.value);
      batch(() => {
        this.found.value = found;
        this.at.value = Math.max(0, at);
        this.searching.value = false;
      });
      const line = this.foundLine.value;
      if (line !== undefined) this.goTo(line);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.searching.value = false;
      failed(error);
    }
  }
}

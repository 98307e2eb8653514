import { signal } from '@preact/signals';
import type { DomainCheck as Verdict } from '../../src/contract/requestApi';
import type { EditorError } from '../editor/Editor';

const typingPause = 300;

/** Asks the host about the domain whenever typing pauses, and keeps what it said of the text as it stands. */
export class DomainCheck {
  readonly #ask: (text: string) => Promise<Verdict>;
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly error = signal<EditorError | undefined>(undefined);

  constructor(ask: (text: string) => Promise<Verdict>) {
    this.#ask = ask;
  }

  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.error.value = undefined;
    clearTimeout(this.#timer);
    if (text.trim() === '') return;
    this.#timer = setTimeout(() => void this.#check(text), typingPause);
  }

  async #check(text: string): Promise<void> {
    // A failing question is no verdict; Send will tell.
    const verdict = await this.#ask(text).catch((): Verdict => ({ ok: true }));
    if (text === this.#text) this.error.value = verdict.ok ? undefined : verdict;
  }
}

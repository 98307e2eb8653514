import { signal } from '@preact/signals';
import { parseDomain } from '../../src/domain/parse';
import type { EditorError } from '../editor/Editor';

const typingPause = 300;

/** Checks the domain whenever typing pauses, and keeps what is wrong with the text as it stands. */
export class DomainCheck {
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly error = signal<EditorError | undefined>(undefined);

  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.error.value = undefined;
    clearTimeout(this.#timer);
    if (text.trim() === '') return;
    this.#timer = setTimeout(() => {
      const parsed = parseDomain(text);
      this.error.value = parsed.ok ? undefined : parsed;
    }, typingPause);
  }
}

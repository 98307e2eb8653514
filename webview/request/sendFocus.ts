import type { Draft } from '../../src/model/draft';

/**
 * Where the keyboard goes around a Send: to the answer's summary when it has come, and back to where it was when the request was
 * cancelled or failed. It is left alone when the person has meanwhile gone elsewhere or typed on.
 */
export class SendFocus {
  #from: HTMLElement | undefined;
  #draft: Draft | undefined;

  sent(draft: Draft): void {
    this.#from = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    this.#draft = draft;
  }

  answered(draft: Draft, summary: HTMLElement | null): void {
    if (draft === this.#draft && this.#isUntouched()) summary?.focus({ preventScroll: true });
  }

  failed(): void {
    if (document.activeElement === document.body) this.#from?.focus();
  }

  #isUntouched(): boolean {
    const active = document.activeElement;
    return active === document.body || active === this.#from;
  }
}

import { signal, type Signal } from '@preact/signals';
import type { Places } from '../../src/contract/request/schemaApi';

const none: Places = { routes: [], paths: [], operations: [] };

/** Where the form's connection can send to, as far as it is known. Only a help: without it everything can be typed. */
export class PlacesStore {
  readonly #ask: (connectionId: string) => Promise<Places>;
  #connectionId = '';
  readonly places: Signal<Places> = signal(none);

  constructor(ask: (connectionId: string) => Promise<Places>) {
    this.#ask = ask;
  }

  /** Says which connection the form is for now. */
  show(connectionId: string): void {
    if (connectionId === this.#connectionId) return;
    this.#connectionId = connectionId;
    this.places.value = none;
    void this.refresh();
  }

  /** Asks again for what is shown. */
  async refresh(): Promise<void> {
    const id = this.#connectionId;
    if (!id) return;
    const places = await this.#ask(id).catch(() => none);
    if (id === this.#connectionId) this.places.value = places;
  }
}

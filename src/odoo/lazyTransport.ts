import type { HttpAnswer, HttpRequest, SendOptions, Transport } from './transport';

interface Closable extends Transport {
  close(): Promise<void>;
}

/** A transport that is loaded with the first request. Loading the HTTP client is a good part of what activation would cost. */
export class LazyTransport implements Closable {
  readonly #load: () => Promise<Closable>;
  #loaded: Promise<Closable> | undefined;

  constructor(load: () => Promise<Closable>) {
    this.#load = load;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    this.#loaded ??= this.#load();
    return (await this.#loaded).send(request, options);
  }

  async close(): Promise<void> {
    await (await this.#loaded)?.close();
  }
}

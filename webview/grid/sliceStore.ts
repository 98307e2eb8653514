import { signal } from '@preact/signals';
import type { ExplainedProblem } from '../../src/model/problem';
import { problemOf } from '../bridge';

type Load<T> = (offset: number, count: number, signal: AbortSignal) => Promise<T[]>;

interface Limits {
  /** Items asked for at once. */
  chunk: number;
  /** Chunks kept; the longest unused is forgotten first. The host has them all. */
  kept: number;
}

/** How many slices are asked for at a time: while a long list is scrolled fast, those passed over are never asked for. */
const atOnce = 2;

/** The items of a long list that the host keeps, fetched in chunks as they come near the visible part. */
export class SliceStore<T> {
  readonly #load: Load<T>;
  readonly #limits: Limits;
  /** In the order of their last use. */
  readonly #chunks = new Map<number, T[]>();
  readonly #loading = new Set<number>();
  /** Chunks that are shown until they have come anew. */
  readonly #stale = new Set<number>();
  readonly #abort = new AbortController();
  #wanted: number[] = [];
  /** Counts arrivals; reading it renders again when items have come. */
  readonly version = signal(0);
  readonly problem = signal<ExplainedProblem | undefined>(undefined);

  constructor(load: Load<T>, limits: Limits) {
    this.#load = load;
    this.#limits = limits;
  }

  get(index: number): T | undefined {
    return this.#chunks.get(Math.floor(index / this.#limits.chunk))?.[index % this.#limits.chunk];
  }

  /** Says which items are looked at now. What was wanted before and has not been asked for yet is dropped. */
  want(first: number, last: number): void {
    const chunks: number[] = [];
    for (let chunk = this.#chunkOf(first); chunk <= this.#chunkOf(last); chunk++) chunks.push(chunk);
    this.#want(chunks);
  }

  /** The same for items that lie apart. */
  wantEach(indices: readonly number[]): void {
    this.#want(new Set(indices.map((index) => this.#chunkOf(index))));
  }

  /** Says that the items from `index` on are others now, or more: they are asked for anew where they are looked at, and shown until then. */
  renew(index: number): void {
    const first = this.#chunkOf(index);
    for (const chunk of this.#chunks.keys()) if (chunk >= first) this.#stale.add(chunk);
    this.version.value++;
  }

  retry(): void {
    this.problem.value = undefined;
    this.#next();
  }

  /** Fetches items without keeping them: for copying. Rejects with a ProblemError. */
  async read(first: number, last: number): Promise<T[]> {
    const items: T[] = [];
    while (first + items.length <= last) {
      const offset = first + items.length;
      const got = await this.#load(offset, Math.min(1000, last + 1 - offset), this.#abort.signal);
      if (got.length === 0) break;
      items.push(...got);
    }
    return items;
  }

  /** Waits for the first items, so that a list can be shown with content at once. */
  async prime(): Promise<void> {
    await this.#fetch(0);
  }

  dispose(): void {
    this.#wanted = [];
    this.#abort.abort();
  }

  #chunkOf(index: number): number {
    return Math.floor(index / this.#limits.chunk);
  }

  #want(chunks: Iterable<number>): void {
    this.#wanted = [];
    for (const chunk of chunks) {
      const known = this.#chunks.get(chunk);
      if (known && !this.#stale.has(chunk)) {
        this.#chunks.delete(chunk);
        this.#chunks.set(chunk, known);
      } else if (!this.#loading.has(chunk)) {
        this.#wanted.push(chunk);
      }
    }
    if (!this.problem.value) this.#next();
  }

  #next(): void {
    while (this.#loading.size < atOnce) {
      const chunk = this.#wanted.shift();
      if (chunk === undefined) return;
      void this.#fetch(chunk);
    }
  }

  async #fetch(chunk: number): Promise<void> {
    this.#loading.add(chunk);
    this.#stale.delete(chunk);
    try {
      const { chunk: size, kept } = this.#limits;
      const items = await this.#load(chunk * size, size, this.#abort.signal);
      // What is read last is used last.
      this.#chunks.delete(chunk);
      this.#chunks.set(chunk, items);
      const oldest = this.#chunks.keys().next();
      if (this.#chunks.size > kept && !oldest.done) this.#chunks.delete(oldest.value);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      this.#wanted = [chunk, ...this.#wanted];
      this.problem.value = problemOf(error);
      return;
    } finally {
      this.#loading.delete(chunk);
    }
    this.version.value++;
    this.#next();
  }
}

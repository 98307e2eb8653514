/** One thing that was asked for: on its way, here, or failed. */
export interface Asked<T> {
  answer: Promise<T>;
  failed: boolean;
}

/** What was asked of servers, by connection and subject. */
export class AskedAnswers<T> {
  readonly #known = new Map<string, Map<string, Asked<T>>>();

  get(connectionId: string, subject: string): Asked<T> | undefined {
    return this.#known.get(connectionId)?.get(subject);
  }

  keep(connectionId: string, subject: string, answer: Promise<T>): Asked<T> {
    const known = this.#known.get(connectionId) ?? new Map<string, Asked<T>>();
    this.#known.set(connectionId, known);
    const asked: Asked<T> = { answer, failed: false };
    known.set(subject, asked);
    answer.catch(() => (asked.failed = true));
    return asked;
  }

  /** Forgets one subject of a connection, or all of them. */
  forget(connectionId: string, subject?: string): void {
    if (subject === undefined) this.#known.delete(connectionId);
    else this.#known.get(connectionId)?.delete(subject);
  }

  forgetFailures(connectionId: string): void {
    const known = this.#known.get(connectionId);
    for (const [subject, { failed }] of known ?? []) if (failed) known?.delete(subject);
  }
}

import { batch, signal } from '@preact/signals';
import type { SignInMethod } from '../../src/model/authMethod';
import type { ExplainedClause } from '../../src/domain/explain';
import type { Json, JsonObject } from '../../src/model/json';
import type { ExplainedProblem } from '../../src/model/problem';
import { problemOf } from '../bridge';
import type { RequestBridge } from '../request/requestBridge';

/** What the counts are about; they are dropped as soon as any of it is another. */
export interface CountedRequest {
  connectionId: string;
  signIn?: SignInMethod;
  model: string;
  context?: JsonObject;
}

export type Count = { kind: 'count'; value: number } | { kind: 'failed'; problem: ExplainedProblem };

/** What a number is of: `all` and `whole`, and for a clause, by its place "0.1", alone or with those before it. */
export type CountKey = 'all' | 'whole' | `own ${string}` | `left ${string}`;

export interface CountJob {
  key: CountKey;
  domain: Json[];
}

export type Counting =
  | { state: 'idle' }
  | { state: 'counting'; done: number; of: number }
  /** `leftOut`: clauses beyond the bound. */
  | { state: 'done'; leftOut: number }
  | { state: 'cancelled' }
  | { state: 'failed'; problem: ExplainedProblem };

/** So many questions at most are asked of a server at one go. */
export const mostCounts = 60;

/** How many records a filter and its clauses keep, asked one after the other. */
export class ClauseCounts {
  readonly #bridge: RequestBridge;
  #abort: AbortController | undefined;
  readonly counts = signal<ReadonlyMap<CountKey, Count>>(new Map());
  readonly counting = signal<Counting>({ state: 'idle' });

  constructor(bridge: RequestBridge) {
    this.#bridge = bridge;
  }

  /** What was counted is no longer true: the filter, the model or the way to sign in is another. */
  forget(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    if (this.counting.value.state === 'idle') return;
    batch(() => {
      this.counts.value = new Map();
      this.counting.value = { state: 'idle' };
    });
  }

  cancel(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    if (this.counting.value.state === 'counting') this.counting.value = { state: 'cancelled' };
  }

  /** Counts what is not counted yet. A clause the server refuses is passed over; where it cannot be reached the counting ends. */
  async count(request: CountedRequest, jobs: readonly CountJob[]): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    const wanted = jobs.filter(({ key }) => this.counts.value.get(key)?.kind !== 'count');
    const asked = wanted.slice(0, mostCounts);
    this.counting.value = { state: 'counting', done: 0, of: asked.length };
    for (const [index, { key, domain }] of asked.entries()) {
      const count = await this.#ask(request, domain, abort.signal);
      if (abort.signal.aborted) return;
      const fatal = count.kind === 'failed' && !isAboutClause(count.problem);
      batch(() => {
        if (fatal) {
          this.counting.value = { state: 'failed', problem: count.problem };
          return;
        }
        this.counts.value = new Map(this.counts.value).set(key, count);
        this.counting.value = { state: 'counting', done: index + 1, of: asked.length };
      });
      if (fatal) return;
    }
    this.counting.value = { state: 'done', leftOut: wanted.length - asked.length };
  }

  async #ask(request: CountedRequest, domain: Json[], abort: AbortSignal): Promise<Count> {
    try {
      return { kind: 'count', value: await this.#bridge.call('count', { ...request, domain }, abort) };
    } catch (error) {
      return { kind: 'failed', problem: problemOf(error) };
    }
  }
}

/** Whether the server has looked at the condition and refused it; anything else would fail for the next one too. */
function isAboutClause({ code }: ExplainedProblem): boolean {
  return code.startsWith('server.') || code.startsWith('request.');
}

/** All records, and those that the whole filter keeps. */
export function wholeJobs(root: ExplainedClause): CountJob[] {
  return [
    { key: 'all', domain: [] },
    ...(root.domain === undefined ? [] : [{ key: 'whole' as const, domain: root.domain }]),
  ];
}

/** Besides, each clause alone; and of those that all have to hold, what is left after each. */
export function eachJobs(root: ExplainedClause): CountJob[] {
  const jobs = wholeJobs(root);
  const add = (clauses: readonly ExplainedClause[], prefix: string): void => {
    for (const [index, { domain, cumulative, clauses: inner }] of clauses.entries()) {
      const place = `${prefix}${index}`;
      if (domain) jobs.push({ key: `own ${place}`, domain });
      // After the first clause as many are left as it keeps itself.
      if (cumulative && index > 0) jobs.push({ key: `left ${place}`, domain: cumulative });
      add(inner, `${place}.`);
    }
  };
  add(root.clauses, '');
  return jobs;
}

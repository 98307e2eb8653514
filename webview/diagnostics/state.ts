import { batch, signal } from '@preact/signals';
import type {
  DiagnosticsApi,
  DiagnosticsPushes,
  DiagnosticsSnapshot,
} from '../../src/contract/diagnosticsApi';
import {
  probeNames,
  questionIds,
  type Diagnosis,
  type DiagnosisStep,
  type ProbeProgress,
  type QuestionId,
} from '../../src/model/diagnosis';
import type { ExplainedProblem, RemedyAction } from '../../src/model/problem';
import { problemOf, type Bridge } from '../bridge';

/** Everything, what depends on a change, or one question that needed leave. */
export type RunKind = 'all' | 'changed' | QuestionId;

function isQuestion(what: RunKind): what is QuestionId {
  return questionIds.some((id) => id === what);
}

/** How the checks stand. */
export type Stage =
  | { kind: 'running'; what: RunKind; cancelling: boolean }
  | { kind: 'done'; diagnosis: Diagnosis }
  | { kind: 'stopped' }
  | { kind: 'failed'; problem: ExplainedProblem };

/** What a check asks now, and since when: milliseconds of performance.now(). */
export interface Asking extends ProbeProgress {
  since: number;
}

/** What was handed over last: to the clipboard, or to a file. */
export type HandedOver = 'report' | 'json' | 'message';

/** Everything the diagnostics page knows and can do. */
export class DiagnosticsPage {
  readonly #bridge: Bridge<DiagnosticsApi, DiagnosticsPushes>;
  readonly snapshot = signal<DiagnosticsSnapshot | undefined>(undefined);
  /** The checks that are done, in the pipeline's order. */
  readonly steps = signal<readonly DiagnosisStep[]>([]);
  readonly asking = signal<Asking | undefined>(undefined);
  readonly stage = signal<Stage>({ kind: 'running', what: 'all', cancelling: false });
  /** The last run that was asked for on this page; undefined where the result is from before it was built. */
  readonly last = signal<RunKind | undefined>(undefined);
  /** What failed beside the checks: a remedy, copying. */
  readonly trouble = signal<ExplainedProblem | undefined>(undefined);
  readonly handedOver = signal<HandedOver | undefined>(undefined);
  readonly withoutNames = signal(false);
  /** The computer that shows this page has no network; where VS Code runs elsewhere, that one may. */
  readonly offline = signal(false);
  /** How the result before a question was, for when it is not answered. */
  #diagnosis: Diagnosis | undefined;
  #abort = new AbortController();
  #run: Promise<void> = Promise.resolve();
  /** Counts the runs asked for, so that of several only the last one starts. */
  #asked = 0;

  constructor(bridge: Bridge<DiagnosticsApi, DiagnosticsPushes>) {
    this.#bridge = bridge;
    bridge.onPush('step', (step) => this.#note(step));
    bridge.onPush('progress', (progress) => {
      if (this.stage.value.kind === 'running') this.asking.value = { ...progress, since: performance.now() };
    });
    bridge.onPush('restart', (snapshot) => {
      this.snapshot.value = snapshot;
      this.#diagnosis = undefined;
      void this.run('all');
    });
    bridge.onPush('changed', (snapshot) => {
      this.snapshot.value = snapshot;
      // A first run that never ended has nothing that could be kept.
      void this.run(this.#diagnosis ? 'changed' : 'all');
    });
  }

  async open(): Promise<void> {
    try {
      this.snapshot.value = await this.#bridge.call('open', {});
    } catch (error) {
      this.stage.value = { kind: 'failed', problem: problemOf(error) };
      return;
    }
    const { diagnosis } = this.snapshot.value;
    if (diagnosis) this.#show(diagnosis);
    else await this.run('all');
  }

  /** Runs checks; a run that is still going is stopped first, and its late steps do not mix with the new ones. */
  async run(what: RunKind): Promise<void> {
    const asked = ++this.#asked;
    this.#abort.abort();
    await this.#run;
    if (asked !== this.#asked) return;
    this.#abort = new AbortController();
    this.#run = this.#check(what, this.#abort.signal);
    await this.#run;
  }

  cancel(): void {
    const stage = this.stage.value;
    if (stage.kind !== 'running') return;
    this.stage.value = { ...stage, cancelling: true };
    this.#abort.abort();
  }

  async copyReport(): Promise<void> {
    const withoutNames = this.withoutNames.value;
    await this.#handOver('report', () => this.#bridge.call('copyReport', { withoutNames }));
  }

  async saveJson(): Promise<void> {
    const withoutNames = this.withoutNames.value;
    await this.#handOver('json', () => this.#bridge.call('saveJson', { withoutNames }));
  }

  async copyMessage(): Promise<void> {
    await this.#handOver('message', () => this.#bridge.call('copyMessage', {}));
  }

  async remedy(action: RemedyAction): Promise<void> {
    if (action.kind === 'retryAfter' || action.kind === 'diagnose') return this.run('all');
    const connectionId = this.snapshot.value?.connection.id ?? '';
    await this.#ask(() => this.#bridge.call('remedy', { connectionId, action }));
  }

  #note(step: DiagnosisStep): void {
    if (this.stage.value.kind !== 'running') return;
    batch(() => {
      const place = (one: DiagnosisStep): number => probeNames.indexOf(one.probe);
      const others = this.steps.value.filter(({ probe }) => probe !== step.probe);
      this.steps.value = [...others, step].sort((one, other) => place(one) - place(other));
      if (this.asking.value?.probe === step.probe) this.asking.value = undefined;
    });
  }

  async #check(what: RunKind, signal: AbortSignal): Promise<void> {
    batch(() => {
      // A question adds to what was seen; the checks it has nothing to do with stay as they are.
      if (!isQuestion(what)) this.steps.value = [];
      this.last.value = what;
      this.stage.value = { kind: 'running', what, cancelling: false };
      this.asking.value = undefined;
      this.trouble.value = undefined;
      this.handedOver.value = undefined;
    });
    const before = this.#diagnosis;
    if (what === 'all') this.#diagnosis = undefined;
    try {
      const diagnosis = isQuestion(what)
        ? await this.#bridge.call('ask', { question: what }, signal)
        : await this.#bridge.call('run', { what }, signal);
      if (diagnosis.cause?.code === 'call.cancelled') this.#stop(what, before);
      else this.#show(diagnosis);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'call.cancelled') this.#stop(what, before);
      else if (isQuestion(what) && before) {
        this.#show(before);
        this.trouble.value = problem;
      } else this.stage.value = { kind: 'failed', problem };
    }
    this.asking.value = undefined;
  }

  #show(diagnosis: Diagnosis): void {
    batch(() => {
      this.#diagnosis = diagnosis;
      this.steps.value = diagnosis.steps;
      this.stage.value = { kind: 'done', diagnosis };
    });
  }

  /** A question that was given up leaves everything as it was. */
  #stop(what: RunKind, before: Diagnosis | undefined): void {
    if (isQuestion(what) && before) {
      this.#show(before);
      return;
    }
    // What was not checked cannot be kept by the next run.
    this.#diagnosis = undefined;
    this.stage.value = { kind: 'stopped' };
  }

  async #handOver(what: HandedOver, give: () => Promise<unknown>): Promise<void> {
    this.handedOver.value = undefined;
    await this.#ask(async () => {
      if ((await give()) !== false) this.handedOver.value = what;
    });
  }

  async #ask(question: () => Promise<unknown>): Promise<void> {
    try {
      this.trouble.value = undefined;
      await question();
    } catch (error) {
      this.trouble.value = problemOf(error);
    }
  }
}

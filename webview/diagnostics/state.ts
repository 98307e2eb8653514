import { batch, signal } from '@preact/signals';
import type {
  DiagnosticsApi,
  DiagnosticsPushes,
  DiagnosticsSnapshot,
} from '../../src/contract/diagnosticsApi';
import type { Diagnosis, DiagnosisStep } from '../../src/model/diagnosis';
import type { ExplainedProblem, RemedyAction } from '../../src/model/problem';
import { problemOf, type Bridge } from '../bridge';

/** How the checks stand. */
export type Stage =
  | { kind: 'running'; cancelling: boolean }
  | { kind: 'done'; diagnosis: Diagnosis }
  | { kind: 'stopped' }
  | { kind: 'failed'; problem: ExplainedProblem };

/** Everything the diagnostics page knows and can do. */
export class DiagnosticsPage {
  readonly #bridge: Bridge<DiagnosticsApi, DiagnosticsPushes>;
  readonly snapshot = signal<DiagnosticsSnapshot | undefined>(undefined);
  /** The checks that are done, in the order they ended. */
  readonly steps = signal<readonly DiagnosisStep[]>([]);
  readonly stage = signal<Stage>({ kind: 'running', cancelling: false });
  /** What failed beside the checks: a remedy, copying. */
  readonly trouble = signal<ExplainedProblem | undefined>(undefined);
  readonly copied = signal(false);
  #abort = new AbortController();
  #run: Promise<void> = Promise.resolve();
  /** Counts the runs asked for, so that of several only the last one starts. */
  #asked = 0;

  constructor(bridge: Bridge<DiagnosticsApi, DiagnosticsPushes>) {
    this.#bridge = bridge;
    bridge.onPush('step', (step) => (this.steps.value = [...this.steps.value, step]));
    bridge.onPush('restart', (snapshot) => {
      this.snapshot.value = snapshot;
      void this.run();
    });
  }

  async open(): Promise<void> {
    try {
      this.snapshot.value = await this.#bridge.call('open', {});
    } catch (error) {
      this.stage.value = { kind: 'failed', problem: problemOf(error) };
      return;
    }
    await this.run();
  }

  /** Runs the checks; a run that is still going is stopped first, and its late steps do not mix with the new ones. */
  async run(): Promise<void> {
    const asked = ++this.#asked;
    this.#abort.abort();
    await this.#run;
    if (asked !== this.#asked) return;
    this.#abort = new AbortController();
    this.#run = this.#check(this.#abort.signal);
    await this.#run;
  }

  cancel(): void {
    if (this.stage.value.kind !== 'running') return;
    this.stage.value = { kind: 'running', cancelling: true };
    this.#abort.abort();
  }

  async copyReport(): Promise<void> {
    await this.#ask(async () => {
      await this.#bridge.call('copyReport', {});
      this.copied.value = true;
    });
  }

  async remedy(action: RemedyAction): Promise<void> {
    const connectionId = this.snapshot.value?.connection.id ?? '';
    await this.#ask(() => this.#bridge.call('remedy', { connectionId, action }));
  }

  async #check(signal: AbortSignal): Promise<void> {
    batch(() => {
      this.steps.value = [];
      this.stage.value = { kind: 'running', cancelling: false };
      this.trouble.value = undefined;
      this.copied.value = false;
    });
    try {
      const diagnosis = await this.#bridge.call('run', {}, signal);
      batch(() => {
        this.steps.value = diagnosis.steps;
        this.stage.value = { kind: 'done', diagnosis };
      });
    } catch (error) {
      const problem = problemOf(error);
      this.stage.value =
        problem.code === 'call.cancelled' ? { kind: 'stopped' } : { kind: 'failed', problem };
    }
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

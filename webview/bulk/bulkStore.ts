import { computed, signal } from '@preact/signals';
import type { BulkCheck, BulkProgress, BulkTable } from '../../src/contract/request/bulkApi';
import type { SignInMethod } from '../../src/model/authMethod';
import type { BulkPlan, BulkRow, CellProblem } from '../../src/model/bulk';
import type { Draft } from '../../src/model/draft';
import type { JsonObject } from '../../src/model/json';
import { isJsonObject } from '../../src/model/json';
import type { ExplainedProblem } from '../../src/model/problem';
import type { Review } from '../../src/model/review';
import { problemOf } from '../bridge';
import { SliceStore } from '../grid/sliceStore';
import type { RequestBridge } from '../request/requestBridge';

/** A choice is checked when it has rested for this long. */
const restingMs = 400;

export type Asked<T> =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; problem: ExplainedProblem };

type Writing = Pick<BulkPlan, 'dates' | 'decimal' | 'timeZone'> & { chunk: string };
export type Only = 'all' | 'failed' | 'unsure';

interface Planned {
  connectionId: string;
  signIn?: SignInMethod;
  tableId: number;
  plan: BulkPlan;
}

/** What a table of many records is made of and becomes, for the form's connection, model and operation. */
export class BulkStore {
  readonly #bridge: RequestBridge;
  readonly #draft: () => Draft;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  /** Whether the form shows the table in the place of its values. */
  readonly open = signal(false);
  readonly table = signal<BulkTable | undefined>(undefined);
  /** The field of each column, "" where it is left out. */
  readonly columns = signal<readonly string[]>([]);
  readonly writing = signal<Writing>({
    dates: 'iso',
    decimal: '.',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    chunk: '200',
  });
  readonly check = signal<Asked<BulkCheck>>({ state: 'none' });
  readonly dryRun = signal<Asked<{ rows: number; problems: CellProblem[] }>>({ state: 'none' });
  readonly progress = signal<BulkProgress | undefined>(undefined);
  readonly only = signal<Only>('all');
  /** How many rows the report shows, of those that are asked for. */
  readonly reportRows = signal(0);
  readonly report = signal<SliceStore<BulkRow> | undefined>(undefined);
  readonly running = computed(() => {
    const state = this.progress.value?.state;
    return state === 'running' || state === 'paused' || state === 'interrupted';
  });

  constructor(bridge: RequestBridge, draft: () => Draft) {
    this.#bridge = bridge;
    this.#draft = draft;
    bridge.onPush('bulk', (progress) => this.#take(progress));
  }

  /** What the form was about when it was last looked at: its server and model, and all that a check depends on. */
  #about = '';
  #followed = '';

  /** Goes by what the form is about now: another model has other fields, another operation other checks. */
  follow({ connectionId, model, operation, context, signIn }: Draft): void {
    const about = JSON.stringify([connectionId, model.trim()]);
    const whole = JSON.stringify([about, operation, context, signIn]);
    const before = this.#followed;
    this.#followed = whole;
    if (!this.table.value || before === whole) return;
    if (about !== this.#about) {
      this.#about = about;
      clearTimeout(this.#timer);
      this.check.value = { state: 'none' };
      this.#timer = setTimeout(() => void this.suggest(), restingMs);
    } else this.checkSoon();
  }

  /** Brings back a run that goes on, or has ended, on a page that was built again. */
  restore(progress: BulkProgress): void {
    this.open.value = true;
    this.#take(progress);
  }

  /** @throws ProblemError */
  async readFile(): Promise<void> {
    const table = await this.#bridge.call('readFile', {});
    if (table) await this.use(table);
  }

  /** @throws ProblemError */
  async readText(text: string): Promise<void> {
    await this.use(await this.#bridge.call('readText', { text }));
  }

  /** Starts on a table, with the fields that its columns seem to mean. */
  async use(table: BulkTable): Promise<void> {
    this.forgetRun();
    this.table.value = table;
    const { connectionId, model } = this.#draft();
    this.#about = JSON.stringify([connectionId, model.trim()]);
    this.columns.value = table.columns.map(() => '');
    this.check.value = { state: 'none' };
    await this.suggest();
  }

  /** Finds the fields anew, for another model. */
  async suggest(): Promise<void> {
    const table = this.table.value;
    const { connectionId, model } = this.#draft();
    if (!table || model.trim() === '') return;
    const { tableId } = table;
    // Without a suggestion each column can still be given its field.
    const columns = await this.#bridge
      .call('suggest', { connectionId, tableId, model: model.trim() })
      .catch(() => undefined);
    if (this.table.value !== table) return;
    if (columns) this.columns.value = columns;
    this.checkSoon();
  }

  setColumn(index: number, field: string): void {
    this.columns.value = this.columns.value.map((each, at) => (at === index ? field : each));
    this.checkSoon();
  }

  setWriting(change: Partial<Writing>): void {
    this.writing.value = { ...this.writing.value, ...change };
    this.checkSoon();
  }

  /** Checks the rows when no choice has been made for a moment; an earlier check is given up. */
  checkSoon(): void {
    clearTimeout(this.#timer);
    this.dryRun.value = { state: 'none' };
    if (!this.planned()) return;
    this.#timer = setTimeout(() => void this.checkNow(), restingMs);
  }

  async checkNow(): Promise<void> {
    const planned = this.planned();
    if (!planned) return;
    const abort = this.#renew();
    await ask(this.check, () => this.#bridge.call('check', planned, abort), abort);
  }

  async tryOnServer(): Promise<void> {
    const planned = this.planned();
    if (!planned) return;
    const abort = this.#renew();
    await ask(this.dryRun, () => this.#bridge.call('dryRun', planned, abort), abort);
  }

  stopTrying(): void {
    this.#abort.abort();
  }

  /** What would be written; undefined as long as there is no table or no model. */
  planned(): Planned | undefined {
    const draft = this.#draft();
    const table = this.table.value;
    const model = draft.model.trim();
    const action = actionOf(draft.operation);
    if (!table || model === '' || !action) return undefined;
    const { chunk, ...writing } = this.writing.value;
    const size = Number(chunk);
    return {
      connectionId: draft.connectionId,
      ...(draft.signIn ? { signIn: draft.signIn } : {}),
      tableId: table.tableId,
      plan: {
        model,
        action,
        columns: [...this.columns.value],
        ...writing,
        chunk: Number.isInteger(size) && size >= 1 && size <= 5000 ? size : 200,
        ...contextOf(draft.context),
      },
    };
  }

  /** @throws ProblemError */
  async review(planned: Planned, signal: AbortSignal): Promise<Review> {
    return this.#bridge.call('reviewBulk', planned, signal);
  }

  /** @throws ProblemError */
  async start(planned: Planned, reviewId: number): Promise<void> {
    this.forgetRun();
    this.#take(await this.#bridge.call('start', { ...planned, reviewId }));
  }

  /** @throws ProblemError */
  async steer(how: 'pause' | 'resume' | 'cancel'): Promise<void> {
    const runId = this.progress.value?.runId;
    if (runId !== undefined) await this.#bridge.call(how, { runId });
  }

  /** The file's name; undefined when the person gave up. @throws ProblemError */
  async saveReport(): Promise<string | undefined> {
    const runId = this.progress.value?.runId;
    return runId === undefined ? undefined : this.#bridge.call('saveReport', { runId });
  }

  /** @throws ProblemError */
  async takeFailed(): Promise<void> {
    const runId = this.progress.value?.runId;
    if (runId === undefined) return;
    const columns = this.columns.value;
    const table = await this.#bridge.call('failedRows', { runId });
    await this.use(table);
    // The same columns mean the same fields.
    if (columns.length === table.columns.length && columns.some((each) => each !== '')) {
      this.columns.value = columns;
      this.checkSoon();
    }
  }

  forgetRun(): void {
    this.report.value?.dispose();
    this.report.value = undefined;
    this.progress.value = undefined;
    this.only.value = 'all';
  }

  showOnly(only: Only): void {
    this.only.value = only;
    this.#showReport();
  }

  #take(progress: BulkProgress): void {
    const before = this.progress.value;
    this.progress.value = progress;
    const ended = !this.running.value;
    const other = before?.runId !== progress.runId || before.state !== progress.state;
    if (other || ended) this.#showReport();
  }

  #showReport(): void {
    const { runId, of } = this.progress.value ?? {};
    if (runId === undefined || of === undefined) return;
    const only = this.only.value;
    this.report.value?.dispose();
    this.reportRows.value = only === 'all' ? of : 0;
    const store = new SliceStore<BulkRow>(
      async (offset, count, signal) => {
        const { rows, total } = await this.#bridge.call('bulkRows', { runId, only, offset, count }, signal);
        if (this.report.value === store) this.reportRows.value = total;
        return rows;
      },
      { chunk: 200, kept: 20 },
    );
    this.report.value = store;
    void store.prime();
  }

  #renew(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }
}

/** The operations that a table can be written by. */
export function actionOf(operation: Draft['operation']): BulkPlan['action'] | undefined {
  return operation === 'create' || operation === 'update' || operation === 'delete' ? operation : undefined;
}

function contextOf(text: string): { context?: JsonObject } {
  try {
    const context: unknown = JSON.parse(text);
    return isJsonObject(context) ? { context } : {};
  } catch {
    return {};
  }
}

async function ask<T>(
  into: { value: Asked<T> },
  question: () => Promise<T>,
  abort: AbortSignal,
): Promise<void> {
  into.value = { state: 'asking' };
  try {
    const value = await question();
    if (!abort.aborted) into.value = { state: 'ready', value };
  } catch (error) {
    if (!abort.aborted) into.value = { state: 'failed', problem: problemOf(error) };
    else if (into.value.state === 'asking') into.value = { state: 'none' };
  }
}

import type { BulkPlan, BulkRow, BulkState } from '../../model/bulk';
import type { FieldInfo } from '../../model/schemaInfo';
import { OdooError } from '../../odoo/error';
import type { Prepared, PreparedRow } from '../plan/prepare';
import { failureOf, refusalKey } from './failure';
import type { BulkPort } from './port';
import { halves, segmentsOf, type Segment } from './queue';
import { BulkReport } from './report';
import { refusalsOf, Writer, type Written } from './writer';
import { settleCreate, type Quiet } from './settleCreate';

/** As many rows refused for the same reason, and none written: the reason is not in the rows. */
const sameRefusals = 10;
/** How often a call is sent again that the server gave up because others wrote at the same time. */
const busyRetries = 3;

export interface BulkWork {
  plan: BulkPlan;
  fields: FieldInfo[];
  prepared: Pick<Prepared, 'rows' | 'bad'>;
  /** All rows of the table, those that cannot be sent too. */
  of: number;
}

/**
 * Writes the rows of a table in chunks, one call at a time. What it guarantees:
 *
 * - A row is reported as done only where the server said so, or its record was found with the row's values.
 * - A call the server refused wrote nothing (each is one transaction); it is cut in halves until the rows at fault are alone, and all
 *   others are written. Where ten rows are refused for the same reason before any is written, it stops and says that reason.
 * - When the connection is lost it stops (`interrupted`) and sends nothing by itself. resume() goes on where it stopped:
 *   a create whose answer was lost is first looked for among the records that are newer than it; only where none of them can be its
 *   own, also after the time a call that still runs may take, it is sent again, and where that cannot be told, its rows are `unsure`
 *   and never sent again. This takes a user who may read the records that it creates, and a server that does not work on a call for
 *   longer after the connection was lost than `quiet` allows for.
 *   Updates and rows with external ids are the same however often they are sent; of a delete, what is gone is done.
 * - pause() and cancel() let the call that runs end, so that it is known what it did. Aborting the signal does not: rows of a create
 *   that runs then are `unsure`.
 */
export class BulkRun {
  readonly report: BulkReport;
  readonly #work: BulkWork;
  readonly #port: BulkPort;
  readonly #signal: AbortSignal;
  readonly #quiet: Quiet;
  readonly #changed: () => void;
  readonly #writer: Writer;
  /** Segments still to be sent, the next one last. */
  readonly #queue: Segment[];
  #state: BulkState = 'paused';
  #wanted: 'pause' | 'cancel' | undefined;
  #problem: OdooError | undefined;
  #going: Promise<void> | undefined;
  #ms = 0;
  #since: number | undefined;
  /** Rows refused one by one for the same reason since the last that was written. */
  #refusals: { key: string; segments: Segment[] } = { key: '', segments: [] };
  #busy = 0;

  /** @param changed told whenever rows or the state have changed */
  constructor(
    work: BulkWork,
    port: BulkPort,
    options: { signal: AbortSignal; changed?: () => void; quiet?: Quiet },
  ) {
    this.#work = work;
    this.#port = port;
    this.#signal = options.signal;
    this.#changed = options.changed ?? (() => undefined);
    this.#quiet = options.quiet ?? { leastMs: 5_000, mostMs: 60_000 };
    this.report = new BulkReport(work.of);
    for (const [row, reason] of work.prepared.bad) this.report.set(row, 'failed', { reason });
    this.#queue = segmentsOf(work.plan, work.prepared.rows).reverse();
    this.#writer = new Writer(work.plan, work.fields, port);
  }

  get state(): BulkState {
    return this.#state;
  }

  /** Why it was interrupted. */
  get problem(): OdooError | undefined {
    return this.#problem;
  }

  /** Milliseconds that it has been running, pauses left out. */
  get ms(): number {
    return this.#ms + (this.#since === undefined ? 0 : this.#port.now() - this.#since);
  }

  /** Whether it can still write something. */
  get open(): boolean {
    return this.#state === 'running' || this.#state === 'paused' || this.#state === 'interrupted';
  }

  rows(only: 'all' | 'failed' | 'unsure', offset: number, count: number): { total: number; rows: BulkRow[] } {
    const total = only === 'all' ? this.report.of : this.report.count(only);
    return { total, rows: this.report.slice(only, offset, count) };
  }

  /** Begins, or goes on. Ends when it is done, paused, interrupted or cancelled; never throws. */
  resume(): Promise<void> {
    if (this.#going) {
      // Taken back before the call that runs has ended.
      if (this.#wanted === 'pause') this.#wanted = undefined;
      return this.#going;
    }
    if (!this.open) return Promise.resolve();
    this.#wanted = undefined;
    this.#problem = undefined;
    this.#since = this.#port.now();
    this.#become('running');
    this.#writer.forgetHighest();
    this.#going = this.#go().finally(() => {
      this.#going = undefined;
    });
    return this.#going;
  }

  /** Stops after the call that runs. */
  pause(): void {
    if (this.#going && this.#wanted === undefined) this.#wanted = 'pause';
  }

  /** Stops after the call that runs, for good. */
  cancel(): void {
    if (this.#going) this.#wanted = 'cancel';
    else if (this.open) {
      this.#leaveLost();
      this.#become('cancelled');
    }
  }

  async #go(): Promise<void> {
    let end: BulkState = 'done';
    try {
      for (let segment = this.#queue.pop(); segment; segment = this.#queue.pop()) {
        const stop = this.#stop();
        if (stop) {
          this.#queue.push(segment);
          end = stop;
          break;
        }
        if (!(await this.#send(segment))) {
          end = this.#stop() === 'cancelled' ? 'cancelled' : 'interrupted';
          break;
        }
        this.#changed();
      }
    } catch (error) {
      this.#problem = asOdooError(error);
      end = 'interrupted';
    }
    if (end === 'cancelled') this.#leaveLost();
    this.#ms = this.ms;
    this.#since = undefined;
    this.#become(end);
  }

  /** What is to stop it now. */
  #stop(): 'paused' | 'cancelled' | undefined {
    if (this.#signal.aborted || this.#wanted === 'cancel') return 'cancelled';
    return this.#wanted === 'pause' ? 'paused' : undefined;
  }

  /** Writes a segment, or cuts it in halves; false when nothing more can be sent now. */
  async #send(segment: Segment): Promise<boolean> {
    const { rows, after, note } = segment;
    if (after && !after.refused && rows.length > 1 && !segment.lost) {
      // Together they were refused, and the others went through.
      return this.#halve({ ...segment, after: { refused: true } });
    }
    const started = this.#port.now();
    try {
      const written = segment.lost
        ? await this.#settle(segment, segment.lost)
        : await this.#writer.write(segment, this.#signal);
      return written ? this.#note(segment, written) : true;
    } catch (error) {
      const failed = asOdooError(error);
      if (segment.lost) return this.#interrupt(segment, failed);
      switch (failureOf(failed)) {
        case 'refused':
          if (note) note.refused = true;
          return this.#refused(segment, failed);
        case 'tooLarge':
          if (note) note.refused = true;
          return rows.length > 1 ? this.#halve(segment) : this.#refused(segment, failed);
        case 'busy':
          return this.#again(segment, failed);
        case 'everything':
        case 'notSent':
          return this.#interrupt(segment, failed);
        case 'unknown':
          return this.#interrupt(this.#writer.sent ? this.#lose(segment, failed, started) : segment, failed);
      }
    }
  }

  /** Takes down what a call wrote. */
  #note(segment: Segment, written: Written): boolean {
    this.#busy = 0;
    const refused = new Set<PreparedRow>();
    for (const { row, text } of refusalsOf(written)) {
      refused.add(row);
      this.report.set(row.row, 'failed', { reason: text });
    }
    if (written.kind === 'nothing') {
      // One call for all or none: what is not at fault goes again.
      const rest = segment.rows.filter((row) => !refused.has(row));
      if (rest.length > 0) this.#queue.push({ how: segment.how, rows: rest });
      return true;
    }
    this.#refusals = { key: '', segments: [] };
    for (const [index, row] of segment.rows.entries()) {
      this.report.set(row.row, 'done', { id: written.ids[index] });
    }
    return true;
  }

  #refused(segment: Segment, error: OdooError): boolean {
    const [row] = segment.rows;
    if (segment.rows.length > 1 || !row) return this.#halve(segment);
    if (segment.repeated && segment.how === 'delete' && error.code === 'server.missingRecord') {
      return this.#note(segment, { kind: 'written', ids: [row.id ?? 0] });
    }
    this.report.set(row.row, 'failed', { reason: this.#port.explain(error) });
    const key = refusalKey(error);
    if (this.#refusals.key !== key) this.#refusals = { key, segments: [] };
    this.#refusals.segments.push(segment);
    if (this.report.count('done') > 0 || this.#refusals.segments.length < sameRefusals) return true;
    // They wait with all the others for the reason to go away.
    const { segments } = this.#refusals;
    this.#refusals = { key: '', segments: [] };
    for (const { rows } of segments) for (const one of rows) this.report.set(one.row, 'waiting');
    return this.#interrupt({ how: segment.how, rows: segments.flatMap(({ rows }) => rows) }, error);
  }

  #halve(segment: Segment): true {
    const [first, second] = halves(segment);
    this.#queue.push(second, first);
    return true;
  }

  async #again(segment: Segment, error: OdooError): Promise<boolean> {
    if (++this.#busy > busyRetries) {
      this.#busy = 0;
      return this.#interrupt(segment, error);
    }
    this.#queue.push(segment);
    await this.#port.wait(300 * this.#busy, this.#signal);
    return true;
  }

  #interrupt(segment: Segment, error: OdooError): false {
    this.#queue.push(segment);
    this.#problem = error;
    return false;
  }

  /** What a call whose answer was lost leaves to be done. */
  #lose(segment: Segment, error: OdooError, started: number): Segment {
    const now = this.#port.now();
    const timedOut = error.code === 'call.timeout';
    if (segment.how === 'create') {
      return { ...segment, lost: { above: this.#writer.highest, at: now, took: now - started, timedOut } };
    }
    // What took too long at once may do in halves.
    if (timedOut && segment.rows.length > 1) {
      const [first, second] = halves({ ...segment, repeated: true });
      this.#queue.push({ how: second.how, rows: second.rows, repeated: true });
      return { how: first.how, rows: first.rows, repeated: true };
    }
    return { ...segment, repeated: true };
  }

  /** Finds out what became of a create; undefined where its rows go again, or nothing more can be found out. */
  async #settle(segment: Segment, lost: NonNullable<Segment['lost']>): Promise<Written | undefined> {
    const { plan, fields } = this.#work;
    const settled = await settleCreate(
      {
        plan,
        fields,
        rows: segment.rows,
        lost,
        slowest: this.#writer.slowestMs,
        known: this.#writer.lastIds,
      },
      this.#port,
      this.#quiet,
      this.#signal,
    );
    switch (settled.kind) {
      case 'written':
        return { kind: 'written', ids: settled.ids };
      case 'absent': {
        const again: Segment = { how: segment.how, rows: segment.rows };
        // Should the first attempt come through after all, a second look would still see it.
        this.#writer.assumeHighest(lost.above);
        if (lost.timedOut && again.rows.length > 1) this.#halve(again);
        else this.#queue.push(again);
        return undefined;
      }
      case 'unclear':
        this.#unsure(segment.rows, lost.above);
        return undefined;
    }
  }

  /** Nobody will look for these any more. */
  #leaveLost(): void {
    for (const segment of this.#queue) if (segment.lost) this.#unsure(segment.rows, segment.lost.above);
  }

  #unsure(rows: readonly PreparedRow[], above: number): void {
    const { model } = this.#work.plan;
    const reason = `The connection was lost while this row was written, and whether it was cannot be told. Look for it among the records of ${model} with the domain [("id", ">", ${above})] before you write it again.`;
    for (const { row } of rows) this.report.set(row, 'unsure', { reason });
  }

  #become(state: BulkState): void {
    this.#state = state;
    this.#changed();
  }
}

function asOdooError(error: unknown): OdooError {
  if (error instanceof OdooError) return error;
  return new OdooError(
    'internal',
    { reason: error instanceof Error ? error.message : String(error) },
    { cause: error },
  );
}

import type { bulkApi, BulkCheck, BulkProgress } from '../../../contract/request/bulkApi';
import type { Handlers, Params } from '../../../contract/rpc';
import { explainError } from '../../../diagnosis/explain';
import type { BulkPlan } from '../../../model/bulk';
import type { RequestSpec } from '../../../model/requestSpec';
import { OdooError } from '../../../odoo/error';
import { BulkRun } from '../../../transfer/bulk/bulkRun';
import { wait, type BulkPort } from '../../../transfer/bulk/port';
import { dryRun } from '../../../transfer/dryRun';
import type { PlanPort } from '../../../transfer/plan/port';
import { prepare, type Prepared } from '../../../transfer/plan/prepare';
import { suggestFields } from '../../../transfer/plan/suggest';
import { writeReport } from '../../../transfer/reportFile';
import type { Table } from '../../../transfer/table';
import { reviewOf } from './bulkReview';
import { BulkTables, samplesOf } from './bulkTables';
import type { CallTarget } from './panelCalls';
import type { PanelContext } from './panelContext';
import { askPlace, placeWords, writeTo } from './savePlace';
import { atMostEvery } from './throttle';

type Planned = Params<(typeof bulkApi)['check']>;

/** A run and the table that it writes. */
interface Running {
  runId: number;
  run: BulkRun;
  name: string;
  table: Table;
  target: CallTarget;
  plan: BulkPlan;
  tell: ReturnType<typeof atMostEvery<[]>>;
}

/** Milliseconds between two messages about how far it is. */
const pace = 100;

/** Writes many records from a table: one run at a time in each builder, which outlives the page that shows it. */
export function bulkHandlers(context: PanelContext): Handlers<typeof bulkApi> {
  const { ports, calls, push } = context;
  const tables = new BulkTables();
  let reviewed: { reviewId: number; key: string; prepared: Prepared } | undefined;
  let lastReview = 0;
  let last: Running | undefined;
  let lastRun = 0;

  function targetOf({ connectionId, signIn }: Planned): CallTarget {
    return { connection: ports.store.get(connectionId), signIn };
  }

  function ask(target: CallTarget, spec: RequestSpec, signal: AbortSignal | undefined, confirmed = false) {
    const { connection, signIn } = target;
    return ports.client
      .run(connection, spec, {
        ...(signal ? { signal } : {}),
        ...(signIn ? { signIn } : {}),
        ...(confirmed ? { confirmed } : {}),
      })
      .then(({ value }) => value);
  }

  function planPort(target: CallTarget): PlanPort {
    return {
      // What a plan asks only reads, although not every method of it is known to.
      run: (spec, signal) => ask(target, spec, signal, spec.operation === 'call'),
      fields: (model) => ports.schema.fields(target.connection, model),
    };
  }

  function prepared(planned: Planned, signal: AbortSignal): Promise<Prepared> {
    const { table } = tables.get(planned.tableId);
    const target = targetOf(planned);
    return calls.beforehand(target, specOf(planned.plan), () =>
      prepare(table, planned.plan, planPort(target), signal),
    );
  }

  async function check(planned: Planned, signal: AbortSignal): Promise<BulkCheck> {
    const { preview, problems, problemCount, rows, missing } = await prepared(planned, signal);
    return { preview, problems, problemCount, goodRows: rows.length, missing };
  }

  async function tryOut(planned: Planned, signal: AbortSignal): ReturnType<typeof dryRun> {
    const { plan } = planned;
    const target = targetOf(planned);
    const { rows } = await prepared(planned, signal);
    const fields = await ports.schema.fields(target.connection, plan.model);
    // It writes, if only for a moment: a production connection is asked about once.
    let agreed = false;
    const run: PlanPort['run'] = async (spec, until) => {
      const value = await ask(target, spec, until, agreed);
      agreed = true;
      return value;
    };
    return dryRun(rows, plan, fields, { ...planPort(target), run }, signal);
  }

  async function review(planned: Planned, signal: AbortSignal) {
    const ready = await prepared(planned, signal);
    const target = targetOf(planned);
    const told = await reviewOf(planned.plan, ready, target.connection, calls.port(target), signal);
    const reviewId = ++lastReview;
    reviewed = { reviewId, key: keyOf(planned), prepared: ready };
    return { ...told, reviewId };
  }

  async function start({ reviewId, ...planned }: Planned & { reviewId: number }): Promise<BulkProgress> {
    if (last?.run.open) throw new OdooError('bulk.running');
    const agreed = reviewed;
    reviewed = undefined;
    if (agreed?.reviewId !== reviewId || agreed.key !== keyOf(planned))
      throw new OdooError('bulk.outdated', { part: 'review' });
    const { plan } = planned;
    const target = targetOf(planned);
    const { name, table } = tables.get(planned.tableId);
    const fields = await ports.schema.fields(target.connection, plan.model);
    const runId = ++lastRun;
    const tell = atMostEvery(pace, () => {
      if (last?.runId === runId) push('bulk', progressOf(last));
    });
    const work = { plan, fields, prepared: agreed.prepared, of: table.rows.length };
    const run = new BulkRun(work, bulkPort(target), { signal: context.closed, changed: () => tell.call() });
    last = { runId, run, name, table, target, plan, tell };
    go(last);
    return progressOf(last);
  }

  function bulkPort(target: CallTarget): BulkPort {
    const { connection, signIn } = target;
    return {
      run: (spec, signal) => ask(target, spec, signal, true),
      uid: (signal) => ports.client.signIn(connection, { signal, ...(signIn ? { signIn } : {}) }),
      explain: (error) => explainError(error).sentence,
      now: () => performance.now(),
      wait,
    };
  }

  function go(running: Running): void {
    const { run, tell, target, plan } = running;
    void run.resume().then(() => {
      tell.end();
      if (run.problem)
        ports.log.failure(`${target.connection.name}: ${plan.action} of ${plan.model}`, run.problem);
    });
  }

  function running(runId: number): Running {
    if (last?.runId !== runId) throw new OdooError('bulk.outdated', { part: 'run' });
    return last;
  }

  async function saveReport(runId: number): Promise<string | undefined> {
    const { name, table, run } = running(runId);
    const place = await askPlace('Save the report', `${name.replace(/\.\w+$/, '')} report`, {
      label: 'CSV',
      extension: 'csv',
    });
    if (!place) return undefined;
    await writeTo(place, (file) => writeReport(file, table, run.report));
    return placeWords(place);
  }

  return {
    readFile: () => tables.fromFile(),
    readText: ({ text }) => tables.fromText(text),
    suggest: async ({ connectionId, tableId, model }) => {
      const { table } = tables.get(tableId);
      const fields = await ports.schema.fields(ports.store.get(connectionId), model);
      return suggestFields(
        table.columns.map((name, index) => ({ name, samples: samplesOf(table, index) })),
        fields,
      );
    },
    check,
    dryRun: tryOut,
    reviewBulk: review,
    start,
    pause: async ({ runId }) => {
      running(runId).run.pause();
      await Promise.resolve();
    },
    resume: async ({ runId }) => {
      go(running(runId));
      await Promise.resolve();
    },
    cancel: async ({ runId }) => {
      running(runId).run.cancel();
      await Promise.resolve();
    },
    lastRun: () => last && progressOf(last),
    bulkRows: ({ runId, only, offset, count }) => running(runId).run.rows(only, offset, count),
    saveReport: ({ runId }) => saveReport(runId),
    failedRows: ({ runId }) => {
      const { name, table, run } = running(runId);
      const failed = run.rows('failed', 0, table.rows.length).rows;
      const rows = failed.map(({ row }) => table.rows[row - 1] ?? []);
      return tables.keep(`${name}, failed rows`, { columns: table.columns, rows, remarks: [] });
    },
  };
}

function progressOf({ runId, run }: Running): BulkProgress {
  const { report, state, ms, problem } = run;
  return {
    runId,
    state,
    done: report.count('done'),
    failed: report.count('failed'),
    unsure: report.count('unsure'),
    of: report.of,
    ms,
    ...(problem ? { problem: explainError(problem) } : {}),
  };
}

function keyOf({ connectionId, signIn, tableId, plan }: Planned): string {
  return JSON.stringify([connectionId, signIn, tableId, plan]);
}

/** The request that a plan stands for, for what is said of a failure. */
function specOf({ model, action }: BulkPlan): RequestSpec {
  return action === 'delete'
    ? { operation: 'delete', model, ids: [] }
    : { operation: action, model, values: [] };
}

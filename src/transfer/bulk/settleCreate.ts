import type { BulkPlan } from '../../model/bulk';
import type { FieldInfo } from '../../model/schemaInfo';
import type { PreparedRow } from '../plan/prepare';
import type { BulkPort } from './port';
import { judge, question, type Lost, type Settled } from './settle';

/** How long a server may still work on a call whose connection was lost, in milliseconds. */
export interface Quiet {
  leastMs: number;
  mostMs: number;
}

export interface LostCreate {
  plan: BulkPlan;
  fields: readonly FieldInfo[];
  rows: readonly PreparedRow[];
  lost: Lost;
  /** Milliseconds of the slowest call that was answered. */
  slowest: number;
  /** Records that this run created before. */
  known: readonly number[];
}

/** Milliseconds between two looks. */
const step = 2_000;

/**
 * Looks for the records of a create whose answer was lost, until they are there or the server can no longer be working on it: three
 * times as long as the slowest call took, and as long as the lost one had taken, since it was lost.
 * @throws OdooError where the server does not answer
 */
export async function settleCreate(
  { plan, fields, rows, lost, slowest, known }: LostCreate,
  port: BulkPort,
  { leastMs, mostMs }: Quiet,
  signal: AbortSignal,
): Promise<Settled> {
  const uid = await port.uid(signal);
  const context = plan.context ?? {};
  const look = async (): Promise<Settled> => {
    const value = await port.run(question(plan.model, fields, rows, lost, context), signal);
    return judge(value, fields, rows, uid);
  };
  const quiet = Math.min(mostMs, Math.max(leastMs, slowest * 3, lost.took));
  const until = lost.at + quiet;
  // One look after the time is over in any case, and never the first one alone.
  let settled = await look();
  const most = 2 + Math.ceil(quiet / step);
  for (let looks = 1; looks < most && settled.kind === 'absent'; looks++) {
    const left = until - port.now();
    if (left <= 0 && looks > 1) break;
    await port.wait(Math.min(step, Math.max(left, Math.min(leastMs, 500))), signal);
    settled = await look();
  }
  if (settled.kind !== 'absent' || known.length === 0) return settled;
  // Whoever does not see what was created before does not see this either.
  const seen = await port.run(
    {
      operation: 'count',
      model: plan.model,
      domain: [['id', 'in', known.slice(0, 100)]],
      context: { ...context, active_test: false },
    },
    signal,
  );
  return typeof seen === 'number' && seen > 0 ? settled : { kind: 'unclear' };
}

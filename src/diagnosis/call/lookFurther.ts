import type { Json } from '../../model/json';
import type { RequestSpec } from '../../model/requestSpec';
import { OdooError, toProblem } from '../../odoo/error';
import { canInvestigate, investigate } from './investigate';
import { InvestigatedError } from './investigatedError';
import type { Known } from './questions';

/** Milliseconds that a person who sees a failed call can be kept waiting for its reason. */
const longest = 3000;

export interface LookFurther {
  /** Reads as the call did, until the signal aborts. */
  ask: (spec: RequestSpec, signal: AbortSignal) => Promise<Json>;
  /** Asked for only where there is something to look into. */
  known: (signal: AbortSignal) => Known | Promise<Known>;
  /** The call's own: whoever cancelled it is not kept waiting. */
  signal?: AbortSignal;
  /** Milliseconds for all the questions; 3 seconds when left out. */
  limitMs?: number;
}

/**
 * What a failed call failed with, after looking further into it for a short while. What was found until the time is over counts; where
 * nothing was, or the person cancels, it is the error as it came. Never throws.
 */
export async function lookFurther(error: unknown, spec: RequestSpec, how: LookFurther): Promise<unknown> {
  if (!(error instanceof OdooError) || how.signal?.aborted) return error;
  const problem = toProblem(error);
  if (!canInvestigate(problem)) return error;
  const late = AbortSignal.timeout(how.limitMs ?? longest);
  const signal = how.signal ? AbortSignal.any([how.signal, late]) : late;
  // A question that is out of time is one without an answer; only the person cancels.
  const inTime = async <T>(work: T | Promise<T>): Promise<T> => {
    try {
      return await orAborted(work, signal);
    } catch (failure) {
      throw late.aborted && !how.signal?.aborted
        ? new OdooError('call.timeout', {}, { cause: failure })
        : failure;
    }
  };
  try {
    const known = await inTime(how.known(signal));
    const ask = (question: RequestSpec): Promise<Json> => inTime(how.ask(question, signal));
    const finding = await investigate(problem, spec, ask, known);
    const better = finding.evidence.length > 0 || finding.problem !== problem;
    return better ? new InvestigatedError(finding.problem, finding.evidence, error) : error;
  } catch {
    return error;
  }
}

/** Leaves when the signal aborts, whatever the work makes of that. */
function orAborted<T>(work: T | Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(new OdooError('call.cancelled'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
}

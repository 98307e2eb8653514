import type { Problem, ProblemCode, ProblemFacts, ServerDetail } from '../model/problem';

/** The only error this engine throws on purpose: a closed code, the facts its words are filled with, and the cause. */
export class OdooError extends Error {
  override readonly name = 'OdooError';
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
  readonly server: ServerDetail | undefined;

  constructor(
    code: ProblemCode,
    facts: ProblemFacts = {},
    more: { server?: ServerDetail | undefined; cause?: unknown } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.facts = facts;
    this.server = more.server;
  }
}

/** Any thrown value as data. What was not thrown on purpose becomes `internal`, with its message as the fact `reason`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof OdooError) {
    return { code: error.code, facts: error.facts, ...(error.server ? { server: error.server } : {}) };
  }
  return { code: 'internal', facts: { reason: error instanceof Error ? error.message : String(error) } };
}

/** Goes on only with a failure that was thrown on purpose, and that is none of the person's own stopping. @throws everything else */
export function assertFailed(error: unknown): asserts error is OdooError {
  if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
}

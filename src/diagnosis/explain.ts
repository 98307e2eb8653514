import type { ExplainedProblem, Problem, ProblemCode, Remedy } from '../model/problem';
import { toProblem } from '../odoo/error';
import { databaseWords } from './words/database';
import { httpWords } from './words/http';
import { networkWords } from './words/network';
import { requestWords } from './words/request';
import { restWords } from './words/rest';
import { serverWords } from './words/server';
import { signInWords } from './words/signIn';
import { Told, type Words } from './words/words';

/** Every sentence a person reads about a failure. A code without words does not compile. */
const table: Record<ProblemCode, Words> = {
  ...networkWords,
  ...httpWords,
  ...databaseWords,
  ...signInWords,
  ...serverWords,
  ...restWords,
  ...requestWords,
};

/** A problem in a person's words. */
export function explain(problem: Problem): ExplainedProblem {
  const words = table[problem.code];
  const told = new Told(problem);
  return {
    ...problem,
    title: typeof words.title === 'string' ? words.title : words.title(told),
    sentence: words.sentence(told),
    remedies: [...words.remedies(told), ...diagnosing(problem.code)],
  };
}

/** Whatever was thrown, in a person's words. */
export function explainError(error: unknown): ExplainedProblem {
  return explain(toProblem(error));
}

/** Diagnosis is offered where looking step by step can tell more than the failure itself did. */
function diagnosing(code: ProblemCode): Remedy[] {
  const group = code.split('.')[0] ?? '';
  const known = code === 'signIn.noSecret' || code === 'signIn.addressChanged' || code === 'http.tooLarge';
  return !known && ['dns', 'tcp', 'tls', 'http', 'database', 'signIn', 'protocol'].includes(group)
    ? [{ text: 'Diagnose the connection: every check, one by one.', action: { kind: 'diagnose' } }]
    : [];
}

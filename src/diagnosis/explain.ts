import type { ExplainedProblem, Problem, ProblemCode, Remedy } from '../model/problem';
import { toProblem } from '../odoo/error';
import { InvestigatedError } from './call/investigatedError';
import { keyWords } from './words/apiKey';
import { connectionWords } from './words/connection';
import { databaseWords } from './words/database';
import { httpWords } from './words/http';
import { networkWords } from './words/network';
import { partlyWords } from './words/partly';
import { passwordWords } from './words/password';
import { proofWords } from './words/proof';
import { protocolWords } from './words/protocol';
import { requestWords } from './words/request';
import { restWords } from './words/rest';
import { serverWords } from './words/server';
import { tlsWords } from './words/tls';
import { transferWords } from './words/transfer';
import { t } from './words/translate';
import { writeWords } from './words/write';
import { join, Told, type About, type Words } from './words/words';

/** Every sentence a person reads about a failure. A code without words does not compile. */
const table: Record<ProblemCode, Words> = {
  ...networkWords,
  ...tlsWords,
  ...httpWords,
  ...databaseWords,
  ...passwordWords,
  ...keyWords,
  ...proofWords,
  ...protocolWords,
  ...serverWords,
  ...restWords,
  ...requestWords,
  ...connectionWords,
  ...transferWords,
  ...writeWords,
};

/**
 * A problem in a person's words.
 * @param about what is known of the connection, for the message to its administrator
 */
export function explain(problem: Problem, about: About = {}): ExplainedProblem {
  const words = table[problem.code];
  const told = new Told(problem, about);
  const message = words.message?.(told);
  const documentation = words.documentation?.(told);
  return {
    ...problem,
    title: words.title(told),
    sentence: join(words.sentence(told), partlyWords(told)),
    remedies: [...words.remedies(told), ...diagnosing(problem.code)],
    ...(message ? { message } : {}),
    ...(documentation ? { documentation } : {}),
  };
}

/** Whatever was thrown, in a person's words. */
export function explainError(error: unknown, about: About = {}): ExplainedProblem {
  const explained = explain(toProblem(error), about);
  return error instanceof InvestigatedError && error.evidence.length > 0
    ? { ...explained, evidence: [...error.evidence] }
    : explained;
}

/** Known for what they are, or nothing that a check of the connection could tell more about. */
const clear: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'signIn.noSecret',
  'signIn.addressChanged',
  'signIn.keyExpiresSoon',
  'http.tooLarge',
  'http.requestTooLarge',
  'http.tooManyRequests',
  'database.notListed',
  'database.noService',
]);

/** Diagnosis is offered where looking step by step can tell more than the failure itself did. */
function diagnosing(code: ProblemCode): Remedy[] {
  const group = code.split('.')[0] ?? '';
  return !clear.has(code) && ['dns', 'tcp', 'tls', 'http', 'database', 'signIn', 'protocol'].includes(group)
    ? [{ text: t('Diagnose the connection: every check, one by one.'), action: { kind: 'diagnose' } }]
    : [];
}

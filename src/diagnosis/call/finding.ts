import type { Problem, ProblemCode, ProblemFacts } from '../../model/problem';
import { t } from '../words/translate';
import type { Right } from './asked';

/** What looking further found: the problem, known better, and the sentences that prove it, strongest first. */
export interface Finding {
  problem: Problem;
  evidence: string[];
}

export function nothing(problem: Problem): Finding {
  return { problem, evidence: [] };
}

/** The problem with more facts, and under another code where it turned out to be that. */
export function found(
  problem: Problem,
  evidence: string[],
  facts: ProblemFacts = {},
  code: ProblemCode = problem.code,
): Finding {
  return { problem: { ...problem, code, facts: { ...problem.facts, ...facts } }, evidence };
}

/** A fact that is text; empty where it is absent. */
export function fact(problem: Problem, name: string): string {
  const value = problem.facts[name];
  return value === undefined ? '' : String(value);
}

/** The name that was probably meant, and all of them where several may have been. */
export function suggestionFacts(names: readonly string[]): ProblemFacts {
  const [suggestion] = names;
  if (suggestion === undefined) return {};
  return names.length > 1 ? { suggestion, suggestions: names.join(', ') } : { suggestion };
}

/** As many names as a sentence bears, and how many there are beside them. */
export function listed(names: readonly (string | number)[], most = 6): string {
  const shown = names.slice(0, most).map(String);
  const rest = names.length - shown.length;
  return rest > 0
    ? t('{names} and {count} more', { names: shown.join(', '), count: rest })
    : shown.join(', ');
}

/** A right by the name of its column in Odoo (ir.model.access). */
export function rightName(right: Right): string {
  switch (right) {
    case 'read':
      return t('Read Access');
    case 'write':
      return t('Write Access');
    case 'create':
      return t('Create Access');
    case 'unlink':
      return t('Delete Access');
  }
}

/** Text of the server in one line that a sentence bears. */
export function shortened(text: string, most = 160): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const signs = Array.from(line);
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : line;
}

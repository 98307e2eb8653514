import type { ProblemCode } from '../../src/model/problem';

/** Whether the diagnostics panel can tell more: the way to the server, its database or the sign-in failed. */
export function needsDiagnosis(code: ProblemCode): boolean {
  return /^(?:address|dns|tcp|tls|http|database|signIn|protocol)\./.test(code);
}

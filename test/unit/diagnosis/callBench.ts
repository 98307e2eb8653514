import { investigate } from '../../../src/diagnosis/call/investigate';
import type { Known } from '../../../src/diagnosis/call/questions';
import type { Json } from '../../../src/model/json';
import type { Problem, ProblemCode, ProblemFacts } from '../../../src/model/problem';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { ServerVersion } from '../../../src/model/schemaInfo';
import { OdooError } from '../../../src/odoo/error';

export interface Looked {
  problem: Problem;
  evidence: string[];
  /** What was asked, as "model.method". */
  asked: string[];
  specs: RequestSpec[];
}

/** Answers of a server by "model.method"; a code is a refusal, and what is not there is one too. */
export type Script = Record<string, Json | ((spec: RequestSpec) => Json) | { refuse: ProblemCode }>;

export function refuse(code: ProblemCode): { refuse: ProblemCode } {
  return { refuse: code };
}

export function version(major: number, minor = 0): ServerVersion {
  const saas = minor > 0;
  return { text: saas ? `saas~${major}.${minor}` : `${major}.0`, major, minor, saas, enterprise: false };
}

/** Looks into a failed call on a server that answers by the script. */
export async function look(
  problem: { code: ProblemCode; facts?: ProblemFacts; message?: string },
  spec: RequestSpec,
  script: Script = {},
  known: Partial<Known> = {},
): Promise<Looked> {
  const specs: RequestSpec[] = [];
  const asked: string[] = [];
  const { code, facts = {}, message } = problem;
  const finding = await investigate(
    { code, facts, ...(message === undefined ? {} : { server: { message } }) },
    spec,
    (question) => {
      specs.push(question);
      const name = nameOf(question);
      asked.push(name);
      const answer = script[name];
      if (typeof answer === 'function') return Promise.resolve(answer(question));
      if (answer === undefined) return Promise.reject(new OdooError('server.accessRights'));
      return isRefusal(answer) ? Promise.reject(new OdooError(answer.refuse)) : Promise.resolve(answer);
    },
    { protocol: 'jsonRpc', version: version(19), ...known },
  );
  return { ...finding, asked, specs };
}

function isRefusal(answer: Script[string]): answer is { refuse: ProblemCode } {
  return typeof answer === 'object' && answer !== null && 'refuse' in answer;
}

export function nameOf(spec: RequestSpec): string {
  if (!('model' in spec)) return 'path' in spec ? spec.path : spec.route;
  return `${spec.model}.${spec.operation === 'call' ? spec.method : spec.operation}`;
}

interface Described {
  type?: string;
  string?: string;
  relation?: string;
  required?: boolean;
  selection?: [string, string][];
}

/** What fields_get answers. */
export function fields(descriptions: Record<string, Described>): Json {
  return Object.fromEntries(
    Object.entries(descriptions).map(([name, { type = 'char', string = name, ...more }]) => [
      name,
      { type, string, ...more },
    ]),
  );
}

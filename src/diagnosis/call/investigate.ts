import type { Problem } from '../../model/problem';
import { isOrm, type OrmSpec, type RequestSpec } from '../../model/requestSpec';
import { accessRights } from './accessRights';
import { wrongArguments } from './arguments';
import { wrongCompany, wrongLanguage } from './context';
import { wrongDomain } from './domain';
import { dottedField, unknownField } from './fieldNames';
import { nothing, type Finding } from './finding';
import { hiddenReason } from './hiddenReason';
import { missingRecord } from './missingRecord';
import { methodRemoved, privateMethod, unknownMethod, unknownModel } from './names';
import { Questions, type Ask, type Known } from './questions';
import { tooMuch } from './size';
import { refusedWrite } from './validation';

/**
 * Looks further into a call that failed: which rule refuses it, which records are missing, which names were probably meant. Asks at most
 * six questions through `ask`, all of them reads; one that fails is less evidence.
 * @param ask reads over the connection that made the call, as the same user
 * @returns the problem with more facts, under a more exact code where it turned out to be that; and the sentences that prove it
 * @throws OdooError call.cancelled, when a question was
 */
export async function investigate(
  problem: Problem,
  spec: RequestSpec,
  ask: Ask,
  known: Known = { protocol: 'jsonRpc' },
): Promise<Finding> {
  switch (problem.code) {
    case 'http.requestTooLarge':
    case 'http.tooManyRequests':
    case 'http.gateway':
    case 'http.tooLarge':
    case 'call.timeout':
    case 'server.overloaded':
      return tooMuch(problem, spec);
    default:
      return isOrm(spec) ? ofCall(problem, spec, new Questions(ask, known)) : nothing(problem);
  }
}

/** Whether looking further into a failure can tell anything at all. */
export function canInvestigate(problem: Problem): boolean {
  return (
    problem.code.startsWith('server.') ||
    problem.code === 'rights.modelsHidden' ||
    problem.code === 'call.timeout' ||
    ['http.requestTooLarge', 'http.tooManyRequests', 'http.gateway', 'http.tooLarge'].includes(problem.code)
  );
}

async function ofCall(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  switch (problem.code) {
    case 'server.accessRights':
    case 'rights.modelsHidden':
      return accessRights(problem, spec, questions);
    case 'server.missingRecord':
      return missingRecord(problem, spec, questions);
    case 'server.unknownField':
      return unknownField(problem, spec, questions);
    case 'server.unknownModel':
      return unknownModel(problem, spec, questions);
    case 'server.unknownMethod':
      return unknownMethod(problem, spec, questions);
    case 'server.methodRemoved':
      return methodRemoved(problem);
    case 'server.privateMethod':
      return privateMethod(problem);
    case 'server.domain':
      return wrongDomain(problem, spec, questions);
    case 'server.refused':
      return refusedWrite(problem, spec, questions);
    case 'server.companyNotAllowed':
      return wrongCompany(problem, spec, questions);
    case 'server.languageNotInstalled':
      return wrongLanguage(problem, spec, questions);
    case 'server.arguments':
      return wrongArguments(problem, spec, questions);
    case 'server.hiddenReason':
      return hiddenReason(problem, spec, questions);
    case 'server.exception':
      return exception(problem, spec, questions);
    default:
      return nothing(problem);
  }
}

/** An exception of Odoo's own that often is the request's: a dotted field, a condition or a value that it stumbled over. */
async function exception(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  if (dottedField(problem)) return unknownField(problem, spec, questions);
  const inDomain = await wrongDomain(problem, spec, questions);
  return inDomain.evidence.length > 0 ? inDomain : refusedWrite(problem, spec, questions);
}

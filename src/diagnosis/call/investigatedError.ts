import type { Problem } from '../../model/problem';
import { OdooError } from '../../odoo/error';

/** A call's failure after looking further into it, with the sentences that this gave. */
export class InvestigatedError extends OdooError {
  readonly evidence: readonly string[];

  constructor({ code, facts, server }: Problem, evidence: readonly string[], cause: unknown) {
    super(code, facts, { server, cause });
    this.evidence = evidence;
  }
}

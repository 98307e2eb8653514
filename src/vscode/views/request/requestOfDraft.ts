import type { Draft } from '../../../model/draft';
import type { RequestSpec } from '../../../model/requestSpec';
import { OdooError } from '../../../odoo/error';
import { specFromDraft } from '../../../requests/draft';

/** @throws OdooError request.* with the first thing that keeps the draft from being a request */
export function requestOfDraft(draft: Draft): RequestSpec {
  const read = specFromDraft(draft);
  if (read.ok) return read.spec;
  const [first] = read.problems;
  throw new OdooError(first?.code ?? 'request.incomplete', first?.facts ?? {});
}

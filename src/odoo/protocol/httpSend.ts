import type { Json } from '../../model/json';
import type { HttpSpec } from '../../model/requestSpec';
import { sendAuthorized, type HttpAuthorizer } from '../auth/authorizer';
import { OdooError } from '../error';
import { bodyJson, restProblem } from '../rest/restProblem';
import type { HttpAnswer } from '../transport';
import { encodeAnyPath } from './anyPath';
import { withCsrfToken } from './csrf';
import type { CallContext, HttpResult } from './wire';

/**
 * Carries a call of any path with a method's proof.
 * @param refused whether an answer shows that the proof is no longer accepted and nothing was carried out
 * @throws OdooError request.*, rest.*, signIn.*, http.*
 */
export async function httpSend(
  context: CallContext,
  spec: HttpSpec,
  authorizer: HttpAuthorizer,
  refused: (answer: HttpAnswer) => boolean,
): Promise<HttpResult> {
  const { target } = context;
  if (spec.operation !== 'http') throw new OdooError('request.wrongProtocol', { operation: spec.operation });
  const request = encodeAnyPath(spec, target.url);
  const answer = await sendAuthorized(
    context,
    authorizer,
    // The token belongs to the session: a new session needs another.
    authorizer.usesCookies ? () => withCsrfToken(context, request) : request,
    refused,
  );
  const problem = restProblem(answer, request.url, target);
  if (problem) throw problem;
  return { value: bodyValue(answer), status: answer.status };
}

/** A body as a value: JSON where it says so or is, else its text; null for none. */
function bodyValue(answer: HttpAnswer): Json {
  if (!answer.body) return null;
  const json = bodyJson(answer);
  const structured = typeof json === 'object' && json !== null;
  const declared = (answer.headers['content-type'] ?? '').includes('json');
  return json !== undefined && (structured || declared) ? json : answer.body;
}

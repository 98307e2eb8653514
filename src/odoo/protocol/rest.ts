import type { AuthMethod } from '../../model/authMethod';
import { ensureSignedIn, sendAuthorized, type HttpAuthorizer } from '../auth/authorizer';
import { isSessionOver } from '../auth/sessionOver';
import { OdooError } from '../error';
import type { RestDialect } from '../rest/dialect';
import { plain } from '../rest/plain';
import { errorInside, bodyJson, restProblem } from '../rest/restProblem';
import { secureApi } from '../rest/secureApi';
import type { HttpAnswer } from '../transport';
import { httpSend } from './httpSend';
import { parseJson } from './jsonRpc';
import type { CallContext, WireProtocol } from './wire';

const dialects: Record<'secureApi' | 'plain', RestDialect> = { secureApi, plain };

/** A REST module's answer to a proof it does not accept, with or without a fitting status. Nothing was carried out. */
function isRefused(answer: HttpAnswer): boolean {
  if (answer.status === 401) return true;
  if (answer.status !== 200) return false;
  const code = errorInside(bodyJson(answer))?.code;
  return code === 'signIn.notAccepted' || code === 'signIn.sessionExpired';
}

/**
 * REST modules: the Secure API module and others that have one path for each resource.
 * @param authorizerOf how a method puts its proof on a request; undefined for methods that no REST module takes
 */
export function restProtocol(authorizerOf: (auth: AuthMethod) => HttpAuthorizer | undefined): WireProtocol {
  const authorizer = ({ target }: CallContext): HttpAuthorizer => {
    const found = authorizerOf(target.auth);
    if (!found) throw new OdooError('protocol.notAvailable', { auth: target.auth, protocol: 'rest' });
    return found;
  };
  const refusal =
    (context: CallContext) =>
    (answer: HttpAnswer): boolean =>
      isRefused(answer) ||
      (authorizer(context).usesCookies === true && isSessionOver(answer, context.repeatable));
  return {
    id: 'rest',
    async signIn(context) {
      await ensureSignedIn(context, authorizer(context));
      return context.session.uid ?? 0;
    },
    async send(context, spec) {
      const { target } = context;
      if (spec.operation === 'http') return httpSend(context, spec, authorizer(context), refusal(context));
      if (!target.rest) throw new OdooError('connection.incomplete', { part: 'rest' });
      const dialect = dialects[target.rest.dialect];
      const base = target.url + target.rest.basePath.replace(/\/+$/, '').replace(/^(?=[^/])/, '/');
      const request = dialect.encode(spec, base, target.url);
      const answer = await sendAuthorized(context, authorizer(context), request, refusal(context));
      const problem = restProblem(answer, request.url, target);
      if (problem) throw problem;
      // A page in place of data is no empty answer.
      if (answer.body.trim() && bodyJson(answer) === undefined) parseJson(answer, request.url);
      return { ...dialect.decode(spec, answer), status: answer.status };
    },
  };
}

import { isHeaderValue } from '../../model/header';
import { OdooError } from '../error';
import type { CallContext } from '../protocol/wire';
import type { HttpAnswer, HttpRequest } from '../transport';

/** How a method puts its proof on an HTTP request: for the web client's routes, REST modules and any path. */
export interface HttpAuthorizer {
  /** Gets what requests carry. Nothing to do where the secret itself is carried. @throws OdooError signIn.*, connection.incomplete */
  signIn(context: CallContext): Promise<void>;
  headers(context: CallContext, url: string): Record<string, string>;
  /** Whether the proof has run out by the clock. */
  outdated?(context: CallContext): boolean;
  /** Whether signing in again can give another proof: true for sessions and tokens. */
  renewable: boolean;
  /** Whether the proof is a session's cookie, for which Odoo wants a token with every form. */
  usesCookies?: boolean;
  /** Ends the session on the server. */
  signOut?: (context: CallContext) => Promise<void>;
}

/**
 * Sends a request with its proof. Where the server no longer accepts the proof, signs in again, once, and sends the request once more:
 * `refused` says whether an answer shows that, and that nothing was carried out.
 * @param request made anew for each attempt where it depends on the proof, as a form's token does
 * @throws OdooError signIn.*, connection.incomplete, and what the transport throws
 */
export async function sendAuthorized(
  context: CallContext,
  authorizer: HttpAuthorizer,
  request: HttpRequest | (() => Promise<HttpRequest>),
  refused: (answer: HttpAnswer) => boolean,
): Promise<HttpAnswer> {
  const { session } = context;
  const prepared = typeof request === 'function' ? request : () => Promise.resolve(request);
  const signedInNow = await ensureSignedIn(context, authorizer);
  const used = session.generation;
  const answer = await send(context, authorizer, await prepared());
  // A proof fresh from the server is not replaced by another: the server would refuse that one too.
  if (!authorizer.renewable || signedInNow || !refused(answer)) return answer;
  session.expire(used);
  await session.ensure(() => authorizer.signIn(context), context.signal);
  context.report.signedInAgain = true;
  return send(context, authorizer, await prepared());
}

/** Makes sure there is a proof that has not run out. Whether it had to be got. */
export async function ensureSignedIn(context: CallContext, authorizer: HttpAuthorizer): Promise<boolean> {
  const { session } = context;
  if (session.signedIn && authorizer.outdated?.(context)) session.expire(session.generation);
  if (session.signedIn) return false;
  await session.ensure(() => authorizer.signIn(context), context.signal);
  return true;
}

async function send(
  context: CallContext,
  authorizer: HttpAuthorizer,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const { session } = context;
  const { generation } = session;
  const headers = { ...request.headers, ...authorizer.headers(context, request.url) };
  refuseUnsendable(headers, context);
  const answer = await context.exchange({ ...request, headers });
  session.learn(generation, request.url, answer, context.wallClock());
  return answer;
}

/** What a header cannot carry, before undici quotes it in an error. The message does not repeat the value, which may be the secret. */
function refuseUnsendable(headers: Record<string, string>, { target }: CallContext): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isHeaderValue(value)) continue;
    throw new OdooError('signIn.notAccepted', {
      auth: target.auth,
      host: new URL(target.url).host,
      header: name,
      unsendable: true,
    });
  }
}

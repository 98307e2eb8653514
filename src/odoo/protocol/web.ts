import { ensureSignedIn, sendAuthorized } from '../auth/authorizer';
import { webAuthorizer } from '../auth/webSession';
import { httpSend } from './httpSend';
import type { HttpAnswer } from '../transport';
import { isHtml } from './httpProblem';
import { decodeJsonRpc, encodeJsonRpc } from './jsonRpc';
import type { CallContext, OrmCall, WireProtocol } from './wire';
import type { Json } from '../../model/json';

/**
 * Whether the session is over: code 100 where Odoo knows the database, a 404 where only the session told it (several databases), a way
 * to the sign-in page. In each case the call was not carried out (Odoo 12–19, odoo/http.py). A plain page may come from anything on
 * the way, so only a call that reads is sent again after one.
 */
function isOver(answer: HttpAnswer, repeatable: boolean): boolean {
  if (answer.status === 404) return true;
  if (answer.status >= 300 && answer.status < 400)
    return /\/web\/(login|database)/.test(answer.headers['location'] ?? '');
  if (isHtml(answer)) return repeatable && answer.status === 200;
  return (
    /"code":\s*100\b/.test(answer.body.slice(0, 400)) ||
    /SessionExpiredException/.test(answer.body.slice(0, 2000))
  );
}

/** The web client's own protocol: /web/dataset/call_kw with a session's cookie. Not part of what Odoo announced to remove. */
export const web: WireProtocol = {
  id: 'web',
  async signIn(context) {
    await ensureSignedIn(context, webAuthorizer);
    return context.session.uid ?? 0;
  },
  async execute(context: CallContext, { model, method, args, kwargs }: OrmCall): Promise<Json> {
    const url = `${context.target.url}/web/dataset/call_kw/${encodeURIComponent(model)}/${encodeURIComponent(method)}`;
    const request = encodeJsonRpc(url, { model, method, args, kwargs });
    const answer = await sendAuthorized(context, webAuthorizer, request, (given) =>
      isOver(given, context.repeatable),
    );
    return decodeJsonRpc(answer, url);
  },
  send: (context, spec) =>
    httpSend(context, spec, webAuthorizer, (answer) => isOver(answer, context.repeatable)),
};

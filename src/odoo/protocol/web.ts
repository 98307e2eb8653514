import { ensureSignedIn, sendAuthorized } from '../auth/authorizer';
import { isSessionOver } from '../auth/sessionOver';
import { OdooError } from '../error';
import { webAuthorizer } from '../auth/webSession';
import { httpSend } from './httpSend';
import { decodeJsonRpc, encodeJsonRpc } from './jsonRpc';
import type { CallContext, OrmCall, WireProtocol } from './wire';
import type { Json } from '../../model/json';

/** The web controller looks the model up itself: KeyError up to 17, NotFound from 18 on (addons/web/controllers/dataset.py). */
function unknownModel(error: unknown, model: string): OdooError | undefined {
  if (!(error instanceof OdooError) || !error.server) return undefined;
  const { name = '', message } = error.server;
  const keyError = name.endsWith('KeyError') && message.replace(/^'|'$/g, '') === model;
  const notFound = name.endsWith('NotFound') && error.code === 'protocol.notAvailable';
  if (!keyError && !notFound) return undefined;
  return new OdooError('server.unknownModel', { model }, { server: error.server, cause: error });
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
      isSessionOver(given, context.repeatable),
    );
    try {
      return decodeJsonRpc(answer, url);
    } catch (error) {
      throw unknownModel(error, model) ?? error;
    }
  },
  send: (context, spec) =>
    httpSend(context, spec, webAuthorizer, (answer) => isSessionOver(answer, context.repeatable)),
};

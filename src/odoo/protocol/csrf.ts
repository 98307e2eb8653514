import { cookieHeaders } from '../auth/webSession';
import type { HttpRequest } from '../transport';
import { isForm } from './anyPath';
import type { CallContext } from './wire';

/**
 * Adds the token that Odoo wants with every form sent to it in a web session (Odoo 12–19, odoo/http.py validate_csrf; JSON routes need
 * none). The web client's page holds it: /web, from 18 on /odoo.
 */
export async function withCsrfToken(context: CallContext, request: HttpRequest): Promise<HttpRequest> {
  const form = isForm(request.headers?.['content-type'] ?? '') && request.method === 'POST';
  if (!form || /(^|&)csrf_token=/.test(request.body ?? '')) return request;
  const token = await csrfToken(context);
  if (token === undefined) return request;
  const body = new URLSearchParams(request.body ?? '');
  body.append('csrf_token', token);
  return { ...request, body: body.toString() };
}

async function csrfToken(context: CallContext): Promise<string | undefined> {
  const { generation } = context.session;
  for (const path of ['/web', '/odoo']) {
    const url = context.target.url + path;
    const answer = await context.exchange({ method: 'GET', url, headers: cookieHeaders(context, url) });
    context.session.learn(generation, url, answer, context.wallClock());
    const found = /csrf_token\s*:\s*["']([^"']+)["']/.exec(answer.body)?.[1];
    if (found) return found;
  }
  return undefined;
}

import { resolveUrl, type TokenRequest } from '../../model/connection';
import { isJsonObject, type Json } from '../../model/json';
import { OdooError } from '../error';
import type { CallContext } from '../protocol/wire';
import type { HttpRequest } from '../transport';
import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';
import { isRefusal, requestToken } from './tokenAnswer';

/** Replaces {{name}}; a name that is not known stays as it is. */
function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

/** Fills a body's strings after it was taken apart, so that no value can change its structure. */
function fillBody(format: 'json' | 'form', body: string, values: Record<string, string>): string {
  if (format === 'form') {
    const form = new URLSearchParams();
    for (const [name, value] of new URLSearchParams(body.trim())) form.append(name, fill(value, values));
    return form.toString();
  }
  if (!body.trim()) return '';
  let json: Json;
  try {
    json = JSON.parse(body) as Json;
  } catch (cause) {
    throw new OdooError('connection.incomplete', { part: 'token', reason: 'body' }, { cause });
  }
  return JSON.stringify(fillJson(json, values));
}

function fillJson(json: Json, values: Record<string, string>): Json {
  if (typeof json === 'string') return fill(json, values);
  if (Array.isArray(json)) return json.map((each) => fillJson(each, values));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fillJson(value, values)]));
}

function settingsOf({ target }: CallContext): TokenRequest {
  if (!target.token) throw new OdooError('connection.incomplete', { part: 'token' });
  return target.token;
}

function tokenRequest(
  { target }: CallContext,
  {
    url,
    method,
    format,
    body,
  }: Pick<TokenRequest, 'url' | 'format' | 'body'> & { method: TokenRequest['method'] },
  refreshToken: string,
): HttpRequest {
  const { login, secret, database } = target;
  const filled = fillBody(format, body, { login, secret, database, refreshToken });
  const address = resolveUrl(target.url, url);
  if (method === 'GET') {
    const join = address.includes('?') ? '&' : '?';
    return { method, url: format === 'form' && filled ? address + join + filled : address };
  }
  const type = format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    method,
    url: address,
    headers: { 'content-type': type, accept: 'application/json' },
    body: filled,
  };
}

const authorizer: HttpAuthorizer = {
  async signIn(context) {
    const settings = settingsOf(context);
    const held = context.session.token?.refresh;
    if (settings.refresh && held) {
      try {
        const request = tokenRequest(context, { ...settings.refresh, method: 'POST' }, held);
        // A server that does not rotate sends no new refresh token: the one at hand stays good.
        context.session.token = { refresh: held, ...(await requestToken(context, request, settings)) };
        return;
      } catch (error) {
        // The refresh token has run out or was used up: the secret gets a new pair.
        if (!isRefusal(error)) throw error;
        context.session.token = undefined;
      }
    }
    context.session.token = await requestToken(context, tokenRequest(context, settings, ''), settings);
  },
  headers: bearerToken,
  outdated: tokenOutdated,
  renewable: true,
};

/** The token as every such API takes it. */
export function bearerToken({ session }: CallContext): Record<string, string> {
  return { authorization: `Bearer ${session.token?.access ?? ''}` };
}

export function tokenOutdated({ session, now }: CallContext): boolean {
  return session.token?.renewAt !== undefined && now() >= session.token.renewAt;
}

/** A token asked for as the person describes it, renewed before it runs out and when the server refuses it. */
export const jwt: AuthDescription = {
  id: 'jwt',
  loginLabel: 'Login',
  secretLabel: 'Secret for the token',
  since: { rest: 0 },
  safety: 'The secret is sent only to get a token, which lasts for minutes.',
  authorizer,
};

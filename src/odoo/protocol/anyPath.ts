import { isHeaderName, isHeaderValue } from '../../model/header';
import type { Json } from '../../model/json';
import { isJsonObject } from '../../model/json';
import type { HttpSpec } from '../../model/requestSpec';
import { OdooError } from '../error';
import type { HttpRequest } from '../transport';

export type AnyPathSpec = Extract<HttpSpec, { operation: 'http' }>;

/** Headers that carry proof of who one is: the connection's business, since a request is kept in a file. */
const ownHeaders = new Set(['authorization', 'cookie', 'host', 'content-length', 'proxy-authorization']);

/**
 * A request of any path below the connection's address.
 * @throws OdooError request.path where it would lead elsewhere; request.incomplete for a header that the connection sets itself, or that
 *   HTTP has no form for
 */
export function encodeAnyPath(spec: AnyPathSpec, root: string): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(spec.headers ?? {})) {
    const lower = name.trim().toLowerCase();
    if (ownHeaders.has(lower)) {
      throw new OdooError('request.incomplete', {
        part: 'headers',
        reason: `The header ${lower} is set by the connection. Choose how to sign in there.`,
      });
    }
    if (!isHeaderName(lower) || !isHeaderValue(value)) {
      throw new OdooError('request.incomplete', {
        part: 'headers',
        reason: `The header ${JSON.stringify(name)} cannot be sent: its name or its value has a character that headers cannot carry.`,
      });
    }
    headers[lower] = value;
  }
  const url = anyPathUrl(spec, root);
  if (spec.body === undefined || spec.httpMethod === 'GET' || spec.httpMethod === 'HEAD') {
    return { method: spec.httpMethod, url, headers };
  }
  const { type, text } = encodeBody(spec.body, headers['content-type']);
  headers['content-type'] ??= type;
  return { method: spec.httpMethod, url, headers, body: text };
}

function anyPathUrl(spec: AnyPathSpec, root: string): string {
  const wrong = (): OdooError => new OdooError('request.path', { path: spec.path, host: new URL(root).host });
  // "//host", "\host" and "https://host" would carry the secret to another server.
  if (!spec.path.startsWith('/') || /^\/\/|\\/.test(spec.path)) throw wrong();
  if (Array.from(spec.path).some((letter) => letter < ' ' || letter === '\x7f')) throw wrong();
  let url: URL;
  try {
    url = new URL(root + spec.path);
  } catch {
    throw wrong();
  }
  // "/../shop" would lead out of the connection's own path, to whatever else the same host serves.
  const own = new URL(root);
  const below = own.pathname.replace(/\/*$/, '/');
  if (url.origin !== own.origin || !url.pathname.startsWith(below)) throw wrong();
  for (const [name, value] of Object.entries(spec.query ?? {})) url.searchParams.append(name, value);
  return url.href;
}

function encodeBody(body: Json, contentType: string | undefined): { type: string; text: string } {
  if (typeof body === 'string') return { type: 'text/plain', text: body };
  if (contentType && isForm(contentType) && isJsonObject(body)) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(body)) {
      form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    return { type: contentType, text: form.toString() };
  }
  return { type: 'application/json', text: JSON.stringify(body) };
}

export function isForm(contentType: string): boolean {
  return contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

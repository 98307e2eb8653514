import type { HttpMethod, HttpSpec, RequestSpec } from '../../model/requestSpec';
import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { OdooError } from '../error';
import type { HttpAnswer, HttpRequest } from '../transport';
import { bodyJson } from './restProblem';

/** Calls of a REST module's resources. */
export type RestSpec = Exclude<HttpSpec, { operation: 'http' }>;
export type RestId = string | number;

/** How one family of REST modules forms its requests and answers. */
export interface RestDialect {
  /**
   * @param base the connection's address with its base path
   * @param root the connection's address alone, for routes that begin with a slash
   * @throws OdooError request.incomplete, request.domain
   */
  encode(spec: RestSpec, base: string, root: string): HttpRequest;
  /** What a good answer holds. */
  decode(spec: RestSpec, answer: HttpAnswer): { value: Json; total?: number };
}

/** The HTTP method that a call travels with. */
export function httpMethodOf(spec: HttpSpec): HttpMethod {
  switch (spec.operation) {
    case 'http':
      return spec.httpMethod;
    case 'restCreate':
      return 'POST';
    case 'restUpdate':
      return 'PATCH';
    case 'restDelete':
      return 'DELETE';
    case 'restCall':
      return spec.httpMethod ?? 'POST';
    case 'restList':
    case 'restRead':
      return 'GET';
  }
}

/** A JSON body, for methods that have one. */
export function withBody(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body: Json): HttpRequest {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return { method, url, headers, body: JSON.stringify(body) };
}

export function get(url: string, query: Record<string, string | undefined> = {}): HttpRequest {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  const text = search.toString();
  return { method: 'GET', url: text ? `${url}?${text}` : url, headers: { accept: 'application/json' } };
}

/**
 * A route's address: below the base path, or below the server's address where it begins with a slash.
 * @throws OdooError request.incomplete
 */
export function routeUrl(spec: RestSpec, base: string, root: string): string {
  const path = spec.route.replace(/\/+$/, '').split('/').map(pathPart).join('/');
  return spec.route.startsWith('/') ? root + path : `${base}/${path}`;
}

/** The only id of a call that takes one. @throws OdooError request.incomplete */
export function onlyId(spec: RequestSpec & { ids?: RestId[] | undefined }): string {
  const [id, ...more] = spec.ids ?? [];
  if (id === undefined || more.length > 0) {
    throw new OdooError('request.incomplete', {
      part: 'ids',
      reason:
        id === undefined
          ? 'Name the record: one id.'
          : 'This API takes one record at a time: give one id, or send one request for each.',
    });
  }
  return pathPart(String(id));
}

/** Ids of a call of several records. @throws OdooError request.incomplete where there are none: some modules would take that for all */
export function someIds(ids: readonly RestId[] | undefined): readonly RestId[] {
  if (ids?.length) return ids;
  throw new OdooError('request.incomplete', { part: 'ids', reason: 'Name the records: one id or more.' });
}

/** A piece of a path. Dots alone would lead to another path, encoded or not. @throws OdooError request.incomplete */
function pathPart(text: string): string {
  if (/^\.{1,2}$/.test(text)) {
    throw new OdooError('request.incomplete', {
      part: 'path',
      reason: 'A route or an id cannot be made of dots alone.',
    });
  }
  return encodeURIComponent(text);
}

/** The records in an answer: a bare list, or the list among the names that REST modules give it. */
export function recordsIn(answer: HttpAnswer): { value: Json; total?: number } {
  const body = unwrapped(bodyJson(answer) ?? null);
  if (!isJsonObject(body)) return { value: body };
  const lists = ['records', 'results', 'data', 'items', 'result'].filter((name) => Array.isArray(body[name]));
  const [name] = lists;
  if (name === undefined || lists.length > 1) return { value: body };
  const total = [body['length'], body['count'], body['total']].find((each) => typeof each === 'number');
  return { value: body[name] ?? null, ...(typeof total === 'number' ? { total } : {}) };
}

/** What Odoo's JSON-RPC envelope holds, where there is one. Without a `result` it is None. */
export function unwrapped(body: Json): Json {
  return isJsonObject(body) && 'jsonrpc' in body ? (body['result'] ?? null) : body;
}

/** The chosen fields of each record, for APIs where the server alone decides which it gives. */
export function project(value: Json, fields: readonly string[] | undefined): Json {
  if (!fields?.length) return value;
  if (Array.isArray(value)) return value.map((each) => project(each, fields));
  if (!isJsonObject(value)) return value;
  const kept: JsonObject = {};
  for (const name of ['id', ...fields]) {
    if (Object.hasOwn(value, name)) kept[name] = value[name] ?? null;
  }
  return kept;
}

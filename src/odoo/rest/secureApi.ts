import { printDomain } from '../../domain/print';
import { isJsonObject, type Json } from '../../model/json';
import { readDomain } from '../ormCall';
import type { HttpRequest } from '../transport';
import {
  get,
  onlyId,
  project,
  recordsIn,
  routeUrl,
  someIds,
  unwrapped,
  withBody,
  type RestDialect,
  type RestSpec,
} from './dialect';
import { bodyJson } from './restProblem';

/*
 * The Secure API module for Odoo 14–19: /<route> and /<route>/<id>, bulk forms on /<route> and /<route>/bulk, answers in Odoo's
 * JSON-RPC envelope with status 200 whatever happened. Which fields are given is set on the server.
 */

/** "partner" is short for "partner/rest", the form of the module's own examples. */
function address(spec: RestSpec, base: string, root: string): string {
  const url = routeUrl(spec, base, root);
  const short = !spec.route.replace(/\/+$/, '').includes('/');
  if (!short) return url;
  return spec.operation === 'restCall' ? `${url}/rpc` : `${url}/rest`;
}

function encode(spec: RestSpec, base: string, root: string): HttpRequest {
  const url = address(spec, base, root);
  switch (spec.operation) {
    case 'restList': {
      const domain = readDomain(spec.domain);
      return get(url, {
        // The server reads it as Python.
        domain: domain.length > 0 ? printDomain(domain, 'python') : undefined,
        offset: spec.offset ? String(spec.offset) : undefined,
        limit: spec.limit === undefined ? undefined : String(spec.limit),
        order: spec.order?.trim() ? spec.order.trim() : undefined,
      });
    }
    case 'restRead':
      if (spec.ids.length === 1) return get(`${url}/${onlyId(spec)}`);
      return get(`${url}/bulk`, { ids: someIds(spec.ids).join(',') });
    case 'restCreate':
      return withBody('POST', url, spec.values);
    case 'restUpdate':
      if (Array.isArray(spec.values)) return withBody('PATCH', url, spec.values);
      if (spec.ids?.length === 1) return withBody('PATCH', `${url}/${onlyId(spec)}`, spec.values);
      return withBody('PATCH', url, { ids: [...someIds(spec.ids)], ...spec.values });
    case 'restDelete':
      if (spec.ids.length === 1 && spec.bulkForm === undefined) {
        return { method: 'DELETE', url: `${url}/${onlyId(spec)}`, headers: { accept: 'application/json' } };
      }
      someIds(spec.ids);
      return withBody('DELETE', url, spec.bulkForm === 'list' ? spec.ids : { ids: spec.ids });
    case 'restCall': {
      const one = spec.ids?.length === 1 ? `/${onlyId(spec)}` : '';
      const many = spec.ids && spec.ids.length > 1 ? { ids: spec.ids } : {};
      const values = { ...many, ...(spec.values ?? {}) };
      if (spec.httpMethod !== 'GET') return withBody('POST', url + one, values);
      return get(
        url + one,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, queryText(value)])),
      );
    }
  }
}

function queryText(value: Json): string {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const secureApi: RestDialect = {
  encode,
  decode(spec, answer) {
    const fields = spec.operation === 'restList' || spec.operation === 'restRead' ? spec.fields : undefined;
    const body = unwrapped(bodyJson(answer) ?? null);
    if (spec.operation === 'restList') {
      const found = recordsIn(answer);
      return { ...found, value: project(found.value, fields) };
    }
    // One record comes without its list.
    const list = spec.operation === 'restRead' && isJsonObject(body) ? [body] : body;
    return { value: project(list, fields) };
  },
};

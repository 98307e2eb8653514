import { isJsonObject } from '../../model/json';
import { OdooError } from '../error';
import { readDomain } from '../ormCall';
import type { HttpRequest } from '../transport';
import {
  get,
  onlyId,
  recordsIn,
  routeUrl,
  unwrapped,
  withBody,
  type RestDialect,
  type RestSpec,
} from './dialect';
import { bodyJson } from './restProblem';

/* One path for each resource and record, as most REST modules have it: GET, POST, PATCH and DELETE on /<route>[/<id>]. */

function encode(spec: RestSpec, base: string, root: string): HttpRequest {
  const url = routeUrl(spec, base, root);
  switch (spec.operation) {
    case 'restList': {
      const domain = readDomain(spec.domain);
      return get(url, {
        domain: domain.length > 0 ? JSON.stringify(domain) : undefined,
        fields: spec.fields?.length ? spec.fields.join(',') : undefined,
        offset: spec.offset ? String(spec.offset) : undefined,
        limit: spec.limit === undefined ? undefined : String(spec.limit),
        order: spec.order?.trim() ? spec.order.trim() : undefined,
      });
    }
    case 'restRead':
      return get(`${url}/${onlyId(spec)}`, {
        fields: spec.fields?.length ? spec.fields.join(',') : undefined,
      });
    case 'restCreate':
      return withBody('POST', url, spec.values);
    case 'restUpdate':
      if (Array.isArray(spec.values)) {
        throw new OdooError('request.incomplete', {
          part: 'values',
          reason: 'This API changes one record at a time: give one id and one object of values.',
        });
      }
      return withBody('PATCH', `${url}/${onlyId(spec)}`, spec.values);
    case 'restDelete':
      return { method: 'DELETE', url: `${url}/${onlyId(spec)}`, headers: { accept: 'application/json' } };
    case 'restCall': {
      const address = spec.ids?.length ? `${url}/${onlyId(spec)}` : url;
      if (spec.httpMethod !== 'GET') return withBody('POST', address, spec.values ?? {});
      const query = Object.entries(spec.values ?? {}).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      return get(address, Object.fromEntries(query));
    }
  }
}

export const plain: RestDialect = {
  encode,
  decode(spec, answer) {
    if (spec.operation === 'restList') return recordsIn(answer);
    const body = unwrapped(bodyJson(answer) ?? null);
    return { value: spec.operation === 'restRead' && isJsonObject(body) ? [body] : body };
  },
};

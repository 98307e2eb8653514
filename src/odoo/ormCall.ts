import { parseDomain } from '../domain/parse';
import type { Json, JsonObject } from '../model/json';
import type { OrmSpec } from '../model/requestSpec';
import { OdooError } from './error';
import type { OrmCall } from './protocol/wire';

/**
 * The ORM call a request stands for. The domain goes first and without a name: it was called `args` up to Odoo 15 and `domain` from
 * 16 on (odoo/models.py).
 * @throws OdooError request.domain with the position of what cannot be read
 */
export function ormCall(spec: OrmSpec): OrmCall {
  const context: JsonObject = spec.context ? { context: spec.context } : {};
  const { model } = spec;
  switch (spec.operation) {
    case 'searchRead':
      return {
        model,
        method: 'search_read',
        args: [readDomain(spec.domain)],
        kwargs: {
          ...(spec.fields?.length ? { fields: spec.fields } : {}),
          ...(spec.order?.trim() ? { order: spec.order.trim() } : {}),
          ...(spec.limit !== undefined ? { limit: spec.limit } : {}),
          ...(spec.offset ? { offset: spec.offset } : {}),
          ...context,
        },
      };
    case 'read':
      return {
        model,
        method: 'read',
        args: [spec.ids],
        kwargs: { ...(spec.fields?.length ? { fields: spec.fields } : {}), ...context },
      };
    case 'count':
      return { model, method: 'search_count', args: [readDomain(spec.domain)], kwargs: context };
    case 'search':
      return {
        model,
        method: 'search',
        args: [readDomain(spec.domain)],
        kwargs: {
          ...(spec.order?.trim() ? { order: spec.order.trim() } : {}),
          ...(spec.limit !== undefined ? { limit: spec.limit } : {}),
          ...(spec.offset ? { offset: spec.offset } : {}),
          ...context,
        },
      };
    case 'readGroup':
      return {
        model,
        method: 'formatted_read_group',
        args: [readDomain(spec.domain)],
        kwargs: {
          groupby: spec.groupBy,
          aggregates: spec.aggregates ?? [],
          ...(spec.having === undefined ? {} : { having: readDomain(spec.having) }),
          ...(spec.order?.trim() ? { order: spec.order.trim() } : {}),
          ...(spec.limit !== undefined ? { limit: spec.limit } : {}),
          ...(spec.offset ? { offset: spec.offset } : {}),
          ...context,
        },
      };
    case 'nameSearch':
      // The domain's name was `args` up to Odoo 17, and is `domain` since.
      return {
        model,
        method: 'name_search',
        args: [spec.text ?? '', readDomain(spec.domain), spec.textOperator?.trim() || 'ilike'],
        kwargs: { ...(spec.limit !== undefined ? { limit: spec.limit } : {}), ...context },
      };
    case 'create':
      return { model, method: 'create', args: [spec.values], kwargs: context };
    case 'update':
      return { model, method: 'write', args: [spec.ids ?? [], spec.values], kwargs: context };
    case 'delete':
      return { model, method: 'unlink', args: [spec.ids], kwargs: context };
    case 'copy':
      return {
        model,
        method: 'copy',
        args: [spec.ids, ...(spec.values === undefined ? [] : [spec.values])],
        kwargs: context,
      };
    case 'fieldsGet':
      return {
        model,
        method: 'fields_get',
        args: [],
        kwargs: {
          ...(spec.fields?.length ? { allfields: spec.fields } : {}),
          ...(spec.attributes?.length ? { attributes: spec.attributes } : {}),
          ...context,
        },
      };
    case 'defaultGet':
      return { model, method: 'default_get', args: [spec.fields], kwargs: context };
    case 'exportData':
      return { model, method: 'export_data', args: [spec.ids, spec.fields], kwargs: context };
    case 'load':
      return { model, method: 'load', args: [spec.fields, spec.rows], kwargs: context };
    case 'call':
      return {
        model,
        method: spec.method,
        args: spec.args ?? [],
        kwargs: { ...(spec.kwargs ?? {}), ...context },
      };
  }
}

/** A domain as a list. @throws OdooError request.domain with the position of what cannot be read */
export function readDomain(domain: string | Json[] | undefined): Json[] {
  if (domain === undefined) return [];
  if (typeof domain !== 'string') return domain;
  const parsed = parseDomain(domain);
  if (!parsed.ok) {
    throw new OdooError('request.domain', { reason: parsed.message, position: parsed.position });
  }
  return parsed.domain;
}

/**
 * The value a request answers with, the same over every protocol: one id for one record created, although JSON-2 answers with a
 * list (Odoo 19, addons/rpc/controllers/json2.py).
 */
export function normalise(spec: OrmSpec, value: Json): Json {
  const single = spec.operation === 'create' && !Array.isArray(spec.values);
  return single && Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

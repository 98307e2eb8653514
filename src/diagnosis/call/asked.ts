import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { OrmSpec } from '../../model/requestSpec';

/** What one may be allowed to do with a model: the four columns of Odoo's access rights. */
export const rights = ['read', 'write', 'create', 'unlink'] as const;
export type Right = (typeof rights)[number];

/** The right that each of these methods needs first. Any other method may need any of them. */
const rightsOfMethods: Readonly<Record<string, Right>> = {
  search: 'read',
  search_read: 'read',
  search_count: 'read',
  read: 'read',
  read_group: 'read',
  formatted_read_group: 'read',
  web_read: 'read',
  web_search_read: 'read',
  web_read_group: 'read',
  name_get: 'read',
  name_search: 'read',
  export_data: 'read',
  write: 'write',
  web_save: 'write',
  action_archive: 'write',
  action_unarchive: 'write',
  toggle_active: 'write',
  create: 'create',
  name_create: 'create',
  copy: 'create',
  load: 'create',
  unlink: 'unlink',
};

/** Methods that take a domain first. */
const withDomain = new Set([
  'search',
  'search_read',
  'search_count',
  'read_group',
  'formatted_read_group',
  'web_search_read',
  'web_read_group',
]);

/** Methods of a model that take something else than records first. */
const withoutRecords = new Set([
  ...withDomain,
  'create',
  'name_create',
  'name_search',
  'load',
  'default_get',
]);

/** Where in a request a field is named. */
export type FieldPlace = 'fields' | 'order' | 'groupBy' | 'values';

export interface AskedField {
  name: string;
  place: FieldPlace;
}

/** What a request needs to be allowed; undefined where its method may need anything. */
export function rightOf(spec: OrmSpec): Right | undefined {
  switch (spec.operation) {
    case 'searchRead':
    case 'search':
    case 'read':
    case 'count':
    case 'readGroup':
    case 'nameSearch':
    case 'exportData':
      return 'read';
    case 'create':
    case 'copy':
      return 'create';
    case 'fieldsGet':
    case 'defaultGet':
    case 'load':
      // Reading, creating or writing one will do for the first two; rows create or write.
      return undefined;
    case 'update':
      return 'write';
    case 'delete':
      return 'unlink';
    case 'call':
      return Object.hasOwn(rightsOfMethods, spec.method) ? rightsOfMethods[spec.method] : undefined;
  }
}

/** The records a request names. */
export function idsOf(spec: OrmSpec): number[] {
  switch (spec.operation) {
    case 'read':
    case 'delete':
    case 'copy':
    case 'exportData':
      return spec.ids;
    case 'update':
      return Array.isArray(spec.values) ? idsWithin(spec.values) : (spec.ids ?? []);
    case 'call': {
      if (withoutRecords.has(spec.method)) return [];
      const first = spec.kwargs?.['ids'] ?? spec.args?.[0];
      if (typeof first === 'number') return [first];
      return Array.isArray(first) && first.every((id) => typeof id === 'number') ? first : [];
    }
    case 'searchRead':
    case 'search':
    case 'count':
    case 'readGroup':
    case 'nameSearch':
    case 'create':
    case 'fieldsGet':
    case 'defaultGet':
    case 'load':
      return [];
  }
}

/** The records that objects name by their `id`. */
function idsWithin(list: readonly JsonObject[]): number[] {
  return list.map((values) => values['id']).filter((id) => typeof id === 'number');
}

/** A request's domain, as text or as a list; undefined where it has none. */
export function domainOf(spec: OrmSpec): string | Json[] | undefined {
  switch (spec.operation) {
    case 'searchRead':
    case 'search':
    case 'count':
    case 'readGroup':
    case 'nameSearch':
      return spec.domain;
    case 'call': {
      if (!withDomain.has(spec.method)) return undefined;
      const domain = spec.kwargs?.['domain'] ?? spec.args?.[0];
      return Array.isArray(domain) ? domain : undefined;
    }
    case 'read':
    case 'create':
    case 'update':
    case 'delete':
    case 'copy':
    case 'fieldsGet':
    case 'defaultGet':
    case 'exportData':
    case 'load':
      return undefined;
  }
}

/** The values a request writes, record by record. */
export function valuesOf(spec: OrmSpec): JsonObject[] {
  switch (spec.operation) {
    case 'create':
      return [spec.values].flat();
    case 'update':
      return Array.isArray(spec.values) ? spec.values.map(withoutId) : [spec.values];
    case 'copy':
      return spec.values === undefined ? [] : [spec.values];
    case 'call': {
      const at = spec.method === 'create' ? 0 : spec.method === 'write' ? 1 : undefined;
      if (at === undefined) return [];
      const given = spec.kwargs?.[at === 0 ? 'vals_list' : 'vals'] ?? spec.args?.[at];
      return (Array.isArray(given) ? given : [given]).filter(isJsonObject);
    }
    case 'searchRead':
    case 'search':
    case 'read':
    case 'count':
    case 'readGroup':
    case 'nameSearch':
    case 'delete':
    case 'fieldsGet':
    case 'defaultGet':
    case 'exportData':
    case 'load':
      return [];
  }
}

/** What is written to a record that an object names by its `id`. */
function withoutId(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'id'));
}

/** The fields a request names outside its domain, in the words it has for them ("create_date:month" is create_date). */
export function fieldsOf(spec: OrmSpec): AskedField[] {
  const named = (place: FieldPlace, names: Iterable<string>): AskedField[] =>
    [...new Set(names)].map((name) => ({ place, name }));
  const written = named('values', valuesOf(spec).flatMap(Object.keys));
  switch (spec.operation) {
    case 'searchRead':
      return [...named('fields', roots(spec.fields)), ...named('order', orderNames(spec.order ?? ''))];
    case 'search':
      return named('order', orderNames(spec.order ?? ''));
    case 'read':
      return named('fields', roots(spec.fields));
    case 'fieldsGet':
    case 'defaultGet':
      return named('fields', spec.fields ?? []);
    case 'readGroup':
      return [
        ...named('fields', plainNames(spec.aggregates)),
        ...named('order', orderNames(spec.order ?? '')),
        ...named('groupBy', plainNames(spec.groupBy)),
      ];
    case 'exportData':
    case 'load':
      return named('fields', pathStarts(spec.fields));
    case 'count':
    case 'nameSearch':
    case 'delete':
      return [];
    case 'create':
    case 'update':
    case 'copy':
      return written;
    case 'call': {
      const { kwargs = {}, args = [], method } = spec;
      const fieldsSecond = ['read', 'search_read', 'read_group'].includes(method);
      const groups = kwargs['groupby'] ?? args[method === 'read_group' ? 2 : 1];
      return [
        ...named('fields', plainNames(kwargs['fields'] ?? (fieldsSecond ? args[1] : undefined))),
        ...named('order', orderNames(orderText(kwargs['order'] ?? kwargs['orderby']))),
        ...named('groupBy', method.endsWith('read_group') ? plainNames(groups) : []),
        ...written,
      ];
    }
  }
}

/** The company ids that a request's context asks for; undefined where it asks for none. */
export function companiesOf(spec: OrmSpec): number[] | undefined {
  const asked = contextOf(spec)['allowed_company_ids'];
  return Array.isArray(asked) ? asked.filter((id) => typeof id === 'number') : undefined;
}

export function contextOf(spec: OrmSpec): JsonObject {
  const inside = spec.operation === 'call' ? spec.kwargs?.['context'] : undefined;
  return { ...(isJsonObject(inside) ? inside : {}), ...(spec.context ?? {}) };
}

function orderText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** "name desc, id" as name and id. */
function orderNames(order: string): string[] {
  return order
    .split(',')
    .map((part) => /^\s*"?([\w.]+)/.exec(part)?.[1] ?? '')
    .filter(Boolean);
}

/** The model's own fields that paths through relations begin with: "country_id.code" with country_id. */
function roots(paths: readonly string[] = []): string[] {
  return paths.map((path) => path.split('.')[0] ?? '');
}

/** The model's own fields that the paths of Odoo's import and export begin with: "partner_id/id" with partner_id. */
function pathStarts(paths: readonly string[]): string[] {
  return paths.map((path) => path.split('/')[0] ?? '').filter((name) => !['', 'id', '.id'].includes(name));
}

function plainNames(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .filter((name) => typeof name === 'string')
    .map((name) => name.split(':')[0] ?? '')
    .filter((name) => name !== '' && !name.startsWith('__'));
}

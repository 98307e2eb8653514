import { emptyDraft } from '../model/draft';
import type { Draft } from '../model/draft';
import type { Json } from '../model/json';
import { isOrm } from '../model/requestSpec';
import type { HttpSpec, OrmSpec, RequestSpec } from '../model/requestSpec';
import { headerStyle, queryStyle, writePairs } from './pairs';
import { writeIds } from './recordIds';

/** The form that shows a request, so that specFromDraft gives it back (a list domain comes back as text). */
export function draftFromSpec(spec: RequestSpec, connectionId: string, name?: string): Draft {
  const draft: Draft = { ...emptyDraft, connectionId, operation: spec.operation, limit: '' };
  if (name !== undefined) draft.name = name;
  return { ...draft, ...(isOrm(spec) ? ormParts(spec) : httpParts(spec)) };
}

function ormParts(spec: OrmSpec): Partial<Draft> {
  const shared = { model: spec.model, context: writeJson(spec.context) };
  switch (spec.operation) {
    case 'searchRead':
      return { ...shared, ...searchParts(spec) };
    case 'count':
      return { ...shared, domain: writeDomain(spec.domain) };
    case 'read':
      return { ...shared, ids: writeIds(spec.ids), fields: [...(spec.fields ?? [])] };
    case 'create':
      return { ...shared, values: writeJson(spec.values) };
    case 'update':
      return { ...shared, ids: writeIds(spec.ids), values: writeJson(spec.values) };
    case 'delete':
      return { ...shared, ids: writeIds(spec.ids) };
    case 'search':
      return {
        ...shared,
        domain: writeDomain(spec.domain),
        order: spec.order ?? '',
        limit: writeNumber(spec.limit),
        offset: writeNumber(spec.offset),
      };
    case 'readGroup':
      return {
        ...shared,
        domain: writeDomain(spec.domain),
        groupBy: [...spec.groupBy],
        aggregates: [...(spec.aggregates ?? [])],
        having: writeDomain(spec.having),
        order: spec.order ?? '',
        limit: writeNumber(spec.limit),
        offset: writeNumber(spec.offset),
      };
    case 'nameSearch':
      return {
        ...shared,
        text: spec.text ?? '',
        textOperator: spec.textOperator ?? 'ilike',
        domain: writeDomain(spec.domain),
        limit: writeNumber(spec.limit),
      };
    case 'copy':
      return { ...shared, ids: writeIds(spec.ids), values: writeJson(spec.values) };
    case 'fieldsGet':
      return { ...shared, fields: [...(spec.fields ?? [])], attributes: [...(spec.attributes ?? [])] };
    case 'defaultGet':
      return { ...shared, fields: [...spec.fields] };
    case 'exportData':
      return { ...shared, ids: writeIds(spec.ids), fields: [...spec.fields] };
    case 'load':
      return { ...shared, fields: [...spec.fields], rows: writeRows(spec.rows) };
    case 'call':
      return { ...shared, method: spec.method, args: writeJson(spec.args), kwargs: writeJson(spec.kwargs) };
  }
}

function httpParts(spec: HttpSpec): Partial<Draft> {
  switch (spec.operation) {
    case 'restList':
      return { route: spec.route, ...searchParts(spec) };
    case 'restRead':
      return { route: spec.route, ids: writeIds(spec.ids), fields: [...(spec.fields ?? [])] };
    case 'restCreate':
      return { route: spec.route, values: writeJson(spec.values) };
    case 'restUpdate':
      return { route: spec.route, ids: writeIds(spec.ids), values: writeJson(spec.values) };
    case 'restDelete':
      return {
        route: spec.route,
        ids: writeIds(spec.ids),
        ...(spec.bulkForm === undefined ? {} : { bulkForm: spec.bulkForm }),
      };
    case 'restCall':
      return {
        route: spec.route,
        ids: writeIds(spec.ids),
        values: writeJson(spec.values),
        callWith: spec.httpMethod ?? 'POST',
      };
    case 'http':
      return {
        httpMethod: spec.httpMethod,
        path: spec.path,
        query: writePairs(spec.query, queryStyle),
        ...bodyParts(spec),
      };
  }
}

function searchParts(spec: Extract<RequestSpec, { operation: 'searchRead' | 'restList' }>): Partial<Draft> {
  return {
    domain: writeDomain(spec.domain),
    fields: [...(spec.fields ?? [])],
    order: spec.order ?? '',
    limit: writeNumber(spec.limit),
    offset: writeNumber(spec.offset),
  };
}

/** A text that the form would take for JSON keeps being text by its content type, which is the one it is sent with anyway. */
function bodyParts(spec: Extract<RequestSpec, { operation: 'http' }>): Pick<Draft, 'headers' | 'body'> {
  const { body, headers = {} } = spec;
  if (typeof body !== 'string') return { headers: writePairs(headers, headerStyle), body: writeJson(body) };
  const typed = Object.keys(headers).some((name) => /^content-type$/i.test(name));
  const looksLikeJson = /^\s*(?:[[{]|-?\d|(?:true|false|null)\s*$)/.test(body);
  const kept = looksLikeJson && !typed ? { ...headers, 'Content-Type': 'text/plain' } : headers;
  return { headers: writePairs(kept, headerStyle), body };
}

function writeNumber(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function writeJson(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** A row on each line. */
function writeRows(rows: readonly Json[][]): string {
  return rows.length === 0 ? '[]' : `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]`;
}

function writeDomain(domain: string | Json[] | undefined): string {
  if (domain === undefined || typeof domain === 'string') return domain ?? '';
  if (domain.length === 0) return '[]';
  return `[${domain.map((term) => JSON.stringify(term)).join(', ')}]`;
}

import * as v from 'valibot';
import { isJsonObject, JsonObjectSchema, JsonSchema } from './json';

const model = v.pipe(v.string(), v.trim(), v.minLength(1));
const name = v.pipe(v.string(), v.trim(), v.minLength(1));
const ids = v.array(v.pipe(v.number(), v.integer()));
const fields = v.optional(v.array(name));
const context = v.optional(JsonObjectSchema);
const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));
/** An Odoo domain: its text as the person wrote it (Python or JSON), or already a list. */
const domain = v.optional(v.union([v.string(), v.array(JsonSchema)]));

/** REST modules may name records by opaque strings (the Secure API module's Hashids). */
const restIds = v.array(v.union([v.pipe(v.string(), v.minLength(1)), v.pipe(v.number(), v.integer())]));
/** A REST module's name for a resource, which comes after the connection's base path: "partner". */
const route = v.pipe(v.string(), v.trim(), v.minLength(1));
const text = v.string();
/** A record alone would take a list for an object whose keys are numbers. */
const texts = v.pipe(v.custom<Record<string, string>>(isJsonObject), v.record(v.string(), v.string()));

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type HttpMethod = (typeof httpMethods)[number];

/** One API call, independent of the protocol it will travel over. The same shape is the form's, the file's and the wire's. */
export const RequestSpecSchema = v.variant('operation', [
  v.object({
    operation: v.literal('searchRead'),
    model,
    domain,
    fields,
    order: v.optional(v.string()),
    limit: count,
    offset: count,
    context,
  }),
  v.object({ operation: v.literal('read'), model, ids, fields, context }),
  v.object({ operation: v.literal('count'), model, domain, context }),
  /** The ids of the records that match. */
  v.object({
    operation: v.literal('search'),
    model,
    domain,
    order: v.optional(v.string()),
    limit: count,
    offset: count,
    context,
  }),
  /**
   * Records in groups: `groupBy` holds fields, dates with a granularity ("date_order:month"); `aggregates` fields with a function
   * ("amount_total:sum"). `having` filters the groups (Odoo 19 and later).
   */
  v.object({
    operation: v.literal('readGroup'),
    model,
    domain,
    groupBy: v.array(name),
    aggregates: fields,
    having: domain,
    order: v.optional(v.string()),
    limit: count,
    offset: count,
    context,
  }),
  /** Ids and names of the records whose name matches `text`. */
  v.object({
    operation: v.literal('nameSearch'),
    model,
    text: v.optional(v.string()),
    textOperator: v.optional(v.string()),
    domain,
    limit: count,
    context,
  }),
  v.object({
    operation: v.literal('create'),
    model,
    values: v.union([JsonObjectSchema, v.array(JsonObjectSchema)]),
    context,
  }),
  /** One object for all of `ids`; or, without them, a list of objects that each hold their `id`: one call for each different change. */
  v.object({
    operation: v.literal('update'),
    model,
    ids: v.optional(ids),
    values: v.union([JsonObjectSchema, v.array(JsonObjectSchema)]),
    context,
  }),
  v.object({ operation: v.literal('delete'), model, ids, context }),
  /** `values` take the place of the copied ones. */
  v.object({
    operation: v.literal('copy'),
    model,
    ids,
    values: v.optional(JsonObjectSchema),
    context,
  }),
  /** What the server tells of its fields; all of them without `fields`. */
  v.object({
    operation: v.literal('fieldsGet'),
    model,
    fields,
    attributes: v.optional(v.array(name)),
    context,
  }),
  /** The values a new record starts with. */
  v.object({ operation: v.literal('defaultGet'), model, fields: v.array(name), context }),
  /** Texts and numbers as Odoo's own export gives them; `fields` may be paths such as "partner_id/id". */
  v.object({ operation: v.literal('exportData'), model, ids, fields: v.array(name), context }),
  /** Rows as Odoo's own import takes them: created, or updated where `fields` holds "id" or ".id". All or none. */
  v.object({
    operation: v.literal('load'),
    model,
    fields: v.array(name),
    rows: v.array(v.array(JsonSchema)),
    context,
  }),
  v.object({
    operation: v.literal('call'),
    model,
    method: name,
    args: v.optional(v.array(JsonSchema)),
    kwargs: v.optional(JsonObjectSchema),
    context,
  }),
  v.object({
    operation: v.literal('restList'),
    route,
    domain,
    fields,
    order: v.optional(text),
    limit: count,
    offset: count,
  }),
  v.object({ operation: v.literal('restRead'), route, ids: restIds, fields }),
  v.object({
    operation: v.literal('restCreate'),
    route,
    values: v.union([JsonObjectSchema, v.array(JsonObjectSchema)]),
  }),
  /** One object for all of `ids`; or, without them, a list of objects that each hold their `id`. */
  v.object({
    operation: v.literal('restUpdate'),
    route,
    ids: v.optional(restIds),
    values: v.union([JsonObjectSchema, v.array(JsonObjectSchema)]),
  }),
  /** Several records go as {"ids": […]}, or as a bare list. */
  v.object({
    operation: v.literal('restDelete'),
    route,
    ids: restIds,
    bulkForm: v.optional(v.picklist(['object', 'list'])),
  }),
  /** A method that the REST module offers under a route of its own. */
  v.object({
    operation: v.literal('restCall'),
    route,
    ids: v.optional(restIds),
    values: v.optional(JsonObjectSchema),
    httpMethod: v.optional(v.picklist(['GET', 'POST'])),
  }),
  /** Any path below the connection's address. A body that is text goes as it is; anything else as JSON. */
  v.object({
    operation: v.literal('http'),
    httpMethod: v.picklist(httpMethods),
    path: v.pipe(v.string(), v.trim(), v.minLength(1)),
    query: v.optional(texts),
    headers: v.optional(texts),
    body: v.optional(JsonSchema),
  }),
]);
export type RequestSpec = v.InferOutput<typeof RequestSpecSchema>;
export type Operation = RequestSpec['operation'];

/** Calls of Odoo's own methods, which travel over every protocol but REST. */
export type OrmSpec = Extract<RequestSpec, { model: string }>;
/** Calls of a REST module, and of any path. */
export type HttpSpec = Exclude<RequestSpec, { model: string }>;

export function isOrm(spec: RequestSpec): spec is OrmSpec {
  return 'model' in spec;
}

/** What a request is about, in a word: its model, its route, or its path. */
export function subjectOf(spec: RequestSpec): string {
  if (isOrm(spec)) return spec.model;
  return spec.operation === 'http' ? spec.path : spec.route;
}

export const operationLabels: Record<Operation, string> = {
  searchRead: 'Search & read',
  search: 'Search',
  count: 'Count',
  read: 'Read',
  readGroup: 'Read group',
  nameSearch: 'Name search',
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
  copy: 'Copy',
  fieldsGet: 'Describe fields',
  defaultGet: 'Default values',
  exportData: 'Export data',
  load: 'Load',
  call: 'Call a method',
  restList: 'REST: list',
  restRead: 'REST: read',
  restCreate: 'REST: create',
  restUpdate: 'REST: update',
  restDelete: 'REST: delete',
  restCall: 'REST: call a method',
  http: 'Any path',
};

/** Methods of Odoo's ORM that only read. Any other method of an "any method" request counts as a write. */
const readingMethods = new Set([
  'search',
  'search_read',
  'search_count',
  'read',
  'read_group',
  'formatted_read_group',
  'formatted_read_grouping_sets',
  'web_read',
  'web_search_read',
  'web_read_group',
  'fields_get',
  'default_get',
  'name_get',
  'name_search',
  'name_search_count',
  'exists',
  'export_data',
  'check_access_rights',
  'check_access_rule',
  'has_access',
  'has_group',
  'get_metadata',
  'get_views',
  'get_view',
  'fields_view_get',
  'load_views',
  'context_get',
  'get_available_models',
  'get_installed',
  'get_property_definition',
  'display_name_for',
  'get_external_id',
  'check_object_reference',
]);

/** Operations that only ever read. */
const readingOperations: ReadonlySet<Operation> = new Set([
  'searchRead',
  'search',
  'count',
  'read',
  'readGroup',
  'nameSearch',
  'fieldsGet',
  'defaultGet',
  'exportData',
  'restList',
  'restRead',
]);

/** Whether a request may change data on the server. Unknown methods count as writing. */
export function isWrite(spec: RequestSpec): boolean {
  if (spec.operation === 'call') return !readingMethods.has(spec.method);
  return mayWrite(spec.operation, 'httpMethod' in spec ? spec.httpMethod : undefined);
}

/** Whether an operation may change data, by what is known without its method's name: a called method may. */
export function mayWrite(operation: Operation, httpMethod: HttpMethod | undefined): boolean {
  if (operation === 'restCall') return httpMethod !== 'GET';
  if (operation === 'http') return !['GET', 'HEAD', 'OPTIONS'].includes(httpMethod ?? '');
  return !readingOperations.has(operation);
}

/** How many records a request names, where it says so itself. */
export function recordCount(spec: RequestSpec): number | undefined {
  switch (spec.operation) {
    case 'create':
    case 'restCreate':
      return Array.isArray(spec.values) ? spec.values.length : 1;
    case 'read':
    case 'delete':
    case 'copy':
    case 'exportData':
    case 'restRead':
    case 'restDelete':
      return spec.ids.length;
    case 'load':
      return spec.rows.length;
    case 'update':
    case 'restUpdate':
      return Array.isArray(spec.values) ? spec.values.length : spec.ids?.length;
    case 'restCall':
      return spec.ids?.length;
    case 'call': {
      const first = spec.kwargs?.['ids'] ?? spec.args?.[0];
      return Array.isArray(first) && first.every((id) => typeof id === 'number') ? first.length : undefined;
    }
    case 'searchRead':
    case 'search':
    case 'count':
    case 'readGroup':
    case 'nameSearch':
    case 'fieldsGet':
    case 'defaultGet':
    case 'restList':
    case 'http':
      return undefined;
  }
}

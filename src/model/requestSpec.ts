import * as v from 'valibot';
import { JsonObjectSchema, JsonSchema } from './json';

const model = v.pipe(v.string(), v.trim(), v.minLength(1));
const name = v.pipe(v.string(), v.trim(), v.minLength(1));
const ids = v.array(v.pipe(v.number(), v.integer()));
const fields = v.optional(v.array(name));
const context = v.optional(JsonObjectSchema);
const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));
/** An Odoo domain: its text as the person wrote it (Python or JSON), or already a list. */
const domain = v.optional(v.union([v.string(), v.array(JsonSchema)]));

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
  v.object({
    operation: v.literal('create'),
    model,
    values: v.union([JsonObjectSchema, v.array(JsonObjectSchema)]),
    context,
  }),
  v.object({ operation: v.literal('update'), model, ids, values: JsonObjectSchema, context }),
  v.object({ operation: v.literal('delete'), model, ids, context }),
  v.object({
    operation: v.literal('call'),
    model,
    method: name,
    args: v.optional(v.array(JsonSchema)),
    kwargs: v.optional(JsonObjectSchema),
    context,
  }),
]);
export type RequestSpec = v.InferOutput<typeof RequestSpecSchema>;
export type Operation = RequestSpec['operation'];

export const operationLabels: Record<Operation, string> = {
  searchRead: 'Search & read',
  read: 'Read',
  count: 'Count',
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
  call: 'Call a method',
};

/** Methods of Odoo's ORM that only read. Any other method of an "any method" request counts as a write. */
const readingMethods = new Set([
  'search',
  'search_read',
  'search_count',
  'read',
  'read_group',
  'formatted_read_group',
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
  'get_external_id',
]);

/** Whether a request may change data on the server. Unknown methods count as writing. */
export function isWrite(spec: RequestSpec): boolean {
  switch (spec.operation) {
    case 'searchRead':
    case 'read':
    case 'count':
      return false;
    case 'create':
    case 'update':
    case 'delete':
      return true;
    case 'call':
      return !readingMethods.has(spec.method);
  }
}

/** How many records a request names, where it says so itself. */
export function recordCount(spec: RequestSpec): number | undefined {
  switch (spec.operation) {
    case 'create':
      return Array.isArray(spec.values) ? spec.values.length : 1;
    case 'read':
    case 'update':
    case 'delete':
      return spec.ids.length;
    case 'call': {
      const first = spec.kwargs?.['ids'] ?? spec.args?.[0];
      return Array.isArray(first) && first.every((id) => typeof id === 'number') ? first.length : undefined;
    }
    case 'searchRead':
    case 'count':
      return undefined;
  }
}

import * as v from 'valibot';
import { SignInMethodSchema } from './authMethod';
import { httpMethods } from './requestSpec';

/**
 * The request form exactly as it stands, half-typed text included. It is what a page keeps, what a save or send starts
 * from, and what a failed send gives back untouched. requests/draft.ts turns it into a RequestSpec and back.
 */
export const DraftSchema = v.object({
  name: v.optional(v.string()),
  connectionId: v.string(),
  /** How to sign in for this request; without it, the connection's own way. */
  signIn: v.optional(SignInMethodSchema),
  operation: v.picklist([
    'searchRead',
    'search',
    'count',
    'read',
    'readGroup',
    'nameSearch',
    'create',
    'update',
    'delete',
    'copy',
    'fieldsGet',
    'defaultGet',
    'exportData',
    'load',
    'call',
    'restList',
    'restRead',
    'restCreate',
    'restUpdate',
    'restDelete',
    'restCall',
    'http',
  ]),
  model: v.string(),
  /** The chosen fields; none means the server's own choice where it has one. */
  fields: v.array(v.string()),
  /** Domain as typed, Python or JSON. */
  domain: v.string(),
  /** Fields to group by, dates with their granularity: "date_order:month". */
  groupBy: v.array(v.string()),
  /** "amount_total:sum" */
  aggregates: v.array(v.string()),
  /** A domain over the groups, as typed. */
  having: v.string(),
  /** What a name search looks for, and how. */
  text: v.string(),
  textOperator: v.string(),
  /** What fields_get is to tell of each field; all of it where there is none. */
  attributes: v.array(v.string()),
  /** A JSON list of lists as typed: the rows that `load` takes. */
  rows: v.string(),
  order: v.string(),
  limit: v.string(),
  offset: v.string(),
  /** Record ids as typed: "1, 2, 3", or the opaque ones of a REST module: "NkK9, abc". */
  ids: v.string(),
  /** JSON objects and lists as typed. */
  values: v.string(),
  /** Of an update: what was typed for its other way, one object for all records or one each, for when it comes back. */
  otherValues: v.optional(v.string()),
  method: v.string(),
  args: v.string(),
  kwargs: v.string(),
  context: v.string(),
  /** A REST module's resource: "partner". */
  route: v.string(),
  /** Of any path. */
  httpMethod: v.picklist(httpMethods),
  path: v.string(),
  /** How a REST module's method is called. */
  callWith: v.picklist(['POST', 'GET']),
  /** How several records are named in a delete's body; a path each where it is absent and there is one. */
  bulkForm: v.optional(v.picklist(['object', 'list'])),
  /** A JSON object, or lines: "name=value" for the query, "Name: value" for the headers. */
  query: v.string(),
  headers: v.string(),
  /** JSON or any other text. */
  body: v.string(),
  /** The operation of an imported OpenAPI document that filled the form, by its id. */
  apiOperation: v.optional(v.string()),
});
export type Draft = v.InferOutput<typeof DraftSchema>;

export const emptyDraft: Draft = {
  connectionId: '',
  operation: 'searchRead',
  model: '',
  fields: [],
  domain: '',
  groupBy: [],
  aggregates: [],
  having: '',
  text: '',
  textOperator: 'ilike',
  attributes: [],
  rows: '',
  order: '',
  limit: '80',
  offset: '',
  ids: '',
  values: '',
  method: '',
  args: '',
  kwargs: '',
  context: '',
  route: '',
  callWith: 'POST',
  httpMethod: 'GET',
  path: '',
  query: '',
  headers: '',
  body: '',
};

/** A draft that was kept, perhaps by a version whose form had fewer parts; undefined for anything else. */
export function keptDraft(kept: unknown): Draft | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const parsed = v.safeParse(DraftSchema, { ...emptyDraft, ...kept });
  return parsed.success ? parsed.output : undefined;
}

/** What a draft is about, as far as it is typed: its model, its route, or its path. */
export function subjectOfDraft(draft: Draft): string {
  switch (draft.operation) {
    case 'http':
      return draft.path.trim();
    case 'restList':
    case 'restRead':
    case 'restCreate':
    case 'restUpdate':
    case 'restDelete':
    case 'restCall':
      return draft.route.trim();
    default:
      return draft.model.trim();
  }
}

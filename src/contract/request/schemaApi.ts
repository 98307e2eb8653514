import * as v from 'valibot';
import type { ApiOperation } from '../../model/apiOperation';
import { SignInMethodSchema } from '../../model/authMethod';
import { JsonObjectSchema, JsonSchema, type JsonObject } from '../../model/json';
import type { FieldInfo, MethodList, ModelList, PropertyInfo, RecordName } from '../../model/schemaInfo';
import { returns } from '../rpc';

export const OnConnection = v.object({ connectionId: v.string() });
const OnModel = v.object({ connectionId: v.string(), model: v.string() });

/** Where a connection's requests may go. */
export interface Places {
  /** Routes and paths that were sent to before, the last first; then routes that its OpenAPI document names. */
  routes: string[];
  paths: string[];
  /** The operations of its OpenAPI document. */
  operations: ApiOperation[];
}

/** A file's content, for a binary field. */
export interface PickedFile {
  name: string;
  bytes: number;
  base64: string;
}

/** What the form asks about the server: kept for each connection, and asked again when a person wants it. */
export const schemaApi = {
  /** `again`: the person asked for it. Unasked, a secret that was refused is not sent once more. */
  models: returns<ModelList>()(v.object({ connectionId: v.string(), again: v.boolean() })),
  fields: returns<FieldInfo[]>()(
    v.object({ connectionId: v.string(), model: v.string(), again: v.optional(v.boolean()) }),
  ),
  methods: returns<MethodList>()(OnModel),
  /** The records whose name matches `text`, as name_search finds them. */
  records: returns<RecordName[]>()(
    v.object({
      connectionId: v.string(),
      model: v.string(),
      text: v.string(),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    }),
  ),
  /** The names of records that are known by their ids; those that cannot be read are left out. */
  recordNames: returns<RecordName[]>()(
    v.object({
      connectionId: v.string(),
      model: v.string(),
      ids: v.pipe(v.array(v.number()), v.maxLength(200)),
    }),
  ),
  /** The properties that a record's container defines for `field`. */
  properties: returns<PropertyInfo[]>()(
    v.object({ connectionId: v.string(), model: v.string(), field: v.string(), id: v.optional(v.number()) }),
  ),
  /** What a new record starts with, as default_get gives it: fields without a default are left out. */
  defaults: returns<JsonObject>()(
    v.object({ ...OnModel.entries, fields: v.array(v.string()), context: v.optional(JsonObjectSchema) }),
  ),
  /** The languages that are installed: ["fr_FR", "French / Français"]. */
  languages: returns<[string, string][]>()(OnConnection),
  /** The companies the user may work in. */
  companies: returns<RecordName[]>()(OnConnection),
  /** How many records a domain keeps: one call to the server each. */
  count: returns<number>()(
    v.object({
      connectionId: v.string(),
      signIn: v.optional(SignInMethodSchema),
      model: v.string(),
      domain: v.array(JsonSchema),
      context: v.optional(JsonObjectSchema),
    }),
  ),
  places: returns<Places>()(OnConnection),
  /** Asks for an OpenAPI document and reads it; `places` is pushed when it has come. */
  importOpenApi: returns<undefined>()(OnConnection),
  /** Asks for a file; undefined when the person gave up. */
  pickFile: returns<PickedFile | undefined>()(v.object({})),
};

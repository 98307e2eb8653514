import * as v from 'valibot';

/** A value as JSON can carry it. What an Odoo server answers with is always one. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

export const JsonSchema: v.GenericSchema<Json> = v.lazy(() =>
  v.union([
    v.null(),
    v.boolean(),
    v.number(),
    v.string(),
    v.array(JsonSchema),
    v.record(v.string(), JsonSchema),
  ]),
);
/** A record alone would take a list for an object whose keys are numbers. */
export const JsonObjectSchema: v.GenericSchema<JsonObject> = v.pipe(
  v.custom<JsonObject>(isJsonObject),
  v.record(v.string(), JsonSchema),
);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

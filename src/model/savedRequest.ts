import * as v from 'valibot';
import { RequestSpecSchema } from './requestSpec';

/**
 * One request as kept in a `*.odoo.yaml` file, one YAML document each. `connection` is a connection's name, so that a file
 * means the same to everyone who has a connection of that name; without it the active connection is used.
 */
export const SavedRequestSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1)),
  connection: v.optional(v.string()),
  request: RequestSpecSchema,
});
export type SavedRequest = v.InferOutput<typeof SavedRequestSchema>;

import * as v from 'valibot';
import { AuthMethodSchema, ProtocolSchema } from './authMethod';

/** A server and how to sign in to it. Never holds a secret. */
export const ConnectionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.pipe(v.string(), v.minLength(1)),
  /** The server's address as parseAddress() gives it: origin and, behind a proxy, its base path; no trailing slash. */
  url: v.pipe(v.string(), v.url()),
  database: v.string(),
  login: v.string(),
  auth: AuthMethodSchema,
  protocol: ProtocolSchema,
  /** Writes ask first. */
  production: v.boolean(),
  /** Writes are refused before anything is sent. */
  readOnly: v.boolean(),
  /** The Odoo version seen when the connection was last tested, as the server writes it ("19.0", "saas~18.2"). */
  serverVersion: v.optional(v.string()),
});
export type Connection = v.InferOutput<typeof ConnectionSchema>;

/** The origin a secret is bound to: scheme, host and port. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** "acme.odoo.com", or with the port where it is not the scheme's own. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

import * as v from 'valibot';
import { AuthMethodSchema, ProtocolSchema } from './authMethod';
import type { AuthMethod } from './authMethod';

/** How to trust a server, and be trusted by it, beyond what VS Code's own settings say. Paths are of PEM files. */
export const TlsSettingsSchema = v.object({
  /** Accept a certificate that nobody vouches for. Only ever by the person's explicit choice, and shown wherever the connection is. */
  acceptUntrusted: v.optional(v.boolean()),
  /** A certificate authority to trust beside the computer's own. */
  authority: v.optional(v.string()),
  /** The certificate to show a server that asks for one, and its key. */
  certificate: v.optional(v.string()),
  key: v.optional(v.string()),
});
export type TlsSettings = v.InferOutput<typeof TlsSettingsSchema>;

/** How the server's REST module forms its paths. `secureApi`: the Secure API module; `plain`: one path for each resource. */
export const RestSettingsSchema = v.object({
  dialect: v.picklist(['secureApi', 'plain']),
  /** What every route starts with, below the connection's address: "/api"; empty for nothing. */
  basePath: v.string(),
});
export type RestSettings = v.InferOutput<typeof RestSettingsSchema>;

const bodyFormat = v.picklist(['json', 'form']);

/**
 * How to get a token for the secret. A `url` that is only a path is below the connection's address. In a body's strings {{login}},
 * {{secret}}, {{database}} and {{refreshToken}} stand for the values. A place in the answer is a dotted path: "data.token".
 */
export const TokenRequestSchema = v.object({
  url: v.pipe(v.string(), v.minLength(1)),
  method: v.picklist(['POST', 'PUT', 'GET']),
  format: bodyFormat,
  body: v.string(),
  accessToken: v.pipe(v.string(), v.minLength(1)),
  refreshToken: v.optional(v.string()),
  /** Seconds until it runs out, or the time at which it does: seconds since 1970, or a date. */
  expires: v.optional(v.string()),
  /** How to get the next token with the refresh token; without it the secret is sent again. */
  refresh: v.optional(
    v.object({ url: v.pipe(v.string(), v.minLength(1)), format: bodyFormat, body: v.string() }),
  ),
});
export type TokenRequest = v.InferOutput<typeof TokenRequestSchema>;

/** OAuth 2.0 client credentials (RFC 6749, section 4.4). The connection's login is the client's id. */
export const OAuth2SettingsSchema = v.object({
  tokenUrl: v.pipe(v.string(), v.minLength(1)),
  scope: v.optional(v.string()),
  /** Where the client's id and secret go: into the form, or into a basic Authorization header. */
  clientAuth: v.picklist(['body', 'basic']),
});
export type OAuth2Settings = v.InferOutput<typeof OAuth2SettingsSchema>;

/** A header that carries the secret: "Authorization" with the prefix "Bearer ", "X-API-Key" with none. */
export const HeaderSettingsSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  prefix: v.string(),
});
export type HeaderSettings = v.InferOutput<typeof HeaderSettingsSchema>;

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
  tls: v.optional(TlsSettingsSchema),
  rest: v.optional(RestSettingsSchema),
  token: v.optional(TokenRequestSchema),
  oauth2: v.optional(OAuth2SettingsSchema),
  header: v.optional(HeaderSettingsSchema),
  /** X-Odoo-Database goes with every request: Odoo 19 and later then find the database whatever the host name is. */
  databaseHeader: v.optional(v.boolean()),
});
export type Connection = v.InferOutput<typeof ConnectionSchema>;

/** The origin of an address: scheme, host and port. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** An address below the connection's own, or another one where a whole URL is given. */
export function resolveUrl(base: string, url: string): string {
  return /^https?:\/\//i.test(url) ? url : `${base}/${url.replace(/^\/+/, '')}`;
}

/** The origin a connection's secret may be sent to: the token's server where one is asked for a token, else the connection's own. */
export function secretOriginOf(connection: Connection, auth: AuthMethod): string {
  const tokenUrl =
    auth === 'jwt' ? connection.token?.url : auth === 'oauth2' ? connection.oauth2?.tokenUrl : undefined;
  return originOf(tokenUrl === undefined ? connection.url : resolveUrl(connection.url, tokenUrl));
}

/** "acme.odoo.com", or with the port where it is not the scheme's own. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

import type { AuthMethod } from '../model/authMethod';
import type { Connection } from '../model/connection';
import type { OdooClient, RunOptions } from '../odoo/client';
import { OdooError } from '../odoo/error';

/** Ways that send the secret with each call, or none at all: nothing tells whether they are accepted before a call is made. */
const untestedBySigningIn = new Set<AuthMethod>(['basic', 'header', 'public']);

/** Whether signing in shows by itself that the secret is accepted. */
export function signingInProves(auth: AuthMethod): boolean {
  return !untestedBySigningIn.has(auth);
}

/** A server's no to the proof itself, whatever it says about the path. */
const refusals = new Set(['signIn.notAccepted', 'signIn.sessionExpired', 'rest.forbidden', 'http.forbidden']);

/**
 * Signs in afresh; where that shows nothing, asks the REST module for its base path, then for its description: 401 and 403 are a
 * refusal, any other answer of a server is none. Returns the user's id, 0 where the way names no user.
 * @throws OdooError as OdooClient.signIn does; signIn.notAccepted, rest.forbidden, http.forbidden
 */
export async function proveSignIn(
  client: OdooClient,
  connection: Connection,
  options: RunOptions = {},
): Promise<number> {
  const uid = await client.signIn(connection, options);
  if (signingInProves(options.signIn?.auth ?? connection.auth)) return uid;
  const base = `/${(connection.rest?.basePath ?? '').replace(/^\/+|\/+$/g, '')}`;
  const found = await answers(client, connection, base, options);
  // A path that is not there is refused by nobody; the description mostly is, and is behind the same gate.
  if (!found) await answers(client, connection, `${base === '/' ? '' : base}/openapi.json`, options);
  return uid;
}

/** Whether there is something at a path. @throws OdooError for refusals, and where no answer came */
async function answers(
  client: OdooClient,
  connection: Connection,
  path: string,
  options: RunOptions,
): Promise<boolean> {
  try {
    await client.run(connection, { operation: 'http', httpMethod: 'GET', path }, options);
    return true;
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const answered = /^(rest|server|http)\./.test(error.code) && error.code !== 'http.gateway';
    if (refusals.has(error.code) || !answered) throw error;
    return error.code !== 'rest.notFound';
  }
}

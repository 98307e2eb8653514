import type { SignInMethod } from '../model/authMethod';
import type { ApiKeyInfo } from '../model/apiKey';
import type { Connection } from '../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { offers } from './auth/methods';
import type { OdooClient, RunOptions } from './client';
import { OdooError } from './error';
import { readVersion } from './version';

/*
 * The API keys of a user: model res.users.apikeys, which everyone may read of their own (Odoo 14–19, addons/base/models/res_users.py and
 * its rules). The expiration date came with Odoo 18.
 */

const model = 'res.users.apikeys';
const dayMs = 86_400_000;

/**
 * The way to call Odoo's own methods as the connection's user. A REST module carries none of them, but the Secure API module's key opens
 * Odoo's own protocols too.
 */
export function keySignIn({ auth, protocol, serverVersion }: Connection): SignInMethod {
  if (protocol !== 'rest') return { auth, protocol };
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  const json2 = { auth: 'apiKey', protocol: 'json2' } as const;
  return version && offers(version, json2) ? json2 : { auth: 'apiKey', protocol: 'jsonRpc' };
}

/**
 * The keys of the signed-in user, oldest first; undefined where the server does not let the user see them.
 * @throws OdooError for every failure that is not about the right to read keys
 */
export async function listOwnKeys(
  client: OdooClient,
  connection: Connection,
  options: RunOptions = {},
): Promise<ApiKeyInfo[] | undefined> {
  const own = { signIn: keySignIn(connection), ...options };
  try {
    const expiring = await hasExpiration(client, connection, own);
    // An administrator sees everybody's, so the own ones are asked for by name.
    const domain = [['user_id', '=', await ownId(client, connection, own)]];
    const fields = ['name', 'scope', 'create_date', ...(expiring ? ['expiration_date'] : [])];
    const spec = { operation: 'searchRead', model, domain, fields, order: 'create_date, id' } as const;
    const { value } = await client.run(connection, spec, own);
    return (Array.isArray(value) ? value : []).filter(isJsonObject).map(keyInfo);
  } catch (error) {
    const hidden =
      error instanceof OdooError &&
      ['server.accessRights', 'server.unknownModel', 'server.refused', 'server.unknownField'].includes(
        error.code,
      );
    if (hidden) return undefined;
    throw error;
  }
}

/** Whether keys run out on this server. A version that is not known is asked. */
async function hasExpiration(
  client: OdooClient,
  connection: Connection,
  options: RunOptions,
): Promise<boolean> {
  const { serverVersion } = connection;
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  if (version) return version.major >= 18;
  const { value } = await client.run(
    connection,
    { operation: 'call', model, method: 'fields_get', kwargs: { attributes: ['type'] } },
    options,
  );
  return isJsonObject(value) && 'expiration_date' in value;
}

/**
 * The signed-in user's id: by the login, which is unique; over JSON-2, where the key alone says who one is, by the user's context (before
 * Odoo 17 that names no user, and Odoo 14 cannot give it over XML-RPC).
 */
async function ownId(client: OdooClient, connection: Connection, options: RunOptions): Promise<number> {
  if (keySignIn(connection).protocol === 'json2') {
    const { value } = await client.run(
      connection,
      { operation: 'call', model: 'res.users', method: 'context_get' },
      options,
    );
    return idIn(value, 'uid');
  }
  const { value } = await client.run(
    connection,
    {
      operation: 'searchRead',
      model: 'res.users',
      domain: [['login', '=', connection.login]],
      fields: ['login'],
      limit: 1,
    },
    options,
  );
  return idIn(Array.isArray(value) ? (value[0] ?? null) : null, 'id');
}

function idIn(value: Json, name: string): number {
  const id = isJsonObject(value) ? value[name] : undefined;
  if (typeof id !== 'number') throw new OdooError('server.refused');
  return id;
}

function keyInfo(row: JsonObject): ApiKeyInfo {
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  return {
    id: typeof row['id'] === 'number' ? row['id'] : 0,
    name: text(row['name']),
    scope: text(row['scope']),
    created: odooTime(row['create_date']),
    expires: odooTime(row['expiration_date']),
  };
}

/** Odoo writes times in UTC, "2026-11-21 17:53:37". */
function odooTime(value: Json | undefined): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const time = new Date(`${value.replace(' ', 'T')}${value.includes(' ') ? '' : 'T00:00:00'}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Those that run out within a number of days, or have, the next one first. */
export function expiringSoon(keys: readonly ApiKeyInfo[], now: Date, days = 7): ApiKeyInfo[] {
  const end = now.getTime() + days * dayMs;
  return keys
    .filter(({ expires }) => expires !== undefined && expires.getTime() <= end)
    .sort((a, b) => (a.expires?.getTime() ?? 0) - (b.expires?.getTime() ?? 0));
}

/** How a new key is to be: its name, and for how many days it lasts. */
export interface NewKey {
  name: string;
  days: number;
}

/**
 * Makes a new key in return for one that still opens. There since Odoo 20 and in late builds of 19; for administrators, and for everyone
 * where base.enable_programmatic_api_keys is set (documentation 20.0, external_api).
 * @returns the key; undefined where this server makes none for this user
 * @throws OdooError where it would, but not this one: too long a time, too many keys
 */
export async function generateKey(
  client: OdooClient,
  connection: Connection,
  key: string,
  { name, days }: NewKey,
  now: Date = new Date(),
): Promise<string | undefined> {
  const expires = new Date(now.getTime() + days * dayMs);
  const kwargs = {
    key,
    // For programs only: what this extension needs, whatever else the old key opened.
    scope: 'rpc',
    name,
    expiration_date: expires.toISOString().slice(0, 19).replace('T', ' '),
  };
  try {
    const { value } = await client.run(
      connection,
      { operation: 'call', model, method: 'generate', kwargs: ofModel(connection, kwargs) },
      { signIn: keySignIn(connection) },
    );
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch (error) {
    if (error instanceof OdooError && makesNone(error)) return undefined;
    throw error;
  }
}

/** Says over JSON-2 that a method is the model's own and wants no records, which cannot be looked up where it may be missing. */
function ofModel(connection: Connection, kwargs: JsonObject): JsonObject {
  return keySignIn(connection).protocol === 'json2' ? { ids: [], ...kwargs } : kwargs;
}

function makesNone({ code, server }: OdooError): boolean {
  if (code === 'server.unknownMethod' || code === 'server.privateMethod' || code === 'server.accessRights') {
    return true;
  }
  return code === 'server.refused' && /programmatic api keys/i.test(server?.message ?? '');
}

/** Takes a key back for good, signing in with the connection's present one. @throws OdooError */
export async function revokeKey(client: OdooClient, connection: Connection, key: string): Promise<void> {
  await client.run(
    connection,
    { operation: 'call', model, method: 'revoke', kwargs: ofModel(connection, { key }) },
    { signIn: keySignIn(connection) },
  );
}

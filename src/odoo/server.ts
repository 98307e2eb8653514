import type { Json } from '../model/json';
import type { ServerVersion } from '../model/schemaInfo';
import { OdooError } from './error';
import { decodeJsonRpc, encodeJsonRpc } from './protocol/jsonRpc';
import type { Exchange } from './protocol/wire';
import { decodeXmlRpcAnswer, encodeXmlRpc } from './protocol/xmlRpc';
import { readVersion } from './version';

/*
 * What a server tells anyone, without signing in. Sources: Odoo 12–19, addons/web/controllers (webclient, database) and
 * odoo/service/common.py, db.py.
 */

/**
 * The server's version. /web/webclient/version_info answers in every version, with or without a database; where the web client is
 * not loaded or blocked, XML-RPC's common service is asked.
 * @throws OdooError dns.*, tcp.*, tls.*, http.*
 */
export async function readServerVersion(url: string, exchange: Exchange): Promise<ServerVersion> {
  const request = encodeJsonRpc(`${url}/web/webclient/version_info`, {});
  let first: OdooError | undefined;
  try {
    const version = readVersion(decodeJsonRpc(await exchange(request), request.url));
    if (version) return version;
  } catch (error) {
    if (!(error instanceof OdooError) || !worthAnotherPath(error)) throw error;
    first = error;
  }
  const fallback = encodeXmlRpc(`${url}/xmlrpc/2/common`, 'version', []);
  const answer = await exchange(fallback);
  try {
    const version = readVersion(await decodeXmlRpcAnswer(answer, fallback.url));
    if (version) return version;
  } catch (error) {
    if (!first) throw error;
  }
  throw first ?? new OdooError('http.notOdoo', { status: answer.status, host: new URL(url).host, page: '' });
}

function worthAnotherPath(error: OdooError): boolean {
  return [
    'http.notOdoo',
    'http.forbidden',
    'http.botFilter',
    'server.contentType',
    'http.status',
    'protocol.notAvailable',
    'server.hiddenReason',
    'database.notSelected',
  ].includes(error.code);
}

/**
 * The databases this address may open, or undefined where the server does not list them (list_db = False; Odoo 14 hides even that
 * answer behind an error page).
 * @throws OdooError when the server cannot be reached at all
 */
export async function listDatabases(url: string, exchange: Exchange): Promise<string[] | undefined> {
  const request = encodeJsonRpc(`${url}/web/database/list`, {});
  const answer = await exchange(request);
  try {
    const names = decodeJsonRpc(answer, request.url);
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a database of this name exists, where the server still tells (the db service: up to Odoo 19.0); else undefined. */
export async function databaseExists(
  url: string,
  database: string,
  exchange: Exchange,
): Promise<boolean | undefined> {
  const request = encodeXmlRpc(`${url}/xmlrpc/2/db`, 'db_exist', [database]);
  let value: Json;
  try {
    value = await decodeXmlRpcAnswer(await exchange(request), request.url);
  } catch {
    return undefined;
  }
  return typeof value === 'boolean' ? value : undefined;
}

import type { Connection } from '../model/connection';
import { isJsonObject, type Json } from '../model/json';
import type { RecordName } from '../model/schemaInfo';
import type { OdooClient, RunOptions } from './client';
import { OdooError } from './error';
import { mayNotRead, namesOf } from './names';

/**
 * The languages that are installed, code and name. Anyone may ask get_installed (12–20, odoo/addons/base/models/res_lang.py); where it is
 * not to be had the active ones are read; none where that is refused too.
 * @throws OdooError where the server cannot be asked
 */
export async function listLanguages(
  client: OdooClient,
  connection: Connection,
  options: RunOptions = {},
): Promise<[string, string][]> {
  try {
    const { value } = await client.run(
      connection,
      { operation: 'call', model: 'res.lang', method: 'get_installed' },
      options,
    );
    return pairs(value);
  } catch (error) {
    if (!isAboutTheCall(error)) throw error;
  }
  try {
    const { value } = await client.run(
      connection,
      { operation: 'searchRead', model: 'res.lang', fields: ['code', 'name'], order: 'name' },
      options,
    );
    const rows = Array.isArray(value) ? value.filter(isJsonObject) : [];
    return pairs(rows.map(({ code = null, name = null }) => [code, name]));
  } catch (error) {
    if (!isAboutTheCall(error)) throw error;
    return [];
  }
}

/**
 * The companies that the user may work in: those of the user's own record, which is not all that an administrator can read.
 * @throws OdooError where the server cannot be asked
 */
export async function listCompanies(
  client: OdooClient,
  connection: Connection,
  options: RunOptions = {},
): Promise<RecordName[]> {
  try {
    const uid = await ownId(client, connection, options);
    if (uid !== undefined) {
      const { value } = await client.run(
        connection,
        { operation: 'read', model: 'res.users', ids: [uid], fields: ['company_ids'] },
        options,
      );
      const [user] = Array.isArray(value) ? value.filter(isJsonObject) : [];
      const ids = user?.['company_ids'];
      const companies = Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
      if (companies.length > 0) return await namesOf(client, connection, 'res.company', companies, options);
    }
  } catch (error) {
    if (!isAboutTheCall(error)) throw error;
  }
  return readableCompanies(client, connection, options);
}

/** The id of whoever is signed in, as context_get tells it; where it does not, by the login. */
async function ownId(
  client: OdooClient,
  connection: Connection,
  options: RunOptions,
): Promise<number | undefined> {
  const { value } = await client.run(
    connection,
    { operation: 'call', model: 'res.users', method: 'context_get' },
    options,
  );
  const uid = isJsonObject(value) ? value['uid'] : undefined;
  if (typeof uid === 'number') return uid;
  if (connection.login === '') return undefined;
  const found = await client.run(
    connection,
    { operation: 'search', model: 'res.users', domain: [['login', '=', connection.login]], limit: 1 },
    options,
  );
  const [id] = Array.isArray(found.value) ? found.value : [];
  return typeof id === 'number' ? id : undefined;
}

async function readableCompanies(
  client: OdooClient,
  connection: Connection,
  options: RunOptions,
): Promise<RecordName[]> {
  try {
    const { value } = await client.run(
      connection,
      { operation: 'searchRead', model: 'res.company', fields: ['name'], limit: 200 },
      options,
    );
    return (Array.isArray(value) ? value : [])
      .filter(isJsonObject)
      .flatMap(({ id, name }) => (typeof id === 'number' && typeof name === 'string' ? [{ id, name }] : []));
  } catch (error) {
    if (!isAboutTheCall(error)) throw error;
    return [];
  }
}

/** Whether a failure is about this call and this user, so that another call may still be answered. */
function isAboutTheCall(error: unknown): boolean {
  return mayNotRead(error) || (error instanceof OdooError && error.code.startsWith('server.'));
}

function pairs(value: Json): [string, string][] {
  return (Array.isArray(value) ? value : []).flatMap((pair): [string, string][] => {
    const [code, name] = Array.isArray(pair) ? pair : [];
    return typeof code === 'string' && typeof name === 'string' ? [[code, name]] : [];
  });
}

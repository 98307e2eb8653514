import type { Connection } from '../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { RecordName } from '../model/schemaInfo';
import type { OdooClient, RunOptions } from './client';
import { OdooError } from './error';

/** What to look for among a model's names. */
export interface NameSearch {
  model: string;
  text: string;
  /** Records at most. */
  limit: number;
  domain?: Json[];
  context?: JsonObject;
}

/** The records whose name matches a text, as name_search finds them. @throws OdooError */
export async function searchNames(
  client: OdooClient,
  connection: Connection,
  { model, text, limit, domain, context }: NameSearch,
  options: RunOptions = {},
): Promise<RecordName[]> {
  const { value } = await client.run(
    connection,
    {
      operation: 'nameSearch',
      model,
      text,
      limit,
      ...(domain ? { domain } : {}),
      ...(context ? { context } : {}),
    },
    options,
  );
  return (Array.isArray(value) ? value : []).flatMap((pair) => {
    const [id, name] = Array.isArray(pair) ? pair : [];
    return typeof id === 'number' ? [{ id, name: nameText(name) }] : [];
  });
}

/**
 * The names of records, in the order of the ids. Those that are gone or may not be read are left out: one of them has the whole read
 * refused, so the ones that can be found are read then, archived ones too.
 * @throws OdooError where the server cannot be asked
 */
export async function namesOf(
  client: OdooClient,
  connection: Connection,
  model: string,
  ids: readonly number[],
  options: RunOptions = {},
): Promise<RecordName[]> {
  if (ids.length === 0) return [];
  const read = async (some: readonly number[]): Promise<RecordName[]> => {
    const { value } = await client.run(
      connection,
      { operation: 'read', model, ids: [...some], fields: ['display_name'] },
      options,
    );
    const names = new Map(
      (Array.isArray(value) ? value : [])
        .filter(isJsonObject)
        .flatMap(({ id, display_name }) => (typeof id === 'number' ? [[id, nameText(display_name)]] : [])),
    );
    return some.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '' }] : []));
  };
  try {
    return await read(ids);
  } catch (error) {
    if (!mayNotRead(error)) throw error;
  }
  try {
    const { value } = await client.run(
      connection,
      {
        operation: 'search',
        model,
        domain: [['id', 'in', [...ids]]],
        context: { active_test: false },
      },
      options,
    );
    const found = new Set(Array.isArray(value) ? value : []);
    const readable = ids.filter((id) => found.has(id));
    return readable.length === 0 || readable.length === ids.length ? [] : await read(readable);
  } catch (error) {
    if (!mayNotRead(error)) throw error;
    return [];
  }
}

/** Whether a failure is about what the user may read, or about records that are gone. */
export function mayNotRead(error: unknown): error is OdooError {
  return (
    error instanceof OdooError &&
    ['server.accessRights', 'server.missingRecord', 'rights.modelsHidden'].includes(error.code)
  );
}

function nameText(name: Json | undefined): string {
  return typeof name === 'string' ? name : '';
}

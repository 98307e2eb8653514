import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { FieldInfo } from '../../model/schemaInfo';
import { OdooError } from '../../odoo/error';
import { shown } from '../table';
import { findExternal } from './external';
import type { PlanPort } from './port';

/** The records that a table names, for one model. */
export interface Wanted {
  ids: Set<number>;
  names: Set<string>;
  externals: Set<string>;
}

/** What was found: an id, or why there is none, in a sentence. `free`: nothing at all goes by that name. */
export type Found = number | { why: string; free?: boolean };

export interface Lookup {
  ids: Map<number, Found>;
  names: Map<string, Found>;
  externals: Map<string, Found>;
}

/** How many ids, names or external ids go in one search. */
const batch = 1_000;
/** Names that no batch finds are asked for one by one, up to this many. */
const mostSingle = 500;

export function nothingWanted(): Wanted {
  return { ids: new Set(), names: new Set(), externals: new Set() };
}

/**
 * Finds the records of one model that a table names: ids and names by one search for each thousand; names that the field "name" does
 * not hold (Odoo composes some: "Company, Contact") by name_search.
 * @throws OdooError where the server does not answer
 */
export async function lookUp(
  port: PlanPort,
  model: string,
  wanted: Wanted,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Lookup> {
  return {
    ids: await findIds(port, model, wanted.ids, context, signal),
    names: await findNames(port, model, wanted.names, context, signal),
    externals: await findExternal(port, model, wanted.externals, context, signal),
  };
}

/** The ids that are there. Archived records count: who names an id means that one. */
export async function findIds(
  port: PlanPort,
  model: string,
  wanted: ReadonlySet<number>,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Map<number, Found>> {
  const found = new Map<number, Found>();
  for (const ids of batches([...wanted])) {
    const there = await port.run(
      {
        operation: 'search',
        model,
        domain: [['id', 'in', ids]],
        context: { ...context, active_test: false },
      },
      signal,
    );
    const known = new Set(Array.isArray(there) ? there : []);
    for (const id of ids)
      found.set(id, known.has(id) ? id : { why: `There is no record ${id} of ${model} to be seen.` });
  }
  return found;
}

async function findNames(
  port: PlanPort,
  model: string,
  wanted: ReadonlySet<string>,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  if (wanted.size === 0) return found;
  const fields = await port.fields(model);
  if (fields.some(isPlainName)) {
    for (const names of batches([...wanted])) {
      const rows = await port.run(
        {
          operation: 'searchRead',
          model,
          domain: [['name', 'in', names]],
          fields: ['name'],
          order: 'id',
          limit: 20 * batch,
          context,
        },
        signal,
      );
      note(found, names, rowsOf(rows));
    }
  }
  const missing = [...wanted].filter((name) => !found.has(name));
  for (const [index, name] of missing.entries()) {
    found.set(
      name,
      index < mostSingle ? await byNameSearch(port, model, name, context, signal) : unknown(name, model),
    );
  }
  return found;
}

function isPlainName({ name, type, stored }: FieldInfo): boolean {
  return name === 'name' && stored && (type === 'char' || type === 'text');
}

function note(found: Map<string, Found>, names: readonly string[], rows: readonly JsonObject[]): void {
  const byName = new Map<string, number[]>();
  for (const { id, name } of rows) {
    if (typeof id !== 'number' || typeof name !== 'string') continue;
    byName.set(name, [...(byName.get(name) ?? []).slice(0, 5), id]);
  }
  for (const name of names) {
    const ids = byName.get(name) ?? [];
    if (ids.length > 0) found.set(name, one(ids, name));
  }
}

async function byNameSearch(
  port: PlanPort,
  model: string,
  name: string,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Found> {
  const answer = await port
    .run({ operation: 'nameSearch', model, text: name, textOperator: '=', limit: 6, context }, signal)
    .catch((error: unknown) => {
      // Some models' names cannot be searched with every operator.
      if (error instanceof OdooError && error.code.startsWith('server.')) return [];
      throw error;
    });
  const pairs = pairsOf(answer);
  const exact = pairs.filter(([, text]) => text === name);
  const ids = (exact.length > 0 ? exact : pairs).map(([id]) => id);
  return ids.length === 0 ? unknown(name, model) : one(ids, name);
}

function unknown(name: string, model: string): Found {
  return { why: `No record of ${model} is called “${shown(name)}”, in just this spelling.`, free: true };
}

function one(ids: readonly number[], name: string): Found {
  const [id = 0] = ids;
  if (ids.length === 1) return id;
  const some = ids.slice(0, 5).join(', ');
  return {
    why: `More than one record is called “${shown(name)}” (ids ${some}${ids.length > 5 ? ', …' : ''}). Give the id instead.`,
  };
}

function pairsOf(value: Json): [number, string][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item): [number, string][] => {
    if (Array.isArray(item) && typeof item[0] === 'number') return [[item[0], shown(item[1], 1_000)]];
    const id = isJsonObject(item) ? item['id'] : undefined;
    return isJsonObject(item) && typeof id === 'number' ? [[id, shown(item['display_name'], 1_000)]] : [];
  });
}

export function rowsOf(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function* batches<T>(items: readonly T[], size = batch): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

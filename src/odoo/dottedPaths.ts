import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { OrmSpec } from '../model/requestSpec';
import { OdooError } from './error';
import { ormCall } from './ormCall';
import type { OrmCall } from './protocol/wire';

type Reading = Extract<OrmSpec, { operation: 'searchRead' | 'read' }>;

/** Records read in one call. */
const batchSize = 1000;

/** What a path of field names leads through, step by step. */
interface Step {
  /** Fields whose values are read here. */
  fields: Set<string>;
  /** Relations that lead on, by field. */
  relations: Map<string, Step>;
}

/** A step whose records are read. */
interface Place {
  step: Step;
  rows: Map<number, JsonObject>;
  types: Map<string, FieldType>;
  /** What each relation leads to; undefined where it could not be read at all. */
  next: Map<string, Place>;
}

interface FieldType {
  type: string;
  relation: string;
}

export interface Read {
  rows: Json;
  /** Whether some related records, or fields of theirs, may not be read: their values are null. */
  hidden: boolean;
}

/** Whether some of the fields are paths through relations: "country_id.code". */
export function hasPaths({ fields = [] }: Reading): boolean {
  return fields.some((field) => field.includes('.'));
}

/**
 * Reads records with fields of related ones, which neither `read` nor `search_read` takes. The relations come from fields_get, the related
 * records are read by their ids, once for each path and batch. A value stands under its whole path: the field's own through a many2one, a
 * list of them (in the order of the ids) through a one2many or many2many, `false` where a many2one is empty, null where it may not be read.
 * A property is found by its name: "properties.color".
 * @param send carries one call
 * @throws OdooError server.unknownField for a path through a field that leads nowhere
 */
export async function readPaths(spec: Reading, send: (call: OrmCall) => Promise<Json>): Promise<Read> {
  const asked = spec.fields ?? [];
  const root = stepOf(asked);
  const reader = new PathReader(spec, send);
  const types = await reader.types(spec.model, [...root.relations.keys()]);
  reader.check(spec.model, root, types, '');
  const shown = [...new Set([...root.fields, ...root.relations.keys()])];
  const answer = await send(ormCall({ ...spec, fields: shown }));
  if (!Array.isArray(answer)) return { rows: answer, hidden: false };
  const rows = answer.filter(isJsonObject);
  const place: Place = { step: root, rows: byId(rows), types, next: new Map() };
  await reader.follow(place);
  const value = rows.map((row) => ({
    id: row['id'] ?? false,
    ...Object.fromEntries(asked.map((path) => [path, valueAt(place, row, path.split('.'))])),
  }));
  return { rows: value, hidden: reader.hidden };
}

function stepOf(paths: readonly string[]): Step {
  const root: Step = { fields: new Set(), relations: new Map() };
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let step = root;
    for (const name of names) {
      const next: Step = step.relations.get(name) ?? { fields: new Set(), relations: new Map() };
      step.relations.set(name, next);
      step = next;
    }
    step.fields.add(last);
  }
  return root;
}

class PathReader {
  hidden = false;
  /** What fields_get told, asked once for each model and field. */
  readonly #types = new Map<string, Map<string, FieldType>>();

  constructor(
    private readonly spec: Reading,
    private readonly send: (call: OrmCall) => Promise<Json>,
  ) {}

  async types(model: string, names: readonly string[]): Promise<Map<string, FieldType>> {
    const known = this.#types.get(model) ?? new Map<string, FieldType>();
    this.#types.set(model, known);
    const missing = names.filter((name) => !known.has(name));
    if (missing.length === 0) return known;
    const answer = await this.send({
      model,
      method: 'fields_get',
      args: [],
      kwargs: { allfields: missing, attributes: ['type', 'relation'], ...this.#context },
    });
    for (const [name, description] of isJsonObject(answer) ? Object.entries(answer) : []) {
      const { type, relation } = isJsonObject(description) ? description : {};
      known.set(name, {
        type: typeof type === 'string' ? type : '',
        relation: typeof relation === 'string' ? relation : '',
      });
    }
    return known;
  }

  /** @throws OdooError server.unknownField where a path goes on behind a field that leads nowhere */
  check(model: string, step: Step, types: ReadonlyMap<string, FieldType>, before: string): void {
    for (const [name, next] of step.relations) {
      const { type, relation } = types.get(name) ?? { type: '', relation: '' };
      if (relation !== '' || (type === 'properties' && next.relations.size === 0)) continue;
      const [after = ''] = [...next.fields, ...next.relations.keys()];
      throw new OdooError('server.unknownField', { field: `${before}${name}.${after}`, model });
    }
  }

  /** Reads what the relations of a place lead to, and so on. */
  async follow(place: Place, before = ''): Promise<void> {
    const { step, rows, types, next } = place;
    for (const [name, below] of step.relations) {
      const relation = types.get(name)?.relation ?? '';
      if (relation === '') continue;
      const found = await this.#read(relation, below, idsIn([...rows.values()], name), `${before}${name}.`);
      if (!found) continue;
      next.set(name, found);
      await this.follow(found, `${before}${name}.`);
    }
  }

  async #read(model: string, step: Step, ids: number[], before: string): Promise<Place | undefined> {
    const place: Place = { step, rows: new Map(), types: new Map(), next: new Map() };
    if (ids.length === 0) return place;
    const fields = [...new Set([...step.fields, ...step.relations.keys()])];
    try {
      place.types = await this.types(model, [...step.relations.keys()]);
      this.check(model, step, place.types, before);
      for (let from = 0; from < ids.length; from += batchSize) {
        const batch = ids.slice(from, from + batchSize);
        for (const [id, row] of byId(await this.#readable(model, batch, fields))) place.rows.set(id, row);
      }
    } catch (error) {
      if (!refused(error)) throw error;
      this.hidden = true;
      return undefined;
    }
    if (place.rows.size < ids.length) this.hidden = true;
    return place;
  }

  /** A single record that a rule hides has the whole read refused: those that can be found are read then. */
  async #readable(model: string, ids: number[], fields: string[]): Promise<JsonObject[]> {
    const read = async (some: Json[]): Promise<JsonObject[]> =>
      objects(await this.send({ model, method: 'read', args: [some], kwargs: { fields, ...this.#context } }));
    try {
      return await read(ids);
    } catch (error) {
      if (!refused(error)) throw error;
      const context = { ...this.spec.context, active_test: false };
      const found = await this.send({
        model,
        method: 'search',
        args: [[['id', 'in', ids]]],
        kwargs: { context },
      });
      if (!Array.isArray(found) || found.length === 0 || found.length === ids.length) throw error;
      return read(found);
    }
  }

  get #context(): JsonObject {
    return this.spec.context ? { context: this.spec.context } : {};
  }
}

/** Whether the user may not read it. */
function refused(error: unknown): boolean {
  return (
    error instanceof OdooError &&
    ['server.accessRights', 'server.missingRecord', 'rights.modelsHidden'].includes(error.code)
  );
}

function valueAt(place: Place, row: JsonObject, path: readonly string[]): Json {
  const [name = '', ...rest] = path;
  const value = row[name] ?? null;
  if (rest.length === 0) return value;
  if (place.types.get(name)?.type === 'properties') return propertyIn(value, rest[0] ?? '');
  const next = place.next.get(name);
  const one = (id: number): Json => {
    const related = next?.rows.get(id);
    return related && next ? valueAt(next, related, rest) : null;
  };
  if (isMany(place.types.get(name)?.type)) {
    const values = idsOf(value).map(one);
    // Through several lists one list comes of it.
    return rest.length > 1 && leadsThroughList(next, rest) ? values.flat() : values;
  }
  const [id] = idsOf(value);
  return id === undefined ? false : one(id);
}

/** Whether a path goes through a one2many or many2many before its end. */
function leadsThroughList(place: Place | undefined, path: readonly string[]): boolean {
  const [name = '', ...rest] = path;
  if (!place || rest.length === 0) return false;
  return isMany(place.types.get(name)?.type) || leadsThroughList(place.next.get(name), rest);
}

function isMany(type: string | undefined): boolean {
  return type === 'one2many' || type === 'many2many';
}

/** A properties field is read as a list of its properties (Odoo 16 and later), each with its value where it has one. */
function propertyIn(properties: Json, name: string): Json {
  const found = objects(properties).find((property) => property['name'] === name);
  return found?.['value'] ?? false;
}

function idsIn(rows: readonly JsonObject[], field: string): number[] {
  return [...new Set(rows.flatMap((row) => idsOf(row[field] ?? null)))];
}

/** The ids in a relation's value: [id, name] of a many2one, or an id alone; ids of a list. */
function idsOf(value: Json): number[] {
  if (typeof value === 'number') return [value];
  if (!Array.isArray(value)) return [];
  if (typeof value[1] === 'string') return typeof value[0] === 'number' ? [value[0]] : [];
  return value.filter((id) => typeof id === 'number');
}

function byId(rows: readonly JsonObject[]): Map<number, JsonObject> {
  return new Map(rows.flatMap((row) => (typeof row['id'] === 'number' ? [[row['id'], row]] : [])));
}

function objects(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

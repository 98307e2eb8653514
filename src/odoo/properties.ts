import type { Connection } from '../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { PropertyInfo } from '../model/schemaInfo';
import type { OdooClient, RunOptions } from './client';

/** Containers that are looked through where no record says which one is its own. */
const mostContainers = 200;

/**
 * The properties that a field holds (Odoo 16 and later, odoo/fields.py Properties). A record's own value tells what its container defines;
 * without a record, or where the record has none, those of all containers the user may read, each name once.
 * @throws OdooError
 */
export async function propertiesOf(
  client: OdooClient,
  connection: Connection,
  { model, field, id }: { model: string; field: string; id?: number | undefined },
  options: RunOptions = {},
): Promise<PropertyInfo[]> {
  if (id !== undefined) {
    const read = await client.run(
      connection,
      { operation: 'read', model, ids: [id], fields: [field] },
      options,
    );
    const [row] = objects(read.value);
    const own = objects(row?.[field] ?? null).flatMap(propertyInfo);
    if (own.length > 0) return own;
  }
  const container = await containerOf(client, connection, model, field, options);
  if (!container) return [];
  const { value } = await client.run(
    connection,
    {
      operation: 'searchRead',
      model: container.model,
      fields: [container.field],
      limit: mostContainers,
      context: { active_test: false },
    },
    options,
  );
  const all = objects(value).flatMap((row) => objects(row[container.field] ?? null).flatMap(propertyInfo));
  return [...new Map(all.map((property) => [property.name, property])).values()];
}

/** The model, and its field, that defines what a properties field holds. */
async function containerOf(
  client: OdooClient,
  connection: Connection,
  model: string,
  field: string,
  options: RunOptions,
): Promise<{ model: string; field: string } | undefined> {
  const describe = async (name: string, attributes: string[]): Promise<JsonObject> => {
    const { value } = await client.run(
      connection,
      { operation: 'fieldsGet', model, fields: [name], attributes },
      options,
    );
    const description = isJsonObject(value) ? value[name] : undefined;
    return isJsonObject(description) ? description : {};
  };
  const { definition_record: record, definition_record_field: definition } = await describe(field, [
    'definition_record',
    'definition_record_field',
  ]);
  if (typeof record !== 'string' || typeof definition !== 'string') return undefined;
  const { relation } = await describe(record, ['relation']);
  return typeof relation === 'string' ? { model: relation, field: definition } : undefined;
}

function propertyInfo(property: JsonObject): PropertyInfo[] {
  const { name, string, type, comodel, selection, tags } = property;
  if (typeof name !== 'string' || typeof type !== 'string') return [];
  const choices = type === 'tags' ? tags : selection;
  return [
    {
      name,
      label: typeof string === 'string' && string !== '' ? string : name,
      type,
      ...(typeof comodel === 'string' && comodel !== '' ? { relation: comodel } : {}),
      ...(Array.isArray(choices) ? { selection: choices.flatMap(choice) } : {}),
    },
  ];
}

/** A choice of a selection is [value, label], a tag [value, label, color]. */
function choice(value: Json): [string, string][] {
  const [key, label] = Array.isArray(value) ? value : [];
  return typeof key === 'string' && typeof label === 'string' ? [[key, label]] : [];
}

function objects(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

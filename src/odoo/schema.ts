import type { Connection } from '../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { FieldInfo, ModelInfo, ModelList } from '../model/schemaInfo';
import type { OdooClient, RunOptions } from './client';
import { OdooError } from './error';

/**
 * The models of a server. ir.model is read where the user may (administrators; anyone on 14); a user who may not still gets the models
 * that get_available_models gives (16 and later); on 15 there is neither.
 * @throws OdooError for every failure that is not about the right to list models
 */
export async function listModels(
  client: OdooClient,
  connection: Connection,
  options: RunOptions = {},
): Promise<ModelList> {
  try {
    const { value } = await client.run(
      connection,
      {
        operation: 'searchRead',
        model: 'ir.model',
        fields: ['model', 'name', 'transient'],
        order: 'model',
      },
      options,
    );
    return { source: 'all', models: rows(value).map(modelInfo) };
  } catch (error) {
    if (!(error instanceof OdooError) || error.code !== 'rights.modelsHidden') throw error;
  }
  try {
    const { value } = await client.run(
      connection,
      { operation: 'call', model: 'ir.model', method: 'get_available_models' },
      options,
    );
    return { source: 'readable', models: rows(value).map(modelInfo).sort(byName) };
  } catch (error) {
    const missing =
      error instanceof OdooError &&
      ['server.unknownMethod', 'server.accessRights', 'rights.modelsHidden'].includes(error.code);
    if (missing) return { source: 'refused', models: [] };
    throw error;
  }
}

/**
 * What is asked of each field. A server leaves out what it does not know: groupable came with 17, aggregator took the place of group_operator
 * with 18, definition_record came with 16 (odoo/fields.py, get_description). Asked for all of them, XML-RPC may fail on a None.
 */
const attributes = [
  ...['string', 'type', 'relation', 'required', 'readonly', 'store', 'help', 'selection'],
  ...['searchable', 'sortable', 'groupable', 'aggregator', 'group_operator'],
  ...['currency_field', 'digits', 'definition_record'],
];

/**
 * The fields of a model, by name. fields_get answers to everyone who may read the model.
 * @throws OdooError
 */
export async function describeModel(
  client: OdooClient,
  connection: Connection,
  model: string,
  options: RunOptions = {},
): Promise<FieldInfo[]> {
  const { value } = await client.run(
    connection,
    { operation: 'call', model, method: 'fields_get', kwargs: { attributes } },
    options,
  );
  if (!isJsonObject(value)) return [];
  return Object.entries(value)
    .map(([name, description]) => fieldInfo(name, isJsonObject(description) ? description : {}))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function rows(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function byName(a: ModelInfo, b: ModelInfo): number {
  return a.model < b.model ? -1 : 1;
}

function modelInfo(row: JsonObject): ModelInfo {
  const model = text(row['model']);
  const label = text(row['name']) || text(row['display_name']);
  return { model, label, ...(row['transient'] === true ? { transient: true } : {}) };
}

function fieldInfo(name: string, description: JsonObject): FieldInfo {
  const relation = text(description['relation']);
  const help = text(description['help']);
  const selection = description['selection'];
  return {
    name,
    label: text(description['string']),
    type: text(description['type']),
    required: description['required'] === true,
    readonly: description['readonly'] === true,
    stored: description['store'] !== false,
    ...(relation ? { relation } : {}),
    ...(help ? { help } : {}),
    ...(Array.isArray(selection) ? { selection: selection.filter(isPair) } : {}),
    ...useInfo(description),
  };
}

/** What can be done with a field, and what belongs to its values. */
function useInfo(description: JsonObject): Partial<FieldInfo> {
  const { searchable, sortable, groupable, digits } = description;
  const aggregator = text(description['aggregator']) || text(description['group_operator']);
  const currencyField = text(description['currency_field']);
  const definitionRecord = text(description['definition_record']);
  return {
    ...(typeof searchable === 'boolean' ? { searchable } : {}),
    ...(typeof sortable === 'boolean' ? { sortable } : {}),
    ...(typeof groupable === 'boolean' ? { groupable } : {}),
    ...(aggregator ? { aggregator } : {}),
    ...(currencyField ? { currencyField } : {}),
    ...(isDigits(digits) ? { digits } : {}),
    ...(definitionRecord ? { definitionRecord } : {}),
  };
}

function isDigits(value: Json | undefined): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');
}

function isPair(value: Json): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && typeof value[1] === 'string';
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

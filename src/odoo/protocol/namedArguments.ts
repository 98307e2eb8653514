import type { Json, JsonObject } from '../../model/json';
import { OdooError } from '../error';
import type { OrmCall } from './wire';

/**
 * The names of the ORM's positional arguments, as Odoo 19 writes them (odoo/orm/models.py). `ids` stands for the records a method
 * is called on. JSON-2 takes nothing but names.
 */
const signatures = new Map<string, string[]>(
  Object.entries({
    search: ['domain', 'offset', 'limit', 'order'],
    search_read: ['domain', 'fields', 'offset', 'limit', 'order'],
    search_count: ['domain', 'limit'],
    search_fetch: ['domain', 'field_names', 'offset', 'limit', 'order'],
    read: ['ids', 'fields', 'load'],
    create: ['vals_list'],
    write: ['ids', 'vals'],
    unlink: ['ids'],
    copy: ['ids', 'default'],
    fields_get: ['allfields', 'attributes'],
    default_get: ['fields'],
    name_create: ['name'],
    name_search: ['name', 'domain', 'operator', 'limit'],
    read_group: ['domain', 'fields', 'groupby', 'offset', 'limit', 'orderby', 'lazy'],
    formatted_read_group: ['domain', 'groupby', 'aggregates', 'having', 'offset', 'limit', 'order'],
    web_search_read: ['domain', 'specification', 'offset', 'limit', 'order', 'count_limit'],
    web_read: ['ids', 'specification'],
    has_access: ['ids', 'operation'],
    check_access_rights: ['operation', 'raise_exception'],
    get_metadata: ['ids'],
    get_views: ['views', 'options'],
    export_data: ['ids', 'fields_to_export'],
    load: ['fields', 'data'],
    context_get: [],
    get_available_models: [],
  }),
);

function isIds(value: Json | undefined): boolean {
  return typeof value === 'number' || (Array.isArray(value) && value.every((id) => typeof id === 'number'));
}

/**
 * Gives positional arguments their names. A method that is not in the table may be given its records first and everything else
 * by name.
 * @throws OdooError request.incomplete when an argument's name cannot be known
 */
export function namedArguments(call: OrmCall): JsonObject {
  const names = signatures.get(call.method);
  const named: JsonObject = {};
  call.args.forEach((value, index) => {
    const name = names ? names[index] : index === 0 && isIds(value) ? 'ids' : undefined;
    if (name === undefined) {
      throw new OdooError('request.incomplete', { part: 'args', reason: 'named', method: call.method });
    }
    named[name] = value;
  });
  return { ...named, ...call.kwargs };
}

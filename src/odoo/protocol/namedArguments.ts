import type { Json, JsonObject } from '../../model/json';
import { OdooError } from '../error';
import type { MethodDoc } from './methodDocs';
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
    display_name_for: ['models'],
    has_group: ['ids', 'group_ext_id'],
    get_external_id: ['ids'],
    action_archive: ['ids'],
    action_unarchive: ['ids'],
    toggle_active: ['ids'],
    web_save: ['ids', 'vals', 'specification', 'next_id'],
    web_read_group: ['domain', 'groupby', 'aggregates', 'limit', 'offset', 'order'],
    formatted_read_grouping_sets: ['domain', 'grouping_sets', 'aggregates', 'order'],
  }),
);

/** Methods of records that mean the model as a whole where no records are named. */
const alsoOfModel = new Set(['has_access']);

/** Whether a method's arguments have to be looked up before it can be called. */
export function needsDoc(call: OrmCall): boolean {
  return !signatures.has(call.method) && !isPrivate(call.method);
}

/** Odoo refuses these by their name, before it looks at any record (14–19, odoo/service/model.py). */
function isPrivate(method: string): boolean {
  return method.startsWith('_');
}

function isIds(value: Json | undefined): boolean {
  return typeof value === 'number' || (Array.isArray(value) && value.every((id) => typeof id === 'number'));
}

function namesOf(call: OrmCall, doc: MethodDoc | undefined): string[] | undefined {
  const known = signatures.get(call.method);
  if (known || !doc) return known;
  return doc.ofModel ? doc.parameters : ['ids', ...doc.parameters];
}

/**
 * Gives positional arguments their names: by the table, else by the server's documentation. A method that neither knows may be given
 * its records first and everything else by name. JSON-2 carries a method of records out on no records at all when `ids` is left out,
 * and answers as if all were well (Odoo 19, addons/rpc/controllers/json2.py): that is refused here.
 * @throws OdooError request.incomplete when an argument's name cannot be known, or the records are not named
 */
export function namedArguments(call: OrmCall, doc?: MethodDoc): JsonObject {
  const names = namesOf(call, doc);
  const named: JsonObject = {};
  call.args.forEach((value, index) => {
    const name = names ? names[index] : index === 0 && isIds(value) ? 'ids' : undefined;
    if (name === undefined) {
      throw new OdooError('request.incomplete', { part: 'args', reason: 'named', method: call.method });
    }
    named[name] = value;
  });
  const all = { ...named, ...call.kwargs };
  const ofRecords = names ? names[0] === 'ids' && !alsoOfModel.has(call.method) : !isPrivate(call.method);
  if (ofRecords && all['ids'] === undefined) {
    const reason = names ? 'noRecords' : 'perhapsNoRecords';
    throw new OdooError('request.incomplete', { part: 'ids', reason, method: call.method });
  }
  return all;
}

import type { Json, JsonObject } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import type { PreparedRow } from './plan/prepare';

/** Rows as Odoo's `load` takes them: texts by column. */
export interface Loadable {
  fields: string[];
  rows: string[][];
}

/** What `load` cannot be given as text (odoo/addons/base/models/ir_fields.py has no converter for them). */
const unloadable = new Set(['reference', 'properties', 'properties_definition', 'json', 'one2many']);

/**
 * Writes prepared rows the way Odoo's import reads them (Odoo 14–19, odoo/models.py, load): "id" is the external id, ".id" the database
 * id, "country_id/.id" the id of a related record. Dates are ISO, numbers plain. Undefined where a value has no such form.
 */
export function loadable(rows: readonly PreparedRow[], fields: readonly FieldInfo[]): Loadable | undefined {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const names = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  if ([...names].some((name) => unloadable.has(types.get(name) ?? ''))) return undefined;
  const external = rows.some((row) => row.external !== undefined);
  const ids = rows.some((row) => row.id !== undefined);
  const columns = [...names];
  const heads = columns.map((name) => (isRelation(types.get(name)) ? `${name}/.id` : name));
  return {
    fields: [...(external ? ['id'] : []), ...(ids ? ['.id'] : []), ...heads],
    rows: rows.map((row) => [
      ...(external ? [row.external ?? ''] : []),
      ...(ids ? [row.id === undefined ? '' : String(row.id)] : []),
      ...columns.map((name) => textOf(row.values[name], types.get(name))),
    ]),
  };
}

/** `load` takes local times of the user's time zone; these are in UTC. */
export function loadContext(context: JsonObject | undefined): JsonObject {
  return { ...context, tz: 'UTC' };
}

function isRelation(type: string | undefined): boolean {
  return type === 'many2one' || type === 'many2many';
}

function textOf(value: Json | undefined, type: string | undefined): string {
  if (value === undefined || value === null) return '';
  if (value === false) return type === 'boolean' ? 'False' : '';
  if (value === true) return 'True';
  if (type === 'many2many' && Array.isArray(value)) {
    const [first] = value;
    return Array.isArray(first) && Array.isArray(first[2]) ? first[2].map(Number).join(',') : '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What `load` answers: the ids in the rows' order, or what is wrong with which of them. */
export interface Loaded {
  ids: number[] | undefined;
  /** By the rows' places, from 0; undefined where it is about none in particular. */
  messages: {
    first: number | undefined;
    last: number | undefined;
    field: string | undefined;
    text: string;
  }[];
}

/** Reads an answer of `load`, or of base_import, which passes it on. Warnings are left out: they keep no row from being written. */
export function readLoaded(value: Json): Loaded {
  const answer = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const ids = answer['ids'];
  const messages = Array.isArray(answer['messages']) ? answer['messages'] : [];
  return {
    ids: Array.isArray(ids) && ids.every((id) => typeof id === 'number') ? ids : undefined,
    messages: messages.flatMap((message) => {
      if (typeof message !== 'object' || message === null || Array.isArray(message)) return [];
      if (message['type'] === 'warning' && Array.isArray(ids)) return [];
      const rows = message['rows'];
      const span = typeof rows === 'object' && rows !== null && !Array.isArray(rows) ? rows : {};
      const record = numberOf(message['record']);
      const first = numberOf(span['from']) ?? record;
      const field = message['field'];
      return [
        {
          first,
          last: numberOf(span['to']) ?? first,
          field: typeof field === 'string' ? field : undefined,
          text: textIn(message['message']),
        },
      ];
    }),
  };
}

function textIn(message: Json | undefined): string {
  return typeof message === 'string' ? message.trim() : 'The server refuses this row.';
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

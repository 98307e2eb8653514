import type { Database } from './database';
import type { Env } from './env';
import { boolean, char, datetime, integer, many2one } from './fields';
import type { Cell, Field, Row } from './fields';
import type { PythonError } from './errors';
import type { Dict } from './values';

export type Right = 'read' | 'write' | 'create' | 'unlink';

export interface Model {
  name: string;
  label: string;
  /** The Odoo app the model comes with. */
  module: string;
  fields: ReadonlyMap<string, Field>;
  /** As Odoo's `_order`. */
  order: string;
  displayName: (row: Row, db: Database) => string;
  /** The fields a name is searched in. */
  nameFields: string[];
  /** The group besides the administrator's own that may read; everyone where absent. */
  readGroup?: string;
  /** The group that may write; `false`: nobody. */
  writeGroup: string | false;
  /** The records a user sees, where not all. */
  rule?: (row: Row, uid: number) => boolean;
  transient: boolean;
  /** The many2one that makes a tree of the records. */
  parent?: string;
  /** Methods whose Python class is the model's own, for the messages of TypeErrors. */
  ownMethods: string[];
  /** Completes the values of a new record: numbers, prices, the contact of a user. */
  onCreate?: (values: Dict, env: Env) => Dict;
  /** Why a record may not be deleted, if so. */
  onUnlink?: (id: number) => PythonError | undefined;
  /** What is wrong with a record, if anything. */
  constraint?: (row: Row, db: Database) => PythonError | undefined;
}

type Definition = Pick<Model, 'name' | 'label' | 'module'> &
  Partial<Omit<Model, 'name' | 'label' | 'module' | 'fields'>> & { fields: Field[]; archivable?: boolean };

/** A model with the fields every model has, in Odoo's order: id and display_name first, the log last. */
export function defineModel({ fields, archivable, ...definition }: Definition): Model {
  const displayName = definition.displayName ?? ((row) => textOf(row['name']));
  const all = [
    integer('id', 'ID', { readonly: true }),
    char('display_name', 'Display Name', { readonly: true, stored: false, compute: displayName }),
    ...fields,
    ...(archivable ? [boolean('active', 'Active', { default: true })] : []),
    ...[
      many2one('create_uid', 'Created by', 'res.users', { readonly: true, copied: false }),
      datetime('create_date', 'Created on', { readonly: true, copied: false }),
      many2one('write_uid', 'Last Updated by', 'res.users', { readonly: true, copied: false }),
      datetime('write_date', 'Last Updated on', { readonly: true, copied: false }),
    ].filter((log) => !fields.some((field) => field.name === log.name)),
  ];
  return {
    order: 'id',
    nameFields: ['name'],
    writeGroup: 'Role / Administrator',
    transient: false,
    ownMethods: [],
    ...definition,
    displayName,
    fields: new Map(all.map((field) => [field.name, field])),
  };
}

export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

export function numberOf(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0;
}

/** Fields the server fills in itself, whatever a call gives. */
export const logFields = new Set(['id', 'create_uid', 'create_date', 'write_uid', 'write_date']);

/** "ResPartner" of "res.partner": the class Python names in its messages. */
export function className(model: string): string {
  return model
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

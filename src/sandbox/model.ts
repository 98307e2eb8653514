import type { Database } from './database';
import type { Env } from './env';
import { boolean, char, datetime, integer, many2one } from './fields';
import type { Cell, Field, Row } from './fields';
import type { PythonError } from './errors';
import type { Dict } from './values';
import type { SandboxVersion } from './version';

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
  transient: boolean;
  /** The many2one that makes a tree of the records. */
  parent?: string;
  /** Methods whose Python class is the model's own, for the messages of TypeErrors. */
  ownMethods: string[];
  /** Completes the values of a new record: numbers, prices, the contact of a user. */
  onCreate?: (values: Dict, env: Env) => Dict;
  /** Makes what comes with a new record: the variant of a product. */
  afterCreate?: (row: Row, env: Env) => void;
  /** Brings up to date what hangs on a record that was changed. */
  afterWrite?: (row: Row, env: Env) => void;
  /** Why a record may not be deleted, if so. */
  onUnlink?: (row: Row, db: Database) => PythonError | undefined;
  /** What is wrong with a record, if anything. */
  constraint?: (row: Row, db: Database) => PythonError | undefined;
  /** Whether it has no name of its own to search by (no `_rec_name`). */
  nameless?: boolean;
  /** The first and the last Odoo that has the model. */
  since?: number;
  until?: number;
}

/** What a model is called up to a version, where Odoo named it otherwise later. */
interface FormerLabel {
  until: number;
  label: string;
}

type Definition = Pick<Model, 'name' | 'label' | 'module'> &
  Partial<Omit<Model, 'name' | 'label' | 'module' | 'fields'>> & {
    fields: Field[];
    archivable?: boolean;
    formerly?: FormerLabel;
  };

/** A model of which each version makes its own. */
export type ModelSource = (version: SandboxVersion) => Model | undefined;

export function defineModel(definition: Definition): ModelSource {
  return (version) => (isIn(definition, version) ? modelIn(definition, version) : undefined);
}

function isIn(
  { since: first = 0, until = Infinity }: { since?: number; until?: number },
  version: SandboxVersion,
): boolean {
  return Number(version) >= first && Number(version) <= until;
}

/** A model with the fields every model has, in Odoo's order: id and display_name first, the log last. */
function modelIn(
  { fields, archivable, formerly, ...definition }: Definition,
  version: SandboxVersion,
): Model {
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
    datetime('__last_update', 'Last Modified on', {
      readonly: true,
      stored: false,
      until: 16,
      compute: (row) => row['write_date'] ?? false,
    }),
  ];
  const label =
    formerly !== undefined && Number(version) <= formerly.until ? formerly.label : definition.label;
  return {
    order: 'id',
    nameFields: ['name'],
    transient: false,
    ownMethods: [],
    ...definition,
    label,
    displayName,
    fields: new Map(all.filter((field) => isIn(field, version)).map((field) => [field.name, field])),
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

/** Classes that were not named after their model before Odoo 19. */
const formerClasses: Readonly<Record<string, string>> = {
  'res.partner': 'Partner',
  'res.users': 'Users',
  'res.company': 'Company',
  'res.country': 'Country',
  'project.project': 'Project',
  'project.task': 'Task',
  'crm.lead': 'Lead',
};

/** "ResPartner" of "res.partner": the class Python names in its messages. */
export function className(model: string, version: SandboxVersion): string {
  const former = Number(version) < 19 ? formerClasses[model] : undefined;
  if (former !== undefined) return former;
  return model
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

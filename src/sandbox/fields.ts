import type { Database } from './database';
import type { Env } from './env';
import type { GroupKey } from './groups';

export type FieldType =
  | 'char'
  | 'text'
  | 'html'
  | 'integer'
  | 'float'
  | 'monetary'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'binary'
  | 'reference'
  | 'many2one_reference'
  | 'many2one'
  | 'one2many'
  | 'many2many';

/** What a record holds in one field; `false` where it is empty, ids where it relates. */
export type Cell = boolean | number | string | number[];

/** A record. It is replaced, never changed, so that a failed call can put the old ones back. */
export interface Row {
  readonly id: number;
  readonly [field: string]: Cell;
}

export interface Field {
  name: string;
  type: FieldType;
  label: string;
  help?: string;
  required?: boolean;
  readonly?: boolean;
  relation?: string;
  /** The field that names the model a many2one_reference points into. */
  modelField?: string;
  /** The many2one behind a one2many. */
  inverse?: string;
  /** Which of the lines a one2many shows, where not all. */
  only?: (line: Row) => boolean;
  selection?: [string, string][];
  default?: Cell | ((env: Env) => Cell);
  translate?: boolean;
  /** The field that holds a monetary field's currency. */
  currency?: string;
  digits?: [number, number];
  size?: number;
  /** What becomes of the record when the one it points to is deleted; 'restrict' where it is required. */
  onDelete?: 'set null' | 'restrict' | 'cascade';
  /** Whether a duplicate gets the value too. */
  copied?: boolean;
  /** Whether the field is a column; all are, but some of the computed ones. */
  stored?: boolean;
  /** A field of the record a many2one points to, shown as one's own: ['partner_id', 'name']. */
  related?: [string, string];
  compute?: (row: Row, db: Database) => Cell;
  /** The group that may see the field; 'nobody' where it is never shown. */
  group?: GroupKey | 'nobody';
  /** The first and the last Odoo that has the field. */
  since?: number;
  until?: number;
  /** How groups of records add it up; 'sum' for numbers unless given. */
  aggregator?: false | 'avg' | 'max' | 'min';
}

type Options = Partial<Omit<Field, 'name' | 'type' | 'label'>>;

/** Writes `char('name', 'Name')` for a field of that type. */
function ofType(type: FieldType) {
  return (name: string, label: string, options: Options = {}): Field => ({ name, type, label, ...options });
}

export const char = ofType('char');
export const text = ofType('text');
export const html = ofType('html');
export const integer = ofType('integer');
export const float = ofType('float');
export const monetary = ofType('monetary');
export const boolean = ofType('boolean');
export const date = ofType('date');
export const datetime = ofType('datetime');
export const binary = ofType('binary');
export const reference = ofType('reference');
export const many2oneReference = ofType('many2one_reference');

export function selection(
  name: string,
  label: string,
  choices: [string, string][],
  options: Options = {},
): Field {
  return { name, type: 'selection', label, selection: choices, ...options };
}

export function many2one(name: string, label: string, relation: string, options: Options = {}): Field {
  return { name, type: 'many2one', label, relation, ...options };
}

export function one2many(
  name: string,
  label: string,
  relation: string,
  inverse: string,
  options: Options = {},
): Field {
  return { name, type: 'one2many', label, relation, inverse, copied: false, ...options };
}

export function many2many(name: string, label: string, relation: string, options: Options = {}): Field {
  return { name, type: 'many2many', label, relation, ...options };
}

export function isX2many(field: Field): boolean {
  return field.type === 'one2many' || field.type === 'many2many';
}

export function isNumeric(field: Field): boolean {
  return ['integer', 'float', 'monetary', 'many2one_reference'].includes(field.type);
}

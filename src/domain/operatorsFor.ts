import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import { isConditionOperator, takesDomain, type ConditionOperator } from './operators';
import { operatorWords } from './operatorWords';

/** One operator as a person chooses it: the operator itself, or "is set" and "is not set", which are an operator with the value False. */
export interface OperatorChoice {
  /** The operator, or `set` and `notSet`; unique in a list. */
  id: ConditionOperator | 'set' | 'notSet';
  operator: ConditionOperator;
  label: string;
  /** The value that makes the choice; such a condition has no value of its own to type. */
  value?: false;
}

/** What a condition's value is typed into; `none` where the choice says it all. */
export type ValueKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'record'
  | 'records'
  | 'list'
  | 'domain'
  | 'none';

/** Which operators a field's type can be compared with in a way that means something; the ones of use first. */
type Family =
  'text' | 'number' | 'date' | 'boolean' | 'choice' | 'record' | 'records' | 'id' | 'presence' | 'unknown';

const families: Record<string, Family> = {
  char: 'text',
  text: 'text',
  html: 'text',
  integer: 'number',
  float: 'number',
  monetary: 'number',
  many2one_reference: 'number',
  date: 'date',
  datetime: 'date',
  boolean: 'boolean',
  selection: 'choice',
  reference: 'text',
  many2one: 'record',
  one2many: 'records',
  many2many: 'records',
  binary: 'presence',
  image: 'presence',
  json: 'presence',
  serialized: 'presence',
};

const patterns = ['=like', '=ilike', 'not =like', 'not =ilike'] as const;
const order = ['<', '<=', '>', '>='] as const;

const fitting: Record<Family, readonly (ConditionOperator | 'set' | 'notSet')[]> = {
  text: [
    'ilike',
    'not ilike',
    '=',
    '!=',
    'in',
    'not in',
    'set',
    'notSet',
    'like',
    'not like',
    ...patterns,
    ...order,
    '=?',
  ],
  number: ['=', '!=', '>', '>=', '<', '<=', 'in', 'not in', 'set', 'notSet', '=?'],
  date: ['=', '!=', '>', '>=', '<', '<=', 'set', 'notSet', 'in', 'not in', '=?'],
  boolean: ['=', '!='],
  choice: [
    '=',
    '!=',
    'in',
    'not in',
    'set',
    'notSet',
    'ilike',
    'not ilike',
    'like',
    'not like',
    ...patterns,
    '=?',
  ],
  record: [
    '=',
    '!=',
    'in',
    'not in',
    'ilike',
    'not ilike',
    'set',
    'notSet',
    'any',
    'not any',
    'child_of',
    'parent_of',
    'like',
    'not like',
    ...patterns,
    '=?',
  ],
  records: [
    'in',
    'not in',
    'ilike',
    'not ilike',
    'set',
    'notSet',
    'any',
    'not any',
    '=',
    '!=',
    'child_of',
    'parent_of',
    'like',
    'not like',
    ...patterns,
    '=?',
  ],
  id: ['=', '!=', 'in', 'not in', '>', '>=', '<', '<=', 'child_of', 'parent_of', '=?'],
  presence: ['set', 'notSet'],
  unknown: [
    '=',
    '!=',
    'ilike',
    'not ilike',
    'in',
    'not in',
    '>',
    '>=',
    '<',
    '<=',
    'set',
    'notSet',
    'any',
    'not any',
    'child_of',
    'parent_of',
    'like',
    'not like',
    ...patterns,
    '=?',
  ],
};

/** The version an operator came with, where it was not always there (odoo/osv/expression.py 17, odoo/orm/domains.py 19). */
export function operatorSince(operator: string): number | undefined {
  if (takesDomain(operator)) return operator.endsWith('!') ? 19 : 17;
  return operator.startsWith('not =') ? 19 : undefined;
}

/**
 * The operators that fit a field, the most useful first. Of a field or version that is not known, every operator that may fit.
 * @param hierarchy whether the field's own model has parents, so that `id` can be asked for what is below
 */
export function operatorsFor(
  field: FieldInfo | undefined,
  version: number | undefined,
  hierarchy = false,
): OperatorChoice[] {
  const family = familyOf(field);
  return fitting[family]
    .filter((id) => version === undefined || (operatorSince(id) ?? 0) <= version)
    .filter((id) => family !== 'id' || hierarchy || (id !== 'child_of' && id !== 'parent_of'))
    .map((id) => choice(id, family === 'date'));
}

function choice(id: OperatorChoice['id'], temporal: boolean): OperatorChoice {
  const label = operatorWords(id, temporal);
  if (id === 'set') return { id, operator: '!=', label, value: false };
  if (id === 'notSet') return { id, operator: '=', label, value: false };
  return { id, operator: id, label };
}

/** Which choice a condition is: "is set" for `!= False`, except on a boolean, where False is a value like True. */
export function choiceId(
  field: FieldInfo | undefined,
  operator: string,
  value: Json | undefined,
): OperatorChoice['id'] | undefined {
  const empty = (value === false || value === null) && field?.type !== 'boolean';
  if (empty && operator === '!=') return 'set';
  if (empty && operator === '=') return 'notSet';
  return isConditionOperator(operator) ? operator : undefined;
}

/** Whether any of the type's records can be nearer to the top than another: child_of and parent_of mean something. */
export function isRelational(type: string): boolean {
  return type === 'many2one' || type === 'one2many' || type === 'many2many';
}

/** What the value of a condition is typed into. The operator is a choice's id: `set` and `notSet` take no value. */
export function valueKind(field: FieldInfo | undefined, operator: string): ValueKind {
  if (operator === 'set' || operator === 'notSet') return 'none';
  if (takesDomain(operator)) return 'domain';
  if (operator.endsWith('like')) return 'text';
  const family = familyOf(field);
  const related =
    family === 'record' || family === 'records' || (family === 'id' && field?.relation !== undefined);
  if (operator === 'child_of' || operator === 'parent_of')
    return related ? 'records' : family === 'id' ? 'list' : 'text';
  if (operator === 'in' || operator === 'not in') return related ? 'records' : 'list';
  switch (family) {
    case 'record':
    case 'records':
      return 'record';
    case 'choice':
      return 'selection';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'id':
      return 'number';
    case 'date':
      return field?.type === 'date' ? 'date' : 'datetime';
    case 'presence':
      return 'boolean';
    case 'text':
    case 'unknown':
      return 'text';
  }
}

function familyOf(field: FieldInfo | undefined): Family {
  if (!field) return 'unknown';
  if (field.name === 'id') return 'id';
  return families[field.type] ?? 'unknown';
}

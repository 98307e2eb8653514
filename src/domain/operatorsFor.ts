import type { FieldInfo } from '../model/schemaInfo';
import type { ConditionOperator } from './operators';

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

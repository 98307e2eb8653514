import type { ConditionOperator } from './operators';
import { say } from './say';

/** An operator in plain words, as it stands in a list of choices. `temporal`: for a date or datetime. */
export function operatorWords(operator: ConditionOperator | 'set' | 'notSet', temporal = false): string {
  switch (operator) {
    case '=':
      return say('is');
    case '!=':
    case '<>':
      return say('is not');
    case '<':
      return temporal ? say('is before') : say('is less than');
    case '<=':
      return temporal ? say('is on or before') : say('is at most');
    case '>':
      return temporal ? say('is after') : say('is greater than');
    case '>=':
      return temporal ? say('is on or after') : say('is at least');
    case '=?':
      return say('is, when a value is given');
    case 'like':
      return say('contains, in these letters');
    case 'not like':
      return say('does not contain, in these letters');
    case 'ilike':
      return say('contains');
    case 'not ilike':
      return say('does not contain');
    case '=like':
      return say('matches the pattern, in these letters');
    case '=ilike':
      return say('matches the pattern');
    case 'not =like':
      return say('does not match the pattern, in these letters');
    case 'not =ilike':
      return say('does not match the pattern');
    case 'in':
      return say('is one of');
    case 'not in':
      return say('is none of');
    case 'child_of':
      return say('is below or equal to (child of)');
    case 'parent_of':
      return say('is above or equal to (parent of)');
    case 'any':
    case 'any!':
      return say('has a record with (any)');
    case 'not any':
    case 'not any!':
      return say('has no record with (not any)');
    case 'set':
      return say('is set');
    case 'notSet':
      return say('is not set');
  }
}

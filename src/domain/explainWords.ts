import { say } from './say';
import type { GroupJoin } from './tree';

export function groupText(join: GroupJoin, count: number): string {
  switch (join) {
    case 'all':
      return count === 0 ? say('Every record') : say('All of these hold');
    case 'any':
      return count === 0 ? say('No record') : say('At least one of these holds');
    case 'none':
      if (count === 0) return say('Every record');
      return count === 1 ? say('This does not hold') : say('None of these holds');
  }
}

export function constantText(always: boolean): string {
  return always ? say('Always true') : say('Never true');
}

export function relatedText(path: string, operator: string, conditions: boolean): string {
  if (operator.startsWith('not')) {
    return conditions
      ? say('{path} has no record with all of these', { path })
      : say('{path} has no record', { path });
  }
  return conditions
    ? say('{path} has a record with all of these', { path })
    : say('{path} has a record', { path });
}

/** One condition as a sentence. `sign` is an operator, or `set` and `notSet`. */
export function conditionText(path: string, sign: string, value: string, type: string | undefined): string {
  const places = { path, value };
  const temporal = type === 'date' || type === 'datetime';
  switch (sign) {
    case 'set':
      return say('{path} is set', places);
    case 'notSet':
      return say('{path} is not set', places);
    case '=':
      return say('{path} is {value}', places);
    case '!=':
    case '<>':
      return say('{path} is not {value}', places);
    case '=?':
      return say('{path} is {value}, when that is given', places);
    case '<':
      return temporal ? say('{path} is before {value}', places) : say('{path} is less than {value}', places);
    case '<=':
      return temporal ? say('{path} is {value} or before', places) : say('{path} is at most {value}', places);
    case '>':
      return temporal
        ? say('{path} is after {value}', places)
        : say('{path} is greater than {value}', places);
    case '>=':
      return temporal ? say('{path} is {value} or after', places) : say('{path} is at least {value}', places);
    case 'in':
      return say('{path} is one of {value}', places);
    case 'not in':
      return say('{path} is none of {value}', places);
    case 'like':
      return say('{path} contains {value}, in these letters', places);
    case 'not like':
      return say('{path} does not contain {value}, in these letters', places);
    case 'ilike':
      return say('{path} contains {value}', places);
    case 'not ilike':
      return say('{path} does not contain {value}', places);
    case '=like':
      return say('{path} matches the pattern {value}, in these letters', places);
    case 'not =like':
      return say('{path} does not match the pattern {value}, in these letters', places);
    case '=ilike':
      return say('{path} matches the pattern {value}', places);
    case 'not =ilike':
      return say('{path} does not match the pattern {value}', places);
    case 'child_of':
      return say('{path} is {value} or below', places);
    case 'parent_of':
      return say('{path} is {value} or above', places);
    default:
      return say('{path} {sign} {value}', { ...places, sign });
  }
}

import { say } from './say';

export function unknownField(model: string, field: string, meant: string | undefined): string {
  return meant === undefined
    ? say('{model} has no field {field} that this user sees.', { model, field })
    : say('{model} has no field {field} that this user sees; did you mean {meant}?', { model, field, meant });
}

export function deadEnd(field: string, type: string): string {
  return say('{field} is no relation ({type}), so nothing can follow it after a dot.', { field, type });
}

export function notSearchable(field: string): string {
  return say('{field} is computed and not stored, and Odoo cannot search it.', { field });
}

export function notSearchableIgnored(field: string): string {
  return say('{field} is computed and not stored: Odoo cannot search it, and may leave the condition out.', {
    field,
  });
}

export function onlyInside(operator: string): string {
  return say('Odoo takes {operator} from its own code only; write any or not any.', { operator });
}

export function operatorSince(operator: string, since: number, version: number): string {
  return say('{operator} came with Odoo {since}; this server is Odoo {version}.', {
    operator,
    since,
    version,
  });
}

export function oldOperator(operator: string, meant: string): string {
  return say('{operator} is an old way to write {meant}.', { operator, meant });
}

export function needsRelation(operator: string, field: string, type: string): string {
  return say('{operator} needs a field that leads to records; {field} is of type {type}.', {
    operator,
    field,
    type,
  });
}

export function noParents(operator: string, model: string): string {
  return say('{operator} needs records with parents, and {model} has no field parent_id.', {
    operator,
    model,
  });
}

export function noOrder(operator: string, field: string, type: string): string {
  return say('{operator} says nothing about {field}, which is of type {type}.', { operator, field, type });
}

export function onlySetOrNot(field: string): string {
  return say('{field} holds a file: Odoo can only tell whether it is set.', { field });
}

export function needsList(operator: string): string {
  return say('{operator} takes a list: put the value in square brackets.', { operator });
}

export function listCompared(operator: string, meant: string): string {
  return say('{operator} with a list: Odoo reads it as {meant}.', { operator, meant });
}

export function emptyListCompared(operator: string): string {
  return operator === '='
    ? say('To find what is not set, compare with False rather than with an empty list.')
    : say('To find what is set, compare with False rather than with an empty list.');
}

export function noList(operator: string, field: string): string {
  return say('{operator} compares {field} with one value, not with a list.', { operator, field });
}

export function patternIsText(operator: string): string {
  return say('{operator} takes a pattern in quotes.', { operator });
}

export function notANumber(value: string, field: string): string {
  return say('{field} is a number, and "{value}" is none.', { field, value });
}

export function numberAsText(value: string, field: string): string {
  return say('{field} is a number: write {value} without quotes.', { field, value });
}

export function notABoolean(field: string): string {
  return say('{field} is yes or no: compare it with True or False.', { field });
}

export function recordAgainstTrue(field: string): string {
  return say('{field} leads to records: to find what is set, write != False.', { field });
}

export function notAChoice(value: string, field: string, meant: string | undefined): string {
  return meant === undefined
    ? say('{field} has no choice "{value}".', { field, value })
    : say('{field} has no choice "{value}"; did you mean {meant}?', { field, value, meant });
}

export function notADate(value: string, field: string): string {
  return say('{field} is a date, and {value} is none: write it as 2026-01-31 or 2026-01-31 18:30:00.', {
    field,
    value,
  });
}

export function noSuchDay(value: string): string {
  return say('No calendar has {value}.', { value });
}

export function zoneRefused(value: string): string {
  return say(
    'Odoo refuses {value} because of its time zone: write the time in UTC, as 2026-01-31 18:30:00.',
    { value },
  );
}

export function zoneDropped(value: string): string {
  return say(
    'The time zone of {value} is dropped or refused: write the time in UTC, as 2026-01-31 18:30:00.',
    { value },
  );
}

export function withT(value: string): string {
  return say('Odoo writes {value} with a blank instead of the T, and reads it as UTC.', { value });
}

export function relativeSince(value: string, version: number): string {
  return say('Relative dates such as {value} came with Odoo 19; this server is Odoo {version}.', {
    value,
    version,
  });
}

export function archivedHidden(field: string): string {
  return say('Archived records are left out, as nothing is said about {field}.', { field });
}

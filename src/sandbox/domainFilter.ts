import { plus, readMoment } from './dates';
import { inCondition, inLeaf, mentions, readDomain, reprDomain } from './domainTree';
import type { Condition, DomainNode } from './domainTree';
import type { Env } from './env';
import { typeError, valueError } from './errors';
import { isNumeric, isX2many } from './fields';
import type { Cell, Field, Row } from './fields';
import { hierarchyFilter } from './hierarchy';
import { cellKey, comparable } from './comparable';
import { dateParts } from './dateParts';
import { likePattern } from './likePattern';
import type { Model } from './model';
import { repr, reprTuple, str } from './python';
import { relatedIds, relatedModel } from './relations';
import { Float, isFalsy } from './values';
import type { Value } from './values';
import { since } from './version';
import type { SandboxVersion } from './version';

export type Filter = (row: Row) => boolean;

const positiveOf: Record<string, string> = {
  '!=': '=',
  'not in': 'in',
  'not any': 'any',
  'not like': 'like',
  'not ilike': 'ilike',
  'not =like': '=like',
  'not =ilike': '=ilike',
};

/**
 * What a domain keeps, after Odoo 19's odoo/orm/domains.py: paths go through relations as `any`, a text compared with a relation is
 * looked up among its names, and empty values take part as Odoo has them.
 * @throws PythonError as the server would, for fields, operators and values it does not know
 */
export function nodeFilter(env: Env, model: Model, node: DomainNode): Filter {
  switch (node.kind) {
    case 'all':
      return () => true;
    case 'none':
      return () => false;
    case 'and': {
      const [left, right] = [nodeFilter(env, model, node.left), nodeFilter(env, model, node.right)];
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const [left, right] = [nodeFilter(env, model, node.left), nodeFilter(env, model, node.right)];
      return (row) => left(row) || right(row);
    }
    case 'not':
      return negated(nodeFilter(env, model, node.inner));
    case 'condition':
      return conditionFilter(env, model, node);
  }
}

function negated(filter: Filter): Filter {
  return (row) => !filter(row);
}

function conditionFilter(env: Env, model: Model, condition: Condition): Filter {
  const [name = '', ...rest] = condition.path.split('.');
  const field = model.fields.get(name);
  if (field === undefined) {
    throw valueError(`Invalid field ${model.name}.${name} ${inLeaf(condition, env.version)}`);
  }
  if (rest.length > 0) return throughPath(env, model, field, { ...condition, path: rest.join('.') });
  const operator = { '==': '=', '<>': '!=' }[condition.operator] ?? condition.operator;
  const positive = positiveOf[operator];
  if (positive !== undefined) {
    return negated(conditionFilter(env, model, { ...condition, operator: positive }));
  }
  if (operator === '=?') {
    return isFalsy(condition.value)
      ? () => true
      : conditionFilter(env, model, { ...condition, operator: '=' });
  }
  if (operator === 'any') return anyFilter(env, model, field, condition);
  if (operator === 'child_of' || operator === 'parent_of')
    return hierarchyFilter(env, model, field, condition, (other, text) =>
      nameFilter(env, other, 'ilike', text),
    );
  if (field.name === 'display_name') return nameFilter(env, model, operator, condition.value);
  if (operator.endsWith('like')) return likeFilter(env, model, field, condition);
  if (operator === '=' || operator === 'in') return inFilter(env, model, field, condition);
  return inequalityFilter(env, model, field, condition);
}

/** What follows the first dot: the related record's field, or a part of a date. */
function throughPath(env: Env, model: Model, field: Field, rest: Condition): Filter {
  if (field.relation !== undefined) {
    return relatedFilter(env, model, field, rest);
  }
  const part = dateParts[rest.path];
  const isDate = field.type === 'date' || field.type === 'datetime';
  if (!isDate || part === undefined || !since(env.version, 18)) {
    if (!since(env.version, 18))
      throw valueError(
        `Invalid leaf ${reprTuple([`${field.name}.${rest.path}`, rest.operator, rest.value])}`,
      );
    const known = Object.keys(dateParts).join(', ');
    throw valueError(
      isDate
        ? `Error when processing the granularity ${rest.path} is not supported. Only ${known} are supported`
        : `Invalid field property ${repr(rest.path)} on ${model.name}.${field.name}`,
    );
  }
  const wanted = new Set((Array.isArray(rest.value) ? rest.value : [rest.value]).map(numberIn));
  const isIn = (row: Row): boolean => {
    const cell = row[field.name];
    return typeof cell === 'string' && wanted.has(part(cell));
  };
  return rest.operator === '!=' || rest.operator === 'not in' ? negated(isIn) : isIn;
}

function numberIn(value: Value): number {
  return value instanceof Float ? value.value : Number(value);
}

function anyFilter(env: Env, model: Model, field: Field, condition: Condition): Filter {
  const inner = readDomain(condition.value, env.version);
  if (field.name === 'id') return nodeFilter(env, model, inner);
  if (field.relation === undefined) {
    const shown = `(${repr(field.name)}, ${repr(condition.operator)}, ${reprDomain(condition.value)})`;
    throw valueError(`Cannot use 'any' with non-relational fields in condition ${shown}`);
  }
  return relatedFilter(env, model, field, inner);
}

/** Records with a related one that the inner domain keeps. Archived lines do not count, an archived many2one does. */
function relatedFilter(env: Env, model: Model, field: Field, inner: DomainNode): Filter {
  const other = relatedModel(env, field);
  env.checkAccess(other, 'read');
  const keeps = nodeFilter(env, other, inner);
  const activeOnly =
    isX2many(field) && env.activeTest && other.fields.has('active') && !mentions(inner, 'active');
  return (row) =>
    relatedIds(env, model, row, field).some((id) => {
      const found = env.db.row(other.name, id);
      return (
        found !== undefined &&
        env.sees(other, found) &&
        (!activeOnly || found['active'] === true) &&
        keeps(found)
      );
    });
}

function nameFilter(env: Env, model: Model, operator: string, value: Value): Filter {
  const filters = model.nameFields.map((path) =>
    conditionFilter(env, model, { kind: 'condition', path, operator, value }),
  );
  return (row) => filters.some((filter) => filter(row));
}

function likeFilter(env: Env, model: Model, field: Field, condition: Condition): Filter {
  const { operator, value } = condition;
  const exact = operator.startsWith('=');
  if (isFalsy(value)) {
    if (!exact && field.relation === undefined) return () => true;
    const empty = conditionFilter(env, model, { ...condition, operator: '=', value: false });
    return exact ? empty : negated(empty);
  }
  if (exact && typeof value !== 'string') {
    throw typeError(`The pattern to match must be a string ${inCondition(condition)}`);
  }
  if (field.relation !== undefined) return namedFilter(env, model, field, operator, value);
  const pattern = likePattern(exact ? str(value) : `%${str(value)}%`, operator.endsWith('ilike'));
  return (row) => {
    const cell = env.db.cell(model.name, row, field.name);
    return cell !== false && !Array.isArray(cell) && pattern.test(String(cell));
  };
}

/** Records related to one whose name fits. */
function namedFilter(env: Env, model: Model, field: Field, operator: string, value: Value): Filter {
  const other = relatedModel(env, field);
  const fits = nameFilter(env, other, operator, value);
  return (row) =>
    relatedIds(env, model, row, field).some((id) => {
      const found = env.db.row(other.name, id);
      return found !== undefined && fits(found);
    });
}

/** `=` and `in`: an empty list stands for "empty" after `=`, and for nothing at all after `in`. */
function inFilter(env: Env, model: Model, field: Field, { operator, value }: Condition): Filter {
  const given = Array.isArray(value) ? value : [value];
  if (operator === 'in' && isFalsy(value)) return () => false;
  const wanted = given.length === 0 ? [false] : given;
  if (field.relation === undefined) {
    const keys = new Set(wanted.map((one) => comparable(field, one, env.version)));
    return (row) => keys.has(cellKey(field, env.db.cell(model.name, row, field.name)));
  }
  const ids = new Set(wanted);
  const named = wanted
    .filter((one) => typeof one === 'string')
    .map((one) => namedFilter(env, model, field, '=', one));
  return (row) => {
    const related = relatedIds(env, model, row, field);
    if (related.length === 0) return ids.has(false) || ids.has(null);
    return related.some((id) => ids.has(id)) || named.some((filter) => filter(row));
  };
}

function inequalityFilter(env: Env, model: Model, field: Field, condition: Condition): Filter {
  const { operator, value } = condition;
  if (field.relation !== undefined && typeof value === 'string') {
    throw typeError(`Inequality not supported for relational field using a string ${inCondition(condition)}`);
  }
  if (isFalsy(value) && !isNumeric(field)) return () => false;
  const bound =
    field.type === 'datetime'
      ? datetimeBound(operator, value, env.version)
      : { operator, at: comparable(field, value, env.version) };
  return (row) => {
    const cell: Cell = env.db.cell(model.name, row, field.name);
    if (cell === false && !isNumeric(field)) return false;
    return compares(cellKey(field, cell), bound.operator, bound.at);
  };
}

/** A whole day in a domain on datetimes: after it means from the next day on. */
function datetimeBound(
  operator: string,
  value: Value,
  version: SandboxVersion,
): { operator: string; at: string } {
  const { text, isDate } = readMoment(value, 'datetime', version);
  const start = isDate ? `${text} 00:00:00` : text;
  const end = plus(start, isDate ? 'day' : 'second');
  if (operator === '>') return { operator: '>=', at: end };
  if (operator === '<=') return { operator: '<', at: end };
  return { operator, at: start };
}

function compares(
  left: string | number | boolean,
  operator: string,
  right: string | number | boolean,
): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  if (operator === '>') return left > right;
  return left >= right;
}

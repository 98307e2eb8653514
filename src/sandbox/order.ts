import { cellKey } from './comparable';
import type { Env } from './env';
import { userError, valueError } from './errors';
import type { Row } from './fields';
import { isX2many } from './fields';
import type { Model } from './model';
import { relatedModel } from './relations';
import { repr } from './python';

type Compare = (left: Row, right: Row) => number;

const orderPart = /^\s*([a-z0-9_]+)(?:\.([a-z0-9_]+))?(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i;
const collator = new Intl.Collator('en');

/**
 * How an `order` sorts. Empty values come last upwards and first downwards, as in PostgreSQL; a many2one sorts by its model's own order.
 * @throws PythonError UserError, ValueError
 */
export function orderBy(env: Env, model: Model, order: string): Compare {
  const parts = order.split(',').map((part) => partCompare(env, model, part, order));
  return (left, right) => {
    for (const compare of parts) {
      const result = compare(left, right);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function partCompare(env: Env, model: Model, part: string, order: string): Compare {
  const found = orderPart.exec(part);
  if (found === null) {
    throw userError(
      `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names ` +
        '(optionally followed by asc/desc for the direction)',
    );
  }
  const [, name = '', property, direction, nulls] = found;
  const field = model.fields.get(name);
  if (field === undefined) throw valueError(`Invalid field ${repr(name)} on model ${repr(model.name)}`);
  if (property !== undefined) {
    throw valueError(`Invalid field property ${repr(property)} on ${model.name}.${name}`);
  }
  if (isX2many(field))
    throw valueError(`Cannot convert ${model.name}.${name} to SQL because it is not stored`);
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  const emptyLast = nulls === undefined ? sign === 1 : nulls.toLowerCase() === 'last';
  const inner = field.type === 'many2one' ? related(env, model, name) : undefined;
  return (left, right) => {
    const [a, b] = [env.db.cell(model.name, left, name), env.db.cell(model.name, right, name)];
    const [noA, noB] = [isEmpty(a), isEmpty(b)].map((empty) => empty && field.type !== 'boolean');
    if (noA === true || noB === true) {
      if (noA === noB) return 0;
      return (noA === true) === emptyLast ? 1 : -1;
    }
    if (inner !== undefined) return sign * inner(left, right);
    const [x, y] = [cellKey(field, a), cellKey(field, b)];
    if (typeof x === 'string' && typeof y === 'string') return sign * collator.compare(x, y);
    return sign * (Number(x) - Number(y));
  };
}

function related(env: Env, model: Model, name: string): Compare {
  const field = model.fields.get(name);
  if (field === undefined) return () => 0;
  const other = relatedModel(env, field);
  // A model ordered by a many2one to itself would never end.
  const compare = other.name === model.name ? orderBy(env, other, 'id') : orderBy(env, other, other.order);
  const target = (row: Row): Row | undefined => env.db.row(other.name, env.db.cell(model.name, row, name));
  return (left, right) => {
    const [a, b] = [target(left), target(right)];
    return a === undefined || b === undefined ? 0 : compare(a, b);
  };
}

function isEmpty(cell: unknown): boolean {
  return cell === false || cell === '';
}

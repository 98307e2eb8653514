import type { Env } from './env';
import { valueError } from './errors';
import type { Field, Row } from './fields';
import type { GroupKey } from './groupKeys';
import type { Model } from './model';
import { repr, reprTuple, str } from './python';
import { Float } from './values';
import type { Value } from './values';
import { since } from './version';

export interface Aggregate {
  /** The key in the answer. */
  key: string;
  field: Field | undefined;
  compute: string;
}

export interface Group {
  keys: GroupKey[];
  rows: Row[];
}

export function aggregateIn(model: Model, spec: string): Aggregate {
  if (spec === '__count') return { key: spec, field: undefined, compute: 'count' };
  const [name = '', compute] = spec.split(':');
  const field = model.fields.get(name);
  if (field === undefined) {
    throw valueError(`Invalid field ${repr(name)} on model ${repr(model.name)} for ${repr(spec)}.`);
  }
  if (compute === undefined) throw valueError(`Aggregate method is mandatory for ${repr(name)}`);
  return { key: spec, field, compute };
}

export function aggregate(
  env: Env,
  model: Model,
  rows: Row[],
  field: Field | undefined,
  compute: string,
): Value {
  if (field === undefined) return rows.length;
  const cells = rows.map((row) => env.db.cell(model.name, row, field.name)).filter((cell) => cell !== false);
  const numbers = cells.map(Number);
  const sum = numbers.reduce((total, number) => total + number, 0);
  const typed = (value: number): Value =>
    field.type === 'integer' ? value : new Float(Math.round(value * 1e6) / 1e6);
  switch (compute) {
    case 'sum':
      return numbers.length === 0 ? false : typed(sum);
    case 'avg':
      return numbers.length === 0 ? false : new Float(sum / numbers.length);
    case 'count':
      return cells.length;
    case 'count_distinct':
      return new Set(cells.map((cell) => JSON.stringify(cell))).size;
    case 'array_agg':
      return cells;
    case 'array_agg_distinct':
      return [...new Set(cells)];
    case 'min':
    case 'max': {
      const sorted = cells.toSorted((a, b) => (a < b ? -1 : 1));
      const found = compute === 'min' ? sorted.at(0) : sorted.at(-1);
      return typeof found === 'number' ? typed(found) : (found ?? false);
    }
    case 'bool_and':
      return cells.every((cell) => cell === true) && cells.length === rows.length;
    case 'bool_or':
      return cells.length > 0;
    default:
      throw valueError(`Invalid aggregate method ${repr(compute)} for ${repr(`${field.name}:${compute}`)}.`);
  }
}

/**
 * By what groups add up to: "__count", "amount_total:sum", or "amount_total" for its sum.
 * @param named aggregates under names of their own
 */
export function compareTotals(
  env: Env,
  model: Model,
  spec: string,
  named: Aggregate[],
  a: Group,
  b: Group,
): number {
  const known = named.find(({ key }) => key === spec);
  if (spec === '__count' && since(env.version, 17)) return a.rows.length - b.rows.length;
  const [name = '', compute = 'sum'] = spec.split(':');
  const { field, compute: how } = known ?? { field: model.fields.get(name), compute };
  if (field === undefined) throw unknownFieldGrouped(model.name, name);
  const [x, y] = [a, b].map((group) => plain(aggregate(env, model, group.rows, field, how)));
  return Number(x) - Number(y);
}

export function plain(value: Value): Value {
  return value instanceof Float ? value.value : value;
}

/** Whether a group passes `having`, a domain on what groups add up to. */
export function having(env: Env, model: Model, group: Group, condition: Value): boolean {
  if (!Array.isArray(condition)) return true;
  return condition.every((leaf) => {
    if (!Array.isArray(leaf)) return true;
    const [spec = null, operator, bound = null] = leaf;
    const { field, compute } = aggregateIn(model, str(spec));
    const [left, right] = [
      Number(plain(aggregate(env, model, group.rows, field, compute))),
      Number(plain(bound)),
    ];
    switch (operator) {
      case '=':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
        return left < right;
      case '<=':
        return left <= right;
      case '>':
        return left > right;
      case '>=':
        return left >= right;
      default:
        throw valueError(`Invalid having clause ${reprTuple(leaf)}`);
    }
  });
}

export function unknownFieldGrouped(model: string, name: string): Error {
  return valueError(`Invalid field ${repr(name)} on model ${repr(model)}`);
}

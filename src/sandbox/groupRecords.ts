import type { Env } from './env';
import { valueError } from './errors';
import { isNumeric } from './fields';
import type { Cell, Field, Row } from './fields';
import { aggregate, aggregateIn, compareTotals, having, unknownFieldGrouped } from './groupTotals';
import type { Aggregate, Group } from './groupTotals';
import { groupKey, groupLeaves, spanOf } from './groupKeys';
import type { GroupKey } from './groupKeys';
import type { Model } from './model';
import { orderBy } from './order';
import { withName } from './readRecords';
import { dateParts } from './dateParts';
import { repr } from './python';
import { rowCount, search } from './search';
import { Float, isFalsy } from './values';
import type { Dict, Value } from './values';
import { since } from './version';

/** What groups records: a field, and for dates the length of a span: "date_order:month". */
interface GroupBy {
  spec: string;
  field: Field;
  span: string;
}

/** formatted_read_group of Odoo 19 (odoo/addons/web/models/models.py). */
export function formattedReadGroup(env: Env, model: Model, args: Dict): Dict[] {
  const groupBys = texts(args['groupby']).map((spec) => groupByIn(env, model, spec));
  const aggregates = texts(args['aggregates']).map((spec) => aggregateIn(model, spec));
  return groups(env, model, args, groupBys).map((group) => {
    const answer: Dict = {};
    groupBys.forEach((by, index) => (answer[by.spec] = formattedKey(env, by, group.keys[index])));
    answer['__extra_domain'] = domainOf(groupBys, group, []);
    for (const { key, field, compute } of aggregates)
      answer[key] = aggregate(env, model, group.rows, field, compute);
    return answer;
  });
}

/** Several ways to group the same records, with one call (Odoo 19). */
export function formattedGroupingSets(env: Env, model: Model, args: Dict): Dict[][] {
  const sets = Array.isArray(args['grouping_sets']) ? args['grouping_sets'] : [];
  return sets.map((groupby) => formattedReadGroup(env, model, { ...args, groupby }));
}

/** read_group, deprecated in 19 and gone after it; `lazy` groups by the first field only. */
export function readGroup(env: Env, model: Model, args: Dict): Dict[] {
  const specs = texts(args['groupby']);
  const lazy = !isFalsy(args['lazy']);
  const groupBys = (lazy ? specs.slice(0, 1) : specs).map((spec) => groupByIn(env, model, spec));
  const layered = since(env.version, 17);
  const aggregates = readGroupFields(env, model, args).filter(
    // What it is grouped by is not summed up as well (14, odoo/models.py _read_group_raw).
    ({ field }) => layered || groupBys.every((by) => by.field !== field),
  );
  const domain: Value[] = Array.isArray(args['domain']) ? args['domain'] : [];
  const page: Dict = { ...args, order: args['orderby'] ?? null };
  if (!layered && isFalsy(args['limit'])) delete page['offset'];
  return groups(env, model, page, groupBys, aggregates).map((group) => {
    const answer: Dict = {};
    groupBys.forEach((by, index) => (answer[by.spec] = readGroupKey(env, by, group.keys[index])));
    const [first] = groupBys;
    answer[lazy && first !== undefined ? `${first.field.name}_count` : '__count'] = group.rows.length;
    for (const { key, field, compute } of aggregates)
      answer[key] = aggregate(env, model, group.rows, field, compute);
    if (first === undefined && !layered) return asFetched(answer, group);
    answer['__domain'] = domainOf(groupBys, group, domain, layered);
    const ranges = groupBys.flatMap((by, index) => {
      const key = group.keys[index];
      const isSpan = by.span !== '' && !Object.hasOwn(dateParts, by.span);
      return key === undefined || !isSpan ? [] : [[by.spec, rangeOf(key, by.span)] as const];
    });
    if (ranges.length > 0 && since(env.version, 15)) answer['__range'] = Object.fromEntries(ranges);
    if (lazy && specs.length > 1) answer['__context'] = { group_by: specs.slice(1) };
    return answer;
  });
}

/** The only group there is, up to 16 as the database gives it: with its least id, and None for what is empty. */
function asFetched(answer: Dict, { rows }: Group): Dict {
  const least = rows.length === 0 ? null : Math.min(...rows.map(({ id }) => id));
  const values = Object.entries(answer).map(([key, value]) => [key, value === false ? null : value] as const);
  return { id: least, ...Object.fromEntries(values) };
}

/** What is summed up: all there is where nothing is named, up to 16. */
function readGroupFields(env: Env, model: Model, args: Dict): Aggregate[] {
  const named = texts(args['fields']);
  const all = named.length === 0 && !since(env.version, 17);
  const specs = all
    ? [...model.fields.values()].filter(({ stored }) => stored !== false).map(({ name }) => name)
    : named;
  return specs
    .filter((spec) => spec !== '__count' && (spec !== 'sequence' || since(env.version, 17)))
    .flatMap((spec) => readGroupAggregate(model, spec));
}

function texts(value: Value | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function groupByIn(env: Env, model: Model, spec: string): GroupBy {
  const [name = '', given = ''] = spec.split(':');
  const field = model.fields.get(name);
  if (field === undefined) throw unknownFieldGrouped(model.name, name);
  const isDate = field.type === 'date' || field.type === 'datetime';
  if (!isDate && given !== '' && since(env.version, 18)) {
    throw valueError(`Granularity set on a no-datetime field or property: ${repr(spec)}`);
  }
  const span = isDate ? given || 'month' : '';
  const spans = ['hour', 'day', 'week', 'month', 'quarter', 'year', ...Object.keys(dateParts)];
  if (isDate && !spans.slice(0, since(env.version, 18) ? undefined : 6).includes(span)) {
    throw valueError(`Granularity specification isn't correct: ${repr(given)}`);
  }
  if (
    field.type === 'one2many' ||
    field.type === 'binary' ||
    (field.compute !== undefined && field.stored === false)
  ) {
    throw valueError(`Cannot convert ${model.name}.${name} to SQL because it is not stored`);
  }
  return { spec, field, span };
}

/** "amount_total", "amount_total:avg" or "total:sum(amount_total)"; what cannot be summed up is left out. */
function readGroupAggregate(model: Model, spec: string): Aggregate[] {
  const found = /^(\w+)(?::(\w+)(?:\((\w+)\))?)?$/.exec(spec);
  const [, key = '', compute, source] = found ?? [];
  const field = model.fields.get(source ?? key);
  if (field === undefined) throw unknownFieldGrouped(model.name, source ?? key);
  if (compute !== undefined) return [{ key, field, compute }];
  return isNumeric(field) && field.name !== 'id' ? [{ key, field, compute: 'sum' }] : [];
}

function groups(env: Env, model: Model, args: Dict, groupBys: GroupBy[], named: Aggregate[] = []): Group[] {
  const rows = search(env, model, args['domain'] ?? []);
  if (groupBys.length === 0) return [{ keys: [], rows }];
  const found = new Map<string, Group>();
  for (const row of rows) {
    for (const keys of keysOf(env, model, row, groupBys)) {
      const name = JSON.stringify(keys);
      const group = found.get(name);
      if (group === undefined) found.set(name, { keys, rows: [row] });
      else group.rows.push(row);
    }
  }
  const order = typeof args['order'] === 'string' && args['order'] !== '' ? args['order'] : undefined;
  const kept = [...found.values()].filter((group) => having(env, model, group, args['having'] ?? null));
  const sorted = kept.sort((a, b) => compareGroups(env, model, groupBys, named, a, b, order));
  const offset = rowCount(args['offset']) ?? 0;
  const limit = rowCount(args['limit']);
  return sorted.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** A record stands in one group, or in several where the field holds several. */
function keysOf(env: Env, model: Model, row: Row, groupBys: GroupBy[]): GroupKey[][] {
  return groupBys.reduce<GroupKey[][]>(
    (before, { field, span }) => {
      const cell = env.db.cell(model.name, row, field.name);
      const cells: Cell[] = Array.isArray(cell) ? (cell.length === 0 ? [false] : cell) : [cell];
      return before.flatMap((keys) =>
        cells.map((one) => [...keys, groupKey(one, field.type, span, weekStart(env))]),
      );
    },
    [[]],
  );
}

/** The weekday a week begins on in the caller's language. */
function weekStart(env: Env): number {
  const user = env.db.row('res.users', env.uid);
  const lang = env.context['lang'] ?? (user === undefined ? 'en_US' : env.db.cell('res.users', user, 'lang'));
  const found = env.db.rows('res.lang').find((row) => row['code'] === lang);
  return Number(found?.['week_start'] ?? 7) % 7;
}

function compareGroups(
  env: Env,
  model: Model,
  groupBys: GroupBy[],
  named: Aggregate[],
  a: Group,
  b: Group,
  order: string | undefined,
): number {
  const parts = order?.split(',').map((part) => part.trim().split(/\s+/)) ?? groupBys.map((by) => [by.spec]);
  for (const [spec, direction] of parts) {
    const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
    const index = groupBys.findIndex((by) => by.spec === spec || by.field.name === spec);
    const by = groupBys[index];
    const result =
      by === undefined
        ? compareTotals(env, model, spec ?? '', named, a, b)
        : compareKeys(env, by.field, a.keys[index] ?? false, b.keys[index] ?? false);
    if (result !== 0) return sign * result;
  }
  return 0;
}

/** Empty groups come last upwards; related records follow their own model's order. */
function compareKeys(env: Env, field: Field, a: GroupKey, b: GroupKey): number {
  if (field.type !== 'boolean' && (a === false || b === false)) {
    return a === b ? 0 : a === false ? 1 : -1;
  }
  const other = field.relation === undefined ? undefined : env.db.models.get(field.relation);
  if (other !== undefined) {
    const [x, y] = [env.db.row(other.name, a), env.db.row(other.name, b)];
    if (x !== undefined && y !== undefined) return orderBy(env, other, other.order)(x, y);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function formattedKey(env: Env, by: GroupBy, key: GroupKey = false): Value {
  if (by.span !== '' && typeof key === 'string') return [key, spanOf(key, by.span).label];
  return readGroupKey(env, by, key);
}

function readGroupKey(env: Env, by: GroupBy, key: GroupKey = false): Value {
  if (by.span !== '') {
    if (typeof key === 'string') return spanOf(key, by.span).label;
    return key === false ? false : new Float(Number(key));
  }
  return by.field.relation === undefined ? key : withName(env, by.field, key);
}

function rangeOf(key: GroupKey, span: string): Value {
  return key === false ? false : { from: String(key), to: spanOf(String(key), span).end };
}

/** How many conditions of a domain are joined by an `&` nobody wrote. */
function termCount(domain: Value[]): number {
  let count = 0;
  for (const item of domain) count += item === '&' || item === '|' ? -1 : item === '!' ? 0 : 1;
  return count;
}

/** The domain that keeps a group's records: what was asked, and one leaf (two for a span) for each key. */
function domainOf(groupBys: GroupBy[], group: Group, asked: Value[], askedFirst = true): Value[] {
  const leaves = groupBys.flatMap((by, index) =>
    groupLeaves(by.field.name, group.keys[index] ?? false, by.span),
  );
  if (leaves.length === 0 && asked.length === 0) return [[1, '=', 1]];
  const terms = asked.length === 0 ? 0 : termCount(asked);
  const ands = Math.max(0, leaves.length + terms - 1);
  const both = askedFirst ? [...asked, ...leaves] : [...leaves, ...asked];
  return [...Array<Value>(ands).fill('&'), ...both];
}

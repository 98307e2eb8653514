import type { Json, JsonObject } from '../model/json';
import { isJsonObject } from '../model/json';
import type { RecordGroup } from '../model/recordGroup';
import type { OrmSpec } from '../model/requestSpec';
import { OdooError } from './error';
import { readDomain } from './ormCall';
import type { OrmCall } from './protocol/wire';
import { NoneOverXmlRpc } from './protocol/xmlRpc';
import { majorOf } from './version';

type Spec = Extract<OrmSpec, { operation: 'readGroup' }>;

/** Odoo 12–16 heed an offset only beside a limit (14, odoo/models.py _read_group_raw): one that leaves nothing out. */
const noLimit = 2_147_483_647;

/**
 * Records in groups. formatted_read_group came with 19 and read_group went after 19.0: the one that the server's version has is tried first,
 * and the other where the server does not know it.
 * @param serverVersion as the connection remembers it; may be unknown or outdated
 * @param send carries one call
 * @throws OdooError request.incomplete for a `having` that the server has no method for
 */
export async function readGroups(
  spec: Spec,
  serverVersion: string | undefined,
  send: (call: OrmCall) => Promise<Json>,
): Promise<RecordGroup[]> {
  const formatted = (): Promise<RecordGroup[]> => formattedGroups(spec, send);
  const plain = (): Promise<RecordGroup[]> => plainGroups(spec, send);
  const major = majorOf(serverVersion);
  const [first, second] = major !== undefined && major < 19 ? [plain, formatted] : [formatted, plain];
  try {
    return await first();
  } catch (error) {
    if (!(error instanceof OdooError) || error.code !== 'server.unknownMethod') throw error;
    return second();
  }
}

/** Odoo 19 and later, addons/web/models/models.py formatted_read_group. */
async function formattedGroups(spec: Spec, send: (call: OrmCall) => Promise<Json>): Promise<RecordGroup[]> {
  const domain = readDomain(spec.domain);
  const asked = (spec.aggregates ?? []).filter((aggregate) => aggregate !== '__count');
  const order = spec.order?.trim();
  const rows = await send({
    model: spec.model,
    method: 'formatted_read_group',
    args: [domain],
    kwargs: {
      groupby: spec.groupBy,
      aggregates: ['__count', ...asked],
      ...(isNothing(spec.having) ? {} : { having: readDomain(spec.having) }),
      ...(order ? { order } : {}),
      ...(spec.limit ? { limit: spec.limit } : {}),
      ...(spec.offset ? { offset: spec.offset } : {}),
      ...contextOf(spec),
    },
  });
  return objects(rows).map((row) => {
    const extra = row['__extra_domain'];
    return group(spec, row, (name) => row[name], [
      ...domain,
      ...(Array.isArray(extra) && spec.groupBy.length > 0 ? extra : []),
    ]);
  });
}

/**
 * Odoo 12–19.0, odoo/models.py read_group. Every aggregate gets a name of its own, since two of the same field would otherwise meet under
 * the field's ("Output name is used twice").
 */
async function plainGroups(spec: Spec, send: (call: OrmCall) => Promise<Json>): Promise<RecordGroup[]> {
  if (!isNothing(spec.having)) {
    const reason =
      'Groups can be filtered from Odoo 19 on, and this server does not know formatted_read_group: leave that filter out.';
    throw new OdooError('request.incomplete', { part: 'having', reason });
  }
  const asked = [...new Set(spec.aggregates ?? [])].filter((aggregate) => aggregate !== '__count');
  const aliases = new Map(asked.map((aggregate, index) => [aggregate, aliasOf(aggregate, index)]));
  const { fields, order } = orderOf(spec.order ?? '', aliases);
  const ask = async (wanted: Iterable<string>): Promise<JsonObject[]> =>
    objects(
      await send({
        model: spec.model,
        method: 'read_group',
        args: [readDomain(spec.domain)],
        kwargs: {
          // No fields at all would be all of them.
          fields: ['__count', ...wanted, ...fields],
          groupby: spec.groupBy,
          lazy: false,
          ...(order ? { orderby: order } : {}),
          ...(spec.limit ? { limit: spec.limit } : spec.offset ? { limit: noLimit } : {}),
          ...(spec.offset ? { offset: spec.offset } : {}),
          ...contextOf(spec),
        },
      }),
    );
  const all = [...aliases.values()].map(({ field }) => field);
  const rows = await ask(all).catch((error: unknown) => {
    if (error instanceof NoneOverXmlRpc && spec.groupBy.length === 0) return oneByOne(all, ask);
    throw error;
  });
  return rows.map((row) => {
    const whole = row['__domain'];
    const domain = Array.isArray(whole) ? whole : readDomain(spec.domain);
    const valueOf = (name: string): Json | undefined => {
      const alias = aliases.get(name);
      return alias ? row[alias.name] : withStart(name, row, domain);
    };
    return group(spec, row, valueOf, domain);
  });
}

/**
 * The only group there is, aggregate by aggregate: without groups Odoo 12–16 answer with None for what is empty, the least id included, which XML-RPC cannot carry
 * (14, odoo/models.py _read_group_raw).
 */
async function oneByOne(
  fields: readonly string[],
  ask: (wanted: Iterable<string>) => Promise<JsonObject[]>,
): Promise<JsonObject[]> {
  const row: JsonObject = {};
  for (const wanted of [[], ...fields.map((field) => [field])]) {
    try {
      Object.assign(row, (await ask(wanted))[0]);
    } catch (error) {
      if (!(error instanceof NoneOverXmlRpc)) throw error;
    }
  }
  return [row];
}

interface Alias {
  /** Where the answer has it. */
  name: string;
  /** How it is asked for: "aggregate_0:sum(amount_total)". */
  field: string;
}

function aliasOf(aggregate: string, index: number): Alias {
  const [field = '', fn] = aggregate.split(':');
  if (fn === undefined) return { name: field, field };
  const name = `aggregate_${index}`;
  return { name, field: `${name}:${fn}(${field})` };
}

/** The order in the words of read_group, and what has to be asked for on its account: it cannot order by its own count. */
function orderOf(order: string, aliases: ReadonlyMap<string, Alias>): { order: string; fields: string[] } {
  const fields: string[] = [];
  const terms = order
    .split(',')
    .map((term) => term.trim().split(/\s+/))
    .filter(([name]) => name)
    .map(([name = '', ...rest]) => {
      if (name !== '__count') return [aliases.get(name)?.name ?? name, ...rest].join(' ');
      fields.push('records_counted:count(id)');
      return ['records_counted', ...rest].join(' ');
    });
  return { order: terms.join(', '), fields };
}

/** A date's group as [start, label]: read_group gives the label alone, the start stands in `__range` (15 and later) and in the domain. */
function withStart(name: string, row: JsonObject, domain: readonly Json[]): Json | undefined {
  const value = row[name];
  if (typeof value !== 'string' || value === '') return value;
  const ranges = row['__range'];
  const range = isJsonObject(ranges) ? (ranges[name] ?? ranges[fieldOf(name)]) : undefined;
  const from = isJsonObject(range) ? range['from'] : undefined;
  if (typeof from === 'string') return [from, value];
  const field = fieldOf(name);
  // A text's group is found by the text itself.
  const isText = domain.some((leaf) => Array.isArray(leaf) && leaf[0] === field && leaf[2] === value);
  const start = isText ? undefined : startIn(field, domain);
  return start === undefined ? value : [start, value];
}

function fieldOf(groupBy: string): string {
  return groupBy.split(':')[0] ?? '';
}

/** The start of the range that a group's domain holds: a leaf with >= and right after it one with <. */
function startIn(field: string, domain: readonly Json[]): string | undefined {
  for (const [index, leaf] of domain.entries()) {
    const next = domain[index + 1];
    if (!Array.isArray(leaf) || !Array.isArray(next)) continue;
    const [name, operator, value] = leaf;
    const isRange = name === field && operator === '>=' && next[0] === field && next[1] === '<';
    if (isRange && typeof value === 'string') return value;
  }
  return undefined;
}

function group(
  spec: Spec,
  row: JsonObject,
  valueOf: (name: string) => Json | undefined,
  domain: Json[],
): RecordGroup {
  const count = row['__count'];
  const names = [...spec.groupBy, ...(spec.aggregates ?? [])].filter((name) => name !== '__count');
  return {
    ...Object.fromEntries(names.map((name) => [name, valueOf(name) ?? emptyOf(name)])),
    __count: typeof count === 'number' ? count : 0,
    __domain: domain,
  };
}

/** What nothing comes to: no records are counted as 0, and have no sum. */
function emptyOf(name: string): Json {
  return /:count(_distinct)?$/.test(name) ? 0 : false;
}

function isNothing(domain: string | Json[] | undefined): boolean {
  return domain === undefined || (typeof domain === 'string' ? domain.trim() === '' : domain.length === 0);
}

function contextOf({ context }: Spec): JsonObject {
  return context ? { context } : {};
}

function objects(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

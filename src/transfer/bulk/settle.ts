import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { RequestSpec } from '../../model/requestSpec';
import type { FieldInfo } from '../../model/schemaInfo';
import type { PreparedRow } from '../plan/prepare';

/** A create whose answer was lost. */
export interface Lost {
  /** The highest id there was before it was sent. */
  above: number;
  /** When the answer was lost, and how long it had been waited for: milliseconds. */
  at: number;
  took: number;
  /** It was given up because it took too long: it may do in smaller parts. */
  timedOut: boolean;
}

/** What looking for the records of a lost create showed. */
export type Settled = { kind: 'written'; ids: number[] } | { kind: 'absent' } | { kind: 'unclear' };

/** Types whose values are read back as they were written, or nearly. Texts of HTML are cleaned, files may be resized. */
const comparable = new Set([
  'char',
  'text',
  'selection',
  'integer',
  'float',
  'monetary',
  'boolean',
  'date',
  'datetime',
  'many2one',
  'many2many',
]);

/** The question whose answer judge() reads: everything that is newer than the lost create. */
export function question(
  model: string,
  fields: readonly FieldInfo[],
  rows: readonly PreparedRow[],
  lost: Lost,
  context: JsonObject,
): RequestSpec {
  return {
    operation: 'searchRead',
    model,
    domain: [['id', '>', lost.above]],
    fields: [
      ...comparedFields(fields, rows),
      ...(fields.some(({ name }) => name === 'create_uid') ? ['create_uid'] : []),
    ],
    order: 'id',
    limit: limitOf(rows),
    context: { ...context, active_test: false },
  };
}

/** Others may create as well meanwhile, but hardly more than this. */
function limitOf(rows: readonly PreparedRow[]): number {
  return rows.length * 3 + 500;
}

function comparedFields(fields: readonly FieldInfo[], rows: readonly PreparedRow[]): string[] {
  const sent = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  return fields.filter(({ name, type }) => sent.has(name) && comparable.has(type)).map(({ name }) => name);
}

/**
 * A create is one transaction: all of its records are there, or none. They are there where the newer records of the own user hold the
 * rows' values in the rows' order, and nothing else of the same values; none is there where fewer newer ones than rows are the own
 * user's and nobody's hold any row's values. Everything else is left for a person to judge.
 * @param uid the own user's id; 0 where it is not known, and everybody's records count as the own ones
 */
export function judge(
  value: Json,
  fields: readonly FieldInfo[],
  rows: readonly PreparedRow[],
  uid: number,
): Settled {
  const records = Array.isArray(value) ? value.filter(isJsonObject) : [];
  if (records.length >= limitOf(rows)) return { kind: 'unclear' };
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const compared = comparedFields(fields, rows);
  const same = (row: PreparedRow, record: JsonObject): boolean =>
    compared.every(
      (name) => !(name in row.values) || equal(types.get(name) ?? '', row.values[name], record[name]),
    );
  const own: JsonObject[] = [];
  const others: JsonObject[] = [];
  for (const record of records) (isOwn(record, uid) ? own : others).push(record);
  const ids: number[] = [];
  const left: JsonObject[] = [];
  let next = 0;
  for (const record of own) {
    const row = rows[next];
    const { id } = record;
    if (row && typeof id === 'number' && same(row, record)) {
      ids.push(id);
      next++;
    } else left.push(record);
  }
  const alike = (record: JsonObject): boolean => rows.some((row) => same(row, record));
  if (next === rows.length) return left.some(alike) ? { kind: 'unclear' } : { kind: 'written', ids };
  const none = next === 0 && own.length < rows.length && !left.some(alike) && !others.some(alike);
  return none ? { kind: 'absent' } : { kind: 'unclear' };
}

function isOwn(record: JsonObject, uid: number): boolean {
  const creator = record['create_uid'];
  if (uid === 0 || creator === undefined) return true;
  return (Array.isArray(creator) ? creator[0] : creator) === uid;
}

function equal(type: string, sent: Json | undefined, kept: Json | undefined): boolean {
  switch (type) {
    case 'char':
    case 'text':
      return textOf(sent) === textOf(kept);
    case 'float':
    case 'monetary':
      return near(Number(sent), Number(kept));
    case 'integer':
      return Number(sent) === Number(kept);
    case 'many2one':
      return idOf(sent) === idOf(kept);
    case 'many2many':
      return idsOf(sent) === idsOf(kept);
    default:
      return (sent ?? false) === (kept ?? false);
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}

/** Amounts are rounded to the digits that the field keeps. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(0.005_000_1, Math.abs(a) * 1e-9);
}

function idOf(value: Json | undefined): Json {
  return (Array.isArray(value) ? value[0] : value) || false;
}

/** The ids of [[6, 0, ids]], or of a list of ids. */
function idsOf(value: Json | undefined): string {
  const list = Array.isArray(value) ? value : [];
  const [first] = list;
  const ids = Array.isArray(first) && Array.isArray(first[2]) ? first[2] : list;
  return ids
    .map(Number)
    .sort((a, b) => a - b)
    .join();
}

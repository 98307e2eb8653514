import type { BulkPlan, CellProblem } from '../../model/bulk';
import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { FieldInfo } from '../../model/schemaInfo';
import { OdooError } from '../../odoo/error';
import { isBlank, shown, type Table } from '../table';
import { convertCell, references, type Reference } from './cell';
import { lookUp, nothingWanted, type Found, type Lookup, type Wanted } from './lookup';
import type { PlanPort } from './port';
import { targetsOf, type Target } from './target';

/** One row as it is sent. */
export interface PreparedRow {
  /** From 1. */
  row: number;
  /** The record to change or delete. */
  id?: number;
  /** The external id that a new record is given. */
  external?: string;
  values: JsonObject;
}

/** A table as it would be sent. */
export interface Prepared {
  /** The rows without a problem. */
  rows: PreparedRow[];
  /** The first 200 problems, by row. */
  problems: CellProblem[];
  problemCount: number;
  /** Why a row cannot be sent: its first problem. */
  bad: Map<number, string>;
  /** Required fields of a new record that no column fills and that have no default value. */
  missing: string[];
  /** The first 20 rows as they would be sent, as far as they can be. */
  preview: Record<string, unknown>[];
}

const shownProblems = 200;
const previewed = 20;
/** Rows between two turns for everything else. */
const turn = 2_000;

/**
 * Turns a table into what is sent. An empty cell of a new record is left out, so that Odoo's default applies; in an update it empties
 * the field. Types are checked cell by cell, and the records that cells name are looked up, before anything is sent.
 * @throws OdooError bulk.plan, and what the lookups meet
 */
export async function prepare(
  table: Table,
  plan: BulkPlan,
  port: PlanPort,
  signal?: AbortSignal,
): Promise<Prepared> {
  const fields = await port.fields(plan.model);
  const targets = targetsOf(plan, fields, table.columns);
  const context = plan.context ?? {};
  const found = await lookUpAll(table, targets, plan, port, context, signal);
  const defaults = await defaultsOf(fields, plan, port, context, signal);
  const filled = new Set(plan.columns);
  const missing =
    plan.action === 'create'
      ? [...required(fields, defaults)].filter((name) => !filled.has(name) && !filled.has(`${name}@id`))
      : [];
  const prepared: Prepared = {
    rows: [],
    problems: [],
    problemCount: 0,
    bad: new Map(),
    missing,
    preview: [],
  };
  const reading: Reading = { table, plan, targets, found, required: required(fields, defaults) };
  const seen = new Map<number | string, number>();
  for (const [index, cells] of table.rows.entries()) {
    if (index % turn === turn - 1) await pause(signal);
    const row = readRow(reading, index + 1, cells);
    const key = row.prepared.id ?? row.prepared.external;
    const before = key === undefined ? undefined : seen.get(key);
    if (before !== undefined)
      row.problems.push({ row: index + 1, message: `Row ${before} names the same record.` });
    else if (key !== undefined) seen.set(key, index + 1);
    keep(prepared, row);
  }
  return prepared;
}

interface Reading {
  table: Table;
  plan: BulkPlan;
  targets: readonly Target[];
  found: ReadonlyMap<string, Lookup>;
  required: ReadonlySet<string>;
}

interface ReadRow {
  prepared: PreparedRow;
  problems: CellProblem[];
}

function keep(prepared: Prepared, { prepared: row, problems }: ReadRow): void {
  if (prepared.preview.length < previewed) {
    const { id, external, values } = row;
    prepared.preview.push({
      ...(id === undefined ? {} : { id }),
      ...(external === undefined ? {} : { '@id': external }),
      ...values,
    });
  }
  const [first] = problems;
  if (!first) {
    prepared.rows.push(row);
    return;
  }
  prepared.bad.set(row.row, first.column ? `${first.column}: ${first.message}` : first.message);
  prepared.problemCount += problems.length;
  prepared.problems.push(...problems.slice(0, Math.max(0, shownProblems - prepared.problems.length)));
}

function readRow(reading: Reading, row: number, cells: readonly Json[]): ReadRow {
  const { plan, table, targets } = reading;
  const read: ReadRow = { prepared: { row, values: {} }, problems: [] };
  for (const [index, target] of targets.entries()) {
    const cell = cells[index] ?? null;
    const column = table.columns[index] ?? '';
    const problem =
      target.kind === 'key'
        ? readKey(reading, target.by, cell, read.prepared)
        : readValue(reading, target, cell, read.prepared);
    if (problem !== undefined) read.problems.push({ row, column, message: problem });
  }
  if (
    plan.action === 'update' &&
    Object.keys(read.prepared.values).length === 0 &&
    read.problems.length === 0
  ) {
    read.problems.push({ row, message: 'The row changes nothing.' });
  }
  return read;
}

function readKey(
  { plan, found }: Reading,
  by: 'id' | 'external',
  cell: Json,
  into: PreparedRow,
): string | undefined {
  const text = shown(cell, 500).trim();
  if (by === 'external' && plan.action === 'create') {
    // A new record may go without one.
    if (text === '') return undefined;
    into.external = text;
    const taken = found.get(plan.model)?.externals.get(text);
    if (typeof taken === 'number') return `Record ${taken} has this external id already.`;
    return taken === undefined || taken.free ? undefined : taken.why;
  }
  if (text === '') return by === 'id' ? 'The id is missing.' : 'The external id is missing.';
  const lookup = found.get(plan.model);
  const record: Found =
    by === 'external'
      ? (lookup?.externals.get(text) ?? notAsked)
      : idOf(text) === undefined
        ? { why: `“${shown(cell)}” is no id.` }
        : (lookup?.ids.get(Number(text)) ?? notAsked);
  if (typeof record !== 'number') return record.why;
  into.id = record;
  return undefined;
}

const notAsked: Exclude<Found, number> = { why: 'The record was not looked up.' };

function idOf(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

function readValue(reading: Reading, target: Target, cell: Json, into: PreparedRow): string | undefined {
  if (target.kind === 'skip' || target.kind === 'key') return undefined;
  const { plan } = reading;
  const { field } = target;
  if (isBlank(cell)) {
    if (reading.required.has(field.name)) return 'A value is required here.';
    if (plan.action === 'update') into.values[field.name] = emptied(field);
    return undefined;
  }
  if (target.kind === 'value') {
    const converted = convertCell(cell, field, plan);
    if (!converted.ok) return converted.message;
    into.values[field.name] = converted.value;
    return undefined;
  }
  const ids = idsOf(reading, target, cell);
  if (typeof ids === 'string') return ids;
  into.values[field.name] = target.many ? [[6, 0, ids]] : (ids[0] ?? false);
  return undefined;
}

function emptied({ type }: FieldInfo): Json {
  return type === 'many2many' ? [[6, 0, []]] : false;
}

function idsOf(
  { found }: Reading,
  { relation, by, many }: Extract<Target, { kind: 'records' }>,
  cell: Json,
): number[] | string {
  const named = references(cell, many);
  if (!named) return `“${shown(cell)}” names no ${many ? 'records' : 'record'}.`;
  const lookup = found.get(relation);
  const ids: number[] = [];
  for (const reference of named) {
    const record = lookup && resolve(lookup, reference, by);
    if (typeof record !== 'number') return (record ?? notAsked).why;
    if (!ids.includes(record)) ids.push(record);
  }
  return ids;
}

function resolve(lookup: Lookup, reference: Reference, by: 'name' | 'external'): Found | undefined {
  if (by === 'external')
    return lookup.externals.get('id' in reference ? String(reference.id) : reference.text);
  return 'id' in reference ? lookup.ids.get(reference.id) : lookup.names.get(reference.text);
}

/** Every record that the table names, looked up by model. */
async function lookUpAll(
  table: Table,
  targets: readonly Target[],
  plan: BulkPlan,
  port: PlanPort,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Map<string, Lookup>> {
  const wanted = new Map<string, Wanted>();
  const of = (model: string): Wanted => {
    const known = wanted.get(model) ?? nothingWanted();
    wanted.set(model, known);
    return known;
  };
  for (const [index, target] of targets.entries()) {
    if (target.kind === 'skip' || target.kind === 'value') continue;
    for (const [at, cells] of table.rows.entries()) {
      if (at % (10 * turn) === 10 * turn - 1) await pause(signal);
      const cell = cells[index] ?? null;
      if (target.kind === 'records') wantRecords(of(target.relation), target, cell);
      else if (target.by === 'id') {
        const id = idOf(shown(cell).trim());
        if (id !== undefined) of(plan.model).ids.add(id);
      } else if (!isBlank(cell)) {
        of(plan.model).externals.add(shown(cell, 500).trim());
      }
    }
  }
  const found = new Map<string, Lookup>();
  for (const [model, some] of wanted) found.set(model, await lookUp(port, model, some, context, signal));
  return found;
}

function wantRecords(wanted: Wanted, { by, many }: Extract<Target, { kind: 'records' }>, cell: Json): void {
  for (const reference of references(cell, many) ?? []) {
    if (by === 'external') wanted.externals.add('id' in reference ? String(reference.id) : reference.text);
    else if ('id' in reference) wanted.ids.add(reference.id);
    else wanted.names.add(reference.text);
  }
}

function required(fields: readonly FieldInfo[], defaults: ReadonlySet<string>): Set<string> {
  return new Set(
    fields
      .filter(
        ({ name, type, required: needed, stored, readonly }) =>
          needed && type !== 'boolean' && stored && !readonly && !defaults.has(name),
      )
      .map(({ name }) => name),
  );
}

/** Which required fields a new record has a value for by itself. For an update none counts: an emptied field stays empty. */
async function defaultsOf(
  fields: readonly FieldInfo[],
  plan: BulkPlan,
  port: PlanPort,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Set<string>> {
  if (plan.action !== 'create') return new Set();
  const needed = [...required(fields, new Set())];
  if (needed.length === 0) return new Set();
  const answer = await port.run(
    { operation: 'defaultGet', model: plan.model, fields: needed, context },
    signal,
  );
  if (!isJsonObject(answer)) return new Set();
  return new Set(Object.keys(answer).filter((name) => answer[name] !== null && answer[name] !== false));
}

function pause(signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) throw new OdooError('call.cancelled');
  return new Promise((resolve) => setImmediate(resolve));
}

import type { Json, JsonObject } from '../model/json';
import { isWrite, recordCount, type RequestSpec } from '../model/requestSpec';
import type { Change, Review } from '../model/review';
import type { FieldInfo } from '../model/schemaInfo';
import { OdooError } from '../odoo/error';
import { difference } from './difference';
import { remarks } from './remarks';
import { nameOf, readRecords, type Snapshot, type WritePort } from './snapshot';

/** What a review tells beside the question that is asked, and what it read for that. */
export interface Prepared extends Pick<
  Review,
  'kind' | 'records' | 'changes' | 'changeCount' | 'victims' | 'remarks' | 'undo'
> {
  snapshot: Snapshot | undefined;
}

/** Changes and victims that are shown; the others are counted. */
const shown = 200;
/** Values of more records than these are not kept. */
const mostKept = 5000;
/** Of more records than these no files are kept with the values. */
const mostWithFiles = 20;

/**
 * Finds out what a write will change, by reading what it is about. Nothing is written. A user who may write what he may not read
 * is told so in a remark; undefined for a request that only reads.
 * @throws OdooError call.cancelled, and for a connection that fails
 */
export async function prepareWrite(
  spec: RequestSpec,
  port: WritePort,
  signal?: AbortSignal,
): Promise<Prepared | undefined> {
  if (!isWrite(spec)) return undefined;
  switch (spec.operation) {
    case 'create':
      return newRecords('create', spec.model, spec.values, port, spec.context, signal);
    case 'update': {
      const changes = Array.isArray(spec.values)
        ? spec.values.map((record) => ({ id: record['id'], values: withoutId(record) }))
        : (spec.ids ?? []).map((id) => ({ id, values: spec.values as JsonObject }));
      return update(spec.model, changes, spec.context, port, signal);
    }
    case 'delete':
      return remove(spec.model, spec.ids, spec.context, port, signal);
    case 'copy':
      return named('copy', spec.model, spec.ids, spec.context, port, signal);
    case 'load': {
      const rows = spec.rows.map((row) =>
        Object.fromEntries(spec.fields.map((name, index): [string, Json] => [name, row[index] ?? null])),
      );
      return newRecords('load', spec.model, rows, port, spec.context, signal);
    }
    case 'call': {
      const first = spec.kwargs?.['ids'] ?? spec.args?.[0];
      const ids = Array.isArray(first) && first.every((id) => typeof id === 'number') ? first : [];
      return named('call', spec.model, ids, spec.context, port, signal);
    }
    case 'restCreate':
      return newRecords('create', undefined, spec.values, port, undefined, signal);
    case 'restUpdate':
    case 'restDelete': {
      const kind = spec.operation === 'restUpdate' ? 'update' : 'delete';
      return { ...bare(kind, recordCount(spec)), remarks: [remarks.restUnread] };
    }
    default:
      return bare(spec.operation === 'restCall' ? 'call' : 'http', recordCount(spec));
  }
}

function bare(kind: Review['kind'], records: number | undefined): Prepared {
  return {
    kind,
    ...(records === undefined ? {} : { records }),
    changes: [],
    changeCount: 0,
    victims: [],
    remarks: [],
    undo: 'none',
    snapshot: undefined,
  };
}

async function newRecords(
  kind: 'create' | 'load',
  model: string | undefined,
  values: JsonObject | JsonObject[],
  port: WritePort,
  context: JsonObject | undefined,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const records = Array.isArray(values) ? values : [values];
  const fields = model === undefined ? [] : await port.fields(model).catch((): FieldInfo[] => []);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const changes: Change[] = [];
  let changeCount = 0;
  records.forEach((record, index) => {
    for (const [name, after] of Object.entries(record)) {
      changeCount++;
      if (changes.length < shown) {
        changes.push(changeOf(byName.get(name), name, { id: 0, record: `${index + 1}`, after }));
      }
    }
  });
  if (kind === 'create') await nameRelated(changes, port, context, signal);
  const missing = kind === 'create' ? missingRequired(fields, records) : [];
  return {
    ...bare(kind, records.length),
    changes,
    changeCount,
    remarks: missing.length > 0 ? [remarks.missingRequired(missing)] : [],
  };
}

/** Required fields that a new record says nothing about; most have a default, which only the server knows. */
function missingRequired(fields: readonly FieldInfo[], records: readonly JsonObject[]): string[] {
  return fields
    .filter(({ required, readonly, name }) => required && !readonly && !records.every((each) => name in each))
    .map(({ name }) => name);
}

async function update(
  model: string,
  changed: readonly { id: Json | undefined; values: JsonObject }[],
  context: JsonObject | undefined,
  port: WritePort,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const wanted = changed.filter((each): each is { id: number; values: JsonObject } => {
    return typeof each.id === 'number';
  });
  const result = bare('update', new Set(wanted.map(({ id }) => id)).size);
  const read = await lookAt(
    model,
    wanted.map(({ id }) => id),
    (fields) => {
      const names = new Set(wanted.flatMap(({ values }) => Object.keys(values)));
      return fields.filter(({ name }) => names.has(name));
    },
    context,
    port,
    signal,
  );
  if ('unread' in read) return { ...result, remarks: [read.unread] };
  const { snapshot } = read;
  const byName = new Map(snapshot.fields.map((field) => [field.name, field]));
  let unchanged = 0;
  for (const { id, values } of wanted) {
    const row = snapshot.rows.get(id);
    for (const [name, written] of Object.entries(values)) {
      const field = byName.get(name);
      const before = row?.[name];
      const { same, after } =
        before === undefined ? { same: false, after: written } : difference(field, before, written);
      if (same) {
        unchanged++;
        continue;
      }
      result.changeCount++;
      if (result.changes.length >= shown) continue;
      const known = before === undefined ? {} : { before };
      result.changes.push(changeOf(field, name, { id, record: nameOf(row, id), ...known, after }));
    }
  }
  await nameRelated(result.changes, port, context, signal);
  const all = wanted.every(({ id }) => snapshot.rows.has(id));
  if (!all)
    result.remarks.push(
      missingRemark(
        wanted.map(({ id }) => id),
        snapshot,
      ),
    );
  if (result.changeCount === 0) result.remarks.push(remarks.nothingChanges);
  else if (unchanged > 0) result.remarks.push(remarks.unchanged(unchanged));
  if (snapshot.fields.some(({ type }) => type === 'one2many')) result.remarks.push(remarks.children);
  if (wanted.length > mostKept) result.remarks.push(remarks.tooMany(mostKept));
  const kept = all && wanted.length <= mostKept;
  return { ...result, undo: kept ? 'values' : 'none', snapshot };
}

async function remove(
  model: string,
  ids: readonly number[],
  context: JsonObject | undefined,
  port: WritePort,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const result = bare('delete', new Set(ids).size);
  const keeps = ids.length <= mostKept;
  const withFiles = ids.length <= mostWithFiles;
  const isFile = ({ type }: FieldInfo): boolean => type === 'binary' || type === 'image';
  const read = await lookAt(
    model,
    ids,
    (fields) =>
      !keeps
        ? []
        : fields.filter((field) => {
            return (
              field.stored && !field.readonly && field.type !== 'one2many' && (withFiles || !isFile(field))
            );
          }),
    context,
    port,
    signal,
  );
  if ('unread' in read) return { ...result, remarks: [read.unread] };
  const { snapshot, fields } = read;
  for (const [id, row] of [...snapshot.rows].slice(0, shown)) {
    result.victims.push({ id, name: nameOf(row, id) });
  }
  if (snapshot.rows.size < new Set(ids).size) result.remarks.push(missingRemark(ids, snapshot));
  if (!keeps) result.remarks.push(remarks.tooMany(mostKept));
  else if (!withFiles && fields.some(isFile)) result.remarks.push(remarks.withoutFiles);
  return { ...result, undo: keeps && snapshot.rows.size > 0 ? 'recreate' : 'none', snapshot };
}

async function named(
  kind: 'copy' | 'call',
  model: string,
  ids: readonly number[],
  context: JsonObject | undefined,
  port: WritePort,
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const result = bare(kind, ids.length > 0 ? new Set(ids).size : undefined);
  if (ids.length === 0) return result;
  const read = await lookAt(model, ids.slice(0, shown), () => [], context, port, signal);
  if ('unread' in read) return { ...result, remarks: [read.unread] };
  const victims = [...read.snapshot.rows].map(([id, row]) => ({ id, name: nameOf(row, id) }));
  const missing = victims.length < new Set(ids.slice(0, shown)).size;
  return {
    ...result,
    victims,
    remarks: missing ? [missingRemark(ids.slice(0, shown), read.snapshot)] : [],
  };
}

/** Reads what a write is about; says so where the user may not. */
async function lookAt(
  model: string,
  ids: readonly number[],
  choose: (fields: readonly FieldInfo[]) => FieldInfo[],
  context: JsonObject | undefined,
  port: WritePort,
  signal: AbortSignal | undefined,
): Promise<{ snapshot: Snapshot; fields: readonly FieldInfo[] } | { unread: string }> {
  try {
    const fields = await port.fields(model);
    const chosen = choose(fields);
    // Names of records are always there; the date of the last change only where the model keeps one.
    const kept = fields.some(({ name }) => name === 'write_date') ? ['write_date'] : [];
    const names = [...new Set(['display_name', ...kept, ...chosen.map(({ name }) => name)])];
    const rows = await readRecords(port, model, ids, names, context, signal);
    return { snapshot: { model, context, rows, fields: chosen }, fields };
  } catch (error) {
    if (!(error instanceof OdooError) || !isAboutReading(error)) throw error;
    return { unread: remarks.unread };
  }
}

/** The server answered and did not let itself be read: the write may work all the same. */
function isAboutReading({ code }: OdooError): boolean {
  return code.startsWith('server.') || code.startsWith('rights.');
}

function missingRemark(ids: readonly number[], snapshot: Snapshot): string {
  return remarks.missing([...new Set(ids)].filter((id) => !snapshot.rows.has(id)));
}

function withoutId(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'id'));
}

function changeOf(
  field: FieldInfo | undefined,
  name: string,
  rest: Pick<Change, 'id' | 'record' | 'before' | 'after'>,
): Change {
  return {
    ...rest,
    field: name,
    label: field?.label || name,
    ...(field ? { type: field.type } : {}),
    ...(field?.relation ? { relation: field.relation } : {}),
    ...(field?.selection ? { selection: field.selection } : {}),
  };
}

/** Looks up the names behind the ids of relational values. Names are a nicety: without them the ids are shown. */
export async function nameRelated(
  changes: Change[],
  port: WritePort,
  context: JsonObject | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const wanted = new Map<string, Set<number>>();
  for (const { relation, before, after } of changes) {
    if (relation === undefined) continue;
    const ids = wanted.get(relation) ?? new Set<number>();
    for (const id of [...idsIn(before), ...idsIn(after)]) ids.add(id);
    wanted.set(relation, ids);
  }
  for (const [model, ids] of wanted) {
    if (ids.size === 0) continue;
    const some = [...ids].slice(0, shown);
    const rows = await readRecords(port, model, some, ['display_name'], context, signal).catch(
      () => undefined,
    );
    if (!rows) continue;
    for (const change of changes) {
      if (change.relation !== model) continue;
      const here = [...idsIn(change.before), ...idsIn(change.after)].filter((id) => rows.has(id));
      change.names = Object.fromEntries(here.map((id) => [id, nameOf(rows.get(id), id)]));
    }
  }
}

/** The ids in a relational value: one, a pair of id and name, or a list of ids. */
function idsIn(value: Json | undefined): number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}

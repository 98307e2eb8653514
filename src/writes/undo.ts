import type { Json, JsonObject } from '../model/json';
import type { RequestSpec } from '../model/requestSpec';
import type { Change } from '../model/review';
import type { FieldInfo } from '../model/schemaInfo';
import { sameIn } from './conflict';
import { difference, writtenBack } from './difference';
import { nameRelated, type Prepared } from './prepare';
import { remarks } from './remarks';
import { nameOf, readRecords, type Snapshot, type WritePort } from './snapshot';

/** What is kept of a write so that it can be taken back, as well as that goes. */
export interface Undoable {
  kind: 'update' | 'delete';
  /** The records before the write. */
  before: Snapshot;
  /** As an update left them, so that what happens to them afterwards is noticed; empty after a delete. */
  left: Map<number, JsonObject>;
}

/** Changes that are shown. */
const shown = 200;

/**
 * Keeps what an update or delete that was carried out needs to be undone; undefined where that cannot be.
 * @param prepared what was read before it was sent
 */
export async function undoableAfter(
  prepared: Prepared,
  port: WritePort,
  signal?: AbortSignal,
): Promise<Undoable | undefined> {
  const { snapshot, undo } = prepared;
  if (!snapshot || undo === 'none') return undefined;
  if (undo === 'recreate') return { kind: 'delete', before: snapshot, left: new Map() };
  const ids = [...snapshot.rows.keys()];
  // Without this reading the write can still be undone, but nobody could tell what happened since.
  const left = await readRecords(
    port,
    snapshot.model,
    ids,
    readFields(snapshot),
    snapshot.context,
    signal,
  ).catch(() => new Map<number, JsonObject>());
  return { kind: 'update', before: snapshot, left };
}

/** The request that takes a write back: the old values by record, or the deleted records anew. */
export function undoRequest({ kind, before }: Undoable): RequestSpec {
  const { model, context } = before;
  const values = [...before.rows].map(([id, row]) => ({ id, values: valuesBack(before.fields, row) }));
  const shared = { model, ...(context ? { context } : {}) };
  return kind === 'delete'
    ? { operation: 'create', ...shared, values: values.map((each) => each.values) }
    : { operation: 'update', ...shared, values: values.map((each) => ({ id: each.id, ...each.values })) };
}

/**
 * What undoing will change, told before it is sent.
 * @throws OdooError
 */
export async function prepareUndo(
  undoable: Undoable,
  port: WritePort,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { kind, before, left } = undoable;
  const result: Prepared = {
    kind: 'undo',
    records: before.rows.size,
    changes: [],
    changeCount: 0,
    victims: [],
    remarks: [],
    undo: 'none',
    snapshot: undefined,
  };
  const note = (change: Change): void => {
    result.changeCount++;
    if (result.changes.length < shown) result.changes.push(change);
  };
  if (kind === 'delete') {
    result.remarks.push(remarks.recreated);
    for (const [id, row] of before.rows) {
      for (const field of before.fields) {
        const after = row[field.name];
        if (after !== undefined && !isNothing(after))
          note(changeOf(field, id, nameOf(row, id), undefined, after));
      }
    }
    await nameRelated(result.changes, port, before.context, signal);
    return result;
  }
  const fields = readFields(before);
  const now = await readRecords(port, before.model, [...before.rows.keys()], fields, before.context, signal);
  const changedSince: string[] = [];
  for (const [id, row] of before.rows) {
    const current = now.get(id);
    const name = nameOf(row, id);
    if (left.size > 0 && !sameIn(fields, left.get(id), current)) changedSince.push(name);
    for (const field of before.fields) {
      const target = row[field.name];
      if (target === undefined) continue;
      const is = current?.[field.name];
      const back = writtenBack(field, target);
      const same = is !== undefined && back !== undefined && difference(field, is, back).same;
      if (!same) note(changeOf(field, id, name, is, target));
    }
  }
  if (changedSince.length > 0) result.remarks.push(remarks.changedSince(changedSince));
  const gone = [...before.rows.keys()].filter((id) => !now.has(id));
  if (gone.length > 0) result.remarks.push(remarks.missing(gone));
  if (before.fields.some(({ type }) => type === 'one2many')) result.remarks.push(remarks.children);
  await nameRelated(result.changes, port, before.context, signal);
  return { ...result, snapshot: { ...before, rows: now } };
}

function readFields({ fields, rows }: Snapshot): string[] {
  const dated = [...rows.values()].some((row) => 'write_date' in row);
  return ['display_name', ...(dated ? ['write_date'] : []), ...fields.map(({ name }) => name)];
}

function valuesBack(fields: readonly FieldInfo[], row: JsonObject): JsonObject {
  const values: JsonObject = {};
  for (const field of fields) {
    const before = row[field.name];
    const back = before === undefined ? undefined : writtenBack(field, before);
    if (back !== undefined) values[field.name] = back;
  }
  return values;
}

function isNothing(value: Json): boolean {
  return value === false || value === null || (Array.isArray(value) && value.length === 0);
}

function changeOf(
  field: FieldInfo,
  id: number,
  record: string,
  before: Json | undefined,
  after: Json,
): Change {
  return {
    id,
    record,
    field: field.name,
    label: field.label || field.name,
    type: field.type,
    ...(field.relation ? { relation: field.relation } : {}),
    ...(field.selection ? { selection: field.selection } : {}),
    ...(before === undefined ? {} : { before }),
    after,
  };
}

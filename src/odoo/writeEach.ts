import type { Json, JsonObject } from '../model/json';
import type { OrmSpec } from '../model/requestSpec';
import { OdooError } from './error';
import type { OrmCall } from './protocol/wire';
import { NoneOverXmlRpc } from './protocol/xmlRpc';

/** How far a request got that takes several writes. Each is the server's own transaction: what is done stays done. */
export interface Progress {
  /** Records written so far, and records in all. */
  done: number;
  of: number;
}

type Update = Extract<OrmSpec, { operation: 'update' }>;
type Copy = Extract<OrmSpec, { operation: 'copy' }>;

/**
 * Writes a list of objects that each name their record: one call for records that get the same values, one after the other.
 * @param send carries one call; its failure ends the whole
 * @returns true, as `write` answers
 */
export async function updateEach(
  spec: Update & { values: JsonObject[] },
  send: (call: OrmCall) => Promise<Json>,
  progress: Progress,
): Promise<Json> {
  const writes = writesOf(spec.values);
  progress.of = spec.values.length;
  for (const { ids, values, records } of writes) {
    try {
      await send({ model: spec.model, method: 'write', args: [ids, values], kwargs: contextOf(spec) });
    } catch (error) {
      // It was carried out.
      if (!(error instanceof NoneOverXmlRpc)) throw error;
    }
    progress.done += records;
  }
  return true;
}

interface Write {
  ids: number[];
  values: JsonObject;
  /** How many objects of the list it stands for. */
  records: number;
}

/**
 * Objects with equal values as one write. A record that comes twice starts anew, so that what comes later in the list is written later.
 * @throws OdooError request.incomplete where an object names no record
 */
export function writesOf(list: readonly JsonObject[]): Write[] {
  const writes: Write[] = [];
  const open = new Map<string, Write>();
  const seen = new Set<number>();
  for (const { id, ...values } of list) {
    if (typeof id !== 'number' || !Number.isInteger(id)) {
      const reason = 'In a list every object names its own record: {"id": 12, "name": "…"}.';
      throw new OdooError('request.incomplete', { part: 'values', reason });
    }
    if (seen.has(id)) {
      open.clear();
      seen.clear();
    }
    seen.add(id);
    const key = JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = open.get(key);
    if (known) {
      known.ids.push(id);
      known.records++;
      continue;
    }
    const write = { ids: [id], values, records: 1 };
    open.set(key, write);
    writes.push(write);
  }
  return writes;
}

/**
 * Copies records, one after the other: Odoo up to 17 copies one at a time (17, odoo/models.py copy, ensure_one).
 * @returns the new records' ids, in the order of the copied ones
 */
export async function copyEach(
  spec: Copy,
  send: (call: OrmCall) => Promise<Json>,
  progress: Progress,
): Promise<Json[]> {
  progress.of = spec.ids.length;
  const copies: Json[] = [];
  for (const id of spec.ids) {
    copies.push(...idsIn(await send(copyOf(spec, [id]))));
    progress.done++;
  }
  return copies;
}

export function copyOf({ model, values, context }: Copy, ids: readonly number[]): OrmCall {
  return {
    model,
    method: 'copy',
    args: [[...ids], ...(values === undefined ? [] : [values])],
    kwargs: context ? { context } : {},
  };
}

/** `copy` answers with an id up to Odoo 17 and with a list from 18 on. */
export function idsIn(answer: Json): Json[] {
  return Array.isArray(answer) ? answer : [answer];
}

function contextOf({ context }: Update): JsonObject {
  return context ? { context } : {};
}

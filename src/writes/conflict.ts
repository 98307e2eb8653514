import type { JsonObject } from '../model/json';
import { OdooError } from '../odoo/error';
import { nameOf, readRecords, type Snapshot, type WritePort } from './snapshot';

/**
 * Looks once more, right before a write, whether the records are still as they were reviewed. Odoo has no such condition of its own:
 * the moment between this question and the write stays open.
 * @throws OdooError write.conflict when one of them was changed meanwhile or is gone
 */
export async function checkUnchanged(
  snapshot: Snapshot,
  port: WritePort,
  signal?: AbortSignal,
): Promise<void> {
  const ids = [...snapshot.rows.keys()];
  if (ids.length === 0) return;
  const dated = [...snapshot.rows.values()].some((row) => 'write_date' in row);
  // A model that keeps no date is compared by the values that were reviewed.
  const fields = dated ? ['write_date'] : snapshot.fields.map(({ name }) => name);
  if (fields.length === 0) return;
  const now = await readRecords(port, snapshot.model, ids, fields, snapshot.context, signal);
  const changed = ids.filter((id) => !sameIn(fields, snapshot.rows.get(id), now.get(id)));
  if (changed.length === 0) return;
  const [first = 0] = changed;
  throw new OdooError('write.conflict', {
    records: changed.length,
    record: nameOf(snapshot.rows.get(first), first),
    model: snapshot.model,
  });
}

/** Whether two readings of a record agree in these fields. */
export function sameIn(
  fields: readonly string[],
  one: JsonObject | undefined,
  other: JsonObject | undefined,
): boolean {
  if (!one || !other) return false;
  return fields.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

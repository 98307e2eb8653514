import { isJsonObject, type Json, type JsonObject } from './json';

/**
 * A group of records, as a `readGroup` request answers on every version. It holds
 * - each field it is grouped by, under the name that was asked for: the value itself; of a many2one (and a many2many, Odoo 15 and later)
 *   `[id, name]`; of a date or datetime with a granularity `[start, label]`, the start in UTC ("2026-11-01", "2026-11-01 00:00:00"), of a
 *   number granularity ("date:day_of_week") the number; `false` for records without a value;
 * - each aggregate, under the name that was asked for ("amount_total:sum"); `false` where there is nothing to sum up;
 * - `__count`, the number of its records;
 * - `__domain`, the whole domain that finds its records: the request's own and what sets the group apart. A search for them takes it as it
 *   is, with the request's context (of which `tz` decides where a day of datetimes begins).
 */
export type RecordGroup = JsonObject & { __count: number; __domain: Json[] };

export function isRecordGroup(value: unknown): value is RecordGroup {
  return isJsonObject(value) && typeof value['__count'] === 'number' && Array.isArray(value['__domain']);
}

import type { Json, JsonObject } from '../model/json';
import { isJsonObject } from '../model/json';
import type { RequestSpec } from '../model/requestSpec';
import type { FieldInfo } from '../model/schemaInfo';

/** How a review asks the server: bound to the connection and the sign-in of the write it is about. */
export interface WritePort {
  /** @throws OdooError */
  run(spec: RequestSpec, signal?: AbortSignal): Promise<Json>;
  /** @throws OdooError */
  fields(model: string): Promise<readonly FieldInfo[]>;
}

/** Records as they were when they were looked at. */
export interface Snapshot {
  model: string;
  context: JsonObject | undefined;
  /** By id; only those that could be read. */
  rows: Map<number, JsonObject>;
  /** The fields that were read and can be written back. */
  fields: FieldInfo[];
}

/** Records read at once. */
const chunk = 500;

/**
 * Reads fields of records, in pieces.
 * @throws OdooError
 */
export async function readRecords(
  port: WritePort,
  model: string,
  ids: readonly number[],
  fields: readonly string[],
  context: JsonObject | undefined,
  signal?: AbortSignal,
): Promise<Map<number, JsonObject>> {
  const rows = new Map<number, JsonObject>();
  const different = [...new Set(ids)];
  for (let start = 0; start < different.length; start += chunk) {
    const value = await port.run(
      {
        operation: 'read',
        model,
        ids: different.slice(start, start + chunk),
        fields: [...fields],
        ...(context ? { context } : {}),
      },
      signal,
    );
    for (const row of Array.isArray(value) ? value.filter(isJsonObject) : []) {
      const id = row['id'];
      if (typeof id === 'number') rows.set(id, row);
    }
  }
  return rows;
}

/** A record's name as read() gives it, else its id. */
export function nameOf(row: JsonObject | undefined, id: number): string {
  const name = row?.['display_name'];
  return typeof name === 'string' && name !== '' ? name : String(id);
}

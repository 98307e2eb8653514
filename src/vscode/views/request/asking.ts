import type { Connection } from '../../../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../../../model/json';
import type { OdooClient, RunOptions } from '../../../odoo/client';
import { OdooError } from '../../../odoo/error';

/** How many records a domain keeps: one search_count. @throws OdooError */
export async function countRecords(
  client: OdooClient,
  connection: Connection,
  of: { model: string; domain: Json[]; context?: JsonObject | undefined },
  options: RunOptions,
): Promise<number> {
  const { model, domain, context } = of;
  const { value } = await client.run(
    connection,
    { operation: 'count', model, domain, ...(context ? { context } : {}) },
    options,
  );
  if (typeof value === 'number') return value;
  throw new OdooError('http.notOdoo', { reason: 'count' });
}

/** What a new record starts with. @throws OdooError */
export async function defaultValues(
  client: OdooClient,
  connection: Connection,
  of: { model: string; fields: string[]; context?: JsonObject | undefined },
  options: RunOptions,
): Promise<JsonObject> {
  const { model, fields, context } = of;
  const { value } = await client.run(
    connection,
    { operation: 'defaultGet', model, fields, ...(context ? { context } : {}) },
    options,
  );
  return isJsonObject(value) ? value : {};
}

import type { BulkPlan } from '../../src/model/bulk';
import type { Connection } from '../../src/model/connection';
import type { JsonObject } from '../../src/model/json';
import { explainError } from '../../src/diagnosis/explain';
import type { OdooClient } from '../../src/odoo/client';
import { describeModel } from '../../src/odoo/schema';
import { BulkRun } from '../../src/transfer/bulk/bulkRun';
import { wait, type BulkPort } from '../../src/transfer/bulk/port';
import type { PlanPort } from '../../src/transfer/plan/port';
import { prepare, type Prepared } from '../../src/transfer/plan/prepare';
import type { Table } from '../../src/transfer/table';

export function planPort(client: OdooClient, connection: Connection): PlanPort {
  return {
    run: async (spec, signal) => (await client.run(connection, spec, signal ? { signal } : {})).value,
    fields: (model) => describeModel(client, connection, model),
  };
}

export function bulkPort(client: OdooClient, connection: Connection): BulkPort {
  return {
    run: async (spec, signal) => (await client.run(connection, spec, { signal })).value,
    uid: (signal) => client.signIn(connection, { signal }),
    explain: (error) => explainError(error).sentence,
    now: () => performance.now(),
    wait,
  };
}

export function planOf(action: BulkPlan['action'], model: string, columns: string[], chunk = 200): BulkPlan {
  return { model, action, columns, chunk, dates: 'iso', decimal: '.', timeZone: 'UTC' };
}

export interface Bulk {
  prepared: Prepared;
  run: BulkRun;
}

/** A table, checked, and its run, not yet begun. */
export async function bulkOf(
  client: OdooClient,
  connection: Connection,
  plan: BulkPlan,
  table: Table,
): Promise<Bulk> {
  const port = planPort(client, connection);
  const prepared = await prepare(table, plan, port);
  const fields = await port.fields(plan.model);
  const work = { plan, fields, prepared, of: table.rows.length };
  return {
    prepared,
    run: new BulkRun(work, bulkPort(client, connection), { signal: new AbortController().signal }),
  };
}

export const tableOf = (columns: string[], rows: (string | number)[][]): Table => ({
  columns,
  rows,
  remarks: [],
});

/** The ids of records, whatever their state. */
export const always: JsonObject = { active_test: false };

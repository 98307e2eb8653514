import type { BulkPlan } from '../../../model/bulk';
import { hostOf, type Connection } from '../../../model/connection';
import type { RequestSpec } from '../../../model/requestSpec';
import type { Review } from '../../../model/review';
import { OdooError } from '../../../odoo/error';
import type { Prepared } from '../../../transfer/plan/prepare';
import { prepareWrite } from '../../../writes/prepare';
import type { WritePort } from '../../../writes/snapshot';

/** Rows whose changes are shown before they go, and records whose deletion is. */
const shownRows = 20;
const shownVictims = 200;

const verbs: Record<BulkPlan['action'], string> = { create: 'Create', update: 'Update', delete: 'Delete' };

/**
 * What writing a table will do: the first rows in full, the others counted. Nothing is written.
 * @throws OdooError connection.readOnly, bulk.plan where no row can be sent, and what reading the records meets
 */
export async function reviewOf(
  plan: BulkPlan,
  prepared: Prepared,
  connection: Connection,
  port: WritePort,
  signal: AbortSignal,
): Promise<Omit<Review, 'reviewId'>> {
  if (connection.readOnly) throw new OdooError('connection.readOnly', { connection: connection.name });
  const count = prepared.rows.length;
  if (count === 0) throw new OdooError('bulk.plan', { reason: 'noRows' });
  const told = await prepareWrite(firstOf(plan, prepared), port, signal);
  const changes = told?.changes ?? [];
  const records = `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'}`;
  const after = prepared.rows
    .slice(shownRows)
    .reduce((sum, { values }) => sum + Object.keys(values).length, 0);
  return {
    kind: plan.action,
    question: `${verbs[plan.action]} ${records} of ${plan.model} on ${connection.name}?`,
    button: `${verbs[plan.action]} ${records}`,
    place: connection.database
      ? `${hostOf(connection.url)}, database ${connection.database}`
      : hostOf(connection.url),
    production: connection.production,
    records: count,
    changes,
    changeCount: plan.action === 'delete' ? 0 : changes.length + after,
    victims: told?.victims ?? [],
    remarks: remarksOf(plan, prepared),
    undo: 'none',
  };
}

function remarksOf({ action }: BulkPlan, { bad, missing }: Prepared): string[] {
  const remarks: string[] = [];
  if (bad.size > 0) {
    remarks.push(
      bad.size === 1
        ? 'One row has a problem and is left out.'
        : `${bad.size.toLocaleString('en')} rows have a problem and are left out.`,
    );
  }
  if (missing.length > 0) {
    remarks.push(
      `No column fills ${missing.slice(0, 8).join(', ')}, which new records need. The server may refuse them.`,
    );
  }
  remarks.push(
    action === 'create'
      ? 'The report by row holds the new ids, so that they can be deleted again.'
      : 'This cannot be taken back.',
  );
  return remarks;
}

function firstOf({ model, action, context }: BulkPlan, { rows }: Prepared): RequestSpec {
  const more = context ? { context } : {};
  const first = rows.slice(0, shownRows);
  switch (action) {
    case 'create':
      return { operation: 'create', model, values: first.map(({ values }) => values), ...more };
    case 'update':
      return {
        operation: 'update',
        model,
        values: first.flatMap(({ id, values }) => (id === undefined ? [] : [{ ...values, id }])),
        ...more,
      };
    case 'delete':
      return {
        operation: 'delete',
        model,
        ids: rows.slice(0, shownVictims).flatMap(({ id }) => (id === undefined ? [] : [id])),
        ...more,
      };
  }
}

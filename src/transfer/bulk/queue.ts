import type { BulkPlan } from '../../model/bulk';
import type { PreparedRow } from '../plan/prepare';
import type { Lost } from './settle';

/** Rows that go in one call. */
export interface Segment {
  how: 'create' | 'load' | 'update' | 'delete';
  rows: PreparedRow[];
  /** The first half of the segment that this is the second half of: once that has gone through, the fault is known to be here. */
  after?: { refused: boolean };
  /** The first half itself notes here that it was refused. */
  note?: { refused: boolean };
  /** A create whose answer was lost. */
  lost?: Lost;
  /** It was sent before and the answer lost: what is gone now may have been taken away by it. */
  repeated?: boolean;
}

/**
 * The calls that write these rows, in order. Rows of an update that hold the same values go together wherever they stand in the table,
 * since one call writes the same values to many records. A new record with an external id goes through Odoo's `load`, which sets it.
 */
export function segmentsOf(plan: BulkPlan, rows: readonly PreparedRow[]): Segment[] {
  switch (plan.action) {
    case 'create': {
      const named = rows.filter(({ external }) => external !== undefined);
      const plain = named.length === 0 ? rows : rows.filter(({ external }) => external === undefined);
      // An empty cell of `load` empties the field, so only rows that fill the same fields go together.
      const loads = grouped(named, ({ values }) => Object.keys(values).join());
      return [
        ...cut('create', plain, plan.chunk),
        ...loads.flatMap((alike) => cut('load', alike, plan.chunk)),
      ];
    }
    case 'update':
      return grouped(rows, ({ values }) => JSON.stringify(values)).flatMap((alike) =>
        cut('update', alike, plan.chunk),
      );
    case 'delete':
      return cut('delete', rows, plan.chunk);
  }
}

function cut(how: Segment['how'], rows: readonly PreparedRow[], chunk: number): Segment[] {
  const segments: Segment[] = [];
  for (let at = 0; at < rows.length; at += chunk) segments.push({ how, rows: rows.slice(at, at + chunk) });
  return segments;
}

function grouped(rows: readonly PreparedRow[], keyOf: (row: PreparedRow) => string): PreparedRow[][] {
  const groups = new Map<string, PreparedRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** Two halves that look for the fault together. @param segment with two rows or more */
export function halves(segment: Segment): [Segment, Segment] {
  const middle = Math.ceil(segment.rows.length / 2);
  const shared = { refused: false };
  const { how, repeated } = segment;
  const half = { how, ...(repeated ? { repeated } : {}) };
  return [
    { ...half, rows: segment.rows.slice(0, middle), note: shared },
    { ...half, rows: segment.rows.slice(middle), after: shared },
  ];
}

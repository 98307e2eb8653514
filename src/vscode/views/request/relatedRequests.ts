import type { Column } from '../../../contract/request/resultApi';
import { printDomain } from '../../../domain/print';
import type { Json, JsonObject } from '../../../model/json';
import { isRecordGroup } from '../../../model/recordGroup';
import type { OrmSpec, RequestSpec } from '../../../model/requestSpec';
import { recordId } from './storedResult';

/** Records of a relation that are read at once. */
const mostRelated = 1000;
/** Records of a group that are read at first. */
const groupLimit = 80;

/** The request that reads one record of an answer; undefined where its row has no id to read it by. */
export function recordRequest(spec: RequestSpec, row: JsonObject | undefined): RequestSpec | undefined {
  const id = recordId(row);
  if (id === undefined) return undefined;
  switch (spec.operation) {
    case 'restList':
      return { operation: 'restRead', route: spec.route, ids: [id], ...fieldsOf(spec.fields) };
    case 'searchRead':
    case 'read':
      if (typeof id !== 'number') return undefined;
      return {
        operation: 'read',
        model: spec.model,
        ids: [id],
        ...fieldsOf(spec.fields),
        ...contextOf(spec),
      };
    case 'search':
    case 'nameSearch':
      if (typeof id !== 'number') return undefined;
      return { operation: 'read', model: spec.model, ids: [id], ...contextOf(spec) };
    default:
      return undefined;
  }
}

/**
 * The request for what a relational cell holds: the record of a many2one or a reference, with all its fields; the records of an x2many by
 * their names. Undefined for a cell that leads nowhere.
 */
export function relatedRequest(spec: RequestSpec, column: Column, value: Json): RequestSpec | undefined {
  const context = 'context' in spec ? contextOf(spec) : {};
  if (typeof value === 'string') {
    const [, model, id] = /^([\w.]+),(\d+)$/.exec(value) ?? [];
    return column.type === 'reference' && model !== undefined
      ? { operation: 'read', model, ids: [Number(id)], ...context }
      : undefined;
  }
  const model = column.relation;
  if (model === undefined) return undefined;
  if (column.type === 'one2many' || column.type === 'many2many') {
    const ids = Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];
    if (ids.length === 0) return undefined;
    return {
      operation: 'searchRead',
      model,
      domain: printDomain([['id', 'in', ids]], 'python'),
      fields: ['display_name'],
      limit: Math.min(ids.length, mostRelated),
      ...context,
    };
  }
  const id = Array.isArray(value) ? value[0] : value;
  return typeof id === 'number' && id > 0 ? { operation: 'read', model, ids: [id], ...context } : undefined;
}

/** The request for the records of one group, with what the groups were made by and what was summed up; undefined for another row. */
export function groupRequest(spec: RequestSpec, row: JsonObject | undefined): RequestSpec | undefined {
  if (spec.operation !== 'readGroup' || !isRecordGroup(row)) return undefined;
  const named = [...spec.groupBy, ...(spec.aggregates ?? [])].map((name) => name.split(':')[0] ?? '');
  const fields = new Set([
    'display_name',
    ...named.filter((name) => name !== '' && name !== '__count' && name !== 'id'),
  ]);
  return {
    operation: 'searchRead',
    model: spec.model,
    domain: printDomain(row.__domain, 'python'),
    fields: [...fields],
    limit: groupLimit,
    ...contextOf(spec),
  };
}

function fieldsOf(fields: string[] | undefined): { fields?: string[] } {
  return fields ? { fields } : {};
}

function contextOf({ context }: Pick<OrmSpec, 'context'>): { context?: JsonObject } {
  return context ? { context } : {};
}

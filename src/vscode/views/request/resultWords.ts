import { isJsonObject, type Json, type JsonObject } from '../../../model/json';
import type { Outcome } from '../../../model/outcome';
import { recordCount, type RequestSpec } from '../../../model/requestSpec';

/** What came of a request, in one sentence: "80 records", "Created 1 record: id 57". */
export function resultWords(
  spec: RequestSpec,
  outcome: Outcome,
  rows: readonly JsonObject[] | undefined,
): string {
  const { value } = outcome;
  switch (spec.operation) {
    case 'searchRead':
    case 'read':
      return rows?.length === 0 ? 'No records match.' : records(rows?.length ?? 0);
    case 'restList':
    case 'restRead':
      if (rows === undefined) return 'The server answered';
      return rows.length === 0 ? 'No records match.' : records(rows.length);
    case 'search':
      return Array.isArray(value) && value.length > 0
        ? `${records(value.length)} found`
        : 'No records match.';
    case 'nameSearch':
      return Array.isArray(value) && value.length > 0 ? `${records(value.length)} found` : 'No name matches.';
    case 'readGroup':
      return Array.isArray(value) && value.length > 0
        ? counted(value.length, 'group', 'groups')
        : 'No records match.';
    case 'fieldsGet':
      return counted(isJsonObject(value) ? Object.keys(value).length : 0, 'field', 'fields');
    case 'defaultGet':
      return counted(
        isJsonObject(value) ? Object.keys(value).length : 0,
        'field has a default value',
        'fields have a default value',
      );
    case 'exportData':
      return `${records(spec.ids.length)} exported`;
    case 'copy':
      return createdWords(spec, value);
    case 'load':
      return `Loaded ${counted(spec.rows.length, 'row', 'rows')}`;
    case 'count':
      return typeof value === 'number' ? counted(value, 'record matches', 'records match') : 'Counted';
    case 'create':
    case 'restCreate':
      return createdWords(spec, value);
    case 'update':
    case 'restUpdate':
      return `Updated ${records(recordCount(spec) ?? 0)}`;
    case 'delete':
    case 'restDelete':
      return `Deleted ${records(spec.ids.length)}`;
    case 'call':
      return rows ? records(rows.length) : `${spec.method} answered`;
    case 'restCall':
      return rows ? records(rows.length) : `${spec.route} answered`;
    case 'http':
      return `${outcome.status === undefined ? 'Answered' : `HTTP ${outcome.status}`}${value === null ? ', without a body' : ''}`;
  }
}

/** REST modules answer with an id, with the record, or with a list of either; some with nothing that names it. */
function createdWords(spec: RequestSpec, value: Json): string {
  const ids = (Array.isArray(value) ? value : [value]).flatMap(idIn);
  if (ids.length === 0) return `Created ${records(recordCount(spec) ?? 1)}`;
  const shown = ids.slice(0, 5).join(', ') + (ids.length > 5 ? ', …' : '');
  return `Created ${records(ids.length)}: id ${shown}`;
}

function idIn(value: Json): (string | number)[] {
  const id = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['id'] : value;
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? [id] : [];
}

function records(count: number): string {
  return counted(count, 'record', 'records');
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

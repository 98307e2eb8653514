import type { Column } from '../../../contract/request/resultApi';
import type { Connection } from '../../../model/connection';
import type { JsonObject } from '../../../model/json';
import type { RequestSpec } from '../../../model/requestSpec';
import type { FieldInfo } from '../../../model/schemaInfo';

/** Types whose values the grid can change. */
const changeable = new Set([
  'char',
  'text',
  'html',
  'integer',
  'float',
  'monetary',
  'boolean',
  'date',
  'datetime',
  'selection',
  'many2one',
]);

/** Rows looked at for columns that nobody asked for by name. */
const lookedAt = 100;

/** id first, then the fields in the order they were asked for, then whatever else came. */
export function columnsOf(
  connection: Connection,
  spec: RequestSpec,
  rows: readonly JsonObject[],
  fields: readonly FieldInfo[],
): Column[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  if (spec.operation === 'readGroup') return groupColumns(spec, byName);
  const asked = 'fields' in spec ? (spec.fields ?? []) : [];
  const found = new Set<string>();
  for (const row of rows.slice(0, lookedAt)) for (const name of Object.keys(row)) found.add(name);
  const names = new Set(['id', ...asked].filter((name) => found.has(name)));
  for (const name of found) names.add(name);
  const shown = rows.length > 0 ? [...names] : ['id', ...asked];
  const canWrite = !connection.readOnly && (spec.operation === 'searchRead' || spec.operation === 'read');
  return shown.map((name) => {
    const field = byName.get(name);
    const editable = canWrite && field !== undefined && isEditable(field);
    return { name, label: field?.label ?? name, ...traits(field), ...(editable ? { editable } : {}) };
  });
}

/** What the groups are made by, what is summed up, and how many records there are. */
function groupColumns(
  spec: Extract<RequestSpec, { operation: 'readGroup' }>,
  byName: ReadonlyMap<string, FieldInfo>,
): Column[] {
  const groups = spec.groupBy.map((name): Column => {
    const [field = '', granularity] = name.split(':');
    const known = byName.get(field);
    const label = known?.label ?? field;
    return {
      name,
      label: granularity === undefined ? label : `${label}: ${granularity}`,
      ...traits(known),
    };
  });
  const aggregates = (spec.aggregates ?? [])
    .filter((name) => name !== '__count')
    .map((name): Column => {
      const [field = '', fn] = name.split(':');
      const known = byName.get(field);
      const label = known?.label ?? field;
      return { name, label: fn === undefined ? label : `${label}: ${fn}`, ...aggregateTraits(known, fn) };
    });
  return [...groups, ...aggregates, { name: '__count', label: 'Records', type: 'integer' }];
}

function aggregateTraits(field: FieldInfo | undefined, fn: string | undefined): Partial<Column> {
  switch (fn) {
    case 'count':
    case 'count_distinct':
      return { type: 'integer' };
    case 'bool_and':
    case 'bool_or':
      return { type: 'boolean' };
    case 'array_agg':
    case 'array_agg_distinct':
      return {};
    default: {
      // A group has no currency of its own.
      const { type, decimals } = traits(field);
      return { ...(type ? { type } : {}), ...(decimals === undefined ? {} : { decimals }) };
    }
  }
}

function traits(field: FieldInfo | undefined): Partial<Column> {
  if (!field) return {};
  const { type, relation, selection, currencyField, digits } = field;
  return {
    ...(type ? { type } : {}),
    ...(relation ? { relation } : {}),
    ...(selection ? { selection } : {}),
    ...(currencyField ? { currencyField } : {}),
    ...(digits ? { decimals: digits[1] } : {}),
  };
}

/** A path leads to another record, and is changed there. */
function isEditable({ name, type, readonly, stored }: FieldInfo): boolean {
  return name !== 'id' && stored && !readonly && !name.includes('.') && changeable.has(type);
}

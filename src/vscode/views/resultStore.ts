import type { Column, ResultSummary } from '../../contract/requestApi';
import { protocolLabels } from '../../model/authMethod';
import type { Connection } from '../../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import type { RequestSpec } from '../../model/requestSpec';
import type { FieldInfo } from '../../model/schemaInfo';
import { OdooError } from '../../odoo/error';

interface StoredResult {
  summary: ResultSummary;
  connection: Connection;
  spec: RequestSpec;
  value: Json;
  rows: JsonObject[];
  /** The answer pretty-printed, once it has been asked for. */
  lines: string[] | undefined;
}

/** Keeps a panel's last answer on the host; the page asks for slices of it. */
export class ResultStore {
  #last: StoredResult | undefined;
  #nextId = 1;

  /** @param fields the model's fields where they are known, for the columns' labels and types */
  keep(
    connection: Connection,
    spec: RequestSpec,
    outcome: Outcome,
    fields: readonly FieldInfo[],
  ): ResultSummary {
    const rows = tableRows(outcome.value);
    const limit = spec.operation === 'searchRead' ? spec.limit : undefined;
    const summary: ResultSummary = {
      resultId: this.#nextId++,
      kind: rows ? 'table' : 'value',
      columns: rows ? columns(spec, rows, fields) : [],
      rowCount: rows?.length ?? 0,
      limited:
        rows !== undefined &&
        spec.operation === 'searchRead' &&
        (rows.length === limit || (spec.offset ?? 0) > 0),
      summary: words(spec, outcome.value, rows),
      ms: outcome.ms,
      bytes: outcome.bytes,
      via: `${spec.model}.${outcome.method} over ${protocolLabels[outcome.protocol]}`,
      ...(outcome.note ? { note: outcome.note } : {}),
    };
    this.#last = { summary, connection, spec, value: outcome.value, rows: rows ?? [], lines: undefined };
    return summary;
  }

  last(): ResultSummary | undefined {
    return this.#last?.summary;
  }

  rows(resultId: number, offset: number, count: number): JsonObject[] {
    return this.#get(resultId).rows.slice(offset, offset + count);
  }

  jsonLines(resultId: number, offset: number, count: number): { total: number; lines: string[] } {
    const result = this.#get(resultId);
    result.lines ??= JSON.stringify(result.value, undefined, 2).split('\n');
    return { total: result.lines.length, lines: result.lines.slice(offset, offset + count) };
  }

  json(resultId: number): string {
    return JSON.stringify(this.#get(resultId).value, undefined, 2);
  }

  /** The request behind an answer, to ask more about it. */
  origin(resultId: number): { connection: Connection; spec: RequestSpec } {
    return this.#get(resultId);
  }

  /** @throws OdooError when a newer answer has taken its place */
  #get(resultId: number): StoredResult {
    if (this.#last?.summary.resultId !== resultId)
      throw new OdooError('internal', { reason: 'outdated result' });
    return this.#last;
  }
}

/** The rows of an answer that is a list of records; undefined for anything else. */
function tableRows(value: Json): JsonObject[] | undefined {
  if (!Array.isArray(value) || !value.every(isJsonObject)) return undefined;
  return value;
}

/** id first, then the fields in the order they were asked for, then whatever else came. */
function columns(spec: RequestSpec, rows: readonly JsonObject[], fields: readonly FieldInfo[]): Column[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const asked = 'fields' in spec ? (spec.fields ?? []) : [];
  const found = new Set<string>();
  for (const row of rows.slice(0, 100)) for (const name of Object.keys(row)) found.add(name);
  const names = new Set(['id', ...asked].filter((name) => found.has(name)));
  for (const name of found) names.add(name);
  const shown = rows.length > 0 ? [...names] : ['id', ...asked];
  return shown.map((name) => {
    const field = byName.get(name);
    return { name, label: field?.label ?? name, ...(field ? { type: field.type } : {}) };
  });
}

function words(spec: RequestSpec, value: Json, rows: readonly JsonObject[] | undefined): string {
  const records = (count: number): string =>
    `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'}`;
  switch (spec.operation) {
    case 'searchRead':
    case 'read':
      return rows?.length === 0 ? 'No records match.' : records(rows?.length ?? 0);
    case 'count':
      return typeof value === 'number' ? `${records(value)} match` : 'Counted';
    case 'create': {
      const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'number');
      const shown = ids.slice(0, 5).join(', ') + (ids.length > 5 ? ', …' : '');
      return `Created ${records(ids.length)}: id ${shown}`;
    }
    case 'update':
      return `Updated ${records(spec.ids.length)}`;
    case 'delete':
      return `Deleted ${records(spec.ids.length)}`;
    case 'call':
      return rows ? records(rows.length) : `${spec.method} answered`;
  }
}

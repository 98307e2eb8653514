import type { Column, ResultSummary } from '../../../contract/request/resultApi';
import { protocolLabels, type SignInMethod } from '../../../model/authMethod';
import type { Connection } from '../../../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../../../model/json';
import type { Outcome, WireExchange } from '../../../model/outcome';
import type { UndoOffer } from '../../../model/review';
import { isOrm, subjectOf, type RequestSpec } from '../../../model/requestSpec';
import type { FieldInfo } from '../../../model/schemaInfo';
import { OdooError } from '../../../odoo/error';
import { resultWords } from './resultWords';

interface StoredResult {
  summary: ResultSummary;
  connection: Connection;
  spec: RequestSpec;
  /** Another way to sign in than the connection's own. */
  signIn: SignInMethod | undefined;
  value: Json;
  rows: JsonObject[];
  /** The answer pretty-printed, once it has been asked for. */
  lines: string[] | undefined;
}

/** Keeps a panel's last answer on the host; the page asks for slices of it. */
export class ResultStore {
  #last: StoredResult | undefined;
  #nextId = 1;
  #exchanges: WireExchange[] = [];

  /** @param fields the model's fields where they are known, for the columns' labels and types */
  keep(
    connection: Connection,
    spec: RequestSpec,
    outcome: Outcome,
    fields: readonly FieldInfo[],
    signIn?: SignInMethod,
    undo?: UndoOffer,
  ): ResultSummary {
    const rows = tableRows(spec, outcome.value);
    const { status, timings, total, note } = outcome;
    const summary: ResultSummary = {
      resultId: this.#nextId++,
      kind: rows ? 'table' : isText(spec, outcome.value) ? 'text' : 'value',
      columns: rows ? columns(spec, rows, fields) : [],
      rowCount: rows?.length ?? 0,
      limited: rows !== undefined && isLimited(spec, rows.length),
      opens: rows !== undefined && isList(spec) && rows.some((row) => recordId(row) !== undefined),
      countable: spec.operation === 'searchRead',
      loadable: false,
      groups: false,
      exportable: false,
      warnings: [],
      summary: resultWords(spec, outcome, rows),
      ms: outcome.ms,
      bytes: outcome.bytes,
      via: via(spec, outcome),
      ...(status === undefined ? {} : { status }),
      ...(timings ? { timings } : {}),
      ...(total === undefined || !rows ? {} : { total }),
      ...(note ? { note } : {}),
      ...(undo ? { undo } : {}),
    };
    this.#last = {
      summary,
      connection,
      spec,
      signIn,
      value: outcome.value,
      rows: rows ?? [],
      lines: undefined,
    };
    return summary;
  }

  /** Where the exchanges of a send that begins now are noted; they are kept although it may fail. */
  newExchanges(): WireExchange[] {
    this.#exchanges = [];
    return this.#exchanges;
  }

  /** Puts rows that were read anew in the place of those with the same id. */
  replaceRows(resultId: number, rows: readonly JsonObject[]): void {
    const result = this.#get(resultId);
    const fresh = new Map(rows.map((row) => [row['id'], row]));
    result.rows = result.rows.map((row) => fresh.get(row['id'] ?? null) ?? row);
    if (Array.isArray(result.value)) result.value = result.rows;
    result.lines = undefined;
  }

  last(): ResultSummary | undefined {
    return this.#last?.summary;
  }

  rows(resultId: number, offset: number, count: number): JsonObject[] {
    return this.#get(resultId).rows.slice(offset, offset + count);
  }

  jsonLines(resultId: number, offset: number, count: number): { total: number; lines: string[] } {
    const result = this.#get(resultId);
    result.lines ??= textOf(result).split('\n');
    return { total: result.lines.length, lines: result.lines.slice(offset, offset + count) };
  }

  /** The whole answer: JSON pretty-printed, or the text that it is. */
  text(resultId: number): string {
    return textOf(this.#get(resultId));
  }

  /** The request behind an answer, to ask more about it. */
  origin(resultId: number): Pick<StoredResult, 'connection' | 'spec' | 'signIn'> {
    return this.#get(resultId);
  }

  /** The request that reads one record of a list; undefined where its row has no id to read it by. */
  recordRequest(resultId: number, row: number): RequestSpec | undefined {
    const { spec, rows } = this.#get(resultId);
    const id = recordId(rows[row]);
    if (id === undefined || !isList(spec)) return undefined;
    const fields = spec.fields ? { fields: spec.fields } : {};
    if (spec.operation === 'restList') {
      return { operation: 'restRead', route: spec.route, ids: [id], ...fields };
    }
    if (typeof id !== 'number') return undefined;
    const context = spec.context ? { context: spec.context } : {};
    return { operation: 'read', model: spec.model, ids: [id], ...fields, ...context };
  }

  /** @throws OdooError when a newer answer has taken its place */
  #get(resultId: number): StoredResult {
    if (this.#last?.summary.resultId !== resultId)
      throw new OdooError('internal', { reason: 'outdated result' });
    return this.#last;
  }
}

function textOf({ summary, value }: StoredResult): string {
  return summary.kind === 'text' && typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

/** A page or a file from any path is shown as it is. */
function isText(spec: RequestSpec, value: Json): boolean {
  return spec.operation === 'http' && typeof value === 'string';
}

function isList(spec: RequestSpec): spec is Extract<RequestSpec, { operation: 'searchRead' | 'restList' }> {
  return spec.operation === 'searchRead' || spec.operation === 'restList';
}

function recordId(row: JsonObject | undefined): string | number | undefined {
  const id = row?.['id'];
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? id : undefined;
}

/** Whether there may be more records than these. */
function isLimited(spec: RequestSpec, count: number): boolean {
  if (!isList(spec)) return false;
  return count === spec.limit || (spec.offset ?? 0) > 0;
}

/** "res.partner.search_read over JSON-RPC", "PATCH partner over REST" */
function via(spec: RequestSpec, { method, protocol }: Outcome): string {
  const what = isOrm(spec) ? `${spec.model}.${method}` : `${method} ${subjectOf(spec)}`;
  return `${what} over ${protocolLabels[protocol]}`;
}

/** The rows of an answer that is a list of records; undefined for anything else. An empty list says so only where records were asked for. */
function tableRows(spec: RequestSpec, value: Json): JsonObject[] | undefined {
  if (!Array.isArray(value) || !value.every(isJsonObject)) return undefined;
  const mayBeEmpty = spec.operation !== 'http' && spec.operation !== 'restCall';
  return value.length > 0 || mayBeEmpty ? value : undefined;
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

import type { ColumnFilter, JsonMatches, ResultSummary, SortKey } from '../../../contract/request/resultApi';
import { protocolLabels, type SignInMethod } from '../../../model/authMethod';
import type { Connection } from '../../../model/connection';
import type { Json, JsonObject } from '../../../model/json';
import type { Outcome, WireExchange } from '../../../model/outcome';
import { isOrm, subjectOf, type RequestSpec } from '../../../model/requestSpec';
import type { UndoOffer } from '../../../model/review';
import type { FieldInfo } from '../../../model/schemaInfo';
import { OdooError } from '../../../odoo/error';
import { arrange } from '../../../table/arrange';
import { JsonText, PlainText } from '../../../table/jsonText';
import { cutRow } from './cutRow';
import { stepOf, type LoadedRecords } from './moreRecords';
import { columnsOf } from './resultColumns';
import { warningsOf, withLoaded } from './resultWarnings';
import { resultWords } from './resultWords';
import { isList, isSpan, recordId, shownGroup, tableRows, type StoredResult } from './storedResult';

/** Lines of JSON in which a searched text is told to stand. */
const mostFound = 10_000;

/**
 * Keeps a panel's last answer on the host; the page asks for slices of it. Every method that takes a result's id throws call.outdated when
 * a newer answer has taken its place.
 */
export class ResultStore {
  #last: StoredResult | undefined;
  #nextId = 1;
  #nextArrangement = 1;
  #exchanges: WireExchange[] = [];

  /** @param fields the model's fields where they are known, for the columns' labels and types (answerFields.ts) */
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
    const isText = spec.operation === 'http' && typeof outcome.value === 'string';
    const loadable = rows !== undefined && mayHaveMore(spec, rows.length, total);
    const summary: ResultSummary = {
      resultId: this.#nextId++,
      kind: rows ? 'table' : isText ? 'text' : 'value',
      columns: rows ? columnsOf(connection, spec, rows, fields) : [],
      rowCount: rows?.length ?? 0,
      ...(isOrm(spec) ? { model: spec.model } : {}),
      limited: loadable || (isList(spec) && (spec.offset ?? 0) > 0),
      opens: rows !== undefined && hasRecords(spec) && rows.some((row) => recordId(row) !== undefined),
      countable: spec.operation === 'searchRead' || spec.operation === 'search',
      loadable,
      ...(loadable ? { loadStep: stepOf(spec, rows.length) } : {}),
      groups: rows !== undefined && spec.operation === 'readGroup',
      exportable: rows !== undefined && isList(spec),
      warnings: warningsOf({ connection, spec, outcome, fields, rows, loadable }),
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
      arrangement: undefined,
      text: undefined,
    };
    return summary;
  }

  last(): ResultSummary | undefined {
    return this.#last?.summary;
  }

  /** Where the exchanges of a send that begins now are noted; they are kept although it may fail. */
  newExchanges(): WireExchange[] {
    this.#exchanges = [];
    return this.#exchanges;
  }

  exchanges(): readonly WireExchange[] {
    return this.#exchanges;
  }

  /** The request behind an answer, to ask more about it. */
  origin(resultId: number): Pick<StoredResult, 'connection' | 'spec' | 'signIn' | 'summary'> {
    return this.#get(resultId);
  }

  arrange(
    resultId: number,
    sort: readonly SortKey[],
    filters: readonly ColumnFilter[],
  ): { arrangement: number; rowCount: number } {
    const result = this.#get(resultId);
    const order = arrange(this.#comparable(result), result.summary.columns, sort, filters);
    const id = this.#nextArrangement++;
    result.arrangement = { id, order };
    return { arrangement: id, rowCount: order.length };
  }

  /** Rows as the grid gets them, with long strings cut. */
  rows(resultId: number, arrangement: number, offset: number, count: number): JsonObject[] {
    const { summary } = this.#get(resultId);
    return this.wholeRows(resultId, arrangement, offset, count).map((row) =>
      cutRow(summary.groups ? shownGroup(row, summary.columns) : row),
    );
  }

  /** Rows as the server sent them, by their places in an arrangement; 0 is the order in which they came. */
  wholeRows(resultId: number, arrangement: number, offset: number, count: number): JsonObject[] {
    const { rows, arrangement: current } = this.#get(resultId);
    if (arrangement === 0) return rows.slice(offset, offset + count);
    if (current?.id !== arrangement) throw new OdooError('call.outdated', {});
    return rowsAt(rows, current.order.subarray(offset, offset + count));
  }

  /** All rows that are loaded, as the page has sorted and filtered them. */
  loadedRows(resultId: number): JsonObject[] {
    const { rows, arrangement } = this.#get(resultId);
    return arrangement ? rowsAt(rows, arrangement.order) : rows;
  }

  /** One whole row. */
  record(resultId: number, arrangement: number, row: number): JsonObject {
    const [found] = this.wholeRows(resultId, arrangement, row, 1);
    if (!found) throw new OdooError('call.outdated', {});
    return found;
  }

  /** Puts rows that were read anew in the place of those with the same id; what they do not hold stays. */
  replaceRows(resultId: number, rows: readonly JsonObject[]): void {
    const result = this.#get(resultId);
    const fresh = new Map(rows.map((row) => [row['id'], row]));
    for (const [index, row] of result.rows.entries()) {
      const read = fresh.get(row['id'] ?? null);
      if (read) result.rows[index] = Object.fromEntries([...Object.entries(row), ...Object.entries(read)]);
    }
    result.text = undefined;
  }

  /** Adds records that were loaded after the others; what the page has arranged is outdated then. */
  append(resultId: number, loaded: LoadedRecords): ResultSummary {
    const result = this.#get(resultId);
    const { summary, spec } = result;
    // One by one: as arguments of push() a hundred thousand are too many.
    for (const row of loaded.rows) result.rows.push(row);
    if (spec.operation === 'search' && Array.isArray(result.value)) {
      for (const { id } of loaded.rows) result.value.push(id ?? false);
    }
    result.text = undefined;
    result.arrangement = undefined;
    const count = result.rows.length;
    const loadable = !loaded.complete && !loaded.capped;
    const known = loaded.total ?? (loaded.complete && !isPart(spec) ? count : summary.total);
    result.summary = {
      ...without(summary, 'total', 'loadProblem'),
      rowCount: count,
      loadable,
      limited: !loaded.complete || isPart(spec),
      bytes: summary.bytes + loaded.bytes,
      summary: `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'}`,
      warnings: withLoaded(summary.warnings, { loadable, capped: loaded.capped, count }),
      ...(known === undefined ? {} : { total: known }),
      ...(loaded.problem ? { loadProblem: loaded.problem } : {}),
    };
    return result.summary;
  }

  /** How many rows there are, and what tells them apart from those to come. */
  loaded(resultId: number): { rows: readonly JsonObject[]; bytes: number } {
    const { rows, summary } = this.#get(resultId);
    return { rows, bytes: summary.bytes };
  }

  jsonLines(resultId: number, offset: number, count: number): { total: number; lines: string[] } {
    const text = this.#text(this.#get(resultId));
    return { total: text.total, lines: text.lines(offset, count) };
  }

  jsonEnd(resultId: number, line: number): number {
    return this.#text(this.#get(resultId)).end(line);
  }

  /** @throws OdooError call.cancelled */
  findInJson(resultId: number, text: string, signal: AbortSignal): Promise<JsonMatches> {
    return this.#text(this.#get(resultId)).find(text, mostFound, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new OdooError('call.cancelled', {});
    });
  }

  /** The whole answer: JSON pretty-printed, or the text that it is. */
  text(resultId: number): string {
    const { summary, value } = this.#get(resultId);
    if (summary.kind === 'text' && typeof value === 'string') return value;
    return wholeText(() => JSON.stringify(value, undefined, 2), summary.bytes);
  }

  #text(result: StoredResult): JsonText | PlainText {
    const { summary, value } = result;
    const isText = summary.kind === 'text' && typeof value === 'string';
    result.text ??= isText ? new PlainText(value) : new JsonText(value);
    return result.text;
  }

  /** Rows by which groups are sorted and filtered: a date's group by its start. */
  #comparable({ rows, summary }: StoredResult): readonly JsonObject[] {
    if (!summary.groups) return rows;
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]): [string, Json] => [name, isSpan(value) ? value[0] : value]),
      ),
    );
  }

  #get(resultId: number): StoredResult {
    if (this.#last?.summary.resultId !== resultId) throw new OdooError('call.outdated', {});
    return this.#last;
  }
}

/** @throws OdooError call.tooLong where the text is longer than a string can be */
export function wholeText(make: () => string, bytes: number): string {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) {
      throw new OdooError('call.tooLong', { megabytes: Math.round((bytes * 2) / 1_000_000) });
    }
    throw error;
  }
}

function rowsAt(rows: readonly JsonObject[], order: Uint32Array): JsonObject[] {
  const found: JsonObject[] = [];
  for (const index of order) {
    const row = rows[index];
    if (row) found.push(row);
  }
  return found;
}

function without<T extends object, K extends keyof T>(whole: T, ...names: K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}

/** Operations whose rows are records that can be opened by their ids. */
function hasRecords(spec: RequestSpec): boolean {
  return isList(spec) || spec.operation === 'read' || spec.operation === 'nameSearch';
}

/** Whether records before the first one were left out. */
function isPart(spec: RequestSpec): boolean {
  return isList(spec) && (spec.offset ?? 0) > 0;
}

/** Whether there may be more records behind these. */
function mayHaveMore(spec: RequestSpec, count: number, total: number | undefined): boolean {
  if (!isList(spec) || count === 0) return false;
  if (total !== undefined) return (spec.offset ?? 0) + count < total;
  return count === spec.limit;
}

/** "res.partner.search_read over JSON-RPC", "PATCH partner over REST" */
function via(spec: RequestSpec, { method, protocol }: Outcome): string {
  const what = isOrm(spec) ? `${spec.model}.${method}` : `${method} ${subjectOf(spec)}`;
  return `${what} over ${protocolLabels[protocol]}`;
}

import type { Column, ResultSummary } from '../../../contract/request/resultApi';
import type { SignInMethod } from '../../../model/authMethod';
import type { Connection } from '../../../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../../../model/json';
import type { RequestSpec } from '../../../model/requestSpec';
import type { JsonText, PlainText } from '../../../table/jsonText';

/** An answer with all its rows, as the host keeps it. */
export interface StoredResult {
  summary: ResultSummary;
  connection: Connection;
  spec: RequestSpec;
  /** Another way to sign in than the connection's own. */
  signIn: SignInMethod | undefined;
  /** The answer as it came, and what was loaded since. */
  value: Json;
  rows: JsonObject[];
  /** The order and choice of rows that the page shows; undefined for all of them as they came. */
  arrangement: { id: number; order: Uint32Array } | undefined;
  /** The answer by lines, once it has been asked for. */
  text: JsonText | PlainText | undefined;
}

export type ListSpec = Extract<RequestSpec, { operation: 'searchRead' | 'search' | 'restList' }>;

/** Whether a request asks for the records that match, of which there may be more. */
export function isList(spec: RequestSpec): spec is ListSpec {
  return spec.operation === 'searchRead' || spec.operation === 'search' || spec.operation === 'restList';
}

export function recordId(row: JsonObject | undefined): string | number | undefined {
  const id = row?.['id'];
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? id : undefined;
}

/**
 * The rows of an answer that is a list of records; undefined for anything else. An empty list says so only where records were asked for.
 * The ids that a search finds, and the pairs of a name search, are rows too.
 */
export function tableRows(spec: RequestSpec, value: Json): JsonObject[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (spec.operation === 'search') return rowsOfIds(value);
  if (spec.operation === 'nameSearch') {
    const named = value.flatMap((item): JsonObject[] =>
      Array.isArray(item) ? [{ id: item[0] ?? false, display_name: item[1] ?? false }] : [],
    );
    return named.length === value.length ? named : undefined;
  }
  if (!value.every(isJsonObject)) return undefined;
  const mayBeEmpty = spec.operation !== 'http' && spec.operation !== 'restCall' && spec.operation !== 'call';
  return value.length > 0 || mayBeEmpty ? value : undefined;
}

export function rowsOfIds(value: readonly Json[]): JsonObject[] | undefined {
  return value.every((id) => typeof id === 'number') ? value.map((id) => ({ id })) : undefined;
}

/**
 * Rows of groups as the grid gets them: a date's group, [start, label], by its label, which the server formats for the person's
 * language; the start orders them.
 */
export function shownGroup(row: JsonObject, columns: readonly Column[]): JsonObject {
  return Object.fromEntries(
    columns.map(({ name }): [string, Json] => {
      const value = row[name] ?? false;
      return [name, isSpan(value) ? value[1] : value];
    }),
  );
}

/** A group of dates: the start in UTC and the server's name for it (model/recordGroup.ts). */
export function isSpan(value: Json | undefined): value is [string, string] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'string' &&
    /^\d{4}-\d\d-\d\d/.test(value[0])
  );
}

import type { Json, JsonObject } from '../../../model/json';
import { isJsonObject } from '../../../model/json';
import type { Outcome } from '../../../model/outcome';
import type { ExplainedProblem } from '../../../model/problem';
import type { RequestSpec } from '../../../model/requestSpec';
import { isList, recordId, type ListSpec } from './storedResult';

/** What is kept in memory at most: records, and bytes of the answers that brought them. */
const mostRecords = 500_000;
const mostBytes = 400_000_000;
/** Records that one call reads, and the size of answer that is aimed at. */
const mostAtOnce = 1000;
const fewestAtOnce = 20;
const answerBytes = 2_000_000;
/** Records that a request without a limit of its own goes on by. */
const usualPage = 80;

/** How many records are loaded at a time: as many as the request's limit. */
export function stepOf(spec: RequestSpec, came: number): number {
  return (isList(spec) ? spec.limit : undefined) ?? (came > 0 ? came : usualPage);
}

/** Records that came after those that were there. */
export interface LoadedRecords {
  rows: JsonObject[];
  /** Size of the answers that brought them, in bytes. */
  bytes: number;
  /** Whether there are no more. */
  complete: boolean;
  /** Whether more are not kept, for want of memory. */
  capped: boolean;
  /** How many there are in all, where an answer told. */
  total?: number;
  /** Why it ended before all that were wanted had come. */
  problem?: ExplainedProblem;
}

interface Loading {
  spec: ListSpec;
  loaded: { rows: readonly JsonObject[]; bytes: number };
  /** All that match; else as many again as the request's limit. */
  all: boolean;
  run: (spec: RequestSpec) => Promise<Outcome>;
  signal: AbortSignal;
  /** Told of how many are there by now, of how many that are wanted. */
  progress: (loaded: number, of: number) => void;
  /** The words for a failure. */
  explain: (error: unknown) => ExplainedProblem;
}

/**
 * Loads the records that a request's limit left out. What has come before a cancel or a failure is given back, with the failure's words.
 * @throws OdooError when nothing could be asked at all
 */
export async function loadMore(loading: Loading): Promise<LoadedRecords> {
  const { spec } = loading;
  return spec.operation === 'restList' ? loadPages(loading, spec) : loadByIds(loading, spec);
}

type OrmList = Exclude<ListSpec, { operation: 'restList' }>;

/**
 * First the ids of all that match, in the request's order, by one search; then the records by their ids: while others write, paging by
 * offset would read some twice and others never.
 */
async function loadByIds(loading: Loading, spec: OrmList): Promise<LoadedRecords> {
  const { loaded, all, run, signal, progress } = loading;
  const known = new Set(loaded.rows.map(recordId));
  const page = stepOf(spec, loaded.rows.length);
  const wanted = all ? mostRecords - known.size : page;
  const { model, domain, order, offset, context } = spec;
  const limit = known.size + wanted + 1;
  const found = await run({
    operation: 'search',
    model,
    ...(domain === undefined ? {} : { domain }),
    ...(order === undefined ? {} : { order }),
    ...(offset === undefined ? {} : { offset }),
    ...(context ? { context } : {}),
    limit,
  });
  const fresh = idsOf(found.value).filter((id) => !known.has(id));
  const ids = fresh.slice(0, wanted);
  const rest = { complete: fresh.length <= wanted, capped: all && fresh.length > wanted };
  if (spec.operation === 'search') {
    return { rows: ids.map((id) => ({ id })), bytes: found.bytes, ...rest };
  }
  const of = known.size + ids.length;
  const rows: JsonObject[] = [];
  let bytes = found.bytes;
  const { fields } = spec;
  for (let from = 0, size = sizeOf(loaded); from < ids.length;) {
    if (loaded.bytes + bytes > mostBytes) return { rows, bytes, complete: false, capped: true };
    progress(known.size + rows.length, of);
    const batch = ids.slice(from, from + size);
    try {
      const read = await run({
        operation: 'read',
        model,
        ids: batch,
        ...(fields ? { fields } : {}),
        ...(context ? { context } : {}),
      });
      for (const row of objectsOf(read.value)) rows.push(row);
      bytes += read.bytes;
      size = sizeOf({ rows: batch, bytes: read.bytes });
    } catch (error) {
      return { rows, bytes, complete: false, capped: false, ...stopped(loading, error) };
    }
    from += batch.length;
    if (signal.aborted && from < ids.length) return { rows, bytes, complete: false, capped: false };
  }
  progress(known.size + rows.length, of);
  return { rows, bytes, ...rest };
}

/** A REST module is asked for one page after the other. Records that were there already, because others came before them, are left out. */
async function loadPages(
  loading: Loading,
  spec: Extract<ListSpec, { operation: 'restList' }>,
): Promise<LoadedRecords> {
  const { loaded, all, run, signal, progress } = loading;
  const known = new Set(loaded.rows.map(recordId).filter((id) => id !== undefined));
  const page = stepOf(spec, loaded.rows.length);
  const first = (spec.offset ?? 0) + loaded.rows.length;
  const rows: JsonObject[] = [];
  let bytes = 0;
  let total: number | undefined;
  for (let offset = first; ;) {
    const count = loaded.rows.length + rows.length;
    const more = total === undefined ? {} : { total };
    if (count >= mostRecords || loaded.bytes + bytes > mostBytes) {
      return { rows, bytes, complete: false, capped: true, ...more };
    }
    progress(count, all && total !== undefined ? Math.max(count, total) : count + page);
    let came: JsonObject[];
    try {
      const answer = await run({ ...spec, offset, limit: page });
      came = objectsOf(answer.value);
      bytes += answer.bytes;
      total = answer.total ?? total;
    } catch (error) {
      return { rows, bytes, complete: false, capped: false, ...more, ...stopped(loading, error) };
    }
    const fresh = came.filter((row) => {
      const id = recordId(row);
      return id === undefined || !known.has(id);
    });
    for (const row of fresh) {
      rows.push(row);
      known.add(recordId(row) ?? '');
    }
    offset += came.length;
    const told = total === undefined ? {} : { total };
    const complete = total === undefined ? came.length < page : offset >= total;
    // A page of nothing new: the module takes no notice of the offset, or the end is reached.
    if (complete || fresh.length === 0) return { rows, bytes, complete: true, capped: false, ...told };
    if (!all || signal.aborted) return { rows, bytes, complete: false, capped: false, ...told };
  }
}

/** A cancel is what the person wanted: nothing to tell. */
function stopped({ signal, explain }: Loading, error: unknown): { problem?: ExplainedProblem } {
  return signal.aborted ? {} : { problem: explain(error) };
}

/** How many records to read at once, by how large those before were. */
function sizeOf({ rows, bytes }: { rows: readonly unknown[]; bytes: number }): number {
  const each = bytes / Math.max(1, rows.length);
  return Math.min(mostAtOnce, Math.max(fewestAtOnce, Math.floor(answerBytes / Math.max(1, each))));
}

function idsOf(value: Json): number[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];
}

function objectsOf(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

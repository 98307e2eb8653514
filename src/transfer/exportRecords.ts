import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { RequestSpec } from '../model/requestSpec';
import type { FieldInfo } from '../model/schemaInfo';
import { OdooError } from '../odoo/error';
import { externalIdsOf } from './externalIds';
import { csvWriter } from './write/csv';
import { FileSink } from './write/fileSink';
import type { ExportColumn, FormatWriter } from './write/format';
import { jsonLinesWriter, jsonWriter } from './write/json';
import { odooXmlWriter } from './write/odooXml';
import { sheetRows, xlsxWriter } from './write/xlsx';

export const formats = ['csv', 'xlsx', 'json', 'jsonl', 'xml'] as const;
export type Format = (typeof formats)[number];

export interface ExportPort {
  /** @throws OdooError */
  run: (spec: RequestSpec, signal?: AbortSignal) => Promise<Json>;
}

/** What is exported and where to. */
export interface ExportJob {
  format: Format;
  columns: ExportColumn[];
  /** An absolute path; what is there is replaced, once all is written. */
  file: string;
  /** The model whose records they are, and its fields, where that is known; Odoo XML data needs both. */
  model?: string;
  fields?: readonly FieldInfo[];
}

/** Which records: all that match. */
export interface ExportQuery {
  domain?: string | Json[];
  order?: string;
  context?: JsonObject;
}

export interface ExportResult {
  records: number;
  bytes: number;
  remarks: string[];
}

interface Options {
  signal: AbortSignal;
  progress?: (done: number, of: number) => void;
}

/** Rows that are written at once where they are in memory already. */
const slice = 2_000;

/**
 * Writes every record that matches, in the query's order: their ids by one search, then their values in chunks. In memory are the ids,
 * the chunk that is being written and the one that is being read; the file is there when all is written, and not before.
 * @throws OdooError export.*, and what the reading meets; nothing is left behind then
 */
export async function exportRecords(
  job: ExportJob & { model: string; fields: readonly FieldInfo[] },
  query: ExportQuery,
  port: ExportPort,
  { signal, progress }: Options,
): Promise<ExportResult> {
  const { model, columns } = job;
  const context = query.context ? { context: query.context } : {};
  const found = await port.run(
    {
      operation: 'search',
      model,
      ...(query.domain === undefined ? {} : { domain: query.domain }),
      ...(query.order ? { order: query.order } : {}),
      ...context,
    },
    signal,
  );
  const ids = Array.isArray(found) ? found.filter((id) => typeof id === 'number') : [];
  checkRows(job, ids.length);
  const names = [...new Set(['id', ...columns.map(({ name }) => name)])];
  const reader = new ChunkReader(port, model, names, query.context, signal);
  const size = chunkOf(columns);
  let gone = 0;
  const result = await toFile(job, port, signal, async (write) => {
    let done = 0;
    progress?.(0, ids.length);
    let next: Promise<JsonObject[]> | undefined = reader.read(ids.slice(0, size));
    for (let at = 0; next; at += size) {
      const records: JsonObject[] = await next;
      const following = ids.slice(at + size, at + 2 * size);
      next = following.length > 0 ? reader.read(following) : undefined;
      // Awaited in its turn; until then nobody looks at it, should the writing fail.
      next?.catch(() => undefined);
      await write(records);
      gone += Math.min(size, ids.length - at) - records.length;
      done += records.length;
      progress?.(done, ids.length);
    }
    return done;
  });
  if (gone > 0) {
    result.remarks.push(
      gone === 1
        ? 'One record was deleted meanwhile.'
        : `${gone.toLocaleString('en')} records were deleted meanwhile.`,
    );
  }
  return result;
}

/**
 * Writes rows that are here already.
 * @throws OdooError export.*
 */
export async function exportRows(
  job: ExportJob,
  rows: readonly JsonObject[],
  port: ExportPort,
  { signal, progress }: Options,
): Promise<ExportResult> {
  checkRows(job, rows.length);
  return toFile(job, port, signal, async (write) => {
    for (let at = 0; at < rows.length; at += slice) {
      await write(rows.slice(at, at + slice));
      progress?.(Math.min(rows.length, at + slice), rows.length);
    }
    return rows.length;
  });
}

async function toFile(
  job: ExportJob,
  port: ExportPort,
  signal: AbortSignal,
  work: (write: (records: readonly JsonObject[]) => Promise<void>) => Promise<number>,
): Promise<ExportResult> {
  const writer = writerOf(job, port, signal);
  const sink = new FileSink(job.file);
  const put = (piece: string | Uint8Array): Promise<void> => sink.write(piece);
  try {
    await writer.begin(put);
    const records = await work(async (some) => {
      if (signal.aborted) throw new OdooError('call.cancelled');
      await writer.write(some, put);
    });
    await writer.end(put);
    if (signal.aborted) throw new OdooError('call.cancelled');
    await sink.finish();
    return { records, bytes: sink.bytes, remarks: writer.remarks() };
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

function writerOf(
  { format, columns, model, fields }: ExportJob,
  port: ExportPort,
  signal: AbortSignal,
): FormatWriter {
  switch (format) {
    case 'csv':
      return csvWriter(columns);
    case 'xlsx':
      return xlsxWriter(columns);
    case 'json':
      return jsonWriter(columns);
    case 'jsonl':
      return jsonLinesWriter(columns);
    case 'xml':
      if (!model || !fields) throw new OdooError('export.notPossible', { reason: 'noRecords' });
      return odooXmlWriter(model, columns, fields, externalIdsOf(port, signal));
  }
}

function checkRows({ format }: ExportJob, count: number): void {
  if (format !== 'xlsx' || count < sheetRows) return;
  throw new OdooError('export.tooManyRows', { most: sheetRows, count });
}

const weights: Record<string, number> = {
  binary: 400,
  image: 400,
  html: 10,
  text: 5,
  one2many: 5,
  many2many: 5,
  many2one: 2,
};

/** Records that are read at once: fewer where they are wide. */
function chunkOf(columns: readonly ExportColumn[]): number {
  const weight = columns.reduce(
    (sum, { name, type = 'char' }) => sum + (weights[type] ?? 1) + (name.includes('.') ? 2 : 0),
    1,
  );
  return Math.max(20, Math.min(2_000, Math.floor(20_000 / weight)));
}

/** Reads records by their ids, in the ids' order; in smaller parts where the server cannot give so many at once. */
class ChunkReader {
  readonly #port: ExportPort;
  readonly #model: string;
  readonly #fields: string[];
  readonly #context: JsonObject | undefined;
  readonly #signal: AbortSignal;

  constructor(
    port: ExportPort,
    model: string,
    fields: string[],
    context: JsonObject | undefined,
    signal: AbortSignal,
  ) {
    this.#port = port;
    this.#model = model;
    this.#fields = fields;
    this.#context = context;
    this.#signal = signal;
  }

  async read(ids: number[]): Promise<JsonObject[]> {
    if (ids.length === 0) return [];
    try {
      return await this.#ask(ids);
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      if (error.code === 'server.missingRecord') return this.#ask(await this.#still(ids));
      const smaller = (error.code === 'http.tooLarge' || error.code === 'call.timeout') && ids.length > 1;
      if (!smaller) throw error;
      const middle = Math.ceil(ids.length / 2);
      return [...(await this.read(ids.slice(0, middle))), ...(await this.read(ids.slice(middle)))];
    }
  }

  async #ask(ids: number[]): Promise<JsonObject[]> {
    if (ids.length === 0) return [];
    const answer = await this.#port.run(
      { operation: 'read', model: this.#model, ids, fields: this.#fields, ...this.#inContext() },
      this.#signal,
    );
    const records = new Map(
      (Array.isArray(answer) ? answer : []).filter(isJsonObject).map((record) => [record['id'], record]),
    );
    return ids.map((id) => records.get(id)).filter((record) => record !== undefined);
  }

  /** Those of these records that somebody has not deleted. */
  async #still(ids: number[]): Promise<number[]> {
    const found = await this.#port.run(
      {
        operation: 'search',
        model: this.#model,
        domain: [['id', 'in', ids]],
        context: { ...this.#context, active_test: false },
      },
      this.#signal,
    );
    const known = new Set(Array.isArray(found) ? found : []);
    return ids.filter((id) => known.has(id));
  }

  #inContext(): { context?: JsonObject } {
    return this.#context ? { context: this.#context } : {};
  }
}

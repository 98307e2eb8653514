import * as v from 'valibot';
import type { Draft } from '../../model/draft';
import type { JsonObject } from '../../model/json';
import type { OutcomeNote, Timings, WireExchange } from '../../model/outcome';
import type { ExplainedProblem } from '../../model/problem';
import { returns } from '../rpc';
import type { UndoOffer } from '../../model/review';

export interface Column {
  /** A field's name, or a path: "country_id.code". */
  name: string;
  label: string;
  /** Odoo's field type where the schema knows it. */
  type?: string;
  /** The related model of a many2one or x2many. */
  relation?: string;
  selection?: [string, string][];
  /** The field of the same row that holds a monetary value's currency. */
  currencyField?: string;
  /** Digits behind the decimal point, where they are fixed. */
  decimals?: number;
  /** Whether a value of it can be changed in the grid. */
  editable?: boolean;
}

/** Something true about an answer that a person should act on, or know. */
export interface ResultWarning {
  code: 'limitReached' | 'deprecatedApi' | 'deprecatedMethod' | 'archivedHidden' | 'someMissing';
  sentence: string;
}

/** An answer as the page shows it; the rows stay on the host and are asked for in slices. */
export interface ResultSummary {
  resultId: number;
  /** `table` has rows and columns; `text` is a body that is no JSON; `value` is anything else and is shown as JSON. */
  kind: 'table' | 'value' | 'text';
  columns: Column[];
  rowCount: number;
  /** The model whose records the rows are. */
  model?: string;
  /** Whether more records may match than were read (the limit was reached). */
  limited: boolean;
  /** Whether the server can be asked how many match in all. */
  countable: boolean;
  /** Whether the records that are missing can be loaded. */
  loadable: boolean;
  /** How many records `more` adds where it is not to load all. */
  loadStep?: number;
  /** How many match in all, where the answer told. */
  total?: number;
  /** Whether its rows are records that can be opened: they have an id. */
  opens: boolean;
  /** Whether its rows are groups, which drill() leads into. */
  groups: boolean;
  /** Whether its rows are the same records on export, all of them. */
  exportable: boolean;
  /** One sentence: "80 records", "Created 1 record: 57", "Updated 3 records". */
  summary: string;
  ms: number;
  bytes: number;
  /** "res.partner.search_read over JSON-RPC" */
  via: string;
  /** The answer's HTTP status, for REST and any path. */
  status?: number;
  timings?: Timings;
  note?: OutcomeNote;
  warnings: ResultWarning[];
  /** How to take back what this request wrote. */
  undo?: UndoOffer;
  /** Why `more` ended before all that was wanted had come. */
  loadProblem?: ExplainedProblem;
}

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
export const ResultRef = v.object({ resultId: v.number() });
const Slice = v.object({
  resultId: v.number(),
  offset: index,
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
});
/** A row by its place in the arrangement that the page shows. */
const InRow = v.object({ resultId: v.number(), arrangement: v.number(), row: index });

const SortKeySchema = v.object({ column: v.string(), descending: v.boolean() });
export type SortKey = v.InferOutput<typeof SortKeySchema>;
/**
 * What a column is filtered by, as typed: a text to be found in the cell; ">5", "<=2026-01-31", "=draft", "!draft"; "empty" and
 * "!empty". Several columns' filters all have to hold. An empty `column` looks through the whole row.
 */
const ColumnFilterSchema = v.object({ column: v.string(), text: v.string() });
export type ColumnFilter = v.InferOutput<typeof ColumnFilterSchema>;

export const copyForms = ['tsv', 'csv', 'json', 'ids', 'domain'] as const;
export type CopyForm = (typeof copyForms)[number];
export const exportFormats = ['csv', 'xlsx', 'json', 'jsonl', 'xml'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Where a searched text stands in the JSON of an answer. */
export interface JsonMatches {
  /** Line numbers from 0, in their order; at most 10,000 of them. */
  lines: number[];
  /** Whether there are more. */
  more: boolean;
}

/** What can be asked about an answer. `call.outdated` when a newer one has taken its place. */
export const resultApi = {
  /** Sorts and filters the rows on the host. Every earlier arrangement is outdated then. */
  arrange: returns<{ arrangement: number; rowCount: number }>()(
    v.object({
      resultId: v.number(),
      sort: v.array(SortKeySchema),
      filters: v.array(ColumnFilterSchema),
    }),
  ),
  /** Rows for the grid: strings longer than 2,000 characters are cut. */
  rows: returns<JsonObject[]>()(v.object({ ...Slice.entries, arrangement: v.number() })),
  /** One whole row. */
  record: returns<JsonObject>()(InRow),
  /** Opens a builder on one record of an answer. */
  openRecord: returns<undefined>()(InRow),
  /** Opens a builder on what a relational cell holds: the record of a many2one, the records of an x2many. */
  openRelated: returns<undefined>()(v.object({ ...InRow.entries, column: v.string() })),
  /** The request for the records of one group. */
  drill: returns<Draft>()(InRow),
  /** How many records match in all: one more call to the server. */
  total: returns<number>()(ResultRef),
  /** Loads as many records again as the first time, or all of them; pushes `loading` meanwhile. Cancelling keeps what has come. */
  more: returns<ResultSummary>()(v.object({ resultId: v.number(), all: v.boolean() })),
  /** The whole answer by lines: JSON pretty-printed, or the text that it is. */
  jsonLines: returns<{ total: number; lines: string[] }>()(Slice),
  /** Where the object or list that opens on a line ends; the same line when nothing opens there. */
  jsonEnd: returns<number>()(v.object({ resultId: v.number(), line: index })),
  findInJson: returns<JsonMatches>()(v.object({ resultId: v.number(), text: v.string() })),
  /** Puts cells on the clipboard, in the arrangement's order; says how many rows. */
  copyCells: returns<number>()(
    v.object({
      resultId: v.number(),
      arrangement: v.number(),
      firstRow: index,
      lastRow: index,
      columns: v.array(v.string()),
      form: v.picklist(copyForms),
      withHead: v.boolean(),
    }),
  ),
  /** Puts a text on the clipboard. */
  copy: returns<undefined>()(v.object({ text: v.string() })),
  copyJson: returns<undefined>()(ResultRef),
  openJson: returns<undefined>()(ResultRef),
  /** What the last Send, failed or not, put on the wire and got back; without secrets. */
  exchanges: returns<WireExchange[]>()(v.object({})),
  /** Opens the body of an exchange as a document. */
  openExchange: returns<undefined>()(v.object({ index, part: v.picklist(['request', 'response']) })),
  /** Puts an exchange on the clipboard as a curl command, with $ODOO_SECRET where the secret goes. */
  copyCurl: returns<undefined>()(v.object({ index })),
  /** Asks for a file and writes every record there, the ones not loaded yet too; pushes `exporting`. Undefined when given up. */
  export: returns<Exported | undefined>()(
    v.object({
      resultId: v.number(),
      format: v.picklist(exportFormats),
      columns: v.array(v.string()),
      /** `loaded`: the rows of the arrangement; `all`: every record that matches the request. */
      scope: v.picklist(['loaded', 'all']),
    }),
  ),
  /** Shows the file of an export in the editor or the system's file manager. */
  openExport: returns<undefined>()(v.object({ file: v.string() })),
};

export interface Exported {
  /** As the person may see it. */
  file: string;
  records: number;
  bytes: number;
  /** What the person should know about what was written: texts that were cut, fields left out. */
  remarks?: string[];
}

export interface ResultPushes {
  /** Records that `more` has loaded so far, of all. */
  loading: { resultId: number; loaded: number; of: number };
  exporting: { resultId: number; done: number; of: number };
}

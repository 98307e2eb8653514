import * as v from 'valibot';
import { SignInMethodSchema } from '../../model/authMethod';
import { BulkPlanSchema, type BulkRow, type BulkState, type CellProblem } from '../../model/bulk';
import type { ExplainedProblem } from '../../model/problem';
import { returns } from '../rpc';
import type { Review } from '../../model/review';

/** Rows that were read from a file or the clipboard; they stay on the host. */
export interface BulkTable {
  tableId: number;
  /** The file's name, or "Pasted rows". */
  name: string;
  columns: { name: string; samples: string[] }[];
  rowCount: number;
  /** What was noticed while reading: rows of another length, an empty column, a sheet that was left out. */
  remarks: string[];
}

/** What the rows become, checked before anything is sent. */
export interface BulkCheck {
  /** The first 20 rows as they would be sent. */
  preview: Record<string, unknown>[];
  problems: CellProblem[];
  /** `problems` holds the first 200. */
  problemCount: number;
  /** Rows without a problem. */
  goodRows: number;
  /** Required fields of a new record that no column fills. */
  missing: string[];
}

export interface BulkProgress {
  runId: number;
  state: BulkState;
  done: number;
  failed: number;
  /** Rows of which it is not known whether they were written, and that are not sent again. */
  unsure: number;
  of: number;
  /** Milliseconds that it has been running, pauses left out. */
  ms: number;
  /** Why it was interrupted. */
  problem?: ExplainedProblem;
}

const Planned = v.object({
  connectionId: v.string(),
  signIn: v.optional(SignInMethodSchema),
  tableId: v.number(),
  plan: BulkPlanSchema,
});
const Run = v.object({ runId: v.number() });

/** Writing many records from a table. */
export const bulkApi = {
  /** Asks for a CSV, XLSX or JSON file; undefined when the person gave up. */
  readFile: returns<BulkTable | undefined>()(v.object({})),
  /** Reads rows that were pasted: from a spreadsheet, CSV or JSON. */
  readText: returns<BulkTable>()(v.object({ text: v.string() })),
  /** The field that each column seems to mean; empty where none does. */
  suggest: returns<string[]>()(
    v.object({ connectionId: v.string(), tableId: v.number(), model: v.string() }),
  ),
  check: returns<BulkCheck>()(Planned),
  /** Has the server try the first rows through base_import and take it all back: its own words by row. `bulk.noDryRun` where it cannot. */
  dryRun: returns<{ rows: number; problems: CellProblem[] }>()(Planned),
  reviewBulk: returns<Review>()(Planned),
  /** Begins; `bulk` is pushed as it goes. */
  start: returns<BulkProgress>()(v.object({ ...Planned.entries, reviewId: v.number() })),
  pause: returns<undefined>()(Run),
  /** Goes on after a pause or an interruption. What was written is not written again. */
  resume: returns<undefined>()(Run),
  cancel: returns<undefined>()(Run),
  /** The run that this panel last had, for a page that was built again. */
  lastRun: returns<BulkProgress | undefined>()(v.object({})),
  bulkRows: returns<{ total: number; rows: BulkRow[] }>()(
    v.object({
      runId: v.number(),
      only: v.picklist(['all', 'failed', 'unsure']),
      offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
      count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
    }),
  ),
  /** Asks for a file and writes the report by row as CSV; the file's name, or undefined when given up. */
  saveReport: returns<string | undefined>()(Run),
  /** The rows that failed, as a table of their own. */
  failedRows: returns<BulkTable>()(Run),
};

export interface BulkPushes {
  bulk: BulkProgress;
}

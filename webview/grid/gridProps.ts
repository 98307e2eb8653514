import type { ComponentChildren } from 'preact';
import type { Column, ColumnFilter, CopyForm, SortKey } from '../../src/contract/request/resultApi';
import type { Json, JsonObject } from '../../src/model/json';
import type { RecordName } from '../../src/model/schemaInfo';
import type { GridLayout } from './layout';
import type { SliceStore } from './sliceStore';

/** Cells to be copied by the host, as the parameters of `copyCells` name them. */
export interface GridCopy {
  firstRow: number;
  lastRow: number;
  /** In the order they are shown. */
  columns: string[];
  form: CopyForm;
  withHead: boolean;
}

/** What was changed in the rows and is not saved: by the row's id as text, the new values by column. */
export type GridEdits = ReadonlyMap<string, Readonly<Record<string, Json>>>;

export interface GridProps {
  /** What a screen reader calls the grid: "Records". */
  label: string;
  columns: readonly Column[];
  /** Rows of the arrangement that is shown. */
  rowCount: number;
  /** Rows before any filter; the same as `rowCount` where nothing is filtered. */
  allRows?: number;
  /**
   * The rows of the arrangement. Another store means another arrangement: the grid goes to the first row. It should be primed before it is
   * given, so that the rows before stay in sight until the new ones are there.
   */
  rows: SliceStore<JsonObject>;

  /** Undefined for the layout that a result has at first. */
  layout: GridLayout | undefined;
  onLayout: (layout: GridLayout | undefined) => void;

  sort: readonly SortKey[];
  filters: readonly ColumnFilter[];
  /** Asks the host for another arrangement; typing in a filter is waited for first. */
  onArrange: (sort: SortKey[], filters: ColumnFilter[]) => void;
  /** Whether an arrangement is on its way. */
  arranging?: boolean;

  onCopy: (copy: GridCopy) => void;
  /** Puts a text that the page has on the clipboard: a column's name, a value that is not saved yet. */
  onCopyText: (text: string) => void;
  /** Says something once in the page's live region. */
  onSay: (text: string) => void;

  /** Opens the record of a row; absent where the rows cannot be opened. */
  onOpen?: (row: number) => void;
  /** Opens what a relational cell holds. */
  onOpenRelated?: (row: number, column: string) => void;
  /** Shows one whole row beside the grid. */
  onShowRow?: (row: number) => void;
  /** Goes into a row that is a group: what Enter does there, before anything else. */
  onDrill?: (row: number) => void;

  /** Absent where nothing can be changed. Columns say by `editable` whether they can. */
  edits?: GridEdits;
  /**
   * A value was changed in the grid, `undefined` took it back. A many2one is given as `read` gives it, [id, "name"] or false; a datetime in UTC;
   * what is emptied is false.
   */
  onEdit?: (rowId: string, column: string, value: Json | undefined) => void;
  /** Records of a model by a part of their name, for a many2one. Rejects with a ProblemError. */
  searchRecords?: (model: string, text: string, signal: AbortSignal) => Promise<RecordName[]>;
  /** One whole row: what a slice has cut is read before it is edited. Rejects with a ProblemError. */
  readRow?: (row: number) => Promise<JsonObject>;

  /** What stands in the bar above the grid, behind its own buttons. */
  bar?: ComponentChildren;
}

import { signal } from '@preact/signals';
import type { Column, CopyForm } from '../../src/contract/request/resultApi';
import type { Json, JsonObject } from '../../src/model/json';
import { cellText } from '../../src/table/cellText';
import { Arranging } from './arranging';
import { isRelation, valueAt } from './cell';
import { EditControl } from './editControl';
import { scrollToCell, type Sizes } from './geometry';
import type { GridProps } from './gridProps';
import { LayoutControl } from './layoutControl';
import { headRow, isOneCell, rangeOf, within, type Cell, type Range, type Selection } from './selection';
import { selectedColumns, selectedRows } from './words';

/** An item of a menu; undefined in a list of them is a line between. */
export interface MenuItem {
  label: string;
  /** The shortcut that does the same. */
  keys?: string;
  run: () => void;
}

export interface OpenMenu {
  label: string;
  items: (MenuItem | undefined)[];
  /** Where in the window it opens, in pixels. */
  x: number;
  y: number;
}

/** What a grid can do, for its keys, its pointer and its menus alike. It is given the props of each render. */
export class GridControl {
  readonly selection = signal<Selection | undefined>(undefined);
  readonly menu = signal<OpenMenu | undefined>(undefined);
  readonly layout = new LayoutControl(this);
  readonly arranging = new Arranging(this);
  readonly edit = new EditControl(this);
  #props: GridProps;
  #columns: readonly Column[] = [];
  #sizes: Sizes | undefined;
  #scroller: HTMLElement | null = null;
  #following = false;

  constructor(props: GridProps) {
    this.#props = props;
  }

  /** `columns`: those that are shown, in their order. */
  sync(props: GridProps, columns: readonly Column[], sizes: Sizes, scroller: HTMLElement | null): void {
    this.#props = props;
    this.#columns = columns;
    this.#sizes = sizes;
    this.#scroller = scroller;
  }

  get props(): GridProps {
    return this.#props;
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  get size(): { rows: number; columns: number } {
    return { rows: this.#props.rowCount, columns: this.#columns.length };
  }

  /** Rows that are in sight at once, but for one above and one below. */
  get page(): number {
    const { rowHeight = 24, headHeight = 0 } = this.#sizes ?? {};
    return Math.max(1, Math.floor(((this.#scroller?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
  }

  get range(): Range | undefined {
    const selection = this.selection.value;
    return selection && rangeOf(selection, this.size);
  }

  record(row: number): JsonObject | undefined {
    return row < 0 ? undefined : this.#props.rows.get(row);
  }

  /** The value as it is shown: what was changed, else what the server gave. */
  value(row: number, column: Column): Json | undefined {
    const record = this.record(row);
    if (!record) return undefined;
    const changed = this.edit.changesOf(record);
    return changed && Object.hasOwn(changed, column.name)
      ? changed[column.name]
      : valueAt(record, column.name);
  }

  select(active: Cell, extend = false, kind: Selection['kind'] = 'cells'): void {
    if (this.#columns.length === 0) return;
    const before = this.selection.value;
    const to = within(active, this.size);
    if (
      extend &&
      before &&
      before.active.row !== headRow &&
      (to.row !== headRow || before.kind === 'columns')
    ) {
      this.selection.value = { ...before, active: { ...to, row: Math.max(0, to.row) } };
    } else {
      this.selection.value = { kind, anchor: to, active: to };
    }
    this.bringIntoSight(to);
  }

  selectRows(extend: boolean, row?: number): void {
    const before = this.selection.value;
    const column = before?.active.column ?? 0;
    const at = { row: row ?? before?.active.row ?? 0, column };
    const anchor =
      extend && before?.kind === 'rows' ? before.anchor : (row === undefined && before?.anchor) || at;
    this.selection.value = { kind: 'rows', anchor: extend || row === undefined ? anchor : at, active: at };
    const range = this.range;
    if (range) this.#props.onSay(selectedRows(range.lastRow - range.firstRow + 1));
  }

  selectColumns(): void {
    const before = this.selection.value;
    if (!before) return;
    this.selection.value = { ...before, kind: 'columns' };
    const range = this.range;
    if (range) this.#props.onSay(selectedColumns(range.lastColumn - range.firstColumn + 1));
  }

  selectAll(): void {
    const { rows, columns } = this.size;
    if (rows === 0) return;
    this.selection.value = {
      kind: 'cells',
      anchor: { row: 0, column: 0 },
      active: { row: rows - 1, column: columns - 1 },
    };
    this.#props.onSay(selectedRows(rows));
  }

  bringIntoSight(cell: Cell): void {
    const element = this.#scroller;
    if (!element || !this.#sizes) return;
    const box = {
      top: element.scrollTop,
      left: element.scrollLeft,
      width: element.clientWidth,
      height: element.clientHeight,
    };
    const { top, left } = scrollToCell(box, this.#sizes, cell.row, cell.column);
    if (top !== box.top) element.scrollTop = top;
    if (left !== box.left) element.scrollLeft = left;
  }

  /** The focus has come, and with it an active cell. By the keyboard it is brought into sight; a press on the scroll bar moves nothing. */
  enter(): void {
    const first = { row: 0, column: 0 };
    this.selection.value ??= { kind: 'cells', anchor: first, active: first };
    if (this.#scroller?.matches(':focus-visible')) this.bringIntoSight(this.selection.value.active);
  }

  /** Brings the active cell into sight as soon as the columns stand where they were moved to. */
  followLater(): void {
    this.#following = true;
  }

  follow(): void {
    const selection = this.selection.peek();
    if (this.#following && selection) this.bringIntoSight(selection.active);
    this.#following = false;
  }

  goToStart(): void {
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  focus(): void {
    this.#scroller?.focus({ preventScroll: true });
  }

  /** Puts what is selected on the clipboard. A single value that is not saved yet only the page has. */
  copy(form: CopyForm, withHead: boolean): void {
    const range = this.range;
    const first = range && this.#columns[range.firstColumn];
    if (!range || !first) return;
    if (isOneCell(range) && form === 'tsv' && !withHead && this.edit.isChanged(range.firstRow, first.name)) {
      this.#props.onCopyText(cellText(this.value(range.firstRow, first), first));
      return;
    }
    this.#props.onCopy({
      firstRow: range.firstRow,
      lastRow: range.lastRow,
      columns: this.#columns.slice(range.firstColumn, range.lastColumn + 1).map((column) => column.name),
      form,
      withHead,
    });
  }

  copyColumn(column: Column): void {
    if (this.#props.rowCount === 0) return;
    this.#props.onCopy({
      firstRow: 0,
      lastRow: this.#props.rowCount - 1,
      columns: [column.name],
      form: 'tsv',
      withHead: false,
    });
  }

  /** Whether a cell points at other records that can be opened. */
  opensRelated(row: number, column: Column): boolean {
    return (
      this.#props.onOpenRelated !== undefined &&
      isRelation(valueAt(this.record(row) ?? {}, column.name), column)
    );
  }

  /** What Enter and a click on a link do. */
  open(row: number, column: Column): void {
    const { onDrill, onOpen, onOpenRelated } = this.#props;
    if (onDrill) onDrill(row);
    else if (onOpenRelated && this.opensRelated(row, column)) onOpenRelated(row, column.name);
    else onOpen?.(row);
  }
}

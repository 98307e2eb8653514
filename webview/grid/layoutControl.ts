import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import { fittingWidth, narrowest } from './columnWidths';
import type { GridControl } from './gridControl';
import {
  firstLayout,
  shownColumns,
  withMoved,
  withPinned,
  withShown,
  withWidth,
  type GridLayout,
} from './layout';
import { hiddenSaid, movedSaid, pinnedSaid, unpinnedSaid } from './words';

/** Pixels: a column that is fitted to its content grows no wider. */
const widestFit = 1200;

/** Which columns are shown, where, and how wide: every change is reported to the owner, who keeps it. */
export class LayoutControl {
  readonly #grid: GridControl;

  constructor(grid: GridControl) {
    this.#grid = grid;
  }

  get current(): GridLayout {
    const { layout, columns } = this.#grid.props;
    return layout ?? firstLayout(columns);
  }

  isPinned(column: Column): boolean {
    return this.current.pinned.includes(column.name);
  }

  resize(column: Column, pixels: number): void {
    this.#change(withWidth(this.current, column.name, Math.max(narrowest, Math.round(pixels))));
  }

  /** As wide as the rows that are near need. */
  fit(column: Column, near: readonly JsonObject[]): void {
    this.resize(column, fittingWidth(column, near, widestFit));
  }

  hide(column: Column): void {
    this.show(column, false);
    this.#grid.props.onSay(hiddenSaid(column.name));
  }

  show(column: Column, shown: boolean): void {
    this.#change(withShown(this.current, column.name, shown));
  }

  showAll(): void {
    this.#change({ ...this.current, hidden: [] });
  }

  reset(): void {
    this.#grid.props.onLayout(undefined);
  }

  pin(column: Column, pinned: boolean): void {
    this.#changeFollowing(column, withPinned(this.current, column.name, pinned));
    this.#grid.props.onSay((pinned ? pinnedSaid : unpinnedSaid)(column.name));
  }

  /** Moves a column to a place among those shown. */
  move(column: Column, place: number): void {
    const before = this.current;
    const layout = withMoved(before, this.#grid.props.columns, column.name, place);
    if (layout === before) return;
    this.#grid.props.onSay(movedSaid(column.name, this.#changeFollowing(column, layout)));
  }

  #change(layout: GridLayout): void {
    this.#grid.props.onLayout(layout);
  }

  /** The column stays the active one, wherever it goes. Its new place among those shown. */
  #changeFollowing(column: Column, layout: GridLayout): number {
    const { columns } = this.#grid.props;
    const place = shownColumns(columns, layout).columns.findIndex((each) => each.name === column.name);
    const selection = this.#grid.selection.value;
    if (selection && this.#grid.columns[selection.active.column]?.name === column.name) {
      const active = { row: selection.active.row, column: place };
      this.#grid.selection.value = { kind: 'cells', anchor: active, active };
      this.#grid.followLater();
    }
    this.#change(layout);
    return place;
  }
}

import { signal } from '@preact/signals';
import type { ColumnFilter, SortKey } from '../../src/contract/request/resultApi';
import { filterText, nextSort, withFilter, withSort } from './arrange';
import type { GridControl } from './gridControl';
import { sortedBy } from './words';

/** Milliseconds without a key after which a typed filter is asked for. */
const patience = 250;

/** Sorting and filtering: what is asked of the host, and when. */
export class Arranging {
  readonly #grid: GridControl;
  readonly filterRow = signal(false);
  /** What stands in a filter's field and has not been asked for. */
  readonly typed = signal<ReadonlyMap<string, string>>(new Map());
  /** The column whose filter takes the focus as soon as it is there. */
  readonly landing = signal<string | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(grid: GridControl) {
    this.#grid = grid;
  }

  sort(column: string, add: boolean): void {
    this.#sortBy(nextSort(this.#grid.props.sort, column, add));
  }

  /** `descending` undefined: not by this column. */
  sortOne(column: string, descending: boolean | undefined): void {
    this.#sortBy(withSort(this.#grid.props.sort, column, descending));
  }

  /** What the column's filter field holds. */
  text(column: string): string {
    return this.typed.value.get(column) ?? filterText(this.#grid.props.filters, column);
  }

  type(column: string, text: string): void {
    this.typed.value = new Map(this.typed.value).set(column, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), patience);
  }

  filter(column: string, text: string): void {
    this.type(column, text);
    this.ask();
  }

  /** Asks for what has been typed, without waiting any longer. */
  ask(): void {
    clearTimeout(this.#timer);
    const { sort, filters, onArrange } = this.#grid.props;
    let wanted: ColumnFilter[] = [...filters];
    for (const [column, text] of this.typed.value) wanted = withFilter(wanted, column, text);
    this.typed.value = new Map();
    if (!sameFilters(wanted, filters)) onArrange([...sort], wanted);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.typed.value = new Map();
    const { sort, filters, onArrange } = this.#grid.props;
    if (filters.length > 0) onArrange([...sort], []);
  }

  /** Shows the row of filters, with the focus in that of a column. */
  showFilters(column?: string): void {
    this.filterRow.value = true;
    this.landing.value = column;
  }

  hideFilters(): void {
    this.filterRow.value = false;
    this.clear();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #sortBy(sort: SortKey[]): void {
    const { filters, onArrange, onSay } = this.#grid.props;
    onArrange(sort, [...filters]);
    onSay(sortedBy(sort));
  }
}

function sameFilters(a: readonly ColumnFilter[], b: readonly ColumnFilter[]): boolean {
  return a.length === b.length && a.every((filter) => filterText(b, filter.column) === filter.text);
}

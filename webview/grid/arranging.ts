import { signal } from '@preact/signals';
import type { ColumnFilter, SortKey } from '../../src/contract/request/resultApi';
import { filterText, nextSort, sameFilters, withFilter, withSort } from './arrange';
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
  #asked: { sort: SortKey[]; filters: ColumnFilter[] } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(grid: GridControl) {
    this.#grid = grid;
  }

  /** What was asked for last, while its answer is on the way: the next wish adds to that, not to what is still shown. */
  get #last(): { sort: readonly SortKey[]; filters: readonly ColumnFilter[] } {
    return this.#asked ?? this.#grid.props;
  }

  /** The owner shows an answer, or has given one up. What was typed since stays in its field. */
  settled(): void {
    this.#asked = undefined;
    const { filters } = this.#grid.props;
    const open = [...this.typed.value].filter(([column, text]) => filterText(filters, column) !== text);
    if (open.length < this.typed.value.size) this.typed.value = new Map(open);
  }

  sort(column: string, add: boolean): void {
    this.#sortBy(nextSort(this.#last.sort, column, add));
  }

  /** `descending` undefined: not by this column. */
  sortOne(column: string, descending: boolean | undefined): void {
    this.#sortBy(withSort(this.#last.sort, column, descending));
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
    const { sort, filters } = this.#last;
    let wanted: ColumnFilter[] = [...filters];
    for (const [column, text] of this.typed.value) wanted = withFilter(wanted, column, text);
    if (!sameFilters(wanted, filters)) this.#arrange([...sort], wanted);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.typed.value = new Map();
    const { sort, filters } = this.#last;
    if (filters.length > 0) this.#arrange([...sort], []);
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
    this.#arrange(sort, [...this.#last.filters]);
    this.#grid.props.onSay(sortedBy(sort));
  }

  #arrange(sort: SortKey[], filters: ColumnFilter[]): void {
    this.#asked = { sort, filters };
    this.#grid.props.onArrange(sort, filters);
  }
}

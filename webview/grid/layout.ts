import type { Column } from '../../src/contract/request/resultApi';

/** How a person has laid out the columns. Plain data, so that it can be kept; every list holds column names. */
export interface GridLayout {
  /** Columns that it does not name come last. */
  order: readonly string[];
  hidden: readonly string[];
  /** Those that stay at the left, in their order. */
  pinned: readonly string[];
  /** Pixels, where another width than the fitting one was chosen. */
  widths: Readonly<Record<string, number>>;
}

/** What a result looks like before anything is changed: the id, where it comes first, stays in sight. */
export function firstLayout(columns: readonly Column[]): GridLayout {
  return {
    order: columns.map((column) => column.name),
    hidden: [],
    pinned: columns[0]?.name === 'id' && columns.length > 1 ? ['id'] : [],
    widths: {},
  };
}

export interface ShownColumns {
  /** The columns to show, the pinned ones first. */
  columns: readonly Column[];
  /** How many of them are pinned. */
  pinned: number;
}

/** The columns as a layout has them; names that no column has are passed over. */
export function shownColumns(columns: readonly Column[], layout: GridLayout): ShownColumns {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const hidden = new Set(layout.hidden);
  const taken = new Set<string>();
  const take = (names: Iterable<string>): Column[] => {
    const got: Column[] = [];
    for (const name of names) {
      const column = byName.get(name);
      if (!column || hidden.has(name) || taken.has(name)) continue;
      taken.add(name);
      got.push(column);
    }
    return got;
  };
  const pinned = take(layout.pinned);
  return { columns: [...pinned, ...take(layout.order), ...take(byName.keys())], pinned: pinned.length };
}

/** Shows a column or takes it out of sight. */
export function withShown(layout: GridLayout, name: string, shown: boolean): GridLayout {
  const hidden = layout.hidden.filter((each) => each !== name);
  return { ...layout, hidden: shown ? hidden : [...hidden, name] };
}

export function withPinned(layout: GridLayout, name: string, pinned: boolean): GridLayout {
  const others = layout.pinned.filter((each) => each !== name);
  return { ...layout, pinned: pinned ? [...others, name] : others };
}

/** `pixels` undefined: as wide as its content again. */
export function withWidth(layout: GridLayout, name: string, pixels: number | undefined): GridLayout {
  const kept = Object.entries(layout.widths).filter(([each]) => each !== name);
  return {
    ...layout,
    widths: Object.fromEntries(pixels === undefined ? kept : [...kept, [name, pixels]]),
  };
}

export function widthOf(layout: GridLayout, name: string): number | undefined {
  return Object.hasOwn(layout.widths, name) ? layout.widths[name] : undefined;
}

/** Moves a shown column to another place among the shown ones. It is pinned then where its new place is. */
export function withMoved(
  layout: GridLayout,
  all: readonly Column[],
  name: string,
  place: number,
): GridLayout {
  const shown = shownColumns(all, layout);
  const names = shown.columns.map((column) => column.name);
  const from = names.indexOf(name);
  const to = Math.min(names.length - 1, Math.max(0, place));
  if (from < 0 || from === to) return layout;
  const wasPinned = from < shown.pinned;
  const nowPinned = to < shown.pinned;
  names.splice(from, 1);
  names.splice(to, 0, name);
  const pinnedCount = shown.pinned + (nowPinned && !wasPinned ? 1 : 0) - (wasPinned && !nowPinned ? 1 : 0);
  // Those out of sight, and those that only other requests read, keep their turn behind the column they stood behind.
  const order = [...names];
  const before = [...new Set([...layout.order, ...all.map((column) => column.name)])];
  for (const [index, each] of before.entries()) {
    if (names.includes(each)) continue;
    const neighbor = before[index - 1];
    order.splice(neighbor === undefined ? 0 : order.indexOf(neighbor) + 1, 0, each);
  }
  const unseen = layout.pinned.filter((each) => !names.includes(each));
  return { ...layout, order, pinned: [...names.slice(0, pinnedCount), ...unseen] };
}

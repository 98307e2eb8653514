import type { Geometry } from './geometry';
import type { GridControl } from './gridControl';

/** A head on its way to another place. */
export interface Drag {
  from: number;
  /** The place it would take. */
  to: number;
  /** Where the line that shows the place stands, in pixels from the left of the table. */
  mark: number;
}

interface Following {
  control: GridControl;
  geometry: Geometry;
  from: number;
  onDrag: (drag: Drag | undefined) => void;
  /** The pointer was let go where it was pressed; `add`: with Shift. */
  onClick: (add: boolean) => void;
}

/** Pixels that the pointer has to go before a press is meant to move the head. */
const threshold = 5;
/** Pixels from the scroller's edge within which it scrolls along, and how far each time. */
const edge = 30;
const scrollStep = 16;

/** Follows the pointer from a press on a head: a click, or a move of the column to where it is let go. Escape gives up. */
export function followDrag(event: PointerEvent, following: Following): void {
  const head = event.currentTarget;
  if (!(head instanceof HTMLElement)) return;
  const scroller = head.closest<HTMLElement>('[role="grid"]');
  if (!scroller) return;
  const { control, geometry, from, onDrag } = following;
  const column = control.columns[from];
  const start = event.clientX;
  let drag: Drag | undefined;
  const stop = new AbortController();
  const { signal } = stop;

  const move = (moved: PointerEvent): void => {
    if (!drag && Math.abs(moved.clientX - start) < threshold) return;
    const box = scroller.getBoundingClientRect();
    if (moved.clientX > box.right - edge) scroller.scrollLeft += scrollStep;
    else if (moved.clientX < box.left + geometry.pinnedWidth + edge) scroller.scrollLeft -= scrollStep;
    drag = placeAt(moved.clientX - box.left, scroller.scrollLeft, geometry, from);
    onDrag(drag);
  };
  const end = (): void => {
    stop.abort();
    onDrag(undefined);
  };
  document.addEventListener('pointermove', move, { signal });
  document.addEventListener('pointercancel', end, { signal });
  document.addEventListener(
    'pointerup',
    (up) => {
      const to = drag?.to;
      end();
      if (to === undefined) following.onClick(up.shiftKey);
      else if (column && to !== from) control.layout.move(column, to);
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape' || !drag) return;
      key.preventDefault();
      key.stopPropagation();
      end();
    },
    { signal, capture: true },
  );
}

/** The place a head takes that is let go at `x`, in pixels from the scroller's left edge. */
function placeAt(x: number, scrolled: number, geometry: Geometry, from: number): Drag {
  const inTable = x < geometry.pinnedWidth ? x : x + scrolled;
  let before = 0;
  for (const [index, left] of geometry.lefts.entries()) {
    if (inTable > left + (geometry.widths[index] ?? 0) / 2) before = index + 1;
  }
  const last = geometry.lefts.length - 1;
  const left = geometry.lefts[before] ?? geometry.total;
  const mark = before <= geometry.pinned && x < geometry.pinnedWidth + threshold ? left + scrolled : left;
  return { from, to: Math.min(last, before > from ? before - 1 : before), mark };
}

import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** The visible part of a scroller, in pixels. */
export interface Viewport {
  top: number;
  left: number;
  width: number;
  height: number;
}

/**
 * Which part of a table with rows of one height is near the visible part of its scroller: `read` says which, from where the scroller stands, and
 * the component is rendered again only when its answer changes. Unlike useVirtualizer it keeps nothing for each row.
 */
export function useScrollWindow<Part>(
  scroller: RefObject<HTMLElement | null>,
  read: (box: Viewport) => Part,
  same: (a: Part, b: Part) => boolean,
): { part: Part; box: Viewport } {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const box = useRef<Viewport>({ top: 0, left: 0, width: 0, height: 0 });
  const part = read(box.current);
  const latest = useRef({ read, same, part });
  latest.current = { read, same, part };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      box.current = {
        top: element.scrollTop,
        left: element.scrollLeft,
        width: element.clientWidth,
        height: element.clientHeight,
      };
      const now = latest.current;
      if (!now.same(now.read(box.current), now.part)) render(undefined);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return { part, box: box.current };
}

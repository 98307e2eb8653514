import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type Options = Pick<VirtualizerOptions<HTMLElement, Element>, 'count' | 'getScrollElement' | 'estimateSize'> &
  Partial<
    Pick<
      VirtualizerOptions<HTMLElement, Element>,
      'overscan' | 'horizontal' | 'scrollMargin' | 'scrollPaddingStart'
    >
  >;

/** Which items of a long list are near the visible part of its scroller; renders again when that changes. */
export function useVirtualizer(options: Options): Virtualizer<HTMLElement, Element> {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const resolved: VirtualizerOptions<HTMLElement, Element> = {
    ...options,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => render(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer(resolved));
  virtualizer.setOptions(resolved);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}

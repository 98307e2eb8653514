/** Drawn on a 16 by 16 grid with strokes of the text's colour. */
const paths = {
  close: 'M4 4l8 8M12 4l-8 8',
  chevronDown: 'M3.5 6l4.5 4.5L12.5 6',
  chevronRight: 'M6 3.5l4.5 4.5L6 12.5',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  open: 'M9 3h4v4M13 3L7.5 8.5M11 9.5V13H3V5h3.5',
  back: 'M13 8H4M7.5 4.5L4 8l3.5 3.5',
  forward: 'M3 8h9M8.5 4.5L12 8l-3.5 3.5',
  arrow: 'M3 8h9M8.5 4.5L12 8l-3.5 3.5',
  arrows: 'M3 5.5h9M9.5 3L12 5.5 9.5 8M3 10.5h9M9.5 8l2.5 2.5L9.5 13',
  calendar: 'M3 4h10v9H3zM3 7h10M5.5 2.5V4M10.5 2.5V4',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.2l2.2 1.4',
  check: 'M3 3h10v10H3zM5.5 8l2 2 3.2-4',
  list: 'M3 4.5h1M6 4.5h7M3 8h1M6 8h7M3 11.5h1M6 11.5h7',
  refresh: 'M13 3.5V7H9.5M12.8 7A5 5 0 1 0 13 9',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: whatever it says is said in words beside it. */
export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[props.name]} fill="none" stroke="currentColor" stroke-width="1.1" />
    </svg>
  );
}

/** Drawn as the icons of ui/Icon.tsx are. */
const paths: Record<string, string> = {
  up: 'M8 13V4M4.5 7.5L8 4l3.5 3.5',
  down: 'M8 3v9M4.5 8.5L8 12l3.5-3.5',
  in: 'M3 3v10M5.5 8h7M9.5 5l3 3-3 3',
  out: 'M13 3v10M10.5 8h-7M6.5 5l-3 3 3 3',
};

/** Decoration: what the button does is its name. */
export function MoveIcon({ direction }: { direction: string }) {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[direction]} fill="none" stroke="currentColor" stroke-width="1.1" />
    </svg>
  );
}

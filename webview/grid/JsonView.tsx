import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useVirtualizer } from '../virtual/useVirtualizer';
import { JsonLine } from './JsonLine';
import type { JsonState } from './jsonState';
import type { SliceStore } from './sliceStore';
import './json.css';

const lineHeight = 18;
/** Chromium lays out nothing beyond 33.5 million pixels; longer answers are opened as a document. */
export const mostLines = Math.floor(30_000_000 / lineHeight);

interface JsonViewProps {
  /** How many lines there are in all. */
  total: number;
  lines: SliceStore<string>;
  state: JsonState;
  onCopy: () => void;
  /** Folds or unfolds what opens on a line. */
  onFold: (line: number) => void;
  /** A text that is no JSON. */
  plain?: boolean;
}

/**
 * The whole answer pretty-printed, of which only the lines near the visible part are made. The arrow keys go from line to line, and fold
 * and unfold what opens there.
 */
export function JsonView(props: JsonViewProps) {
  const { lines, state, plain = false } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  /** As wide as the longest line seen so far, so that the horizontal scrollbar does not jump about. */
  const [width, setWidth] = useState(0);
  const folds = state.folds.value;
  const all = Math.min(props.total, mostLines);
  const count = Math.max(1, all - folds.hidden);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const items = virtualizer.getVirtualItems();
  const first = folds.lineAt(items[0]?.index ?? 0);
  const last = folds.lineAt(items.at(-1)?.index ?? 0);
  const version = lines.version.value;
  useLayoutEffect(() => {
    // What is folded away is not looked at.
    lines.wantEach(items.map(({ index }) => folds.lineAt(index)));
  }, [lines, first, last, folds, version]);
  useLayoutEffect(() => {
    const widest = content.current?.scrollWidth ?? 0;
    if (widest > width) setWidth(widest);
  });
  const jumps = state.jumps.value;
  useLayoutEffect(() => {
    if (jumps > 0) virtualizer.scrollToIndex(folds.placeOf(state.line.peek()), { align: 'center' });
  }, [jumps]);
  const digits = String(all).length;
  const line = Math.min(state.line.value, all - 1);
  const place = folds.placeOf(line);

  function opens(at: number): boolean {
    return !plain && /[[{]$/.test(lines.get(at) ?? '');
  }

  function onKeyDown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'c') {
      // Selected text is copied as everywhere; with none, the whole answer.
      if (!(window.getSelection()?.isCollapsed ?? true)) return;
      event.preventDefault();
      props.onCopy();
      return;
    }
    if (event.altKey || event.shiftKey || plain) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1);
    const to = placeAfter(event, place, page, count - 1);
    if (to !== undefined) {
      state.line.value = folds.lineAt(Math.min(count - 1, Math.max(0, to)));
      virtualizer.scrollToIndex(Math.min(count - 1, Math.max(0, to)));
    } else if (command) {
      return;
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (!opens(line)) return;
      props.onFold(line);
    } else if (event.key === 'ArrowLeft' && opens(line) && !folds.isFolded(line)) {
      props.onFold(line);
    } else if (event.key === 'ArrowRight' && folds.isFolded(line)) {
      props.onFold(line);
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      class="json mono"
      role={plain ? 'region' : 'tree'}
      aria-label={plain ? 'Answer as text' : 'Answer as JSON'}
      aria-activedescendant={plain ? undefined : `${id}-${line}`}
      tabIndex={0}
      data-testid="json"
      onKeyDown={onKeyDown}
    >
      <div
        ref={content}
        role="presentation"
        style={{ height: `${virtualizer.getTotalSize() + 8}px`, minWidth: width ? `${width}px` : undefined }}
      >
        {items.map((item) => {
          const at = folds.lineAt(item.index);
          return (
            <JsonLine
              key={at}
              id={`${id}-${at}`}
              number={at + 1}
              digits={digits}
              top={item.start + 4}
              text={lines.get(at)}
              plain={plain}
              opens={opens(at)}
              folded={folds.isFolded(at)}
              current={!plain && at === line}
              sought={state.finding.value ? state.sought.value : ''}
              found={state.foundLine.value === at}
              onFold={() => props.onFold(at)}
              onPress={() => (state.line.value = at)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Where a key takes the reader; undefined for a key that does not move. */
function placeAfter(event: KeyboardEvent, place: number, page: number, last: number): number | undefined {
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowUp':
      return far ? 0 : place - 1;
    case 'ArrowDown':
      return far ? last : place + 1;
    case 'PageUp':
      return place - page;
    case 'PageDown':
      return place + page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

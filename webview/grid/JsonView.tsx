import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useVirtualizer } from '../virtual/useVirtualizer';
import { jsonTokens } from './jsonTokens';
import type { SliceStore } from './sliceStore';

const lineHeight = 18;
/** Chromium lays out nothing beyond 33.5 million pixels; longer answers are opened as a document. */
export const mostLines = Math.floor(30_000_000 / lineHeight);
/** Longer lines (an image in base64) are cut here. */
const longestLine = 2000;

interface JsonViewProps {
  /** How many lines there are in all. */
  total: number;
  lines: SliceStore<string>;
  onCopy: () => void;
  /** A text that is no JSON. */
  plain?: boolean;
}

/** The whole answer pretty-printed, of which only the lines near the visible part are made. */
export function JsonView(props: JsonViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  /** As wide as the longest line seen so far, so that the horizontal scrollbar does not jump about. */
  const [width, setWidth] = useState(0);
  const count = Math.min(props.total, mostLines);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const version = props.lines.version.value;
  useLayoutEffect(() => props.lines.want(first, last), [props.lines, first, last, version]);
  useLayoutEffect(() => {
    const widest = content.current?.scrollWidth ?? 0;
    if (widest > width) setWidth(widest);
  });
  const digits = String(count).length;

  return (
    <div
      ref={scroller}
      class="json mono"
      role="region"
      aria-label={props.plain ? 'Answer as text' : 'Answer as JSON'}
      tabIndex={0}
      data-testid="json"
      onKeyDown={(event) => {
        const copies = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
        // Selected text is copied as everywhere; with none, the whole answer.
        if (!copies || !(window.getSelection()?.isCollapsed ?? true)) return;
        event.preventDefault();
        props.onCopy();
      }}
    >
      <div
        ref={content}
        style={{ height: `${virtualizer.getTotalSize() + 8}px`, minWidth: width ? `${width}px` : undefined }}
      >
        {items.map((item) => (
          <div key={item.index} class="json-line" style={{ top: `${item.start + 4}px` }}>
            <span class="json-number dim" style={{ width: `${digits + 3}ch` }}>
              {item.index + 1}
            </span>
            <JsonLine text={props.lines.get(item.index)} plain={props.plain === true} />
          </div>
        ))}
      </div>
    </div>
  );
}

function JsonLine(props: { text: string | undefined; plain: boolean }) {
  if (props.text === undefined) return <span class="grid-waiting" />;
  const cut = props.text.length > longestLine;
  const text = cut ? props.text.slice(0, longestLine) : props.text;
  return (
    <>
      {props.plain
        ? text
        : jsonTokens(text).map((token, index) => (
            <span key={index} class={token.kind}>
              {token.text}
            </span>
          ))}
      {cut && <span class="dim">… {props.text.length - longestLine} more characters</span>}
    </>
  );
}

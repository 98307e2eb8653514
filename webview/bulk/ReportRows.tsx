import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RequestPage } from '../request/state';
import { useVirtualizer } from '../virtual/useVirtualizer';
import { words } from './words';

const rowHeight = 24;
/** Chromium lays out nothing beyond 33.5 million pixels. */
const mostRows = Math.floor(30_000_000 / rowHeight);

/** What became of each row, of which only the near ones are made. */
export function ReportRows({ page }: { page: RequestPage }) {
  const { bulk } = page;
  const rows = bulk.report.value;
  const total = Math.min(bulk.reportRows.value, mostRows);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const version = rows?.version.value;
  useLayoutEffect(() => rows?.want(first, last), [rows, first, last, version]);
  if (!rows) return null;
  return (
    <div
      class="bulk-report"
      role="table"
      aria-label={words.report}
      aria-rowcount={total + 1}
      data-testid="bulk-report"
    >
      <div class="bulk-report-row bulk-report-head" role="row" aria-rowindex={1}>
        <span role="columnheader">{words.row}</span>
        <span role="columnheader">{words.outcome}</span>
        <span role="columnheader">{words.id}</span>
        <span role="columnheader">{words.reason}</span>
      </div>
      <div ref={scroller} class="bulk-report-rows" role="rowgroup" tabIndex={0} aria-label={words.report}>
        <div role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
          {items.map((item) => {
            const row = rows.get(item.index);
            return (
              <div
                key={item.index}
                class="bulk-report-row"
                role="row"
                aria-rowindex={item.index + 2}
                style={{ top: `${item.start}px` }}
              >
                <span role="cell">{row?.row ?? ''}</span>
                <span role="cell">{row ? words.rowState[row.state] : ''}</span>
                <span role="cell" class="mono">
                  {row?.id ?? ''}
                </span>
                <span role="cell" class="ellipsis" dir="auto" title={row?.reason}>
                  {row?.reason ?? ''}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

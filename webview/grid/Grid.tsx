import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import { cellText, tableText } from '../../src/table/cellText';
import { useVirtualizer } from '../virtual/useVirtualizer';
import { fittingWidth, fittingWidths, narrowest } from './columnWidths';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { moved, rangeOf, type Cell, type Selection } from './selection';
import type { SliceStore } from './sliceStore';

const rowHeight = 24;
const headHeight = 28;
const keyboardStep = 24;
const start: Cell = { row: 0, column: 0 };

interface GridProps {
  label: string;
  columns: readonly Column[];
  rowCount: number;
  rows: SliceStore<JsonObject>;
  onCopy: (text: string) => void;
  /** Opens the record of a row; absent where the rows cannot be opened. */
  onOpen?: (row: number) => void;
}

/** Records in rows, of which only the near ones are made: rows and columns alike. */
export function Grid(props: GridProps) {
  const { columns, rowCount, rows } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  /** Nothing is selected until the grid is entered. */
  const [selection, setSelection] = useState<Selection | undefined>();
  const firstRows = useMemo(() => {
    const got: JsonObject[] = [];
    for (let row = rows.get(0); row && got.length < 50; row = rows.get(got.length)) got.push(row);
    return got;
  }, [rows]);
  const [widths, setWidths] = useState(() => fittingWidths(columns, firstRows));

  const vertical = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const horizontal = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? narrowest,
    overscan: 3,
    horizontal: true,
  });
  useLayoutEffect(() => horizontal.measure(), [widths]);

  const rowItems = vertical.getVirtualItems();
  const columnItems = horizontal.getVirtualItems();
  const first = rowItems[0]?.index ?? 0;
  const last = rowItems.at(-1)?.index ?? 0;
  // Reading it here renders again when rows arrive.
  const version = rows.version.value;
  useLayoutEffect(() => rows.want(first, last), [rows, first, last, version]);

  const range = selection && rangeOf(selection);

  function select(active: Cell, extend: boolean): void {
    setSelection({ active, anchor: (extend && selection?.anchor) || active });
    vertical.scrollToIndex(active.row);
    horizontal.scrollToIndex(active.column);
  }

  function resize(column: number, width: number): void {
    setWidths((before) =>
      before.map((each, index) => (index === column ? Math.max(narrowest, Math.round(width)) : each)),
    );
  }

  function fit(index: number): void {
    const column = columns[index];
    const near = rowItems.map((item) => rows.get(item.index)).filter((row) => row !== undefined);
    if (column) resize(index, fittingWidth(column, near, 1200));
  }

  async function copy(): Promise<void> {
    if (!range) return;
    const chosen = columns.slice(range.firstColumn, range.lastColumn + 1);
    const records = await rows.read(range.firstRow, range.lastRow);
    props.onCopy(
      tableText(records.map((record) => chosen.map((column) => cellText(record[column.name], column)))),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!selection) return;
    const { row, column } = selection.active;
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      resize(
        column,
        (widths[column] ?? narrowest) + (event.key === 'ArrowLeft' ? -keyboardStep : keyboardStep),
      );
    } else if (event.altKey) {
      return;
    } else if (command && event.key.toLowerCase() === 'c') {
      void copy();
    } else if (event.key === 'Enter' && !command && props.onOpen) {
      props.onOpen(row);
    } else if (command && event.key.toLowerCase() === 'a') {
      setSelection({
        anchor: start,
        active: { row: rowCount - 1, column: columns.length - 1 },
      });
    } else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
      const to = moved({ row, column }, event, { rows: rowCount, columns: columns.length, page });
      if (!to) return;
      select(to, event.shiftKey);
    }
    event.preventDefault();
  }

  function onMouseDown(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.button !== 0) return;
    const cell = event.target.closest<HTMLElement>('[role="gridcell"]');
    if (!cell) return;
    select({ row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }, event.shiftKey);
  }

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.shiftKey) return;
    const row = event.target.closest<HTMLElement>('[data-open]')?.dataset['open'];
    if (row !== undefined) props.onOpen?.(Number(row));
  }

  const width = horizontal.getTotalSize();
  return (
    <div
      ref={scroller}
      class="grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-keyshortcuts={props.onOpen ? 'Enter' : undefined}
      aria-multiselectable="true"
      aria-activedescendant={selection && `${id}-${selection.active.row}-${selection.active.column}`}
      data-testid="grid"
      onFocus={() => setSelection((before) => before ?? { anchor: start, active: start })}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onClick={onClick}
    >
      <GridHead
        columns={columns}
        items={columnItems}
        width={width}
        height={headHeight}
        onResize={resize}
        onFit={fit}
      />
      <div role="rowgroup" style={{ height: `${vertical.getTotalSize()}px`, width: `${width}px` }}>
        {rowItems.map((item) => (
          <GridRow
            key={item.index}
            id={id}
            index={item.index}
            top={item.start - headHeight}
            record={rows.get(item.index)}
            columns={columns}
            items={columnItems}
            active={selection?.active}
            range={range}
            opens={props.onOpen !== undefined}
          />
        ))}
      </div>
    </div>
  );
}

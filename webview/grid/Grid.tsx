import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import { Button } from '../ui/Button';
import { Message } from '../ui/Message';
import { useScrollWindow } from '../virtual/useScrollWindow';
import { CellEditor } from './CellEditor';
import { cellTitle } from './cell';
import { narrowest } from './columnWidths';
import { geometryOf, numbersWidth, pinnedThatFit, sameWindow, windowOf } from './geometry';
import { GridBar } from './GridBar';
import { GridControl } from './gridControl';
import { GridHead } from './GridHead';
import { useArrangement, useFittingWidths, useRowKeys } from './gridHooks';
import { onGridKey } from './gridKeys';
import { cellItems, headItems } from './gridMenus';
import { cellAt, gridPointer } from './gridPointer';
import type { GridProps } from './gridProps';
import { GridRow } from './GridRow';
import type { Drag } from './headDrag';
import { firstLayout, shownColumns, widthOf } from './layout';
import { Menu } from './Menu';
import { headRow, isOneCell } from './selection';
import { place } from './placedColumn';
import { words } from './words';

const rowHeight = 24;
const headHeight = 28;

/** Records in rows, of which only the near ones are made: rows and columns alike. */
export function Grid(props: GridProps) {
  const { columns, rowCount, rows } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [control] = useState(() => new GridControl(props));
  const [drag, setDrag] = useState<Drag | undefined>();

  // Reading it here renders again when rows arrive.
  const version = rows.version.value;
  const layout = useMemo(() => props.layout ?? firstLayout(columns), [props.layout, columns]);
  const shown = useMemo(() => shownColumns(columns, layout), [columns, layout]);
  const fitting = useFittingWidths(props);
  const widths = useMemo(
    () => shown.columns.map(({ name }) => widthOf(layout, name) ?? fitting.get(name) ?? narrowest),
    [shown, layout, fitting],
  );
  const numbers = numbersWidth(props.allRows ?? rowCount);
  const visibleWidth = scroller.current?.clientWidth ?? 0;
  const pinned = pinnedThatFit(widths, shown.pinned, numbers, visibleWidth);
  const geometry = useMemo(() => geometryOf(widths, pinned, numbers), [widths, pinned, numbers]);
  const heads = headHeight * (control.arranging.filterRow.value ? 2 : 1);
  const sizes = { rowCount, rowHeight, headHeight: heads, geometry };
  const { part, box } = useScrollWindow(
    scroller,
    (at) => ({ ...windowOf(at, sizes), pinned: pinnedThatFit(widths, shown.pinned, numbers, at.width) }),
    (a, b) => sameWindow(a, b) && a.pinned === b.pinned,
  );
  control.sync(props, shown.columns, sizes, scroller.current);

  const { firstRow, lastRow, firstColumn, lastColumn } = part;
  useLayoutEffect(() => {
    if (lastRow >= firstRow) rows.want(firstRow, lastRow);
  }, [rows, firstRow, lastRow, version]);
  useLayoutEffect(() => control.follow(), [control, geometry]);
  useArrangement(props, control);
  useEffect(() => () => control.arranging.stop(), [control]);

  const selection = control.selection.value;
  const activeColumn = Math.min(selection?.active.column ?? -1, shown.columns.length - 1);
  const activeRow = selection ? Math.min(selection.active.row, rowCount - 1) : undefined;
  const range = control.range;
  const several = range !== undefined && !isOneCell(range);
  const activeId = `${id}-active`;
  const links = {
    record: props.onDrill ? '__count' : props.onOpen ? 'id' : undefined,
    related: props.onOpenRelated !== undefined,
  };
  const placed = useMemo(
    () => ({
      pinned: place(shown.columns, geometry, 0, geometry.pinned - 1, links),
      // The active column is always there, so that what a screen reader is pointed at exists.
      free: [
        ...(activeColumn >= geometry.pinned && activeColumn < firstColumn
          ? place(shown.columns, geometry, activeColumn, activeColumn, links)
          : []),
        ...place(shown.columns, geometry, firstColumn, lastColumn, links),
        ...(activeColumn > lastColumn
          ? place(shown.columns, geometry, activeColumn, activeColumn, links)
          : []),
      ],
    }),
    [shown, geometry, firstColumn, lastColumn, activeColumn, links.record, links.related],
  );

  const made = Array.from({ length: Math.max(0, lastRow - firstRow + 1) }, (_, index) => firstRow + index);
  const keyOf = useRowKeys(part);
  if (activeRow !== undefined && activeRow >= 0 && activeRow < firstRow) made.unshift(activeRow);
  else if (activeRow !== undefined && activeRow > lastRow) made.push(activeRow);

  const near = (): JsonObject[] => made.map((row) => rows.get(row)).filter((row) => row !== undefined);
  const fit = (column: Column): void => control.layout.fit(column, near());
  function openMenu(x: number, y: number): void {
    const at = control.selection.value?.active;
    const column = at && control.columns[at.column];
    if (!column) return;
    control.menu.value =
      at.row === headRow
        ? { label: words.menuOfColumn, items: headItems(control, column, fit), x, y }
        : { label: words.menuOfCell, items: cellItems(control, at.row, column), x, y };
  }

  const pointer = gridPointer(control, openMenu);
  const rowsBefore = control.arranging.filterRow.value ? 3 : 2;
  const editor = control.edit.open.value;
  const menu = control.menu.value;
  const problem = rows.problem.value;
  return (
    <div class="grid-box">
      <GridBar control={control} grid={props} />
      {problem && (
        <div class="grid-trouble">
          <Message kind="error">
            <h2>{problem.title}</h2>
            <div>{problem.sentence}</div>
            <div class="row">
              <Button onClick={() => rows.retry()}>{words.retry}</Button>
            </div>
          </Message>
        </div>
      )}
      <div
        ref={scroller}
        class={`grid${several ? ' several' : ''}`}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-describedby={`${id}-keys`}
        aria-rowcount={rowCount + rowsBefore - 1}
        aria-colcount={shown.columns.length}
        aria-multiselectable="true"
        aria-readonly={props.onEdit === undefined}
        aria-busy={props.arranging}
        aria-activedescendant={selection && activeId}
        data-testid="grid"
        style={`scroll-padding:${heads}px 0 0 ${geometry.pinnedWidth}px`}
        onFocus={(event) => {
          if (event.target === event.currentTarget) control.enter();
        }}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          const context = {
            control,
            widthOf: (column: Column) => widths[control.columns.indexOf(column)] ?? narrowest,
            openMenu: () => {
              const at = document.getElementById(activeId)?.getBoundingClientRect();
              openMenu(at?.left ?? 0, at?.bottom ?? 0);
            },
          };
          if (onGridKey(event, context)) event.preventDefault();
        }}
        onPointerOver={(event) => {
          const at = cellAt(event.target);
          const column = at && control.columns[at.column];
          if (!at || !column || at.row < 0) return;
          at.element.title = cellTitle(control.value(at.row, column), column);
        }}
        {...pointer}
      >
        <GridHead
          control={control}
          sort={props.sort}
          filters={props.filters}
          activeId={activeId}
          pinned={placed.pinned}
          free={placed.free}
          geometry={geometry}
          rowHeight={headHeight}
          active={activeRow === headRow ? activeColumn : -1}
          drag={drag}
          onDrag={setDrag}
          onFit={fit}
        />
        <div
          class="grid-body"
          role={rowCount > 0 ? 'rowgroup' : undefined}
          style={`height:${rowCount * rowHeight}px;width:${geometry.total}px`}
        >
          {made.map((row) => {
            const record = rows.get(row);
            const inRange = several && row >= range.firstRow && row <= range.lastRow;
            const isActive = row === activeRow;
            return (
              <GridRow
                key={keyOf(row)}
                activeId={activeId}
                index={row}
                ariaIndex={row + rowsBefore}
                top={row * rowHeight}
                record={record}
                changes={record && control.edit.changesOf(record)}
                pinned={placed.pinned}
                free={placed.free}
                pinnedWidth={geometry.pinnedWidth}
                numbersWidth={geometry.numbers}
                active={isActive ? activeColumn : -1}
                firstSelected={inRange ? range.firstColumn : isActive ? activeColumn : -1}
                lastSelected={inRange ? range.lastColumn : isActive ? activeColumn : -1}
              />
            );
          })}
        </div>
        {rowCount === 0 && (
          <div class="grid-empty" role="presentation" style={`width:${box.width}px`}>
            {words.noneMatches}
          </div>
        )}
      </div>
      <div id={`${id}-keys`} hidden>
        {words.keys}
      </div>
      {editor && (
        <CellEditor key={`${editor.rowId} ${editor.column.name}`} control={control} editor={editor} />
      )}
      {menu && (
        <Menu
          menu={menu}
          onClose={(chosen) => {
            control.menu.value = undefined;
            if (!chosen) control.focus();
          }}
        />
      )}
    </div>
  );
}

import type { Column, ColumnFilter, SortKey } from '../../src/contract/request/resultApi';
import { Icon } from '../ui/Icon';
import { tellingLabel } from './cell';
import { FilterRow } from './FilterRow';
import type { Geometry } from './geometry';
import type { GridControl } from './gridControl';
import type { PlacedColumn } from './placedColumn';
import { followDrag, type Drag } from './headDrag';
import { typeSign } from './typeSign';

interface GridHeadProps {
  control: GridControl;
  sort: readonly SortKey[];
  filters: readonly ColumnFilter[];
  activeId: string;
  pinned: readonly PlacedColumn[];
  free: readonly PlacedColumn[];
  geometry: Geometry;
  rowHeight: number;
  /** The place of the column whose head is active, or -1. */
  active: number;
  /** A head that is being moved, and where it would go. */
  drag: Drag | undefined;
  onDrag: (drag: Drag | undefined) => void;
  /** As wide as the content. */
  onFit: (column: Column) => void;
}

export function GridHead(props: GridHeadProps) {
  const { geometry, control, drag } = props;
  const filters = control.arranging.filterRow.value;
  const heads = (columns: readonly PlacedColumn[]) =>
    columns.map((placed) => <HeadCell key={placed.column.name} {...props} placed={placed} />);
  return (
    <div role="rowgroup" class="grid-head" style={`width:${geometry.total}px`}>
      <div role="row" aria-rowindex={1} data-row={-1} style={`height:${props.rowHeight}px`}>
        <div class="grid-pinned" role="presentation" style={`width:${geometry.pinnedWidth}px`}>
          <div class="grid-number" aria-hidden="true" style={`width:${geometry.numbers}px`} />
          {heads(props.pinned)}
        </div>
        {heads(props.free)}
        {drag && <div class="grid-drop" style={`left:${drag.mark}px`} />}
      </div>
      {filters && (
        <FilterRow
          control={control}
          filters={props.filters}
          pinned={props.pinned}
          free={props.free}
          geometry={geometry}
        />
      )}
    </div>
  );
}

function HeadCell(props: GridHeadProps & { placed: PlacedColumn }) {
  const { control, placed, active, geometry, sort } = props;
  const { column, index } = placed;
  const width = geometry.widths[index] ?? 0;
  const place = sort.findIndex((key) => key.column === column.name);
  const key = sort[place];
  const label = tellingLabel(column);
  return (
    <div
      id={active === index ? props.activeId : undefined}
      role="columnheader"
      class={`${placed.class}${active === index ? ' active' : ''}${props.drag?.from === index ? ' dragged' : ''}`}
      aria-colindex={index + 1}
      aria-label={`${column.name}, ${column.label}${key && sort.length > 1 ? `, sort key ${place + 1}` : ''}`}
      aria-sort={key ? (key.descending ? 'descending' : 'ascending') : 'none'}
      aria-haspopup="menu"
      title={`${column.name}\n${column.label}${column.type ? `\n${column.type}` : ''}`}
      data-column={index}
      style={placed.style}
      onPointerDown={(event) => {
        if (event.button !== 0 || isHandle(event.target)) return;
        followDrag(event, {
          control,
          geometry,
          from: index,
          onDrag: props.onDrag,
          onClick: (add) => control.arranging.sort(column.name, add),
        });
      }}
    >
      <TypeSign type={column.type} />
      <span class="ellipsis">
        {column.name}
        {label && <span class="dim">{label}</span>}
      </span>
      {key && <SortSign sort={sort} place={place} descending={key.descending} />}
      <span
        class="grid-handle"
        onPointerDown={(event) =>
          followWidth(event, width, (pixels) => control.layout.resize(column, pixels))
        }
        onDblClick={() => props.onFit(column)}
      />
    </div>
  );
}

function SortSign(props: { sort: readonly SortKey[]; place: number; descending: boolean }) {
  return (
    <span class="grid-sort" aria-hidden="true">
      {props.descending ? '▼' : '▲'}
      {props.sort.length > 1 && <small>{props.place + 1}</small>}
    </span>
  );
}

function TypeSign(props: { type: string | undefined }) {
  const sign = typeSign(props.type);
  if (!sign) return null;
  return <span class="type">{'icon' in sign ? <Icon name={sign.icon} /> : sign.letters}</span>;
}

function isHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains('grid-handle');
}

/** Follows the pointer until it is let go. */
function followWidth(event: PointerEvent, width: number, resize: (width: number) => void): void {
  const handle = event.currentTarget;
  if (!(handle instanceof HTMLElement) || event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  handle.setPointerCapture(event.pointerId);
  const start = event.clientX;
  const move = (moved: PointerEvent): void => resize(width + moved.clientX - start);
  handle.addEventListener('pointermove', move);
  handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
    once: true,
  });
}

import { Component, type ComponentChild } from 'preact';
import type { Json, JsonObject } from '../../src/model/json';
import { cellText } from '../../src/table/cellText';
import { cellView, isRelation, valueAt } from './cell';
import type { PlacedColumn } from './placedColumn';
import { changedFrom, imageOf } from './words';

interface GridRowProps {
  /** The id of the active cell's element. */
  activeId: string;
  index: number;
  /** Counted from 1, with the heads before. */
  ariaIndex: number;
  top: number;
  /** Undefined until the host has sent it. */
  record: JsonObject | undefined;
  changes: Readonly<Record<string, Json>> | undefined;
  pinned: readonly PlacedColumn[];
  free: readonly PlacedColumn[];
  pinnedWidth: number;
  numbersWidth: number;
  /** The place of the active column, or -1 in every other row. */
  active: number;
  /** The selected columns, or -1 where the row has none. */
  firstSelected: number;
  lastSelected: number;
}

/** One record. Rendered again only when something of its own has changed: most of what happens concerns other rows. */
export class GridRow extends Component<GridRowProps> {
  override shouldComponentUpdate(next: GridRowProps): boolean {
    const now = this.props;
    for (const key in next) {
      if (next[key as keyof GridRowProps] !== now[key as keyof GridRowProps]) return true;
    }
    return false;
  }

  override render(props: GridRowProps) {
    const state = props.record ? '' : ' waiting';
    return (
      <div
        role="row"
        class={props.active >= 0 ? `grid-row active${state}` : `grid-row${state}`}
        aria-rowindex={props.ariaIndex}
        aria-busy={props.record ? undefined : true}
        data-row={props.index}
        style={`top:${props.top}px`}
      >
        <div class="grid-pinned" role="presentation" style={`width:${props.pinnedWidth}px`}>
          <div class="grid-number" aria-hidden="true" style={`width:${props.numbersWidth}px`}>
            {props.index + 1}
          </div>
          {props.pinned.map((placed) => cellOf(props, placed))}
        </div>
        {props.free.map((placed) => cellOf(props, placed))}
      </div>
    );
  }
}

function cellOf(row: GridRowProps, placed: PlacedColumn): ComponentChild {
  const { column, index } = placed;
  const { record, changes } = row;
  const original = record && valueAt(record, column.name);
  const changed = changes !== undefined && Object.hasOwn(changes, column.name);
  const value = changed ? changes[column.name] : original;
  const view = cellView(value, column, record);
  let style = placed.class;
  if (view.quiet) style += ' dim';
  if (changed) style += ' changed';
  if (row.active === index) style += ' active';
  return (
    <div
      key={column.name}
      id={row.active === index ? row.activeId : undefined}
      role="gridcell"
      class={style}
      aria-colindex={index + 1}
      aria-selected={index >= row.firstSelected && index <= row.lastSelected}
      dir={placed.dir}
      data-column={index}
      style={placed.style}
    >
      {contentOf(view, linkOf(placed, value))}
      {changed && <span class="unseen">{changedFrom(cellText(original, column).slice(0, 100))}</span>}
    </div>
  );
}

function linkOf({ link, column }: PlacedColumn, value: Json | undefined): boolean {
  if (link === undefined || value === undefined) return false;
  return link === 'record' ? value !== false && value !== null : isRelation(value, column);
}

function contentOf(view: ReturnType<typeof cellView>, link: boolean): ComponentChild {
  if (view.image !== undefined) return <img class="grid-picture" src={view.image} alt={imageOf(view.text)} />;
  if (view.spoken !== undefined) {
    return (
      <span role="img" aria-label={view.spoken}>
        {view.text}
      </span>
    );
  }
  const dim = view.dim ? <span class={view.text ? 'dim beside' : 'dim'}>{view.dim}</span> : undefined;
  if (link) {
    return view.text ? (
      [<span class="grid-link">{view.text}</span>, dim]
    ) : (
      <span class="grid-link">{view.dim}</span>
    );
  }
  return dim ? [view.text, dim] : view.text;
}

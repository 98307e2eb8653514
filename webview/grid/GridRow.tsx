import type { VirtualItem } from '@tanstack/virtual-core';
import type { Column } from '../../src/contract/request/resultApi';
import type { JsonObject } from '../../src/model/json';
import { isNumeric } from '../../src/table/column';
import { cellView } from './cell';
import { isIn, type Cell, type Range } from './selection';

interface GridRowProps {
  id: string;
  index: number;
  top: number;
  /** Undefined until the host has sent it. */
  record: JsonObject | undefined;
  columns: readonly Column[];
  items: readonly VirtualItem[];
  active: Cell | undefined;
  range: Range | undefined;
  /** Whether the record can be opened by its id. */
  opens: boolean;
}

export function GridRow(props: GridRowProps) {
  const { active, range } = props;
  return (
    <div
      role="row"
      class={`grid-row ${props.index === active?.row ? 'active' : ''}`}
      aria-rowindex={props.index + 2}
      aria-busy={props.record ? undefined : true}
      style={{ top: `${props.top}px` }}
    >
      {props.items.map((item) => {
        const column = props.columns[item.index];
        if (!column) return null;
        const isActive = props.index === active?.row && item.index === active.column;
        return (
          <div
            key={column.name}
            id={`${props.id}-${props.index}-${item.index}`}
            role="gridcell"
            class={`${isNumeric(column) ? 'number' : ''} ${column.name === 'id' ? 'dim' : ''} ${isActive ? 'active' : ''}`}
            aria-colindex={item.index + 1}
            aria-selected={range !== undefined && isIn(range, props.index, item.index)}
            data-row={props.index}
            data-column={item.index}
            style={{ left: `${item.start}px`, width: `${item.size}px` }}
          >
            {props.record ? (
              <CellContent
                record={props.record}
                column={column}
                open={props.opens && column.name === 'id' ? props.index : undefined}
              />
            ) : (
              <span class="grid-waiting" />
            )}
          </div>
        );
      })}
    </div>
  );
}

function CellContent(props: { record: JsonObject; column: Column; open: number | undefined }) {
  const view = cellView(props.record[props.column.name], props.column);
  const whole = view.dim ? `${view.text} ${view.dim}`.trim() : view.text;
  if (props.open !== undefined && view.text) {
    return (
      <span class="ellipsis grid-open" data-open={props.open} title={`Open record ${view.text} (Enter)`}>
        {view.text}
      </span>
    );
  }
  return (
    <span class={`ellipsis ${view.quiet ? 'dim' : ''}`} title={whole.length > 12 ? whole : undefined}>
      {view.text}
      {view.dim && <span class={view.text ? 'dim beside' : 'dim'}>{view.dim}</span>}
    </span>
  );
}

import type { VirtualItem } from '@tanstack/virtual-core';
import type { Column } from '../../src/contract/request/resultApi';
import { isNumeric } from '../../src/table/column';
import { Icon } from '../ui/Icon';
import { tellingLabel, typeSign } from './cell';

interface GridHeadProps {
  columns: readonly Column[];
  items: readonly VirtualItem[];
  width: number;
  height: number;
  onResize: (column: number, width: number) => void;
  /** Double click: as wide as the content. */
  onFit: (column: number) => void;
}

export function GridHead(props: GridHeadProps) {
  return (
    <div role="rowgroup" class="grid-head" style={{ width: `${props.width}px`, height: `${props.height}px` }}>
      <div role="row" aria-rowindex={1}>
        {props.items.map((item) => {
          const column = props.columns[item.index];
          if (!column) return null;
          return (
            <div
              key={column.name}
              role="columnheader"
              class={isNumeric(column) ? 'number' : ''}
              aria-colindex={item.index + 1}
              aria-label={`${column.name}, ${column.label}`}
              title={`${column.name}\n${column.label}${column.type ? `\n${column.type}` : ''}`}
              style={{ left: `${item.start}px`, width: `${item.size}px` }}
            >
              <TypeSign type={column.type} />
              <span class="ellipsis">
                {column.name}
                <span class="dim">{tellingLabel(column)}</span>
              </span>
              <span
                class="grid-handle"
                onPointerDown={(event) =>
                  drag(event, item.size, (width) => props.onResize(item.index, width))
                }
                onDblClick={() => props.onFit(item.index)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function TypeSign(props: { type: string | undefined }) {
  const sign = typeSign(props.type);
  if (!sign) return null;
  return <span class="type">{'icon' in sign ? <Icon name={sign.icon} /> : sign.letters}</span>;
}

/** Follows the pointer until it is let go. */
function drag(event: PointerEvent, width: number, resize: (width: number) => void): void {
  const handle = event.currentTarget;
  if (!(handle instanceof HTMLElement)) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const start = event.clientX;
  const move = (moved: PointerEvent): void => resize(width + moved.clientX - start);
  handle.addEventListener('pointermove', move);
  handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
    once: true,
  });
}

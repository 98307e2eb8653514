import type { GridControl } from './gridControl';
import { headRow, type Cell } from './selection';

interface CellElement extends Cell {
  element: HTMLElement;
}

/** The cell or head that an event happened in. */
export function cellAt(target: EventTarget | null): CellElement | undefined {
  if (!(target instanceof Element)) return undefined;
  const element = target.closest<HTMLElement>('[role="gridcell"][data-column], [role="columnheader"]');
  const row = element?.closest<HTMLElement>('[data-row]');
  if (!element || !row) return undefined;
  return { element, row: Number(row.dataset['row']), column: Number(element.dataset['column']) };
}

function rowNumberAt(target: EventTarget | null): number | undefined {
  if (!(target instanceof Element) || !target.closest('.grid-number')) return undefined;
  const row = Number(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? headRow);
  return row >= 0 ? row : undefined;
}

/** What the pointer does in the grid: it selects, by pressing and by drawing over cells, opens links, menus and editors. */
export function gridPointer(control: GridControl, openMenu: (x: number, y: number) => void) {
  const isInRange = ({ row, column }: Cell): boolean => {
    const { range } = control;
    return (
      range !== undefined &&
      row >= range.firstRow &&
      row <= range.lastRow &&
      column >= range.firstColumn &&
      column <= range.lastColumn
    );
  };
  return {
    onMouseDown(event: MouseEvent): void {
      if (event.button !== 0) return;
      const number = rowNumberAt(event.target);
      if (number !== undefined) {
        control.selectRows(event.shiftKey, number);
        return;
      }
      const cell = cellAt(event.target);
      if (!cell) return;
      if (cell.row === headRow) control.select(cell);
      else control.select(cell, event.shiftKey);
    },
    onMouseMove(event: MouseEvent): void {
      if (event.buttons !== 1 || control.selection.value?.active.row === headRow) return;
      const number = rowNumberAt(event.target);
      const cell = cellAt(event.target);
      const active = control.selection.value?.active;
      if (!active) return;
      if (number !== undefined && number !== active.row && control.selection.value?.kind === 'rows') {
        control.selectRows(true, number);
      } else if (cell && cell.row >= 0 && (cell.row !== active.row || cell.column !== active.column)) {
        control.select(cell, true);
      }
    },
    onClick(event: MouseEvent): void {
      if (event.shiftKey || event.altKey || !(event.target instanceof Element)) return;
      const cell = cellAt(event.target);
      const column = cell && control.columns[cell.column];
      if (!cell || !column || cell.row < 0) return;
      const isLink = event.target.closest('.grid-link') !== null;
      if (!isLink && !event.ctrlKey && !event.metaKey) return;
      const { range } = control;
      // The end of drawing a selection is no click on a link.
      if (range && (range.firstRow !== range.lastRow || range.firstColumn !== range.lastColumn)) return;
      if (column.name === 'id' && control.props.onOpen) control.props.onOpen(cell.row);
      else control.open(cell.row, column);
    },
    onDblClick(event: MouseEvent): void {
      const cell = cellAt(event.target);
      if (!cell || cell.row < 0) return;
      const column = control.columns[cell.column];
      if (column && control.edit.canEdit(cell.row, column)) void control.edit.start(cell);
    },
    onContextMenu(event: MouseEvent): void {
      const cell = cellAt(event.target);
      if (!cell) return;
      event.preventDefault();
      if (cell.row === headRow || !isInRange(cell)) control.select(cell);
      control.focus();
      openMenu(event.clientX, event.clientY);
    },
  };
}

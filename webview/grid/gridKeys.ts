import type { Column } from '../../src/contract/request/resultApi';
import type { GridControl } from './gridControl';
import { headRow, moved, type Cell } from './selection';

/** Pixels by which a key makes a column wider or narrower. */
const widthStep = 24;

interface KeyContext {
  control: GridControl;
  /** Pixels that a column has now. */
  widthOf: (column: Column) => number;
  /** Opens the menu of the active cell or head. */
  openMenu: () => void;
}

/** What a key does in the grid, with the focus on a cell or head. Whether it did anything. */
export function onGridKey(event: KeyboardEvent, context: KeyContext): boolean {
  const { control } = context;
  const active = control.selection.value?.active;
  const column = active && control.columns[active.column];
  if (!active || !column) return false;
  if (event.altKey) return event.shiftKey && resized(event, context, column);
  if (isMenuKey(event)) {
    context.openMenu();
    return true;
  }
  const command = event.ctrlKey || event.metaKey;
  const taken =
    active.row === headRow
      ? headKey(event, command, control, active, column)
      : cellKey(event, command, control, active, column);
  return taken || commonKey(event, command, control, active, column);
}

function isMenuKey(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

function resized(event: KeyboardEvent, { control, widthOf }: KeyContext, column: Column): boolean {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
  const step = event.key === 'ArrowLeft' ? -widthStep : widthStep;
  control.layout.resize(column, widthOf(column) + step);
  return true;
}

function headKey(
  event: KeyboardEvent,
  command: boolean,
  control: GridControl,
  active: Cell,
  column: Column,
): boolean {
  if (command && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    control.layout.move(column, active.column + (event.key === 'ArrowLeft' ? -1 : 1));
    return true;
  }
  if (!command && (event.key === 'Enter' || event.key === ' ')) {
    control.arranging.sort(column.name, event.shiftKey);
    return true;
  }
  return false;
}

function cellKey(
  event: KeyboardEvent,
  command: boolean,
  control: GridControl,
  active: Cell,
  column: Column,
): boolean {
  const { row } = active;
  if (command) {
    if (event.key.toLowerCase() !== 'z' || event.shiftKey) return false;
    control.edit.revert(row, column);
    return true;
  }
  switch (event.key) {
    case 'Enter':
      control.open(row, column);
      return true;
    case ' ':
      if (event.shiftKey) control.selectRows(false);
      else control.props.onShowRow?.(row);
      return true;
    case 'F2':
      void control.edit.start(active);
      return true;
    case 'Delete':
      control.edit.setEmpty(row, column);
      return true;
    default:
      // A letter starts to type over the value.
      if (event.key.length !== 1 || event.isComposing || !control.edit.canEdit(row, column)) return false;
      if (column.type !== 'boolean') void control.edit.start(active, event.key);
      return true;
  }
}

function commonKey(
  event: KeyboardEvent,
  command: boolean,
  control: GridControl,
  active: Cell,
  column: Column,
): boolean {
  if (command) {
    switch (event.key.toLowerCase()) {
      case 'c':
        if (event.shiftKey) return false;
        control.copy('tsv', false);
        return true;
      case 'a':
        control.selectAll();
        return true;
      case 'f':
        control.arranging.showFilters(column.name);
        return true;
      case ' ':
        control.selectColumns();
        return true;
    }
  }
  const to = moved(active, event, { ...control.size, page: control.page });
  if (!to) return false;
  control.select(to, event.shiftKey);
  return true;
}

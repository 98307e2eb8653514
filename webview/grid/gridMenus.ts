import type { Column } from '../../src/contract/request/resultApi';
import { keyLabel } from '../keys';
import { filterFor } from './arrange';
import type { GridControl, MenuItem } from './gridControl';
import { isOneCell } from './selection';
import { words } from './words';

type Items = (MenuItem | undefined)[];

/** What can be done with a column. `fit` makes it as wide as its content. */
export function headItems(control: GridControl, column: Column, fit: (column: Column) => void): Items {
  const { layout, arranging, props } = control;
  const place = control.columns.indexOf(column);
  const sorted = props.sort.find((key) => key.column === column.name);
  return [
    ...only(
      sorted?.descending !== false,
      item(words.sortUp, () => arranging.sortOne(column.name, false)),
    ),
    ...only(
      sorted?.descending !== true,
      item(words.sortDown, () => arranging.sortOne(column.name, true)),
    ),
    ...only(
      sorted !== undefined,
      item(words.sortNot, () => arranging.sortOne(column.name, undefined)),
    ),
    item(words.filterColumn, () => arranging.showFilters(column.name), 'Ctrl+F'),
    undefined,
    layout.isPinned(column)
      ? item(words.unpin, () => layout.pin(column, false))
      : item(words.pin, () => layout.pin(column, true)),
    ...only(
      control.columns.length > 1,
      item(words.hide, () => layout.hide(column)),
    ),
    ...only(
      place > 0,
      item(words.moveLeft, () => layout.move(column, place - 1), 'Ctrl+Shift+ArrowLeft'),
    ),
    ...only(
      place < control.columns.length - 1,
      item(words.moveRight, () => layout.move(column, place + 1), 'Ctrl+Shift+ArrowRight'),
    ),
    item(words.fitWidth, () => fit(column)),
    undefined,
    ...only(
      props.rowCount > 0,
      item(words.selectColumn, () => selectColumn(control, place), 'Ctrl+Space'),
    ),
    ...only(
      props.rowCount > 0,
      item(words.copyColumn, () => control.copyColumn(column)),
    ),
    item(words.copyName, () => props.onCopyText(column.name)),
  ];
}

function selectColumn(control: GridControl, place: number): void {
  control.select({ row: 0, column: place });
  control.selectColumns();
}

/** What can be done with the active cell, and with what is selected. */
export function cellItems(control: GridControl, row: number, column: Column): Items {
  const { props, edit, range } = control;
  const one = !range || isOneCell(range);
  const record = control.record(row);
  const filter = record && filterFor(control.value(row, column), column);
  const hasId = record !== undefined && Object.hasOwn(record, 'id') && typeof record['id'] === 'number';
  return [
    item(one ? words.copyValue : words.copy, () => control.copy('tsv', false), 'Ctrl+C'),
    item(words.copyWithHead, () => control.copy('tsv', true)),
    item(words.copyCsv, () => control.copy('csv', true)),
    item(words.copyJson, () => control.copy('json', true)),
    ...only(
      hasId,
      item(words.copyIds, () => control.copy('ids', false)),
    ),
    ...only(
      hasId,
      item(words.copyDomain, () => control.copy('domain', false)),
    ),
    undefined,
    ...only(
      props.onDrill !== undefined,
      item(words.openGroup, () => props.onDrill?.(row), 'Enter'),
    ),
    ...only(
      props.onOpen !== undefined,
      item(
        words.openRecord,
        () => props.onOpen?.(row),
        control.opensRelated(row, column) ? undefined : 'Enter',
      ),
    ),
    ...only(
      control.opensRelated(row, column),
      item(words.openRelated, () => props.onOpenRelated?.(row, column.name), 'Enter'),
    ),
    ...only(
      props.onShowRow !== undefined,
      item(words.showRow, () => props.onShowRow?.(row), 'Space'),
    ),
    ...only(
      filter !== undefined,
      item(words.filterByValue, () => {
        control.arranging.showFilters();
        control.arranging.filter(column.name, filter ?? '');
      }),
    ),
    undefined,
    ...only(
      edit.canEdit(row, column),
      item(words.edit, () => void edit.start({ row, column: control.columns.indexOf(column) }), 'F2'),
    ),
    ...only(
      edit.canEmpty(row, column),
      item(words.setEmpty, () => edit.setEmpty(row, column), 'Delete'),
    ),
    ...only(
      edit.isChanged(row, column.name),
      item(words.revert, () => edit.revert(row, column), 'Ctrl+Z'),
    ),
  ].filter(
    (each, index, all) => each !== undefined || (index < all.length - 1 && all[index + 1] !== undefined),
  );
}

function item(label: string, run: () => void, keys?: string): MenuItem {
  return keys === undefined ? { label, run } : { label, run, keys: keyLabel(keys) };
}

function only(applies: boolean, entry: MenuItem): MenuItem[] {
  return applies ? [entry] : [];
}

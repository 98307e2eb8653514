import type { SortKey } from '../../src/contract/request/resultApi';

/** Every sentence of the grid, whole. Counts come formatted. */

const count = new Intl.NumberFormat();
export const countText = (value: number): string => count.format(value);

export const words = {
  keys: 'Enter opens the record, or what a relation points to. Space shows the row. F2 edits. Shift+F10 opens the menu. Arrow up from the first row goes to the heads of the columns; Enter sorts there.',
  rowNumbers: 'Row numbers',
  filters: 'Filters',
  columns: 'Columns',
  clearFilters: 'Clear filters',
  noneMatches: 'No row matches these filters.',
  searchColumns: 'Search the columns',
  showAll: 'Show all',
  resetLayout: 'Reset layout',
  noColumn: 'No column is called like this.',
  retry: 'Try again',
  arranging: 'Sorting and filtering.',
  copyValue: 'Copy value',
  copy: 'Copy',
  copyWithHead: 'Copy with headers',
  copyCsv: 'Copy as CSV',
  copyJson: 'Copy as JSON',
  copyIds: 'Copy ids',
  copyDomain: 'Copy as a domain',
  copyColumn: 'Copy column',
  copyName: 'Copy name',
  openRecord: 'Open record',
  openRelated: 'Open related',
  openGroup: 'Open the records of this group',
  showRow: 'Show row',
  edit: 'Edit',
  setEmpty: 'Set empty',
  revert: 'Revert',
  filterByValue: 'Filter by this value',
  filterColumn: 'Filter this column',
  sortUp: 'Sort ascending',
  sortDown: 'Sort descending',
  sortNot: 'Do not sort by this',
  pin: 'Pin left',
  unpin: 'Unpin',
  hide: 'Hide',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  fitWidth: 'Fit width',
  selectColumn: 'Select column',
  menuOfColumn: 'Menu of the column',
  menuOfCell: 'Menu of the cell',
  filterHint: 'Filter',
  notWhole: 'Type a whole number, in digits.',
  notNumber: 'Type a number in digits, with a point before the decimals.',
  notDate: 'Type a whole date.',
  notTime: 'Type a whole date and time.',
  notRecord: 'Choose one of the records.',
  noRecord: 'No record is called like this.',
  cannotRead: 'The whole value could not be read, so it is not edited.',
  notEditable: 'This value cannot be edited here.',
  noId: 'This row has no id, so it cannot be edited.',
};

export const binaryOver = (size: string): string => `over ${size}`;

export const filterLabel = (column: string): string => `Filter ${column}`;

export const editorLabel = (column: string, row: number): string => `${column}, row ${countText(row + 1)}`;

export const matchCount = (rows: number, of: number): string =>
  rows === 1 ? `1 of ${countText(of)} rows matches` : `${countText(rows)} of ${countText(of)} rows match`;

export function sortedBy(sort: readonly SortKey[]): string {
  if (sort.length === 0) return 'Not sorted';
  const keys = sort.map((key) => `${key.column} ${key.descending ? 'descending' : 'ascending'}`);
  return `Sorted by ${keys.join(', then ')}`;
}

export const hiddenSaid = (column: string): string => `${column} is hidden`;
export const pinnedSaid = (column: string): string => `${column} is pinned`;
export const unpinnedSaid = (column: string): string => `${column} is not pinned any more`;
export const movedSaid = (column: string, place: number): string =>
  `${column} is column ${countText(place + 1)} now`;
export const selectedRows = (rows: number): string =>
  rows === 1 ? '1 row selected' : `${countText(rows)} rows selected`;
export const selectedColumns = (columns: number): string =>
  columns === 1 ? '1 column selected' : `${countText(columns)} columns selected`;
export const changedFrom = (text: string): string => `Changed from ${text === '' ? 'empty' : text}`;
export const columnsShown = (shown: number, of: number): string =>
  `${countText(shown)} of ${countText(of)} columns shown`;
export const imageOf = (size: string): string => `Picture, ${size}`;
export const openTitle = (text: string): string => `Open ${text} (Enter)`;
export const notTaken = (text: string, why: string): string => `“${text}” was not taken. ${why}`;

import { count } from '../format';
import type { PageGroup } from './nodes';

/** Every sentence of the filter. Each is whole, with its places as parameters. */
export const joinWords: Record<PageGroup['join'], string> = {
  all: 'All of',
  any: 'Any of',
  none: 'None of',
};

export const filterWords = {
  filter: 'Filter',
  having: 'Groups kept',
  shownAs: 'Filter shown as',
  tree: 'Tree',
  text: 'Text',
  placeholder: "[('is_company', '=', True)]",
  havingPlaceholder: "[('__count', '>', 1)]",
};

export const treeWords = {
  tree: 'Filter as a tree',
  empty: 'No conditions: every record is kept.',
  emptyGroup: 'No conditions in it yet, so it is left out.',
  incomplete: 'Left out until it is complete.',
  broken: (message: string, line: number, column: number) =>
    `The text makes no sense from line ${line}, character ${column} on: ${message}`,
  tooDeep: 'This filter is nested too deeply to be drawn.',
  editText: 'Edit as text',
  more: (rows: number) => `Show ${rows === 1 ? '1 more' : `${count(rows)} more`}`,
  addCondition: 'Add condition',
  addGroup: 'Add group',
  addConditionTo: (number: string) => `Add condition to group ${number}`,
  addGroupTo: (number: string) => `Add group to group ${number}`,
  undo: 'Undo',
  condition: (number: string) => `Condition ${number}`,
  group: (number: string, join: string) => `Group ${number}: ${join}`,
  rootJoin: 'Conditions that must hold',
  groupJoin: 'Conditions of this group that must hold',
  relatedJoin: 'Conditions on the related records that must hold',
  field: 'Field',
  fieldPlaceholder: 'Field',
  operator: 'Operator',
  always: 'Always true',
  never: 'Never true',
  actions: (number: string) => `Move, duplicate or remove ${number}`,
  level: (depth: number) => `Level ${depth}`,
};

export const actionWords = {
  up: 'Move up',
  down: 'Move down',
  in: 'Move into a group',
  out: 'Move out of its group',
  duplicate: 'Duplicate',
  remove: 'Remove',
};

export const saidWords = {
  added: (number: string) => `Condition ${number} added.`,
  groupAdded: (number: string) => `Group ${number} added.`,
  duplicated: (number: string) => `Duplicated as ${number}.`,
  removed: (left: number) =>
    left === 0
      ? 'Removed. No conditions are left.'
      : left === 1
        ? 'Removed. 1 line is left.'
        : `Removed. ${count(left)} lines are left.`,
  moved: (number: string) => `Moved to ${number}.`,
  cannotMove: {
    up: 'It is the first here.',
    down: 'It is the last here.',
    in: 'It cannot be moved in.',
    out: 'It is in no group that it could leave.',
  },
  undone: 'Undone.',
};

export const valueWords = {
  value: 'Value',
  values: 'Values',
  yes: 'true',
  no: 'false',
  choose: 'Choose a value',
  day: 'Value, a day',
  moment: 'Value, by this computer’s clock',
  records: 'Records',
  addRecord: 'Add record',
  chooseRecord: 'Choose record',
  recordHint: 'A name, or an id',
  searching: 'Searching',
  noRecords: 'No record by this name',
  searchFailed: (title: string) => `The records could not be searched: ${title}`,
  recordId: (id: number) => `id ${id}`,
  byName: 'looked up by name',
  addItem: 'Add value',
  addItemHint: 'Add a value with Enter',
  notANumber: 'A number belongs here.',
  utc: (text: string) => `${text} UTC`,
  wholeDay: 'a whole day, in UTC',
  relative: 'Relative date',
  fixedDate: 'Fixed date',
  relativeHint: 'today -7d',
  notRelative: 'Odoo reads dates such as today, today -7d, today =1d or now -1H.',
  raw: 'This value does not fit the field. It is kept as it is written.',
  replace: 'Replace it',
  type: 'Type of the value',
  types: { text: 'Text', number: 'Number', boolean: 'True or false' },
};

export { severityWords } from '../editor/words';

export const findingWords = {
  use: (text: string) => `Use ${text}`,
  useFor: (text: string, message: string) => `Use ${text}: ${message}`,
};

export const completionWords = {
  recordId: (id: number) => `id ${id}`,
};

export const explainWords = {
  explain: 'Explain',
  broken: 'The filter is explained as soon as its text makes sense.',
  count: 'Count',
  countEach: 'Count each clause',
  cancel: 'Cancel',
  counting: (done: number, of: number) => `Counting, ${count(done)} of ${count(of)}`,
  whole: (kept: number, all: number) => `The filter keeps ${count(kept)} of ${count(all)} records.`,
  keeps: (kept: number, all: number) => `${count(kept)} of ${count(all)}`,
  alone: (kept: number) => count(kept),
  left: (kept: number) => `${count(kept)} left`,
  notCounted: (more: number) =>
    `${count(more)} more can be counted: no more than 60 are asked for at a time.`,
  cancelled: 'Cancelled.',
  noModel: 'Records are counted where the request has a model.',
};

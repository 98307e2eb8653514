import { count } from '../../format';

export const fieldsUnread = (why: string): string =>
  `The fields of this model could not be read: ${why}. Names can be typed all the same.`;

export const fieldsMenu = {
  label: 'Choose fields',
  stored: (of: number): string => `All stored fields (${count(of)})`,
  all: (of: number): string => `All fields (${count(of)})`,
  none: 'Remove all',
  refresh: 'Read the list of fields again',
};
export const fieldsRead = (of: number): string => `${count(of)} fields chosen`;

export const recordsMenu = {
  label: 'Records: more',
  asText: 'Edit as text',
  asNames: 'Show names',
  none: 'Remove all',
};
export const searching = 'Searching';
export const noRecords = 'No records match';
export const firstOfMany = (of: number): string => `The first ${count(of)}. Type more to narrow them down.`;
export const searchFailed = (why: string): string => `Records cannot be searched: ${why}`;

export const updateKinds = {
  label: 'Which values',
  same: 'Same values for all',
  each: 'Different values per record',
};

export const methodKnown = 'These are the methods of every model. This one may have more; type their names.';
export const ofModel = 'Called on the model';
export const ofRecords = 'Called on records';
export const parametersToAdd = 'Parameters to add';
export const documentation = 'Documentation';
export const fromModule = (module: string): string => `Added by ${module}`;
export const methodsUnread = (why: string): string => `The methods of this model could not be read: ${why}.`;

export const context = {
  add: 'Add context',
  folded: (summary: string): string => `Context: ${summary}`,
  fold: 'Fold the context',
  unreadable: 'The text below is no JSON object. Put it right to use these fields again.',
  language: 'Language',
  timeZone: 'Time zone',
  companies: 'Companies',
  addCompany: 'Add company',
  archived: 'Archived records',
  archivedChoices: { '': 'As the server has it', false: 'Shown', true: 'Hidden' },
  binary: 'Files',
  binaryChoices: { '': 'Content', true: 'Size only' },
  summary: {
    lang: (value: string): string => `lang ${value}`,
    timeZone: (value: string): string => `tz ${value}`,
    company: (id: string): string => `company ${id}`,
    companies: (ids: string): string => `companies ${ids}`,
    archivedShown: 'archived shown',
    archivedHidden: 'archived hidden',
    sizes: 'file sizes only',
    more: (names: string[]): string =>
      names.length <= 3 ? names.join(', ') : `${count(names.length)} more keys`,
    broken: 'not readable',
    empty: 'empty',
  },
};

export const refreshModels = 'Read the list of models again';
export const havingNeeds19 = 'Filtering groups needs Odoo 19 or later. What you typed is kept.';

export const strangeToGroups = (names: string[]): string =>
  `Groups are ordered by what they are grouped by or what is told of them, which ${names.join(', ')} is not.`;
export const clearOrder = 'Clear the order';

import { count, size } from '../format';

/** What is said of a record's values, whole sentences in one place. */
export const valuesWords = {
  label: 'Values',
  view: 'How the values are shown',
  form: 'Form',
  json: 'JSON',
  showJson: 'Show the JSON',
  broken: (reason: string) => `The form needs values that are JSON. ${reason}`,
  brokenAt: (line: number, column: number) => `The JSON breaks at line ${line}, column ${column}.`,
  noRecords: 'These values are JSON, but no record: the form cannot show them.',
  noModel: 'Choose a model, and its fields can be added here.',
  fieldsLoading: 'Reading the fields',
  fieldsFailed: 'The fields of this model cannot be read: names and types are not checked.',

  addField: 'Add field',
  addFieldHint: 'Add a field',
  addProperty: 'Add property',
  readonly: 'read-only',
  required: 'required',
  unknown: 'no field of this model',
  requiredMissing: 'Required and not set:',
  addRequired: 'Add them',
  addRequiredLabel: (names: readonly string[]) => `Add them: ${names.join(', ')}`,
  fillDefaults: 'Fill in defaults',
  fillDefaultsTitle:
    'Asks Odoo what a new record starts with, and fills in the fields that are not set here.',
  filled: (fields: number) =>
    fields === 0
      ? 'Odoo has no other defaults'
      : fields === 1
        ? 'Filled in 1 field'
        : `Filled in ${count(fields)} fields`,
  added: (names: readonly string[]) => `Added ${names.join(', ')}`,
  removed: (name: string) => `Removed ${name}`,
  remove: (name: string) => `Remove ${name}`,
  empty: 'Empty',
  emptyOf: (name: string) => `Empty ${name}`,
  emptied: 'empty (false)',
  asJson: 'JSON',
  notJson: 'This is no JSON.',
  asJsonOf: (name: string) => `JSON of ${name}`,

  trueLabel: 'true',
  falseLabel: 'false',
  currency: (field: string) => `in ${field}`,
  currencyNamed: (field: string, name: string) => `in ${field}: ${name}`,
  longText: (letters: number) => `${count(letters)} characters. Change them in the JSON view.`,
  sentUtc: (utc: string) => `sent as ${utc} UTC`,
  zone: (zone: string) => `time in ${zone}`,
  gap: (shown: string) => `The clocks skip this time: it is sent as ${shown}.`,
  fold: 'The clocks show this time twice.',
  foldChoice: 'Which of the two',
  earlier: 'Earlier',
  later: 'Later',

  record: 'record',
  searchRecord: 'Search by name, or type an id',
  searching: 'Searching',
  noMatch: 'No record by this name',
  model: 'model',
  chooseModel: 'Choose a model',

  commands: (name: string) => `Commands of ${name}`,
  command: (name: string, place: number, of: number) => `${name}, command ${place} of ${of}`,
  verb: (name: string, place: number) => `What command ${place} of ${name} does`,
  addCommand: 'Add command',
  noCommands: 'No commands: the field stays as it is.',
  sentAs: (json: string) => `sent as ${json}`,
  setIds: 'A list of ids alone: Odoo sets the field to these records.',
  tooDeep: 'Deeper values are shown as JSON.',

  chooseFile: 'Choose file',
  chooseFileFor: (name: string) => `Choose file for ${name}`,
  file: (name: string | undefined, bytes: number) =>
    name === undefined ? `A file of ${size(bytes)}` : `${name}, ${size(bytes)}`,
  noFile: 'No file',

  propertiesLoading: 'Reading the properties',
  noProperties: 'No properties are defined here.',
  propertiesReplace: 'Properties that are not named here lose their values.',

  recordOf: (place: number, of: number) => `Record ${count(place)} of ${count(of)}`,
  records: 'Records',
  previous: 'Previous record',
  next: 'Next record',
  addRecord: 'Add record',
  addAnother: 'Add another record',
  duplicate: 'Duplicate',
  duplicateOf: (place: number) => `Duplicate record ${count(place)}`,
  removeRecord: (place: number) => `Remove record ${count(place)}`,
  noRecordsYet: 'The list has no records.',
};

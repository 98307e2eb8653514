import { count, size } from '../../format';

/** What the result says beside what the host tells, in whole sentences. Counts come as numbers. */
export const words = {
  nothing: 'Send to see the answer here.',
  cancelling: 'Cancelling.',
  records: 'Records',
  groups: 'Groups',
  noMatch: 'No records match.',
  noGroups: 'No records match, so there are no groups.',
  countAll: 'Count all records',
  counting: 'Counting.',
  signedInAgain: 'The session had ended; signed in again and sent once more.',
  done: 'Done. Odoo carried it out; it has no value to return over XML-RPC.',
  tooManyLines: 'This answer is longer than a page can show. Open it as a document to see its end.',
  copyJson: 'Copy JSON',
  copyText: 'Copy text',
  openDocument: 'Open as document',
  tryAgain: 'Try again',
  undo: 'Undo',
  undoTitle: 'Shows what undoing it will write before anything is sent',
  cancel: 'Cancel',
  loadAll: 'Load all',
  cancelLoading: 'Cancel loading',
  loadStopped: 'Loading ended early. What came is kept, and the rest can be loaded again.',
  warnings: 'About this answer',
  diagnose: 'Diagnose',

  export: 'Export',
  exportLoaded: 'The rows shown',
  exportAll: 'Every record that matches',
  exporting: 'Exporting.',
  openFile: 'Open',
  showFile: 'Show the file that was written',
  formats: {
    csv: 'CSV',
    xlsx: 'Excel (XLSX)',
    json: 'JSON',
    jsonl: 'JSON Lines',
    xml: 'Odoo XML data',
  },

  review: 'Review',
  discard: 'Discard',
  discarded: 'The changes were discarded.',

  record: 'Record',
  previousRecord: 'Previous record',
  nextRecord: 'Next record',
  closeRecord: 'Close the record',
  openRecord: 'Open record',
  copyValue: 'Copy value',
  copied: 'Copied.',
  noValue: 'no value',
  showMore: 'Show the whole value',
  showLess: 'Show its beginning',

  find: 'Find in the answer',
  findPlaceholder: 'Find',
  noneFound: 'Not found',
  previousFound: 'Previous match',
  nextFound: 'Next match',
  closeFind: 'Close the search',
  unfoldAll: 'Unfold all',

  noExchange: 'Nothing went over the wire.',
  secretsReplaced: 'Secrets are replaced by •••. The curl command takes them from $ODOO_SECRET.',
  copyCurl: 'Copy as cURL',
  request: 'Request',
  response: 'Answer',
  noResponse: 'No answer came.',
  noBody: 'Without a body.',
  headers: 'Headers',
  overTheWire: 'What went over the wire',

  phase: 'Phase',
  time: 'Time',
  total: 'In all',
  notMeasured: 'The phases of this call were not measured.',
  phases: 'Where the time went',
  calls: 'Calls it took',
} as const;

export const loadMoreWords = (page: number): string => `Load ${count(page)} more`;

export const loadingWords = (loaded: number, of: number): string =>
  of > loaded ? `Loading: ${count(loaded)} of ${count(of)}` : `Loading: ${count(loaded)}`;

export const loadedWords = (loaded: number): string => `${count(loaded)} records are loaded.`;

export const exportingWords = (done: number, of: number): string =>
  of > 0 ? `Exporting: ${count(done)} of ${count(of)}` : words.exporting;

export const exportedWords = (file: string, records: number, bytes: number): string =>
  `${file}: ${count(records)} ${records === 1 ? 'record' : 'records'}, ${size(bytes)}`;

export const existWords = (total: number): string =>
  total === 1 ? '1 record exists.' : `${count(total)} records exist.`;

export const editsWords = (changes: number, records: number): string =>
  `${count(changes)} ${changes === 1 ? 'change' : 'changes'} in ${count(records)} ${records === 1 ? 'record' : 'records'}`;

export const matchWords = (at: number, all: number, more: boolean): string =>
  `${count(at)} of ${count(all)}${more ? ' or more' : ''}`;

export const recordPlaceWords = (row: number, rows: number): string => `${count(row)} of ${count(rows)}`;

export const cutBodyWords = (shown: number, all: number): string =>
  `The first ${count(shown)} of ${count(all)} lines are shown.`;

export const keptBodyWords = (characters: number): string =>
  `The answer has ${count(characters)} characters; the first 1,000,000 are kept here.`;

export const warningsWords = (more: number): string => `${count(more)} more`;

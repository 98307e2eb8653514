import type { BulkPlan, BulkRow, BulkState } from '../../src/model/bulk';
import { count } from '../format';

/** What the page says about many records, in whole sentences. */
export const words = {
  open: {
    create: 'Create many from a table',
    update: 'Update many from a table',
    delete: 'Delete many from a table',
  } satisfies Record<BulkPlan['action'], string>,
  close: 'Back to the form',
  table: 'Table',
  openFile: 'Open a file',
  paste: 'Paste rows',
  pasteLabel: 'Rows to paste',
  pasteHint: 'Rows of a spreadsheet with their heads, CSV, or a JSON list of objects',
  readPasted: 'Read the rows',
  another: 'Another table',
  hint: 'CSV, Excel (.xlsx) or JSON. The first row holds the columns’ names.',
  columns: 'Columns',
  column: 'Column',
  samples: 'First values',
  field: 'Field',
  leftOut: 'Left out',
  databaseId: 'Database id of the record',
  externalId: 'External id of the record',
  relatedExternalId: (label: string): string => `${label}, by external id`,
  fieldFor: (column: string): string => `Field for the column ${column}`,
  writing: 'Written as',
  dates: 'Dates',
  dateForms: {
    iso: '2026-01-31',
    dmy: '31/01/2026 (day first)',
    mdy: '01/31/2026 (month first)',
  } satisfies Record<BulkPlan['dates'], string>,
  decimal: 'Decimals',
  decimalForms: { '.': '1,234.5', ',': '1.234,5' } satisfies Record<BulkPlan['decimal'], string>,
  timeZone: 'Time zone',
  timeZoneTitle: 'The time zone that the table’s times are in. Odoo keeps UTC.',
  chunk: 'Rows in a call',
  check: 'Check',
  checking: 'Checking the rows.',
  dryRun: 'Try on the server',
  dryRunTitle: 'Odoo imports the first rows and takes it all back (base_import). Nothing stays.',
  dryRunning: 'Odoo tries the first rows and takes them back.',
  dryRunGood: (rows: number): string =>
    rows === 1
      ? 'Odoo took the first row, and took it back again. Nothing was written.'
      : `Odoo took the first ${count(rows)} rows, and took them back again. Nothing was written.`,
  dryRunBad: (rows: number): string =>
    `Odoo tried the first ${count(rows)} rows and refused some. Nothing was written.`,
  good: (good: number, all: number): string =>
    good === all
      ? `All ${count(all)} rows can be sent.`
      : `${count(good)} of ${count(all)} rows can be sent. Those with a problem are left out.`,
  missing: (fields: readonly string[]): string =>
    fields.length === 1
      ? `No column fills the required field ${fields[0] ?? ''}; its default is taken.`
      : `No column fills these required fields; their defaults are taken: ${fields.join(', ')}.`,
  problems: (shown: number, all: number): string =>
    shown === all
      ? all === 1
        ? '1 problem'
        : `${count(all)} problems`
      : `${count(all)} problems, of which the first ${count(shown)} are shown`,
  preview: 'The first rows as they are sent',
  row: 'Row',
  what: 'What is wrong',
  noTable: 'Open a file or paste rows to begin.',
  state: {
    running: 'Writing',
    paused: 'Paused',
    interrupted: 'Interrupted',
    cancelled: 'Cancelled',
    done: 'Done',
  } satisfies Record<BulkState, string>,
  progress: (done: number, of: number): string => `${count(done)} of ${count(of)} rows written`,
  failed: (rows: number): string => (rows === 1 ? '1 row failed' : `${count(rows)} rows failed`),
  unsure: (rows: number): string =>
    rows === 1
      ? 'Of 1 row it is not known whether it was written'
      : `Of ${count(rows)} rows it is not known whether they were written`,
  unsureHint:
    'They are not sent again by themselves, so that nothing is written twice. Look for them on the server before you send them again.',
  interruptedHint: 'What was written is not written again when it goes on.',
  cancelledHint: 'The rows that were written stay written.',
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel',
  saveReport: 'Save report',
  runFailed: 'Take the failed rows as a new table',
  saved: (file: string): string => `Saved as ${file}`,
  newTable: 'New table',
  show: 'Rows shown',
  all: 'All',
  onlyFailed: 'Failed',
  onlyUnsure: 'Unsure',
  report: 'What became of each row',
  rowState: {
    waiting: 'waiting',
    done: 'done',
    failed: 'failed',
    unsure: 'unsure',
  } satisfies Record<BulkRow['state'], string>,
  id: 'Id',
  outcome: 'Outcome',
  reason: 'Why',
};

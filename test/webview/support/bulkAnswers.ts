import type { bulkApi, BulkCheck, BulkProgress, BulkTable } from '../../../src/contract/request/bulkApi';
import type { Handlers } from '../../../src/contract/rpc';
import { review } from './requestHost';

/** Three contacts from a file, one of them with a word where a number belongs. */
export const contactsTable: BulkTable = {
  tableId: 1,
  name: 'contacts.csv',
  columns: [
    { name: 'Name', samples: ['Azure Interior', 'Deco Addict', 'Ready Mat'] },
    { name: 'Rank', samples: ['3', 'many', '9'] },
    { name: 'Remark', samples: ['', '', ''] },
  ],
  rowCount: 3,
  remarks: ['The column Remark is empty.'],
};

export const contactsCheck: BulkCheck = {
  preview: [{ name: 'Azure Interior', customer_rank: 3 }],
  problems: [{ row: 2, column: 'Rank', message: '“many” is no whole number.' }],
  problemCount: 1,
  goodRows: 2,
  missing: [],
};

export function bulkProgress(more: Partial<BulkProgress> = {}): BulkProgress {
  return { runId: 1, state: 'running', done: 0, failed: 0, unsure: 0, of: 2, ms: 0, ...more };
}

/** How the scripted host writes many records: at once, and one of three is left out. */
export const bulkAnswers: Handlers<typeof bulkApi> = {
  readFile: () => contactsTable,
  readText: () => ({ ...contactsTable, name: 'Pasted rows' }),
  suggest: () => ['name', 'customer_rank', ''],
  check: () => contactsCheck,
  dryRun: () => ({ rows: 2, problems: [] }),
  reviewBulk: () => ({
    ...review,
    kind: 'create',
    question: 'Create 2 records of res.partner on Staging?',
    button: 'Create 2 records',
    undo: 'none',
  }),
  start: () => bulkProgress(),
  pause: () => Promise.resolve(),
  resume: () => Promise.resolve(),
  cancel: () => Promise.resolve(),
  lastRun: () => Promise.resolve(undefined),
  bulkRows: () => ({
    total: 2,
    rows: [
      { row: 1, state: 'done', id: 101 },
      { row: 3, state: 'failed', reason: 'The name must be unique.' },
    ],
  }),
  saveReport: () => 'report.csv',
  failedRows: () => ({ ...contactsTable, tableId: 2, name: 'Rows that failed', rowCount: 1 }),
};

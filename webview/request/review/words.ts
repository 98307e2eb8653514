import type { Change, Review } from '../../../src/model/review';
import { count } from '../../format';

/** What the review says beside what the host tells, in whole sentences. */
export const words = {
  title: 'Review of what will be written',
  changed: 'The request was changed since you looked at this.',
  lookAgain: 'Review again',
  cancel: 'Cancel',
  caption: 'What changes',
  record: 'Record',
  field: 'Field',
  now: 'Now',
  after: 'After',
  value: 'Value',
  empty: 'empty',
  unread: 'not read',
  created: 'new:',
  more: (shown: number, all: number): string =>
    `The first ${count(shown)} of ${count(all)} changes are shown.`,
  moreRecords: (shown: number, all: number): string =>
    `The first ${count(shown)} of ${count(all)} records are shown.`,
  undo: (review: Review): string =>
    review.undo === 'values'
      ? 'The values before are kept: Undo stays available until VS Code is closed. It is best effort: what Odoo did because of the write is not undone.'
      : review.undo === 'recreate'
        ? 'The values are kept: Undo can create the records anew until VS Code is closed. It is best effort: they get new ids.'
        : 'This cannot be undone from here.',
  victims: (kind: Review['kind']): string =>
    kind === 'delete'
      ? 'These records will be deleted'
      : kind === 'copy'
        ? 'These records will be copied'
        : 'It is called on these records',
};

/** Which of two columns of values a review needs: new records have no values before. */
export function hasBefore(review: Review): boolean {
  return review.kind === 'update' || review.changes.some((change) => change.before !== undefined);
}

/** The record of a change: several new ones are told apart by their number. */
export function recordWords(review: Review, change: Change): string {
  if (change.id !== 0) return change.record;
  return (review.records ?? 1) > 1 ? `New record ${change.record}` : 'New record';
}

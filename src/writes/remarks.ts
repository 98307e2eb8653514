/** What a review remarks on, in whole sentences. */
export const remarks = {
  unread:
    'The values before could not be read: this user may not read them. The write cannot be undone from here.',
  restUnread: 'A REST module’s values are not read before a write, so it cannot be undone from here.',
  nothingChanges: 'Every value is already as it would be written.',
  children: 'Undo links the records of one2many fields again; it does not bring back deleted ones.',
  withoutFiles: 'Files and images are not kept for an undo of so many records.',
  unchanged: (values: number): string =>
    values === 1
      ? 'One value is already as it would be written.'
      : `${numberText(values)} values are already as they would be written.`,
  missing: (ids: readonly number[]): string =>
    ids.length === 1
      ? `Record ${ids[0] ?? ''} does not exist, or this user may not see it.`
      : `${numberText(ids.length)} of these records do not exist, or this user may not see them: ${listed(ids)}.`,
  missingRequired: (names: readonly string[]): string =>
    names.length === 1
      ? `The required field ${names[0] ?? ''} is left to its default.`
      : `These required fields are left to their defaults: ${listed(names)}.`,
  tooMany: (most: number): string =>
    `Values of more than ${numberText(most)} records are not kept, so this cannot be undone from here.`,
  recreated: 'The records get new ids, and what linked to the old ones does not come back.',
  notDefinedAnew: 'Values that Odoo computes itself are computed anew.',
  changedSince: (records: readonly string[]): string =>
    records.length === 1
      ? `${records[0] ?? ''} was changed by somebody else since; undoing takes that back too.`
      : `${numberText(records.length)} records were changed by somebody else since; undoing takes that back too: ${listed(records)}.`,
};

function listed(items: readonly (string | number)[]): string {
  return items.slice(0, 8).join(', ') + (items.length > 8 ? ', …' : '');
}

function numberText(count: number): string {
  return count.toLocaleString('en');
}

import type { Told } from './words';
import { t } from './translate';

/** What a failed request of several writes had done before; empty where it had done nothing. */
export function partlyWords(told: Told): string {
  const updated = told.number('updated');
  const of = told.number('of');
  if (updated === undefined || of === undefined || updated === 0) return '';
  const places = { updated: updated.toLocaleString('en'), of: of.toLocaleString('en') };
  return updated === 1
    ? t('1 of {of} records was written before that, and stays written.', places)
    : t('{updated} of {of} records were written before that, and stay written.', places);
}

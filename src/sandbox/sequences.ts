import type { Database } from './database';
import { numberOf, textOf } from './model';

/**
 * The next number of an ir.sequence, and the one after it kept for the next call.
 * @param today "2026-11-21", for %(year)s in the prefix
 */
export function nextOf(db: Database, code: string, today: string): string | undefined {
  const row = db.rows('ir.sequence').find((one) => one['code'] === code && one['active'] === true);
  if (row === undefined) return undefined;
  const number = numberOf(row['number_next']);
  db.put('ir.sequence', { ...row, number_next: number + Math.max(1, numberOf(row['number_increment'])) });
  const prefix = textOf(row['prefix'])
    .replaceAll('%(year)s', today.slice(0, 4))
    .replaceAll('%(month)s', today.slice(5, 7));
  return `${prefix}${String(number).padStart(numberOf(row['padding']), '0')}`;
}

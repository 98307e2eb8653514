import { dateParts, isoWeek } from './dateParts';
import { writeMoment } from './dates';
import type { Cell, FieldType } from './fields';
import { Float } from './values';
import type { Value } from './values';

/** What the records of a group share: a value, an id, or the start of a span of time. */
export type GroupKey = boolean | number | string;

/** @param weekStart the weekday weeks begin on: 0 for Sunday, 1 for Monday */
export function groupKey(cell: Cell, type: FieldType, span: string, weekStart: number): GroupKey {
  if (Array.isArray(cell)) return false;
  if (cell === '' || span === '' || typeof cell !== 'string') return cell === '' ? false : cell;
  const part = dateParts[span];
  if (part !== undefined) return part(cell);
  const at = new Date(`${cell.replace(' ', 'T')}${type === 'date' ? 'T00:00:00' : ''}Z`);
  if (span !== 'hour') at.setUTCHours(0);
  at.setUTCMinutes(0, 0);
  if (span === 'week') at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 7 - weekStart) % 7));
  if (span === 'month' || span === 'quarter' || span === 'year') at.setUTCDate(1);
  if (span === 'quarter') at.setUTCMonth(at.getUTCMonth() - (at.getUTCMonth() % 3));
  if (span === 'year') at.setUTCMonth(0);
  return type === 'date' ? writeMoment(at).slice(0, 10) : writeMoment(at);
}

/** Where a span of time ends, and what it is called: "November 2026", "Q4 2026", "W47 2026". */
export function spanOf(start: string, span: string): { end: string; label: string } {
  const isDate = start.length === 10;
  const from = new Date(`${start.replace(' ', 'T')}${isDate ? 'T00:00:00' : ''}Z`);
  const to = new Date(from);
  if (span === 'hour') to.setUTCHours(to.getUTCHours() + 1);
  else if (span === 'day') to.setUTCDate(to.getUTCDate() + 1);
  else if (span === 'week') to.setUTCDate(to.getUTCDate() + 7);
  else if (span === 'month') to.setUTCMonth(to.getUTCMonth() + 1);
  else if (span === 'quarter') to.setUTCMonth(to.getUTCMonth() + 3);
  else to.setUTCFullYear(to.getUTCFullYear() + 1);
  const end = writeMoment(to);
  return { end: isDate ? end.slice(0, 10) : end, label: labelOf(from, span) };
}

function labelOf(from: Date, span: string): string {
  const year = from.getUTCFullYear();
  const day = `${String(from.getUTCDate()).padStart(2, '0')} ${from.toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${year}`;
  if (span === 'hour') return `${String(from.getUTCHours()).padStart(2, '0')}:00 ${day.slice(0, 6)}`;
  if (span === 'day') return day;
  if (span === 'week') return weekLabel(from);
  if (span === 'quarter') return `Q${Math.floor(from.getUTCMonth() / 3) + 1} ${year}`;
  if (span === 'year') return String(year);
  return `${from.toLocaleString('en', { month: 'long', timeZone: 'UTC' })} ${year}`;
}

/** A week that begins on Sunday is counted from the one with January 1, as in the United States; others as ISO counts them. */
function weekLabel(from: Date): string {
  const last = new Date(from);
  last.setUTCDate(last.getUTCDate() + (from.getUTCDay() === 0 ? 6 : 3));
  const year = last.getUTCFullYear();
  if (from.getUTCDay() !== 0) return `W${isoWeek(writeMoment(from))} ${year}`;
  const first = new Date(Date.UTC(year, 0, 1));
  first.setUTCDate(1 - first.getUTCDay());
  return `W${Math.round((from.getTime() - first.getTime()) / 604_800_000) + 1} ${year}`;
}

/** The conditions a group adds to a domain. */
export function groupLeaves(name: string, key: GroupKey, span: string): Value[] {
  if (key !== false && Object.hasOwn(dateParts, span))
    return [[`${name}.${span}`, '=', new Float(Number(key))]];
  if (span === '' || key === false) return [[name, '=', key]];
  return [
    [name, '>=', key],
    [name, '<', spanOf(String(key), span).end],
  ];
}

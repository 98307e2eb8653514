import type { BulkPlan } from '../../model/bulk';
import { toUtc, writeDate, writeDatetime, type DateParts } from '../../values/datetimes';

type Order = BulkPlan['dates'];

export interface Moment extends DateParts {
  /** Minutes ahead of UTC where the text says so itself. */
  offset?: number;
  timed: boolean;
}

const year4 = String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`;
const year2or4 = String.raw`(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})`;
const clock = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?`;
const iso = new RegExp(`^${year4}${clock}$`, 'i');
const ordered = new RegExp(`^${year2or4}${clock}$`, 'i');

/** Reads a date, with a time or without, in the given order; a text that begins with a year of four digits is ISO in any order. */
export function readMoment(text: string, order: Order): Moment | undefined {
  const written = text.trim();
  if (written.length > 60) return undefined;
  const found = iso.exec(written) ?? (order === 'iso' ? null : ordered.exec(written));
  if (!found) return undefined;
  const [, a = '', b = '', c = '', hour, minute, second, half, zone] = found;
  const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a];
  const hours = hoursOf(hour, half);
  if (hours === undefined) return undefined;
  const parts = {
    year: fullYear(year),
    month: Number(month),
    day: Number(day),
    hour: hours,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  };
  if (!exists(parts)) return undefined;
  const offset = offsetOf(zone);
  return { ...parts, timed: hour !== undefined, ...(offset === undefined ? {} : { offset }) };
}

/** The date as Odoo takes it: "2026-01-31". */
export function dateOf(moment: Moment): string {
  return writeDate(moment);
}

/**
 * The moment in UTC as Odoo takes it: "2026-01-31 07:30:00". A time that clocks leave out when they go forward is taken as if they
 * had not; of one that they show twice, the earlier is meant.
 * @param zone the IANA name of the time zone that it is written in, where it does not say so itself
 */
export function datetimeOf(moment: Moment, zone: string): string {
  if (moment.offset !== undefined) return shifted(moment, moment.offset);
  if (zone === 'UTC') return writeDatetime(moment);
  return writeDatetime(toUtc(moment, zone).utc);
}

function shifted({ year, month, day, hour, minute, second }: Moment, offset: number): string {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - offset, second);
  return writeDatetime({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  });
}

function hoursOf(hour: string | undefined, half: string | undefined): number | undefined {
  const value = Number(hour ?? 0);
  if (!half) return value;
  if (value < 1 || value > 12) return undefined;
  return (value % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/** Two digits are of this century up to 68, of the last one from 69 on, as Python reads %y. */
function fullYear(text: string): number {
  const value = Number(text);
  return text.length === 4 ? value : value < 69 ? 2000 + value : 1900 + value;
}

function exists({ year, month, day, hour, minute, second }: DateParts): boolean {
  if (year < 1 || hour > 23 || minute > 59 || second > 59) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!found) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

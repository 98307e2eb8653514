import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import type { DomainFinding } from './check';
import * as words from './checkWords';
import { parseRelativeDate } from './relativeDates';

type Said = Pick<DomainFinding, 'severity' | 'message'> & { suggestion?: string };

const isoAt =
  /^(\d{4}-\d{2}-\d{2})(?:([ T])(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Words that PostgreSQL itself takes for a date; before 19 Odoo hands them on. */
const databaseWords = ['now', 'today', 'tomorrow', 'yesterday', 'epoch', 'infinity', '-infinity'];

/**
 * Whether a value is a date as this version reads it. From 19 on Odoo reads it itself (odoo/tools/date_utils.py parse_date); before, PostgreSQL does,
 * which knows many forms and drops a time zone.
 */
export function checkDate(field: FieldInfo, item: Json, version: number | undefined): Said | undefined {
  const sure = field.stored || (version ?? 0) >= 19 ? 'error' : 'warning';
  if (typeof item !== 'string')
    return { severity: sure, message: words.notADate(JSON.stringify(item), field.name) };
  const iso = isoAt.exec(item);
  const day = iso?.[1];
  if (day === undefined) return checkOther(field, item, version, sure);
  if (!isRealDay(day) || !isRealTime(iso?.[3])) return { severity: sure, message: words.noSuchDay(item) };
  const zone = iso?.[4];
  const written = zone === undefined ? `${day} ${iso?.[3] ?? ''}` : utcText(item);
  const suggestion = field.type === 'date' ? day : written;
  if (zone !== undefined) {
    const severity = version !== undefined && version >= 19 ? 'error' : 'warning';
    return {
      severity,
      message: severity === 'error' ? words.zoneRefused(item) : words.zoneDropped(item),
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  if (iso?.[2] !== 'T' || suggestion === undefined) return undefined;
  return { severity: 'warning', message: words.withT(item), suggestion };
}

function checkOther(
  field: FieldInfo,
  item: string,
  version: number | undefined,
  sure: 'error' | 'warning',
): Said | undefined {
  const relative = parseRelativeDate(item);
  if (version !== undefined && version >= 19) {
    // Python's other ISO forms: 20260131, 2026-W05-6.
    if (relative || /^\d{8}(?:$|[T ])|^\d{4}-?W\d{2}/.test(item)) return undefined;
    return { severity: sure, message: words.notADate(item, field.name) };
  }
  if (databaseWords.includes(item.trim().toLowerCase())) return undefined;
  if (relative) {
    return version === undefined
      ? undefined
      : { severity: sure, message: words.relativeSince(item, version) };
  }
  if (item.trim() === '') return { severity: sure, message: words.notADate(item, field.name) };
  return { severity: 'warning', message: words.notADate(item, field.name) };
}

function isRealDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (year < 1 || month < 1 || month > 12 || date < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const most = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return date <= most;
}

/** PostgreSQL takes 24:00 and a leap second, Python does not; nobody types either. */
function isRealTime(time: string | undefined): boolean {
  if (time === undefined) return true;
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return hour <= 24 && minute <= 59 && second <= 60;
}

/** The same moment as Odoo writes it, in UTC. */
function utcText(item: string): string | undefined {
  const moment = new Date(item.replace(' ', 'T').replace(/\s+/g, ''));
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, 19).replace('T', ' ');
}

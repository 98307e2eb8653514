/** The parts of a moment on a calendar and clock; `month` is 1 to 12. */
export interface DateParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/**
 * What a local time is in UTC. In a gap (clocks go forward) it does not exist, and `utc` is what a clock would show that had not
 * been put forward; in a fold (clocks go back) there are two, the earlier one first.
 */
export type LocalTime =
  | { kind: 'one'; utc: DateParts }
  | { kind: 'gap'; utc: DateParts; shown: DateParts }
  | { kind: 'fold'; utc: DateParts; later: DateParts };

const dayMs = 86_400_000;

/** The time zone of this computer, by its IANA name: "Europe/Brussels". */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Reads what Odoo reads in a datetime: "2026-01-02 03:04:05", and its beginnings that end after a part ("2026-01-02 03:04").
 * Source: Odoo 19, odoo/orm/fields_temporal.py, to_datetime: strptime with as much of the format as the text is long, less 2.
 */
export function readDatetime(text: string): DateParts | undefined {
  const pattern = patternFor(text.length - 2);
  const found = pattern?.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  return realDate({
    year: year ?? 1,
    month: month ?? 1,
    day: day ?? 1,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
  });
}

/** Reads what Odoo reads in a date: the first ten characters, "2026-01-02"; what follows them is not looked at. */
export function readDate(text: string): DateParts | undefined {
  const found = /^(\d{4})-(1[0-2]|0?[1-9])-(3[01]|[12]\d|0?[1-9]| [1-9])$/.exec(text.slice(0, 10));
  if (!found) return undefined;
  const [year, month, day] = found.slice(1).map(Number);
  return realDate({ year: year ?? 1, month: month ?? 1, day: day ?? 1, hour: 0, minute: 0, second: 0 });
}

/** "2026-01-02 03:04:05" */
export function writeDatetime(parts: DateParts): string {
  return `${writeDate(parts)} ${[parts.hour, parts.minute, parts.second].map(two).join(':')}`;
}

/** "2026-01-02" */
export function writeDate(parts: DateParts): string {
  return `${String(parts.year).padStart(4, '0')}-${two(parts.month)}-${two(parts.day)}`;
}

/** What the clocks of a time zone show at a moment in UTC. */
export function toLocal(utc: DateParts, zone: string): DateParts {
  const ms = toMs(utc);
  return fromMs(ms + offsetAt(ms, zone));
}

/** The moment at which the clocks of a time zone show `local`. */
export function toUtc(local: DateParts, zone: string): LocalTime {
  const wall = toMs(local);
  // Offsets change a few times a year at most: a day to each side, one holds what was before and the other what comes after.
  const offsets = [offsetAt(wall - dayMs, zone), offsetAt(wall + dayMs, zone)];
  const moments = [...new Set(offsets.map((offset) => wall - offset))]
    .filter((ms) => ms + offsetAt(ms, zone) === wall)
    .sort((a, b) => a - b);
  const [first, second] = moments;
  if (first === undefined) {
    const utc = wall - (offsets[0] ?? 0);
    return { kind: 'gap', utc: fromMs(utc), shown: fromMs(utc + offsetAt(utc, zone)) };
  }
  if (second === undefined) return { kind: 'one', utc: fromMs(first) };
  return { kind: 'fold', utc: fromMs(first), later: fromMs(second) };
}

/** A datetime in ISO 8601 or with parts that Odoo refuses, and what it is in Odoo's form. */
export interface IsoTrap {
  /** "2026-01-02 01:04:05", in UTC */
  corrected: string;
  /** `none`: it names no time zone, so it was taken for UTC, as Odoo takes every datetime. */
  zone: 'none' | 'utc' | 'offset';
}

const iso =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?\s*$/i;

/** Recognises a datetime that a person would understand and Odoo does not: with T, Z, an offset, or parts of a second. */
export function isoTrap(text: string): IsoTrap | undefined {
  const found = iso.exec(text);
  if (!found || text.length > 60) return undefined;
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const parts = realDate({ year, month, day, hour, minute, second });
  if (!parts) return undefined;
  const zone = found[7];
  if (zone === undefined) return { corrected: writeDatetime(parts), zone: 'none' };
  if (/^(?:Z|UTC)$/i.test(zone)) return { corrected: writeDatetime(parts), zone: 'utc' };
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  const moved = fromMs(toMs(parts) - sign * minutes * 60_000);
  return { corrected: writeDatetime(moved), zone: 'offset' };
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. Whole seconds: some zones once had those. */
function offsetAt(ms: number, zone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = value;
  const { year, month, day, hour, minute, second, era } = parts;
  const shownYear = era === 'B' || era === 'BC' ? 1 - Number(year) : Number(year);
  const wall = toMs({
    year: shownYear,
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
  return wall - Math.floor(ms / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    // Without a break in 1582, as Python's datetime has it.
    calendar: 'gregory',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
function toMs(parts: DateParts): number {
  const date = new Date(0);
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  date.setUTCHours(parts.hour, parts.minute, parts.second);
  return date.getTime();
}

function fromMs(ms: number): DateParts {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** The parts where they make a day and a time that there is, of the years that Python knows. */
function realDate(parts: DateParts): DateParts | undefined {
  const same = fromMs(toMs(parts));
  const isReal = (Object.keys(parts) as (keyof DateParts)[]).every((key) => parts[key] === same[key]);
  return isReal && parts.year >= 1 && parts.year <= 9999 ? parts : undefined;
}

const two = (number: number): string => String(number).padStart(2, '0');

const format = '%Y-%m-%d %H:%M:%S';
const directives: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(1[0-2]|0[1-9]|[1-9])',
  d: '(3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])',
  H: '(2[0-3]|[0-1]\\d|\\d)',
  M: '([0-5]\\d|\\d)',
  S: '([0-5]\\d|\\d)',
};

/** The pattern that Python's strptime makes of the first `length` characters of the format; undefined where it refuses them. */
function patternFor(length: number): RegExp | undefined {
  if (length < 2) return undefined;
  const used = format.slice(0, length);
  if (used.endsWith('%')) return undefined;
  const source = used.replace(/%([YmdHMS])| /g, (_whole, directive: string | undefined) =>
    directive === undefined ? '\\s+' : (directives[directive] ?? ''),
  );
  return new RegExp(`^${source}$`);
}

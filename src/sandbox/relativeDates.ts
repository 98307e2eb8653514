import { valueError } from './errors';
import { repr } from './python';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A moment counted from now: in UTC, and whether it is a whole day. */
export interface RelativeMoment {
  at: Date;
  isDate: boolean;
}

/**
 * "today -1d", "now +3H", "=1d", "+monday" (Odoo 19, odoo/tools/date_utils.py parse_date). Weeks begin on Monday.
 * @throws PythonError ValueError for a term that is none
 */
export function readRelative(value: string, now = new Date()): RelativeMoment {
  const terms = value.split(/\s+/).filter((term) => term !== '');
  if (terms.length === 0) throw valueError('Empty date value');
  const isDate = terms[0] === 'today';
  const at = new Date(now);
  at.setUTCMilliseconds(0);
  if (isDate) at.setUTCHours(0, 0, 0);
  if (isDate || terms[0] === 'now') terms.shift();
  for (const term of terms) {
    const found = /^([+=-])(?:(\d+)([dwmyHMS])|(\w+))$/.exec(term);
    const [, operator = '', number, unit = '', day = ''] = found ?? [];
    const isDay = weekdays.includes(day) || day === 'week_start';
    const isWeekSet = operator === '=' && unit === 'w';
    if (found === null || isWeekSet || (number === undefined && !isDay)) {
      throw valueError(`Invalid term ${repr(term)} in expression date: ${repr(value)}`);
    }
    if (isDay) toWeekday(at, operator, Math.max(0, weekdays.indexOf(day)));
    else if (operator === '=') setUnit(at, Number(number), unit);
    else move(at, Number(`${operator}${number ?? ''}`), unit);
  }
  return { at, isDate };
}

function toWeekday(at: Date, operator: string, weekday: number): void {
  let offset = weekday - ((at.getUTCDay() + 6) % 7);
  if (operator === '+' && offset < 0) offset += 7;
  else if (operator === '-' && offset > 0) offset -= 7;
  else if (operator === '=') at.setUTCHours(0, 0, 0);
  at.setUTCDate(at.getUTCDate() + offset);
}

/** Sets a part of the moment, and what is smaller than it to its beginning. */
function setUnit(at: Date, number: number, unit: string): void {
  if (unit === 'y') at.setUTCFullYear(number);
  else if (unit === 'm') at.setUTCMonth(number - 1);
  else if (unit === 'd') at.setUTCDate(number);
  else if (unit === 'H') at.setUTCHours(number);
  else if (unit === 'M') at.setUTCMinutes(number);
  else at.setUTCSeconds(number);
  if ('ymd'.includes(unit)) at.setUTCHours(0, 0, 0);
  else if (unit === 'H') at.setUTCMinutes(0, 0);
  else if (unit === 'M') at.setUTCSeconds(0);
}

function move(at: Date, steps: number, unit: string): void {
  if (unit === 'y') at.setUTCFullYear(at.getUTCFullYear() + steps);
  else if (unit === 'm') at.setUTCMonth(at.getUTCMonth() + steps);
  else if (unit === 'w') at.setUTCDate(at.getUTCDate() + 7 * steps);
  else if (unit === 'd') at.setUTCDate(at.getUTCDate() + steps);
  else if (unit === 'H') at.setUTCHours(at.getUTCHours() + steps);
  else if (unit === 'M') at.setUTCMinutes(at.getUTCMinutes() + steps);
  else at.setUTCSeconds(at.getUTCSeconds() + steps);
}

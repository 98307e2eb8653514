import { dayWords, stepWords } from './relativeWords';
import { say } from './say';

export const relativeUnits = ['d', 'w', 'm', 'y', 'H', 'M', 'S'] as const;
export type RelativeUnit = (typeof relativeUnits)[number];

export const relativeDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'week_start',
] as const;
export type RelativeDay = (typeof relativeDays)[number];

/**
 * `add`: "-1d", the amount signed. `set`: "=1d"; from now, what is smaller goes to its beginning. `weekday`: "=monday" of this week, "+monday" the
 * next one or today, "-monday" the last one or today.
 */
export type RelativeStep =
  | { kind: 'add'; unit: RelativeUnit; amount: number }
  | { kind: 'set'; unit: Exclude<RelativeUnit, 'w'>; amount: number }
  | { kind: 'weekday'; direction: '+' | '-' | '='; day: RelativeDay };

/** A date reckoned from when the search runs. `start` is absent where the text begins with a step; Odoo then starts from now. */
export interface RelativeDate {
  start?: 'today' | 'now';
  steps: RelativeStep[];
}

/** The largest a part of a date can be set to; a day beyond the month's end is its last one. */
const largest: Record<Exclude<RelativeUnit, 'w'>, number> = {
  d: Infinity,
  m: 12,
  y: 9999,
  H: 23,
  M: 59,
  S: 59,
};

/**
 * Reads what Odoo 19 and later take for a date in a domain: `today` or `now` and steps such as -1d, =1m, +3H or =monday (Odoo 19,
 * odoo/tools/date_utils.py parse_date). Undefined for everything else, plain dates among it.
 */
export function parseRelativeDate(text: string): RelativeDate | undefined {
  const terms = text.split(/\s+/).filter(Boolean);
  const [first] = terms;
  if (first === undefined || /^\d+-/.test(text)) return undefined;
  const start = first === 'today' || first === 'now' ? first : undefined;
  const steps: RelativeStep[] = [];
  for (const term of start ? terms.slice(1) : terms) {
    const step = readStep(term);
    if (!step) return undefined;
    steps.push(step);
  }
  return { ...(start ? { start } : {}), steps };
}

function readStep(term: string): RelativeStep | undefined {
  const sign = term.charAt(0);
  if ((sign !== '+' && sign !== '-' && sign !== '=') || term.length < 3) return undefined;
  const day = relativeDays.find((name) => name === term.slice(1));
  if (day) return { kind: 'weekday', direction: sign, day };
  const unit = relativeUnits.find((letter) => letter === term.at(-1));
  const digits = sign === '=' ? /^\+?(\d[\d_]*)$/.exec(term.slice(1, -1))?.[1] : term.slice(1, -1);
  if (!unit || digits === undefined || !/^\d+(?:_\d+)*$/.test(digits)) return undefined;
  const amount = Number(digits.replaceAll('_', ''));
  if (amount > 99_999_999) return undefined;
  if (sign !== '=') return { kind: 'add', unit, amount: sign === '-' ? -amount : amount };
  if (unit === 'w' || amount > largest[unit]) return undefined;
  return { kind: 'set', unit, amount };
}

/** The text that parseRelativeDate reads back. */
export function printRelativeDate({ start, steps }: RelativeDate): string {
  const terms = steps.map((step) => {
    switch (step.kind) {
      case 'add':
        return `${step.amount < 0 ? '-' : '+'}${Math.abs(step.amount)}${step.unit}`;
      case 'set':
        return `=${step.amount}${step.unit}`;
      case 'weekday':
        return `${step.direction}${step.day}`;
    }
  });
  return [...(start ? [start] : []), ...terms].join(' ') || 'now';
}

/** A relative date in words: "today, 1 day earlier". */
export function describeRelativeDate({ start, steps }: RelativeDate): string {
  const from = start === 'today' ? say('today') : say('now');
  return steps.reduce((before, step) => stepWords(before, step), from);
}

/** Relative dates to choose from; the ones of a datetime begin and end where a day, week or month does, by the user's time zone. */
export function commonRelativeDates(type: 'date' | 'datetime'): { value: string; label: string }[] {
  const days: { value: string; label: string }[] = [
    { value: 'today', label: say('Today') },
    { value: 'today -1d', label: say('Yesterday') },
    { value: 'today +1d', label: say('Tomorrow') },
    { value: 'today -7d', label: say('7 days ago') },
    { value: 'today -30d', label: say('30 days ago') },
    { value: 'today +7d', label: say('In 7 days') },
    { value: 'today +30d', label: say('In 30 days') },
    { value: 'today =week_start', label: say('Start of this week') },
    { value: 'today =week_start -1w', label: say('Start of last week') },
    { value: 'today =week_start +1w', label: say('Start of next week') },
    { value: 'today =monday', label: say('{day} of this week', { day: dayWords('monday') }) },
    { value: 'today =1d', label: say('Start of this month') },
    { value: 'today =1d -1m', label: say('Start of last month') },
    { value: 'today =1d +1m', label: say('Start of next month') },
    { value: 'today =1d =1m', label: say('Start of this year') },
    { value: 'today =1d =1m -1y', label: say('Start of last year') },
    { value: 'today -1y', label: say('A year ago') },
  ];
  if (type === 'date') return days;
  return [
    { value: 'now', label: say('Now') },
    { value: 'now -1H', label: say('An hour ago') },
    { value: 'now -24H', label: say('24 hours ago') },
    { value: 'now +1H', label: say('In an hour') },
    ...days,
  ];
}

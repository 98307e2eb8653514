/**
 * Parts of dates that a path can name and records can be grouped by: "create_date.month_number" (Odoo 18 and 19, odoo/orm/utils.py
 * READ_GROUP_NUMBER_GRANULARITY). They take a date or moment as a record keeps it.
 */
export const dateParts: Readonly<Record<string, (text: string) => number>> = {
  year_number: (text) => Number(text.slice(0, 4)),
  quarter_number: (text) => Math.ceil(Number(text.slice(5, 7)) / 3),
  month_number: (text) => Number(text.slice(5, 7)),
  iso_week_number: isoWeek,
  day_of_year: (text) => (midnight(text) - Date.UTC(Number(text.slice(0, 4)), 0, 1)) / dayLength + 1,
  day_of_month: (text) => Number(text.slice(8, 10)),
  day_of_week: (text) => new Date(midnight(text)).getUTCDay(),
  hour_number: (text) => Number(text.slice(11, 13)),
  minute_number: (text) => Number(text.slice(14, 16)),
  second_number: (text) => Number(text.slice(17, 19)),
};

const dayLength = 86_400_000;

function midnight(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
}

/** The week of the year, which begins on Monday; the one with the first Thursday is 1. */
export function isoWeek(text: string): number {
  const at = midnight(text);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = at + (3 - weekday) * dayLength;
  const year = new Date(thursday).getUTCFullYear();
  return Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * dayLength)) + 1;
}

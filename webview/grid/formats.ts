/** Numbers, times and sizes as a person reads them, in the language of the page. */

const formats = new Map<string, Intl.NumberFormat>();

function format(fewest: number, most: number): Intl.NumberFormat {
  const key = `${fewest}-${most}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(undefined, { minimumFractionDigits: fewest, maximumFractionDigits: most });
    formats.set(key, known);
  }
  return known;
}

const mostDecimals = 6;

/** With grouping; `decimals` where they are fixed, else up to six. A number too small to be told from 0 that way is as it is. */
export function numberText(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (decimals !== undefined) {
    const digits = Math.min(20, Math.max(0, Math.trunc(decimals)));
    return format(digits, digits).format(value);
  }
  if (value !== 0 && Math.abs(value) < 10 ** -mostDecimals) return String(value);
  return format(0, mostDecimals).format(value);
}

const currencyDigits = new Map<string, number>();

/** How many decimals a currency has by its ISO code: 2 for EUR, 0 for JPY, and 2 for what is no code. */
export function decimalsOfCurrency(code: string | undefined): number {
  if (code === undefined || !/^[A-Z]{3}$/.test(code)) return 2;
  let digits = currencyDigits.get(code);
  if (digits === undefined) {
    const resolved = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions();
    digits = resolved.maximumFractionDigits ?? 2;
    currencyDigits.set(code, digits);
  }
  return digits;
}

const two = (value: number): string => String(value).padStart(2, '0');
const serverTime = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/**
 * A datetime of the server, "2026-11-10 09:41:09" in UTC (odoo/fields.py, Datetime), in the computer's own time zone and the same form. A text
 * that is no such datetime stays as it is. The browser's clock is asked, which is quick enough for each cell.
 */
export function localTimeText(text: string): string {
  const parts = serverTime.exec(text);
  if (!parts) return text;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part));
  const time = new Date(0);
  time.setUTCFullYear(year ?? 0, (month ?? 1) - 1, day ?? 1);
  time.setUTCHours(hour ?? 0, minute ?? 0, Number.isNaN(second) ? 0 : (second ?? 0));
  if (Number.isNaN(time.getTime())) return text;
  const date = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** The other way: a local time, "2026-11-10 10:41" or with seconds, as the server takes it. Undefined for what is no time. */
export function serverTimeText(local: string): string | undefined {
  const parts = serverTime.exec(local.trim());
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part));
  const time = new Date(0);
  time.setFullYear(year ?? 0, (month ?? 1) - 1, day ?? 1);
  time.setHours(hour ?? 0, minute ?? 0, Number.isNaN(second) ? 0 : (second ?? 0), 0);
  if (Number.isNaN(time.getTime())) return undefined;
  const date = `${String(time.getUTCFullYear()).padStart(4, '0')}-${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())}`;
  return `${date} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let size = bytes / 1000;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${format(0, 1).format(size)} ${units[unit] ?? ''}`;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
  '#39': "'",
};
/** More of an HTML value is not looked at for one line of text. */
const mostHtml = 4000;

/** The text of an HTML value on one line. It is never given to the browser as HTML. */
export function htmlText(html: string): string {
  return html
    .slice(0, mostHtml)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|apos|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

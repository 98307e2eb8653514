import type { Json, JsonObject } from '../model/json';
import { cellText, isEmpty, isNamed, selectionLabel } from './cellText';
import { isNumeric, type TableColumn } from './column';
import { fold } from './fold';

export interface ColumnFilter {
  /** Empty: the whole row. */
  column: string;
  /** As typed. */
  text: string;
}

type Keeps = (row: JsonObject) => boolean;

/**
 * What the filters keep, or undefined where none of them asks for anything. A filter's text is one of
 * - `draft`: found anywhere in the cell, without regard to case and accents; `"…"` for a text that begins with a sign,
 * - `!draft`: not found there,
 * - `=draft`, `!=draft`: the whole cell, or its label; a many2one's id or name,
 * - `>5`, `>=5`, `<5`, `<=2026-01-31`: numbers by size, dates by day where no time is typed, anything else as text,
 * - `empty`, `!empty`.
 * A filter over the whole row looks for its text only. Half a filter, a sign alone, keeps everything.
 */
export function rowFilter(
  columns: readonly TableColumn[],
  filters: readonly ColumnFilter[],
): Keeps | undefined {
  const all = filters.flatMap(({ column: name, text }): Keeps[] => {
    const typed = text.trim();
    if (typed === '') return [];
    if (name === '') return anywhere(columns, typed);
    const column = columns.find((each) => each.name === name);
    return column ? inColumn(column, typed) : [];
  });
  return all.length === 0 ? undefined : (row) => all.every((keeps) => keeps(row));
}

function anywhere(columns: readonly TableColumn[], typed: string): Keeps[] {
  const { not, text } = sought(typed);
  if (text === '') return [];
  const finders = columns.map((column) => ({ column, finds: finder(column, text) }));
  return [(row) => finders.some(({ column, finds }) => finds(row[column.name])) !== not];
}

function inColumn(column: TableColumn, typed: string): Keeps[] {
  const { name } = column;
  const word = typed.toLowerCase();
  if (word === 'empty') return [(row) => isEmpty(row[name], column)];
  if (word === '!empty') return [(row) => !isEmpty(row[name], column)];
  const compared = /^(>=|<=|!=|>|<|=)(.*)$/s.exec(typed);
  if (!compared) {
    const { not, text } = sought(typed);
    if (text === '') return [];
    const finds = finder(column, text);
    return [(row) => finds(row[name]) !== not];
  }
  const operand = (compared[2] ?? '').trim();
  if (operand === '') return [];
  switch (compared[1]) {
    case '=':
      return [same(column, operand)];
    case '!=': {
      const is = same(column, operand);
      return [(row) => !is(row)];
    }
    case '>':
      return [beside(column, operand, (order) => order > 0)];
    case '>=':
      return [beside(column, operand, (order) => order >= 0)];
    case '<':
      return [beside(column, operand, (order) => order < 0)];
    default:
      return [beside(column, operand, (order) => order <= 0)];
  }
}

function sought(typed: string): { not: boolean; text: string } {
  const not = typed.startsWith('!');
  const text = not ? typed.slice(1).trim() : typed;
  return { not, text: /^".*"$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text };
}

function finder(column: TableColumn, text: string): (value: Json | undefined) => boolean {
  const needle = fold(text);
  const number = isNumeric(column) ? numberIn(text) : undefined;
  // "4,213" is found where it is shown so.
  const digits = number === undefined ? undefined : String(number);
  return (value) => {
    if (typeof value === 'number' && digits !== undefined) return String(value).includes(digits);
    const shown = cellText(value, column);
    if (shown === '') return false;
    if (fold(shown).includes(needle)) return true;
    if (isNamed(value)) return String(value[0]) === needle;
    const label = selectionLabel(value, column);
    return label !== undefined && fold(label).includes(needle);
  };
}

function same(column: TableColumn, operand: string): Keeps {
  const whole = fold(operand);
  const number = numberIn(operand);
  return (row) => {
    const value = row[column.name];
    if (typeof value === 'number') return number !== undefined ? value === number : false;
    const shown = fold(cellText(value, column));
    if (shown === whole) return true;
    if (isDate(column)) return shown.startsWith(`${whole} `);
    if (isNamed(value)) return value[0] === number;
    const label = selectionLabel(value, column);
    return label !== undefined && fold(label) === whole;
  };
}

/** Keeps the cells whose order beside the operand is the one asked for; an empty cell is neither above nor below anything. */
function beside(column: TableColumn, operand: string, wanted: (order: number) => boolean): Keeps {
  const number = numberIn(operand);
  const text = fold(operand);
  return (row) => {
    const value = row[column.name];
    if (isEmpty(value, column)) return false;
    const own = Array.isArray(value) && !isNamed(value) ? value.length : value;
    if (typeof own === 'number') return number !== undefined && wanted(own - number);
    const shown = fold(cellText(value, column));
    // A day that is typed without a time means all of it.
    const compared = isDate(column) ? shown.slice(0, text.length) : shown;
    return wanted(compared < text ? -1 : compared > text ? 1 : 0);
  };
}

function isDate({ type }: TableColumn): boolean {
  return type === 'date' || type === 'datetime';
}

/** A number as people write it: "1204", "1,204.5", "1 204", "-3". */
function numberIn(text: string): number | undefined {
  const plain = /^-?\d{1,3}([, \u00a0\u202f]\d{3})+(\.\d+)?$/.test(text)
    ? text.replace(/[, \u00a0\u202f]/g, '')
    : text;
  const number = plain === '' ? Number.NaN : Number(plain);
  return Number.isNaN(number) ? undefined : number;
}

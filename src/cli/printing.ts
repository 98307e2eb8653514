import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { ExplainedProblem } from '../model/problem';
import { messageLines, remedyLines } from './remedies';
import { pad, printable, shortened, width } from './text';

const widestCell = 40;

/** A value for reading: records as a table, a list line by line, anything else as JSON. */
export function printValue(value: Json): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'No records.';
    if (value.every(isJsonObject)) return printTable(value);
    if (value.every(isScalar)) return value.map(printable).join('\n');
  }
  return typeof value === 'string' ? printable(value) : JSON.stringify(value, null, 2);
}

/** Records as a table: one column for each name that any of them has, in the order they first come. */
export function printTable(rows: readonly JsonObject[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => width(line[column] ?? ''))));
  const lines = cells.map((line) =>
    line
      .map((text, column) => pad(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((size) => '-'.repeat(size)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Odoo's `false` for "empty" is empty; a related record is its name. */
function cell(value: Json | undefined): string {
  if (value === undefined || value === null || value === false) return '';
  if (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'number' &&
    typeof value[1] === 'string'
  ) {
    return cell(value[1]);
  }
  return shortened(printable(isScalar(value) ? value : JSON.stringify(value)), widestCell);
}

type Scalar = string | number | boolean | null;

function isScalar(value: Json): value is Scalar {
  return typeof value !== 'object' || value === null;
}

/** A failure as a person reads it: why, what to do, what to tell an administrator, and what the server itself said. */
export function printProblem(problem: ExplainedProblem): string {
  const { title, sentence, evidence = [], message, documentation } = problem;
  const remedies = remedyLines(problem.remedies);
  const said = problem.server?.message.split('\n').find((one) => one.trim());
  return [
    ...(sentence === `${title}.` ? [] : [printable(title)]),
    printable(sentence),
    ...(evidence.length > 0 ? ['Why', ...evidence.map((line) => `  - ${printable(line)}`)] : []),
    ...(evidence.length > 0 && remedies.length > 0 ? ['What to do'] : []),
    ...remedies,
    ...(message ? ['Message for the administrator', ...messageLines(message)] : []),
    ...(documentation ? [`Documentation: ${printable(documentation)}`] : []),
    ...(said && !sentence.includes(said.trim())
      ? [`The server said: ${printable(said.trim()).slice(0, 500)}`]
      : []),
  ].join('\n');
}

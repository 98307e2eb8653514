import { authLabels, protocolLabels } from '../model/authMethod';
import { probeLabels, type Access, type Diagnosis, type Verdict } from '../model/diagnosis';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { ExplainedProblem, Remedy } from '../model/problem';

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
  const text = printable(isScalar(value) ? value : JSON.stringify(value));
  const signs = Array.from(text);
  return signs.length > widestCell ? `${signs.slice(0, widestCell - 1).join('')}…` : text;
}

type Scalar = string | number | boolean | null;

function isScalar(value: Json): value is Scalar {
  return typeof value !== 'object' || value === null;
}

/** Text without the characters that a terminal would take for commands. */
function printable(value: Scalar): string {
  return String(value)
    .replace(/\r\n?|\n/g, ' ')
    .replace(/\p{Cc}/gu, '\ufffd');
}

function width(text: string): number {
  return Array.from(text).length;
}

function pad(text: string, size: number): string {
  return text + ' '.repeat(Math.max(0, size - width(text)));
}

/** A failure as a person reads it, with what to do and what the server itself said. */
export function printProblem(problem: ExplainedProblem): string {
  const said = problem.server?.message.split('\n').find((one) => one.trim());
  return [
    problem.title,
    problem.sentence,
    ...remedyLines(problem.remedies),
    ...(said && !problem.sentence.includes(said.trim())
      ? [`The server said: ${printable(said.trim()).slice(0, 500)}`]
      : []),
  ].join('\n');
}

function remedyLines(remedies: readonly Remedy[]): string[] {
  // Settings of VS Code do nothing for a terminal.
  return remedies
    .filter((remedy) => remedy.action?.kind !== 'openSettings')
    .map((remedy) => {
      const how = inTerminal(remedy);
      const who = remedy.forAdministrator ? 'For an administrator: ' : '';
      return `  - ${who}${remedy.text}${how ? ` (${how})` : ''}`;
    });
}

/** How a remedy's button is pressed in a terminal. */
function inTerminal({ action }: Remedy): string {
  switch (action?.kind) {
    case 'useAddress':
      return `--url ${action.url}`;
    case 'useDatabase':
      return `--db ${action.database}`;
    case 'diagnose':
      return 'odoo-api diagnose';
    case 'openExternal':
      return action.url;
    case 'editConnection':
      switch (action.step) {
        case 'address':
          return '--url';
        case 'database':
          return '--db';
        case 'login':
          return '--login';
        case 'secret':
          return 'ODOO_PASSWORD or ODOO_API_KEY';
        case 'signIn':
          return '--auth, --protocol';
        case 'method':
        case 'trust':
          return '--settings FILE';
        case undefined:
          return '';
      }
      break;
    case 'openSettings':
    case undefined:
  }
  return '';
}

const verdictSigns: Record<Verdict, string> = {
  ok: 'passed',
  warning: 'warning',
  failed: 'FAILED',
  skipped: 'not run',
};
const accessWords: Record<Access['state'], string> = {
  works: 'works',
  refused: 'refused',
  unavailable: 'not available',
  untried: 'not tried',
};

/** A diagnosis as a person reads it: the verdict, why, what to do, then the checks. */
export function printDiagnosis(diagnosis: Diagnosis): string {
  const { cause } = diagnosis;
  const certainty = cause && cause.certainty !== 'certain' ? ` (${cause.certainty})` : '';
  const steps = diagnosis.steps.map(
    ({ probe, verdict, ms, detail }) =>
      `  ${pad(verdictSigns[verdict], 8)} ${pad(probeLabels[probe], 17)} ${detail}${verdict === 'skipped' ? '' : `, ${ms} ms`}`,
  );
  const access = diagnosis.access.map(
    ({ auth, protocol, state, reason }) =>
      `  ${pad(accessWords[state], 14)} ${pad(`${authLabels[auth]} over ${protocolLabels[protocol]}`, 23)} ${reason}`,
  );
  return [
    cause ? `${cause.title}${certainty}\n${cause.sentence}` : 'Everything works.',
    ...section(
      'Why',
      diagnosis.evidence.map((sentence) => `  - ${sentence}`),
    ),
    ...section('What to do', remedyLines(diagnosis.remedies)),
    ...section('Checks', steps),
    ...section('Which API accepts what', access),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines] : [];
}

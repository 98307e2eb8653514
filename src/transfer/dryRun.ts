import Papa from 'papaparse';
import type { BulkPlan, CellProblem } from '../model/bulk';
import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import { OdooError } from '../odoo/error';
import { loadable, loadContext, readLoaded } from './loadShape';
import type { PlanPort } from './plan/port';
import type { PreparedRow } from './plan/prepare';

/** How many rows are tried out: it is one transaction on the server, and its sequences count on. */
export const triedRows = 500;

/**
 * Has the server write the first rows and take it all back, through Odoo's own import: base_import.import's `do` (Odoo 14,
 * addons/base_import/models/base_import.py), `execute_import` from 15 on. What it is told of is emptied afterwards; the empty
 * wizard goes with Odoo's next clean-up, since nobody may delete it. Every internal user may use it who may write the records.
 * @throws OdooError bulk.noDryRun
 */
export async function dryRun(
  rows: readonly PreparedRow[],
  plan: BulkPlan,
  fields: readonly FieldInfo[],
  port: PlanPort,
  signal?: AbortSignal,
): Promise<{ rows: number; problems: CellProblem[] }> {
  if (plan.action === 'delete') throw new OdooError('bulk.noDryRun', { reason: 'delete' });
  const tried = rows.filter(({ values }) => Object.keys(values).length > 0).slice(0, triedRows);
  const problems: CellProblem[] = [];
  for (const group of alike(tried)) problems.push(...(await tryGroup(group, plan, fields, port, signal)));
  problems.sort((a, b) => a.row - b.row);
  return { rows: tried.length, problems };
}

/** An empty cell of an import empties the field, so only rows that fill the same fields go together. */
function alike(rows: readonly PreparedRow[]): PreparedRow[][] {
  const groups = new Map<string, PreparedRow[]>();
  for (const row of rows) {
    const key = [row.external === undefined, ...Object.keys(row.values)].join();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

async function tryGroup(
  rows: PreparedRow[],
  plan: BulkPlan,
  fields: readonly FieldInfo[],
  port: PlanPort,
  signal?: AbortSignal,
): Promise<CellProblem[]> {
  const shaped = loadable(rows, fields);
  if (!shaped) throw new OdooError('bulk.noDryRun', { reason: 'link' });
  const context = loadContext(plan.context);
  const file = Papa.unparse(shaped.rows, { newline: '\n' });
  const wizard = await made(
    port,
    { res_model: plan.model, file_name: 'rows.csv', file_type: 'text/csv', file },
    context,
    signal,
  );
  try {
    const answer = await execute(port, wizard, shaped.fields, context, signal);
    return problemsOf(answer, rows);
  } finally {
    await port
      .run(
        { operation: 'update', model: 'base_import.import', ids: [wizard], values: { file: false }, context },
        signal,
      )
      .catch(() => undefined);
  }
}

async function made(
  port: PlanPort,
  values: Record<string, string>,
  context: Record<string, Json>,
  signal?: AbortSignal,
): Promise<number> {
  try {
    // A binary field keeps a text as its UTF-8 bytes, and this one is read as raw bytes (odoo/fields.py, Binary.convert_to_column).
    const id = await port.run({ operation: 'create', model: 'base_import.import', values, context }, signal);
    if (typeof id === 'number') return id;
  } catch (error) {
    throw noDryRun(error);
  }
  throw new OdooError('bulk.noDryRun');
}

const options = {
  // 14 says `headers`, later versions `has_headers`.
  headers: false,
  has_headers: false,
  encoding: 'utf-8',
  separator: ',',
  quoting: '"',
  date_format: '%Y-%m-%d',
  datetime_format: '%Y-%m-%d %H:%M:%S',
  float_thousand_separator: ',',
  float_decimal_separator: '.',
  advanced: true,
  keep_matches: false,
  skip: 0,
  name_create_enabled_fields: {},
  import_set_empty_fields: [],
  import_skip_records: [],
  fallback_values: {},
};

async function execute(
  port: PlanPort,
  wizard: number,
  fields: Json[],
  context: Record<string, Json>,
  signal?: AbortSignal,
): Promise<Json> {
  // By position over RPC, by name over JSON-2: the names are the same in every version but the records'.
  const call = (method: string): Promise<Json> =>
    port.run(
      {
        operation: 'call',
        model: 'base_import.import',
        method,
        args: [[wizard]],
        kwargs: { fields, columns: fields.map(() => false), options, dryrun: true },
        context,
      },
      signal,
    );
  try {
    return await call('execute_import');
  } catch (error) {
    if (!(error instanceof OdooError) || !isUnknownMethod(error)) throw error;
  }
  return call('do');
}

function isUnknownMethod({ code, server }: OdooError): boolean {
  return (
    code === 'server.unknownMethod' ||
    code === 'server.hiddenReason' ||
    /execute_import/.test(server?.message ?? '')
  );
}

function problemsOf(answer: Json, rows: readonly PreparedRow[]): CellProblem[] {
  const { ids, messages } = readLoaded(answer);
  if (ids) return [];
  return messages.flatMap(({ first, last, field, text }): CellProblem[] => {
    const about = first === undefined ? rows.slice(0, 1) : rows.slice(first, (last ?? first) + 1);
    const column = field === undefined ? {} : { column: field };
    return about.map(({ row }) => ({ row, ...column, message: text }));
  });
}

function noDryRun(error: unknown): unknown {
  if (!(error instanceof OdooError)) return error;
  if (error.code === 'server.unknownModel')
    return new OdooError('bulk.noDryRun', { reason: 'module' }, { cause: error });
  if (error.code === 'server.accessRights')
    return new OdooError('bulk.noDryRun', { reason: 'rights' }, { cause: error });
  return error;
}

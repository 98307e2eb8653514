import * as vscode from 'vscode';
import type { Exported, ExportFormat, resultApi } from '../../../contract/request/resultApi';
import type { Handlers } from '../../../contract/rpc';
import { isOrm, subjectOf, type RequestSpec } from '../../../model/requestSpec';
import type { FieldInfo } from '../../../model/schemaInfo';
import { OdooError } from '../../../odoo/error';
import {
  exportRecords,
  exportRows,
  type ExportJob,
  type ExportPort,
  type ExportQuery,
} from '../../../transfer/exportRecords';
import type { ExportColumn } from '../../../transfer/write/format';
import type { PanelContext } from './panelContext';
import { askPlace, placeWords, writeTo } from './savePlace';
import { atMostEvery } from './throttle';

type ExportHandlers = Pick<Handlers<typeof resultApi>, 'export' | 'openExport'>;

const kinds: Record<ExportFormat, { label: string; extension: string }> = {
  csv: { label: 'CSV', extension: 'csv' },
  xlsx: { label: 'Excel workbook', extension: 'xlsx' },
  json: { label: 'JSON', extension: 'json' },
  jsonl: { label: 'JSON Lines', extension: 'jsonl' },
  xml: { label: 'Odoo XML data', extension: 'xml' },
};

/** Files that an editor still shows well, in bytes. */
const mostShown = 20_000_000;
/** Milliseconds between two messages about how far it is. */
const pace = 100;

/** Writes the records of an answer to a file, and shows it. */
export function exportHandlers({ ports, results, push }: PanelContext): ExportHandlers {
  /** What this builder has written, by how it was told. */
  const written = new Map<string, { place: vscode.Uri; bytes: number; format: ExportFormat }>();

  async function write(
    asked: { resultId: number; format: ExportFormat; columns: string[]; scope: 'loaded' | 'all' },
    signal: AbortSignal,
  ): Promise<Exported | undefined> {
    const { resultId, format, scope } = asked;
    const { connection, spec, signIn, summary } = results.origin(resultId);
    const rows = scope === 'loaded' ? results.loadedRows(resultId) : undefined;
    const query = rows ? undefined : queryOf(spec);
    const model = summary.groups || !isOrm(spec) ? undefined : spec.model;
    const fields =
      model === undefined ? undefined : await fieldsFor(format, () => ports.schema.fields(connection, model));
    if (format === 'xml' && (!model || rows?.some(({ id }) => typeof id !== 'number'))) {
      throw new OdooError('export.notPossible', { reason: 'noRecords' });
    }
    const place = await askPlace('Export', subjectOf(spec), kinds[format]);
    if (!place) return undefined;
    const known = new Map(summary.columns.map((column) => [column.name, column]));
    const columns = asked.columns.map((name): ExportColumn => known.get(name) ?? { name, label: name });
    const port: ExportPort = {
      run: async (question, until) =>
        (
          await ports.client.run(connection, question, {
            signal: until ?? signal,
            ...(signIn ? { signIn } : {}),
          })
        ).value,
    };
    const told = atMostEvery(pace, (done: number, of: number) => push('exporting', { resultId, done, of }));
    const options = { signal, progress: told.call };
    try {
      const result = await writeTo(place, (file) => {
        const job: ExportJob = {
          format,
          columns,
          file,
          ...(model ? { model } : {}),
          ...(fields ? { fields } : {}),
        };
        if (rows) return exportRows(job, rows, port, options);
        return exportRecords(
          { ...job, model: model ?? '', fields: fields ?? [] },
          query ?? {},
          port,
          options,
        );
      });
      const name = placeWords(place);
      written.set(name, { place, bytes: result.bytes, format });
      const { records, bytes, remarks } = result;
      return { file: name, records, bytes, ...(remarks.length > 0 ? { remarks } : {}) };
    } catch (error) {
      ports.log.failure(`${connection.name}: export of ${subjectOf(spec)}`, error);
      throw error;
    } finally {
      told.end();
    }
  }

  async function show(file: string): Promise<void> {
    const known = written.get(file);
    if (!known) throw new OdooError('bulk.outdated', { part: 'file' });
    if (known.format !== 'xlsx' && known.bytes <= mostShown) {
      await vscode.commands.executeCommand('vscode.open', known.place);
    } else await vscode.commands.executeCommand('revealFileInOS', known.place);
  }

  return {
    export: write,
    openExport: ({ file }) => show(file),
  };
}

/** Which records the request is about, whatever part of them it asked for. */
function queryOf(spec: RequestSpec): ExportQuery {
  if (spec.operation !== 'searchRead' && spec.operation !== 'search') {
    throw new OdooError('export.notPossible', { reason: 'loadedOnly' });
  }
  const { domain, order, context } = spec;
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(order ? { order } : {}),
    ...(context ? { context } : {}),
  };
}

/** Only a data file cannot be written without knowing the fields. */
function fieldsFor(format: ExportFormat, read: () => Promise<FieldInfo[]>): Promise<FieldInfo[]> {
  return format === 'xml' ? read() : Promise.resolve([]);
}

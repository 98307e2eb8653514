import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { BulkTable } from '../../../contract/request/bulkApi';
import { OdooError } from '../../../odoo/error';
import { readPasted, readTable } from '../../../transfer/read/readTable';
import { isBlank, maxFileBytes, shown, type Table } from '../../../transfer/table';

interface Kept {
  name: string;
  table: Table;
}

/** Cells of a column that the page shows. */
const samples = 5;
/** Tables that are kept: each can be large, and only the last ones are still wanted. */
const most = 3;

/** The tables that one builder has read. They stay on the host. */
export class BulkTables {
  readonly #kept = new Map<number, Kept>();
  #lastId = 0;

  /** Asks for a file; undefined when the person gave up. @throws OdooError bulk.unreadable, bulk.empty */
  async fromFile(): Promise<BulkTable | undefined> {
    const [place] =
      (await vscode.window.showOpenDialog({
        title: 'Rows to write',
        canSelectMany: false,
        filters: {
          'Tables (CSV, XLSX, JSON)': ['csv', 'tsv', 'txt', 'xlsx', 'json', 'jsonl', 'ndjson'],
          'All files': ['*'],
        },
      })) ?? [];
    if (!place) return undefined;
    const name = basename(place.path);
    return this.keep(name, await readTable(name, await bytesOf(place, name)));
  }

  fromText(text: string): BulkTable {
    return this.keep('Pasted rows', readPasted(text));
  }

  keep(name: string, table: Table): BulkTable {
    const tableId = ++this.#lastId;
    this.#kept.set(tableId, { name, table });
    for (const old of this.#kept.keys()) if (this.#kept.size > most) this.#kept.delete(old);
    return {
      tableId,
      name,
      columns: table.columns.map((column, index) => ({ name: column, samples: samplesOf(table, index) })),
      rowCount: table.rows.length,
      remarks: table.remarks,
    };
  }

  /** @throws OdooError bulk.outdated when it is no longer kept */
  get(tableId: number): Kept {
    const kept = this.#kept.get(tableId);
    if (!kept) throw new OdooError('bulk.outdated', { part: 'table' });
    return kept;
  }
}

/** The first cells of a column that hold something, among the first rows. */
export function samplesOf({ rows }: Table, index: number): string[] {
  return rows
    .slice(0, 200)
    .map((row) => row[index])
    .filter((cell) => !isBlank(cell))
    .slice(0, samples)
    .map((cell) => shown(cell));
}

async function bytesOf(place: vscode.Uri, name: string): Promise<Uint8Array> {
  try {
    const { size } =
      place.scheme === 'file' ? await stat(place.fsPath) : await vscode.workspace.fs.stat(place);
    if (size > maxFileBytes) throw new OdooError('bulk.unreadable', { reason: 'size', file: name });
    return place.scheme === 'file' ? await readFile(place.fsPath) : await vscode.workspace.fs.readFile(place);
  } catch (error) {
    if (error instanceof OdooError) throw error;
    throw new OdooError('bulk.unreadable', { reason: 'file', file: name }, { cause: error });
  }
}

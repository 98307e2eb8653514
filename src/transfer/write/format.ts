import type { JsonObject } from '../../model/json';
import type { TableColumn } from '../../table/column';

/** A column that is exported. */
export interface ExportColumn extends TableColumn {
  label: string;
  /** The related model of a many2one or x2many. */
  relation?: string;
}

/** Takes a piece of the file; done when more may come. */
export type Put = (piece: string | Uint8Array) => Promise<void>;

/** Writes records in one format, piece by piece: nothing of what was written is kept. */
export interface FormatWriter {
  begin: (put: Put) => Promise<void>;
  write: (records: readonly JsonObject[], put: Put) => Promise<void>;
  end: (put: Put) => Promise<void>;
  /** What the person should know about what was written, in whole sentences. */
  remarks: () => string[];
}

import type { Json, JsonObject } from '../../model/json';
import type { ExportColumn, FormatWriter } from './format';

/** One list of objects, values as the server sent them. */
export function jsonWriter(columns: readonly ExportColumn[]): FormatWriter {
  let first = true;
  return {
    begin: (put) => put('['),
    async write(records, put) {
      if (records.length === 0) return;
      const text = records.map((record) => JSON.stringify(picked(record, columns))).join(',\n');
      await put(`${first ? '\n' : ',\n'}${text}`);
      first = false;
    },
    end: (put) => put('\n]\n'),
    remarks: () => [],
  };
}

/** One object a line, values as the server sent them. */
export function jsonLinesWriter(columns: readonly ExportColumn[]): FormatWriter {
  return {
    begin: () => Promise.resolve(),
    write: (records, put) =>
      put(records.map((record) => `${JSON.stringify(picked(record, columns))}\n`).join('')),
    end: () => Promise.resolve(),
    remarks: () => [],
  };
}

/** Built from entries, so that a field called __proto__ is one like any other. */
function picked(record: JsonObject, columns: readonly ExportColumn[]): JsonObject {
  return Object.fromEntries(columns.map(({ name }): [string, Json] => [name, record[name] ?? null]));
}

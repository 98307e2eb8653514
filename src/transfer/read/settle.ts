import type { Json } from '../../model/json';
import { OdooError } from '../../odoo/error';
import { isBlank, maxColumns, maxRows, shown, type Table } from '../table';

/**
 * Makes a table of rows whose first holds the columns' names: names are completed and made different, empty rows left out, short rows
 * filled up and what stands beyond the last column dropped, each with a remark.
 * @throws OdooError bulk.empty, bulk.unreadable
 */
export function settle(raw: readonly (readonly Json[])[], remarks: readonly string[] = []): Table {
  // What follows the last row that holds something is the end of the file.
  const end = raw.findLastIndex(hasCells) + 1;
  const [head, ...body] = raw.slice(0, end).filter(hasCells);
  if (!head) throw new OdooError('bulk.empty');
  if (body.length === 0) throw new OdooError('bulk.empty', { part: 'rows' });
  if (body.length > maxRows) throw new OdooError('bulk.unreadable', { reason: 'rows', most: maxRows });
  const said = [...remarks];
  const width = widthOf(head, body);
  if (width > maxColumns) throw new OdooError('bulk.unreadable', { reason: 'columns', most: maxColumns });
  const columns = columnNames(head, width, said);
  let short = 0;
  let firstShort = 0;
  const rows = body.map((row, index) => {
    if (row.length === width) return [...row];
    if (row.length < head.length) {
      short++;
      firstShort ||= index + 1;
    }
    return Array.from({ length: width }, (_, at) => row[at] ?? null);
  });
  if (short > 0) {
    said.push(
      short === 1
        ? `Row ${firstShort} has fewer cells than there are columns; the missing ones count as empty.`
        : `${short} rows have fewer cells than there are columns (the first is row ${firstShort}); the missing ones count as empty.`,
    );
  }
  const empty = end - body.length - 1;
  if (empty > 0)
    said.push(
      empty === 1
        ? 'One empty row was left out; rows are counted without it.'
        : `${empty} empty rows were left out; rows are counted without them.`,
    );
  return { columns, rows, remarks: said };
}

function hasCells(row: readonly Json[]): boolean {
  return row.some((cell) => !isBlank(cell));
}

/** As far as any row holds something. */
function widthOf(head: readonly Json[], body: readonly (readonly Json[])[]): number {
  let width = filled(head);
  for (const row of body) if (row.length > width) width = Math.max(width, filled(row));
  return width;
}

function filled(row: readonly Json[]): number {
  let width = row.length;
  while (width > 0 && isBlank(row[width - 1])) width--;
  return width;
}

function columnNames(head: readonly Json[], width: number, remarks: string[]): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const written = shown(head[index] ?? null, 200).trim();
    const wanted = written || `Column ${index + 1}`;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
    taken.add(name);
    if (!written) remarks.push(`Column ${index + 1} has no name and is called “${name}” here.`);
    else if (name !== wanted) {
      remarks.push(
        `There is more than one column called “${wanted}”; column ${index + 1} is called “${name}” here.`,
      );
    }
    return name;
  });
}

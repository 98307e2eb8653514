/** What is known of a table's column: as much of contract/request/resultApi.ts's Column as values are read by. */
export interface TableColumn {
  /** A field's name, or a path: "country_id.code". */
  name: string;
  /** Odoo's field type where the schema knows it. */
  type?: string;
  selection?: [string, string][];
}

const numeric = new Set(['integer', 'float', 'monetary', 'many2one_reference']);

export function isNumeric(column: TableColumn): boolean {
  return column.name === 'id' || (column.type !== undefined && numeric.has(column.type));
}

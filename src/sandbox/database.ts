import type { Cell, Field, Row } from './fields';
import type { Model } from './model';
import type { SandboxVersion } from './version';

/** The records of one database, in memory. Knows what fields hold, not who may see them. */
export class Database {
  readonly #tables = new Map<string, Map<number, Row>>();
  readonly #nextIds = new Map<string, number>();

  constructor(
    readonly name: string,
    readonly models: ReadonlyMap<string, Model>,
    readonly version: SandboxVersion = '19',
  ) {
    for (const model of models.keys()) this.#tables.set(model, new Map());
  }

  rows(model: string): Row[] {
    return [...this.#table(model).values()];
  }

  row(model: string, id: unknown): Row | undefined {
    return typeof id === 'number' ? this.#table(model).get(id) : undefined;
  }

  /** The records whose many2one points to a record. */
  related(model: string, inverse: string, id: number): Row[] {
    return this.rows(model).filter((row) => row[inverse] === id);
  }

  /** What a field holds: kept, computed, looked up through a relation, or found by its inverse. */
  cell(modelName: string, row: Row, fieldName: string): Cell {
    const field = this.models.get(modelName)?.fields.get(fieldName);
    if (field?.compute !== undefined) return field.compute(row, this);
    if (field?.related !== undefined) return this.#throughRelation(modelName, row, field.related);
    if (field?.type === 'one2many' && field.relation !== undefined && field.inverse !== undefined) {
      return this.related(field.relation, field.inverse, row.id).map((other) => other.id);
    }
    return row[fieldName] ?? false;
  }

  displayName(modelName: string, row: Row): string {
    return this.models.get(modelName)?.displayName(row, this) ?? '';
  }

  /** The id the next record of a model gets. */
  nextId(model: string): number {
    return this.#nextIds.get(model) ?? 1;
  }

  /** Adds a record; fields without a value get their constant default, or are empty. */
  insert(modelName: string, cells: Record<string, Cell>): number {
    const id = this.nextId(modelName);
    this.#nextIds.set(modelName, id + 1);
    const row: Record<string, Cell> = {};
    for (const field of this.models.get(modelName)?.fields.values() ?? []) {
      if (isColumn(field)) row[field.name] = cells[field.name] ?? blank(field);
    }
    this.put(modelName, { ...row, id });
    return id;
  }

  put(model: string, row: Row): void {
    this.#table(model).set(row.id, row);
  }

  remove(model: string, id: number): void {
    this.#table(model).delete(id);
  }

  /** Whether a record is its own ancestor. */
  isRecursive(modelName: string, row: Row): boolean {
    const parent = this.models.get(modelName)?.parent;
    const seen = new Set<number>();
    for (let at: Row | undefined = row; at !== undefined; at = this.row(modelName, at[parent ?? ''])) {
      if (seen.has(at.id)) return true;
      seen.add(at.id);
    }
    return false;
  }

  /** Runs a change that is undone whole where it throws. */
  transaction<T>(change: () => T): T {
    const before = new Map([...this.#tables].map(([model, table]) => [model, new Map(table)]));
    try {
      return change();
    } catch (error) {
      for (const [model, table] of before) this.#tables.set(model, table);
      throw error;
    }
  }

  #table(model: string): Map<number, Row> {
    const table = this.#tables.get(model);
    if (table === undefined) throw new Error(`The sandbox has no table ${model}.`);
    return table;
  }

  #throughRelation(modelName: string, row: Row, [through, name]: [string, string]): Cell {
    const relation = this.models.get(modelName)?.fields.get(through)?.relation;
    if (relation === undefined) return false;
    const other = this.row(relation, row[through]);
    return other === undefined ? false : this.cell(relation, other, name);
  }
}

export function isColumn(field: Field): boolean {
  const elsewhere = field.compute !== undefined || field.related !== undefined || field.type === 'one2many';
  return !elsewhere && field.name !== 'id';
}

function blank(field: Field): Cell {
  if (field.default !== undefined && typeof field.default !== 'function') return field.default;
  switch (field.type) {
    case 'integer':
    case 'float':
    case 'monetary':
      return 0;
    case 'many2many':
    case 'one2many':
      return [];
    case 'char':
    case 'text':
    case 'html':
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'selection':
    case 'many2one':
      return false;
  }
}

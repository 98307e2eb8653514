import type { Cell, Field, Row } from './fields';
import type { Model } from './model';
import type { SandboxVersion } from './version';

/** The records of one database, in memory. Knows what fields hold, not who may see them. */
export class Database {
  readonly #tables = new Map<string, Map<number, Row>>();
  readonly #nextIds = new Map<string, number>();
  /** For each many2one once asked for: the records that point to each id. Kept up to date with every change. */
  readonly #inverses = new Map<string, Map<string, Map<number, Row[]>>>();
  /** What undoes the changes of the transaction under way, oldest first. */
  #undo: (() => void)[] | undefined;

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
    const ofModel = this.#inverses.get(model) ?? new Map<string, Map<number, Row[]>>();
    this.#inverses.set(model, ofModel);
    const index = ofModel.get(inverse) ?? this.#pointing(model, inverse);
    ofModel.set(inverse, index);
    return [...(index.get(id) ?? [])];
  }

  #pointing(model: string, inverse: string): Map<number, Row[]> {
    const index = new Map<number, Row[]>();
    for (const row of this.#table(model).values()) {
      const to = row[inverse];
      if (typeof to !== 'number') continue;
      const found = index.get(to);
      if (found === undefined) index.set(to, [row]);
      else found.push(row);
    }
    return index;
  }

  /** What a field holds: kept, computed, looked up through a relation, or found by its inverse. */
  cell(modelName: string, row: Row, fieldName: string): Cell {
    const field = this.models.get(modelName)?.fields.get(fieldName);
    if (field?.compute !== undefined) return field.compute(row, this);
    if (field?.related !== undefined) return this.#throughRelation(modelName, row, field.related);
    if (field?.type === 'one2many' && field.relation !== undefined && field.inverse !== undefined) {
      const lines = this.related(field.relation, field.inverse, row.id);
      return (field.only === undefined ? lines : lines.filter(field.only)).map((other) => other.id);
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
    const table = this.#table(model);
    const before = table.get(row.id);
    this.#remember(model, row.id, before);
    table.set(row.id, row);
    this.#point(model, before, row);
  }

  remove(model: string, id: number): void {
    const table = this.#table(model);
    const before = table.get(id);
    this.#remember(model, id, before);
    table.delete(id);
    this.#point(model, before, undefined);
  }

  /** Brings the indexes of a model up to date with one record's change. */
  #point(model: string, before: Row | undefined, after: Row | undefined): void {
    for (const [inverse, index] of this.#inverses.get(model) ?? []) {
      const [from, to] = [before?.[inverse], after?.[inverse]];
      if (before !== undefined && typeof from === 'number') {
        index.set(
          from,
          (index.get(from) ?? []).filter((row) => row.id !== before.id),
        );
      }
      if (after === undefined || typeof to !== 'number') continue;
      const rows = index.get(to) ?? [];
      const isLast = (rows.at(-1)?.id ?? 0) < after.id;
      rows.push(after);
      index.set(to, isLast ? rows : rows.sort((a, b) => a.id - b.id));
    }
  }

  #remember(model: string, id: number, before: Row | undefined): void {
    this.#undo?.push(() => (before === undefined ? this.remove(model, id) : this.put(model, before)));
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

  /** Runs a change that is undone whole where it throws. One inside another is part of it. */
  transaction<T>(change: () => T): T {
    if (this.#undo !== undefined) return change();
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      return change();
    } catch (error) {
      this.#undo = undefined;
      for (const step of undo.reverse()) step();
      throw error;
    } finally {
      this.#undo = undefined;
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
    case 'many2one_reference':
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
    case 'binary':
    case 'reference':
      return false;
  }
}

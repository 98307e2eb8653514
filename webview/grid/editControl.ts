import { signal } from '@preact/signals';
import type { Column } from '../../src/contract/request/resultApi';
import type { Json, JsonObject } from '../../src/model/json';
import { isEmpty } from '../../src/table/cellText';
import { valueAt } from './cell';
import { editorOf, editorText, mayBeCut, sameValue, typedValue, type EditorKind } from './editing';
import type { GridControl } from './gridControl';
import type { Cell } from './selection';
import { notTaken, words } from './words';

/** The cell that is being edited. */
export interface OpenEditor {
  row: number;
  rowId: string;
  column: Column;
  kind: EditorKind;
  /** What the field starts with, and whether it is chosen as a whole so that typing replaces it. */
  text: string;
  replace: boolean;
  /** What the server gave. */
  original: Json | undefined;
}

/** Values typed into the grid. They belong to the owner, by the row's id, and outlast scrolling, sorting and filtering. */
export class EditControl {
  readonly #grid: GridControl;
  readonly open = signal<OpenEditor | undefined>(undefined);

  constructor(grid: GridControl) {
    this.#grid = grid;
  }

  changesOf(record: JsonObject): Readonly<Record<string, Json>> | undefined {
    const id = idOf(record);
    return id === undefined ? undefined : this.#grid.props.edits?.get(id);
  }

  isChanged(row: number, column: string): boolean {
    const record = this.#grid.record(row);
    const changes = record && this.changesOf(record);
    return changes !== undefined && Object.hasOwn(changes, column);
  }

  canEdit(row: number, column: Column): boolean {
    const record = this.#grid.record(row);
    return (
      this.#grid.props.onEdit !== undefined &&
      column.editable === true &&
      record !== undefined &&
      idOf(record) !== undefined &&
      editorOf(column, this.#grid.value(row, column)) !== undefined &&
      (column.type !== 'many2one' || this.#grid.props.searchRecords !== undefined)
    );
  }

  canEmpty(row: number, column: Column): boolean {
    if (!this.canEdit(row, column) || column.type === 'boolean') return false;
    return !isEmpty(this.#grid.value(row, column), column);
  }

  /** Opens the editor of a cell; a boolean is turned over at once. `typed`: what replaces the value. */
  async start({ row, column: index }: Cell, typed?: string): Promise<void> {
    const column = this.#grid.columns[index];
    const record = this.#grid.record(row);
    if (!column || !record) return;
    const rowId = idOf(record);
    const shown = this.#grid.value(row, column);
    const kind = editorOf(column, shown);
    if (rowId === undefined || kind === undefined || !this.canEdit(row, column)) {
      this.#grid.props.onSay(this.#grid.props.onEdit && rowId === undefined ? words.noId : words.notEditable);
      return;
    }
    let original = valueAt(record, column.name);
    if (kind === 'boolean') {
      this.#put(rowId, column, shown !== true, original);
      return;
    }
    let value = shown;
    if (mayBeCut(original)) {
      const whole = await this.#whole(row, column.name);
      if (whole === undefined) return;
      if (!this.isChanged(row, column.name)) value = whole;
      original = whole;
    }
    const takesTyped = typed !== undefined && ['line', 'text', 'integer', 'number', 'record'].includes(kind);
    this.open.value = {
      ...{ row, rowId, column, kind, original },
      text: takesTyped ? typed : editorText(kind, value, column),
      replace: !takesTyped,
    };
  }

  /** Takes what was typed; what is wrong with it stays in the editor. Whether it was taken. */
  commit(text: string): { wrong: string } | undefined {
    const editor = this.open.value;
    if (!editor) return undefined;
    if (text === editor.text && editor.replace) {
      this.open.value = undefined;
      return undefined;
    }
    const typed = typedValue(editor.kind, text);
    if ('wrong' in typed) return typed;
    this.commitValue(typed.value);
    return undefined;
  }

  commitValue(value: Json): void {
    const editor = this.open.value;
    if (!editor) return;
    this.open.value = undefined;
    this.#put(editor.rowId, editor.column, value, editor.original);
  }

  /** The focus went elsewhere: what can be taken is taken, and of the rest it is said that it was not. */
  leave(text: string): void {
    const wrong = this.commit(text)?.wrong;
    if (wrong === undefined) return;
    this.open.value = undefined;
    this.#grid.props.onSay(notTaken(text, wrong));
  }

  cancel(): void {
    this.open.value = undefined;
  }

  setEmpty(row: number, column: Column): void {
    const record = this.#grid.record(row);
    const id = record && idOf(record);
    if (id === undefined || !this.canEmpty(row, column)) return;
    this.#put(id, column, false, valueAt(record ?? {}, column.name));
  }

  revert(row: number, column: Column): void {
    const record = this.#grid.record(row);
    const id = record && idOf(record);
    if (id !== undefined && this.isChanged(row, column.name)) {
      this.#grid.props.onEdit?.(id, column.name, undefined);
    }
  }

  /** What is typed back to what the server has is no change any more. */
  #put(rowId: string, column: Column, value: Json, original: Json | undefined): void {
    this.#grid.props.onEdit?.(rowId, column.name, sameValue(value, original) ? undefined : value);
  }

  /** The value as the server gave it, where the slice has cut it. */
  async #whole(row: number, column: string): Promise<Json | undefined> {
    try {
      const record = await this.#grid.props.readRow?.(row);
      const value = record && valueAt(record, column);
      if (value !== undefined) return value;
    } catch {
      // Said below: without the whole value, saving would cut it on the server too.
    }
    this.#grid.props.onSay(words.cannotRead);
    return undefined;
  }
}

/** What a row's changes are kept under. Rows without an id cannot be changed. */
function idOf(record: JsonObject): string | undefined {
  const id = valueAt(record, 'id');
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

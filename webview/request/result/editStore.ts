import { computed, signal } from '@preact/signals';
import type { Json, JsonObject } from '../../../src/model/json';
import { isNamed } from '../../../src/table/cellText';
import type { GridEdits } from '../../grid/gridProps';

/** Values that were changed in the grid and are not written yet, by the records' ids. */
export class EditStore {
  readonly #edits;
  readonly #onChange: () => void;
  readonly edits;
  readonly counts = computed(() => {
    let changes = 0;
    for (const values of this.edits.value.values()) changes += Object.keys(values).length;
    return { changes, records: this.edits.value.size };
  });

  /** @param onChange told of every change, to have it kept */
  constructor(kept: GridEdits, onChange: () => void) {
    this.#edits = signal(kept);
    this.edits = computed(() => this.#edits.value);
    this.#onChange = onChange;
  }

  /** `undefined` takes a change back. */
  set(rowId: string, column: string, value: Json | undefined): void {
    const edits = new Map(this.#edits.value);
    const entries = Object.entries(edits.get(rowId) ?? {}).filter(([name]) => name !== column);
    if (value !== undefined) entries.push([column, value]);
    if (entries.length === 0) edits.delete(rowId);
    else edits.set(rowId, Object.fromEntries(entries));
    this.#become(edits);
  }

  discard(): void {
    this.#become(new Map());
  }

  /** What was written is no change any more, unless it was changed again meanwhile. */
  written(changes: readonly Changed[]): void {
    const edits = new Map(this.#edits.value);
    for (const { id, values } of changes) {
      const kept = Object.entries(edits.get(String(id)) ?? {}).filter(
        ([name, value]) => JSON.stringify(written(value)) !== JSON.stringify(values[name]),
      );
      if (kept.length === 0) edits.delete(String(id));
      else edits.set(String(id), Object.fromEntries(kept));
    }
    this.#become(edits);
  }

  #become(edits: GridEdits): void {
    this.#edits.value = edits;
    this.#onChange();
  }

  /** The changes as they are written. */
  changes(): Changed[] {
    return [...this.#edits.value].flatMap(([rowId, values]) => {
      const id = Number(rowId);
      if (!Number.isSafeInteger(id)) return [];
      const entries = Object.entries(values).map(([name, value]): [string, Json] => [name, written(value)]);
      return [{ id, values: Object.fromEntries(entries) }];
    });
  }
}

export interface Changed {
  id: number;
  values: JsonObject;
}

/** A many2one is shown as [id, name] and written as its id. */
function written(value: Json): Json {
  return isNamed(value) ? value[0] : value;
}

import type { UndoOffer } from '../../../model/review';
import type { Undoable } from '../../../writes/undo';
import type { CallTarget } from './panelCalls';

export interface KeptUndo extends CallTarget {
  offer: UndoOffer;
  undoable: Undoable;
}

/** Writes that are remembered at once; the oldest is forgotten first. */
const mostKept = 20;

/** What can be taken back, over all builders, in memory and for as long as VS Code is open. */
export class UndoStore {
  readonly #kept = new Map<number, KeptUndo>();
  #lastId = 0;

  keep({ connection, signIn }: CallTarget, undoable: Undoable): UndoOffer {
    const records = undoable.before.rows.size;
    const what = `${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'} of ${undoable.before.model}`;
    const offer: UndoOffer = {
      undoId: ++this.#lastId,
      kind: undoable.kind,
      label: undoable.kind === 'update' ? `the update of ${what}` : `the deletion of ${what}`,
    };
    this.#kept.set(offer.undoId, { connection, signIn, offer, undoable });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && !oldest.done) this.#kept.delete(oldest.value);
    return offer;
  }

  get(undoId: number): KeptUndo | undefined {
    return this.#kept.get(undoId);
  }

  forget(undoId: number): void {
    this.#kept.delete(undoId);
  }
}

import * as v from 'valibot';
import { DraftSchema } from '../../model/draft';
import { JsonObjectSchema, type JsonObject } from '../../model/json';
import type { Review, UndoOffer } from '../../model/review';
import { returns } from '../rpc';

/** What the rows of an answer are changed to, in the grid. */
export const EditsSchema = v.object({
  resultId: v.number(),
  changes: v.array(v.object({ id: v.number(), values: JsonObjectSchema })),
});

/** Asking before a write, and taking it back. */
export const writeApi = {
  /** What a request will change; undefined for one that only reads. Nothing is written. */
  review: returns<Review | undefined>()(v.object({ draft: DraftSchema })),
  reviewEdits: returns<Review>()(EditsSchema),
  /** Writes what was reviewed and gives the changed rows as they are now. `write.conflict` when somebody else changed them meanwhile. */
  saveEdits: returns<{ rows: JsonObject[]; undo?: UndoOffer }>()(
    v.object({ ...EditsSchema.entries, reviewId: v.number() }),
  ),
  reviewUndo: returns<Review>()(v.object({ undoId: v.number() })),
  /** Says in a sentence what was done; the ids of the records where they were created anew. */
  undo: returns<{ text: string; ids: number[] }>()(v.object({ undoId: v.number(), reviewId: v.number() })),
};

import type { writeApi } from '../../../contract/request/writeApi';
import type { Handlers } from '../../../contract/rpc';
import { isJsonObject, type JsonObject } from '../../../model/json';
import { isWrite, type RequestSpec } from '../../../model/requestSpec';
import type { Review, UndoOffer } from '../../../model/review';
import { OdooError } from '../../../odoo/error';
import { checkUnchanged } from '../../../writes/conflict';
import { prepareWrite } from '../../../writes/prepare';
import { prepareUndo, undoableAfter, undoRequest } from '../../../writes/undo';
import type { CallTarget } from './panelCalls';
import type { PanelContext } from './panelContext';
import { requestOfDraft } from './requestOfDraft';
import type { KeptUndo } from './undoStore';

/** Shows what a write will change before it goes, and takes it back. */
export function writeHandlers(context: PanelContext): Handlers<typeof writeApi> {
  const { ports, results, calls, reviews } = context;

  async function review(target: CallTarget, spec: RequestSpec, signal: AbortSignal): Promise<Review> {
    refuseReadOnly(target);
    const prepared = await calls.beforehand(target, spec, (port) => prepareWrite(spec, port, signal));
    if (!prepared) throw new OdooError('internal', { reason: 'nothing to review' });
    return reviews.show({ ...target, spec, prepared });
  }

  function editOf(
    resultId: number,
    changes: readonly { id: number; values: JsonObject }[],
  ): { target: CallTarget; spec: RequestSpec } {
    const { connection, spec, signIn } = results.origin(resultId);
    if (!('model' in spec)) throw new OdooError('internal', { reason: 'no records to change' });
    return {
      target: { connection, signIn },
      spec: {
        operation: 'update',
        model: spec.model,
        values: changes.map(({ id, values }) => ({ ...values, id })),
        ...(spec.context ? { context: spec.context } : {}),
      },
    };
  }

  function keptUndo(undoId: number): KeptUndo {
    const kept = ports.undo.get(undoId);
    if (!kept) throw new OdooError('write.undone', {});
    refuseReadOnly(kept);
    return kept;
  }

  return {
    review: async ({ draft }, signal) => {
      const spec = requestOfDraft(draft);
      if (!isWrite(spec)) return undefined;
      return review({ connection: ports.store.get(draft.connectionId), signIn: draft.signIn }, spec, signal);
    },

    reviewEdits: ({ resultId, changes }, signal) => {
      const { target, spec } = editOf(resultId, changes);
      return review(target, spec, signal);
    },

    saveEdits: async ({ resultId, changes, reviewId }, signal) => {
      const { target, spec } = editOf(resultId, changes);
      const { undo } = await writeReviewed(context, target, spec, reviewId, signal);
      const rows = await readAgain(
        context,
        resultId,
        changes.map(({ id }) => id),
        signal,
      );
      return { rows, ...(undo ? { undo } : {}) };
    },

    reviewUndo: async ({ undoId }, signal) => {
      const kept = keptUndo(undoId);
      const { offer, undoable, connection, signIn } = kept;
      const spec = undoRequest(undoable);
      const prepared = await calls.beforehand(kept, spec, (port) => prepareUndo(undoable, port, signal));
      return reviews.show(
        { connection, signIn, spec, prepared },
        {
          question: `Undo ${offer.label} on ${connection.name}?`,
          button: offer.kind === 'update' ? 'Write the old values' : 'Create the records anew',
        },
      );
    },

    undo: async ({ undoId, reviewId }, signal) => {
      const { undoable, offer, connection, signIn } = keptUndo(undoId);
      const spec = undoRequest(undoable);
      const { value } = await writeReviewed(context, { connection, signIn }, spec, reviewId, signal);
      ports.undo.forget(undoId);
      if (offer.kind === 'update') return { text: `Undid ${offer.label}.`, ids: [] };
      const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'number');
      const shown = ids.slice(0, 8).join(', ') + (ids.length > 8 ? ', …' : '');
      return { text: `Undid ${offer.label}: created anew with the ids ${shown}.`, ids };
    },
  };
}

/**
 * Sends a write that the person has seen and agreed to, unless its records were changed meanwhile.
 * @throws OdooError write.outdatedReview, write.conflict, and whatever the call fails with
 */
export async function writeReviewed(
  { ports, calls, reviews, results }: PanelContext,
  target: CallTarget,
  spec: RequestSpec,
  reviewId: number,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<typeof calls.run>> & { undo?: UndoOffer }> {
  const { prepared } = reviews.take(reviewId, target, spec);
  const { snapshot } = prepared;
  if (snapshot) await calls.beforehand(target, spec, (port) => checkUnchanged(snapshot, port, signal));
  const exchanges = results.newExchanges();
  const outcome = await calls.run(target, spec, {
    signal,
    confirmed: true,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const undoable = await undoableAfter(prepared, calls.port(target), signal);
  return { ...outcome, ...(undoable ? { undo: ports.undo.keep(target, undoable) } : {}) };
}

/** The changed rows as the server has them now, with the fields that the answer shows. */
async function readAgain(
  { calls, results }: PanelContext,
  resultId: number,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<JsonObject[]> {
  const { connection, spec, signIn } = results.origin(resultId);
  if (spec.operation !== 'searchRead' && spec.operation !== 'read') return [];
  const { model, fields, context } = spec;
  const value = await calls.port({ connection, signIn }).run(
    {
      operation: 'read',
      model,
      ids: [...ids],
      ...(fields ? { fields } : {}),
      ...(context ? { context } : {}),
    },
    signal,
  );
  const rows = Array.isArray(value) ? value.filter(isJsonObject) : [];
  results.replaceRows(resultId, rows);
  return rows;
}

/** Before anything is read: a review of what can never be sent is no help. */
function refuseReadOnly({ connection }: CallTarget): void {
  if (connection.readOnly) throw new OdooError('connection.readOnly', { connection: connection.name });
}

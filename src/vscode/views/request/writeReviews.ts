import { hostOf } from '../../../model/connection';
import { operationLabels, subjectOf, type RequestSpec } from '../../../model/requestSpec';
import type { Review } from '../../../model/review';
import { OdooError } from '../../../odoo/error';
import type { Prepared } from '../../../writes/prepare';
import { writeQuestion } from '../../guardWords';
import type { CallTarget } from './panelCalls';

/** A write that a person is looking at, and what was read for it. */
export interface Reviewed extends CallTarget {
  spec: RequestSpec;
  prepared: Prepared;
}

/** The review that a builder shows. Only what was reviewed last, and just that, is sent as agreed to. */
export class WriteReviews {
  #last: (Reviewed & { reviewId: number }) | undefined;
  #lastId = 0;

  /** @param question other words than those of the request's own, for an undo */
  show(reviewed: Reviewed, question?: { question: string; button: string }): Review {
    const { connection, spec, prepared } = reviewed;
    const reviewId = ++this.#lastId;
    this.#last = { ...reviewed, reviewId };
    const { kind, records, changes, changeCount, victims, remarks, undo } = prepared;
    return {
      kind,
      ...(records === undefined ? {} : { records }),
      changes,
      changeCount,
      victims,
      remarks,
      undo,
      reviewId,
      question: question?.question ?? writeQuestion(connection, spec).question,
      button: question?.button ?? buttonWords(spec, prepared.records),
      place: connection.database
        ? `${hostOf(connection.url)}, database ${connection.database}`
        : hostOf(connection.url),
      production: connection.production,
    };
  }

  /**
   * What was agreed to; it can be used once.
   * @throws OdooError write.outdatedReview when it is not this request, on this connection, that was reviewed last
   */
  take(reviewId: number, { connection, signIn }: CallTarget, spec: RequestSpec): Reviewed {
    const last = this.#last;
    this.#last = undefined;
    const same =
      last?.reviewId === reviewId &&
      JSON.stringify([last.connection, last.signIn, last.spec]) ===
        JSON.stringify([connection, signIn, spec]);
    if (!last || !same) throw new OdooError('write.outdatedReview', {});
    return last;
  }
}

/** "Update 2 records", "Call action_confirm" */
function buttonWords(spec: RequestSpec, records: number | undefined): string {
  const many =
    records === undefined ? '' : ` ${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'}`;
  switch (spec.operation) {
    case 'call':
      return `Call ${spec.method}`;
    case 'restCall':
      return `Call ${subjectOf(spec)}`;
    case 'http':
      return `Send ${spec.httpMethod}`;
    case 'load':
      return `Load ${spec.rows.length.toLocaleString('en')} ${spec.rows.length === 1 ? 'row' : 'rows'}`;
    default: {
      const verb = operationLabels[spec.operation].replace(/^REST: /, '');
      return `${verb.charAt(0).toUpperCase()}${verb.slice(1)}${many}`;
    }
  }
}

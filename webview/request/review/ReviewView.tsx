import { useEffect, useRef } from 'preact/hooks';
import type { Change, Review } from '../../../src/model/review';
import { keyLabel } from '../../keys';
import { Button } from '../../ui/Button';
import { Mark } from '../../ui/Mark';
import type { RequestPage } from '../state';
import { changeText } from './changeText';
import { hasBefore, recordWords, words } from './words';

/** What a write will change, and the buttons that send it or do not. */
export function ReviewView(props: { page: RequestPage; onConfirm: () => void; onDismiss: () => void }) {
  const { reviewing } = props.page;
  const shown = reviewing.shown.value;
  const title = useRef<HTMLHeadingElement>(null);
  const reviewId = shown?.review.reviewId;
  useEffect(() => title.current?.focus({ preventScroll: true }), [reviewId]);
  if (!shown) return null;
  const { review } = shown;
  const current = reviewing.current.value;
  return (
    <section class="review" data-region="review" data-testid="review" aria-label={words.title}>
      <div class="review-head">
        <h2 ref={title} tabIndex={-1} data-landing data-testid="review-question">
          <bdi>{review.question}</bdi>
        </h2>
        {review.production && <Mark kind="production" />}
        <span class="dim mono">{review.place}</span>
      </div>
      {review.remarks.length > 0 && (
        <ul class="review-remarks" data-testid="review-remarks">
          {review.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <Changes review={review} />
      <Victims review={review} />
      <div class="review-do">
        {!current && <span role="status">{words.changed}</span>}
        <Button primary testId="review-confirm" keys={keyLabel('Ctrl+Enter')} onClick={props.onConfirm}>
          {current ? review.button : words.lookAgain}
        </Button>
        <Button testId="review-cancel" keys="Esc" onClick={props.onDismiss}>
          {words.cancel}
        </Button>
        <span class="dim review-undo" data-testid="review-undo">
          {words.undo(review)}
        </span>
      </div>
    </section>
  );
}

function Changes({ review }: { review: Review }) {
  const { changes, changeCount } = review;
  if (changes.length === 0) return null;
  const before = hasBefore(review);
  return (
    <>
      <div class="review-scroll" tabIndex={0} role="region" aria-label={words.caption}>
        <table data-testid="review-changes">
          <thead>
            <tr>
              <th scope="col">{words.record}</th>
              <th scope="col">{words.field}</th>
              {before && <th scope="col">{words.now}</th>}
              <th scope="col">{before ? words.after : words.value}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change, index) => (
              <tr key={index}>
                <td dir="auto">{recordWords(review, change)}</td>
                <td>
                  <span class="mono">{change.field}</span>
                </td>
                {before && <Value change={change} value={change.before} dim />}
                <Value change={change} value={change.after} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changes.length < changeCount && <p class="dim">{words.more(changes.length, changeCount)}</p>}
    </>
  );
}

function Value(props: { change: Change; value: Change['before']; dim?: boolean }) {
  const { text, quiet } = changeText(props.change, props.value);
  return (
    <td dir="auto" class={props.dim || quiet ? 'dim' : ''}>
      {text}
    </td>
  );
}

function Victims({ review }: { review: Review }) {
  const { victims, records = 0 } = review;
  if (victims.length === 0) return null;
  return (
    <div class="review-victims">
      <h3>{words.victims(review.kind)}</h3>
      <ul
        class="review-scroll"
        data-testid="review-victims"
        tabIndex={0}
        aria-label={words.victims(review.kind)}
      >
        {victims.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi> <span class="dim mono">{id}</span>
          </li>
        ))}
      </ul>
      {victims.length < records && <p class="dim">{words.moreRecords(victims.length, records)}</p>}
    </div>
  );
}

import type { RefObject } from 'preact';
import { count, duration, size } from '../../format';
import { LinkButton } from '../../ui/LinkButton';
import type { RequestPage } from '../state';
import type { Answer, Total } from './answer';
import { LoadMore } from './LoadMore';
import { timingWords } from './timings';
import { words } from './words';

interface StatusProps {
  page: RequestPage;
  answer: Answer;
  summary: RefObject<HTMLDivElement | null>;
}

/** The line below the answer. First in the document, so that Tab goes on from here to the answer itself. */
export function Status({ page, answer, summary }: StatusProps) {
  const result = answer.result.value;
  const { undo } = result;
  const records = recordsText(answer, answer.total.value);
  const status = result.status === undefined ? '' : `HTTP ${result.status}`;
  return (
    <div class="status dim" ref={summary} tabIndex={-1} data-testid="result-summary">
      <span class="records">{records}</span>
      {status !== '' && status !== records && <span class="http-status">{status}</span>}
      <Took page={page} answer={answer} />
      <span>{size(result.bytes)}</span>
      {undo && (
        <LinkButton
          testId="undo"
          title={words.undoTitle}
          label={`${words.undo}: ${undo.label}`}
          onClick={() => void page.undo(undo)}
        >
          {words.undo}
        </LinkButton>
      )}
      <span class="grow" />
      <span class="via ellipsis" title={result.via}>
        {result.via}
      </span>
      <LoadMore page={page} answer={answer} />
      <span class="unseen" role="status">
        {`${result.limited || result.total !== undefined ? records : result.summary}, in ${spoken(result.ms)}`}
      </span>
    </div>
  );
}

/** How long it took; its phases in the tooltip, and in a tab of their own. */
function Took({ page, answer }: { page: RequestPage; answer: Answer }) {
  const { ms, timings } = answer.result.value;
  if (!timings) return <span>{duration(ms)}</span>;
  return (
    <button
      type="button"
      class="took"
      data-testid="timings"
      title={timingWords(timings).join('\n')}
      aria-label={`${duration(ms)}: where the time went`}
      onClick={() => page.pane.show('timing')}
    >
      {duration(ms)}
    </button>
  );
}

/** "80 of 4,213"; until the total is known its place is kept. */
function recordsText(answer: Answer, total: Total): string {
  const result = answer.result.value;
  switch (total.state) {
    case 'unasked':
      return result.summary;
    case 'asked':
      return `${count(result.rowCount)} of …`;
    case 'known':
      // The limit was reached exactly: these are all.
      if (total.total <= result.rowCount) return result.summary;
      return `${count(result.rowCount)} of ${count(total.total)}`;
    case 'failed':
      return `${count(result.rowCount)}, and there may be more`;
  }
}

function spoken(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} milliseconds` : `${(ms / 1000).toFixed(1)} seconds`;
}

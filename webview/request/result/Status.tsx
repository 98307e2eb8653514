import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { count, duration, size } from '../format';
import type { Answer, Total } from './answer';
import { timingWords } from './timings';

interface StatusProps {
  answer: Answer;
  summary: RefObject<HTMLDivElement | null>;
}

/** The line below the answer. First in the document, so that Tab goes on from here to the answer itself. */
export function Status({ answer, summary }: StatusProps) {
  const { result } = answer;
  const records = recordsText(answer, answer.total.value);
  const status = result.status === undefined ? '' : `HTTP ${result.status}`;
  return (
    <div class="status dim" ref={summary} tabIndex={-1} data-testid="result-summary">
      <span class="records">{records}</span>
      {status !== '' && status !== records && <span class="http-status">{status}</span>}
      <Took answer={answer} />
      <span>{size(result.bytes)}</span>
      <span class="grow" />
      <span class="via ellipsis" title={result.via}>
        {result.via}
      </span>
      <span class="unseen" role="status">
        {`${result.limited || result.total !== undefined ? records : result.summary}, in ${spoken(result.ms)}`}
      </span>
    </div>
  );
}

/** How long it took; its phases in the tooltip, and in the line itself once they are asked for. */
function Took({ answer }: { answer: Answer }) {
  const { ms, timings } = answer.result;
  const [open, setOpen] = useState(false);
  if (!timings) return <span>{duration(ms)}</span>;
  const words = timingWords(timings);
  return (
    <>
      <button
        type="button"
        class="took"
        data-testid="timings"
        title={words.join('\n')}
        aria-expanded={open}
        aria-label={`${duration(ms)}: where the time went`}
        onClick={() => setOpen(!open)}
      >
        {duration(ms)}
      </button>
      {open && <span class="phases">{words.join(' · ')}</span>}
    </>
  );
}

/** "80 of 4,213"; until the total is known its place is kept. */
function recordsText({ result }: Answer, total: Total): string {
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

import { useState } from 'preact/hooks';
import type { ResultSummary } from '../../../src/contract/request/resultApi';
import { LinkButton } from '../../ui/LinkButton';
import { Message } from '../../ui/Message';
import type { Answer } from './answer';
import { warningsWords, words } from './words';

/** What a person should know about an answer, in quiet lines below its summary; the first of them at once. */
export function Warnings({ answer }: { answer: Answer }) {
  const result = answer.result.value;
  const { resultId } = result;
  // That there are more is said by the count beside it, where the server can be asked.
  const isCounted = result.loadable && answer.total.value.state !== 'failed';
  const warnings = result.warnings.filter(({ code }) => code !== 'limitReached' || !isCounted);
  const [opened, setOpened] = useState<number | undefined>(undefined);
  const all = opened === resultId;
  if (warnings.length === 0) return null;
  const shown = all ? warnings : warnings.slice(0, 1);
  return (
    <div class="warnings dim" data-testid="warnings">
      <ul aria-label={words.warnings}>
        {shown.map(({ code, sentence }) => (
          <li key={code}>{sentence}</li>
        ))}
      </ul>
      {warnings.length > shown.length && (
        <LinkButton testId="more-warnings" expanded={false} onClick={() => setOpened(resultId)}>
          {warningsWords(warnings.length - shown.length)}
        </LinkButton>
      )}
    </div>
  );
}

/** Why loading more ended before all that was wanted had come. What came is kept, and the rest is offered again. */
export function LoadProblem({ result }: { result: ResultSummary }) {
  const { loadProblem } = result;
  if (!loadProblem) return null;
  return (
    <div class="failure load-problem">
      <Message kind="warning" testId="load-problem">
        <h2>{loadProblem.title}</h2>
        <div dir="auto">{loadProblem.sentence}</div>
        <div>{words.loadStopped}</div>
      </Message>
    </div>
  );
}

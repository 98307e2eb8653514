import { useState } from 'preact/hooks';
import type { ResultSummary } from '../../../src/contract/request/resultApi';
import { LinkButton } from '../../ui/LinkButton';
import { warningsWords, words } from './words';

/** What a person should know about an answer, in quiet lines below its summary; the first of them at once. */
export function Warnings({ result }: { result: ResultSummary }) {
  const { warnings, resultId } = result;
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
